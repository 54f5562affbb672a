"""A line in the log for each request, where LOG_REQUESTS asks for it."""

import logging
from collections.abc import Callable
from time import perf_counter

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from hipstrength.routes import WATCHED, method_of, route_of

logger = logging.getLogger("hipstrength.requests")


class RequestLogMiddleware:
    """Logs what was asked for, without what is in it, what came of it and how long that took."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and log it; health checks and metrics are left out."""
        began = perf_counter()
        response = self.get_response(request)
        milliseconds = round((perf_counter() - began) * 1000, 1)
        route = route_of(request)
        if route not in WATCHED:
            method, size = method_of(request), bytes_of(response)
            facts = {
                "method": method,
                "route": route,
                "status": response.status_code,
                "milliseconds": milliseconds,
                "bytes": size,
            }
            line = f"{method} {route} {response.status_code} {milliseconds} ms {size} bytes"
            logger.info(line, extra={"facts": facts})
        return response


def bytes_of(response: HttpResponseBase) -> int:
    """Return the length of an answer's body; 0 where it is not known beforehand."""
    if response.streaming:
        return int(response.headers.get("Content-Length") or 0)
    return len(getattr(response, "content", b""))
