"""A passkey as a phone would have made it."""

import hashlib
from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from hipstrength.accounts.models import User

NAME = "My phone"


def registration(host: str = "localhost") -> dict[str, Any]:
    """Return what a browser sends when a passkey was made."""
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())  # type: ignore[no-untyped-call]  # of the library
    credential_id = b"a key of its own"
    data = AuthenticatorData.create(
        rp_id_hash=hashlib.sha256(host.encode()).digest(),
        flags=AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT,
        counter=0,
        credential_data=AttestedCredentialData.create(Aaguid(bytes(16)), credential_id, key),
    )
    client = CollectedClientData.create(CollectedClientData.TYPE.CREATE, b"challenge", f"http://{host}")
    return {
        "type": "public-key",
        "id": websafe_encode(credential_id),
        "rawId": websafe_encode(credential_id),
        "response": {
            "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
            "clientDataJSON": websafe_encode(client),
        },
        "clientExtensionResults": {"credProps": {"rk": True}},
    }


def add_passkey(user: User, name: str = NAME) -> Authenticator:
    """Give somebody a passkey."""
    data = {"name": name, "credential": registration()}
    passkey: Authenticator = Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data)
    return passkey
