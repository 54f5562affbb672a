"""What a request is called in logs and metrics: a few words from a bounded set, and nothing that somebody typed."""

from django.conf import settings
from django.http import HttpRequest

STATIC = "static"
UNKNOWN = "unknown"
METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
# Programs ask for these every few seconds.
WATCHED = frozenset(("healthz", "readyz", "metrics"))


def route_of(request: HttpRequest) -> str:
    """Return the name of the page, such as "logbook:workout", "static" for a file, "unknown" for what is not there."""
    if request.resolver_match:
        return request.resolver_match.view_name
    return STATIC if request.path.startswith(settings.STATIC_URL) else UNKNOWN


def method_of(request: HttpRequest) -> str:
    """Return the method; "OTHER" for one that a client made up."""
    return request.method if request.method in METHODS else "OTHER"
