"""A number for each request, by which its log lines, its error page and its report are found together."""

import re
import secrets
from collections.abc import Callable
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from hipstrength.accounts.client_address import is_trusted

HEADER = "X-Request-ID"
# What a proxy may call a request: nothing that could break a log line, a page or a header.
PLAIN_TOKEN = re.compile(r"[A-Za-z0-9._-]{8,64}")
_current: ContextVar[str] = ContextVar("request_id", default="")


def current() -> str:
    """Return the number of the request that is being answered; "" outside of one."""
    return _current.get()


def chosen_for(request: HttpRequest) -> str:
    """Return the number that a trusted proxy gave the request, if it is a plain token, else a random one."""
    given = request.META.get("HTTP_X_REQUEST_ID", "")
    if PLAIN_TOKEN.fullmatch(given) and is_trusted(request.META.get("REMOTE_ADDR", ""), settings.TRUSTED_PROXIES):
        return str(given)
    return secrets.token_hex(8)


class RequestIdMiddleware:
    """Numbers the request, and sends the number back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer under the number."""
        number = chosen_for(request)
        before = _current.set(number)
        try:
            response = self.get_response(request)
        finally:
            # The thread goes on to other requests.
            _current.reset(before)
        response.headers[HEADER] = number
        return response
