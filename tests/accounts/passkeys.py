"""A passkey as a phone would have made it."""

import hashlib
import json
from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from hipstrength.accounts.models import User

NAME = "My phone"
HOST = "localhost"
FLAG = AuthenticatorData.FLAG


class SoftKey:
    """A key that signs what it is asked, with or without having seen its owner's finger, face or PIN."""

    credential_id = b"a key of its own"

    def __init__(self) -> None:
        self._private = ec.generate_private_key(ec.SECP256R1())

    def registration(self, challenge: str = websafe_encode(b"challenge")) -> dict[str, Any]:
        """Return what a browser sends when the key was made."""
        public = ES256.from_cryptography_key(self._private.public_key())  # type: ignore[no-untyped-call]  # of the library
        data = AuthenticatorData.create(
            rp_id_hash=hashlib.sha256(HOST.encode()).digest(),
            flags=FLAG.UP | FLAG.UV | FLAG.AT,
            counter=0,
            credential_data=AttestedCredentialData.create(Aaguid(bytes(16)), self.credential_id, public),
        )
        client = _client_data(CollectedClientData.TYPE.CREATE, challenge)
        response = {"attestationObject": websafe_encode(AttestationObject.create("none", data, {}))}
        return {
            **self._named({**response, "clientDataJSON": websafe_encode(client)}),
            "clientExtensionResults": {"credProps": {"rk": True}},
        }

    def answer(self, challenge: str, user_handle: str, *, is_verified: bool) -> str:
        """Return what a browser sends when the key is used for a challenge."""
        flags = FLAG.UP | FLAG.UV if is_verified else FLAG.UP
        data = AuthenticatorData.create(hashlib.sha256(HOST.encode()).digest(), flags, 0)
        client = _client_data(CollectedClientData.TYPE.GET, challenge)
        signature = self._private.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        response = {"authenticatorData": data, "clientDataJSON": client, "signature": signature}
        sent = {name: websafe_encode(value) for name, value in response.items()}
        return json.dumps(self._named({**sent, "userHandle": user_handle}))

    def _named(self, response: dict[str, str]) -> dict[str, Any]:
        name = websafe_encode(self.credential_id)
        return {"type": "public-key", "id": name, "rawId": name, "response": response}


def _client_data(kind: str, challenge: str) -> CollectedClientData:
    return CollectedClientData.create(kind, websafe_decode(challenge), f"http://{HOST}")


def registration() -> dict[str, Any]:
    """Return what a browser sends when a passkey was made."""
    return SoftKey().registration()


def add_passkey(user: User, name: str = NAME, key: SoftKey | None = None) -> Authenticator:
    """Give somebody a passkey."""
    data = {"name": name, "credential": (key or SoftKey()).registration()}
    passkey: Authenticator = Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data)
    return passkey
