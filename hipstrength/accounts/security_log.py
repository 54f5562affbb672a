"""Security events: who, what, when and from where; `hipstrength.logs` writes them.

Never a password, a code, a token, a pain score or a note; people are told apart by the
key of their account, which stays the same when their address changes.
"""

import logging
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

logger = logging.getLogger("hipstrength.security")


def tell(event: str, request: HttpRequest | None, person: object = None, **facts: str | int | bool) -> None:
    """Log an event by `person` (a user, or None), of a request if there was one.

    `facts` are more of it, in words that say nothing private.
    """
    about: dict[str, Any] = {"person": getattr(person, "pk", None)}
    if request is not None:
        about["address"] = _address_of(request)
    logger.info(event, extra={"facts": {**about, **facts}})


def _address_of(request: HttpRequest) -> str | None:
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return None
