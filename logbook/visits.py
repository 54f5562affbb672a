"""How often one address asks for pages that need no login; counted in memory, and kept nowhere."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

MINUTE = 60


def is_too_often(request: HttpRequest) -> bool:
    """Count a visit, and return whether the address of the request makes more than SHARED_REPORT_LIMIT in a minute.

    Each process of the site counts for itself, so that a visit writes nothing and nobody's
    address is kept; with two processes the limit may be met twice. 0 is no limit.
    """
    most = settings.SHARED_REPORT_LIMIT
    if not most:
        return False
    counts, key = caches["memory"], f"visits:{_address(request)}"
    counts.add(key, 0, timeout=MINUTE)
    try:
        return bool(counts.incr(key) > most)
    except ValueError:
        # The minute was over just now.
        return False


def _address(request: HttpRequest) -> str:
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return ""
