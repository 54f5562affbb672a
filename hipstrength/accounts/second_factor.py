"""The second factor of an account: an authenticator app or a passkey, with recovery codes."""

import ipaddress

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.http.request import split_domain_port

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(user: object) -> bool:
    """Return whether a login of this person needs more than the password; recovery codes alone are none."""
    return bool(Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS).exists())


def has_used_second_factor(request: HttpRequest) -> bool:
    """Return whether this login has shown a second factor, at its beginning or later."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


def remove_second_factor(user: object) -> int:
    """Take all second factors and recovery codes from an account; return how many there were."""
    count, _by_model = Authenticator.objects.filter(user=user).delete()
    return int(count)


def passkeys_work_here(request: HttpRequest) -> bool:
    """Return whether browsers make passkeys for this address: it needs a name, and https unless it is this machine."""
    host, _port = split_domain_port(request.get_host())
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return request.is_secure() or host == "localhost"
    return False
