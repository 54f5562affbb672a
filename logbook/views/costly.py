"""What takes long to make, and is not made for anybody all the time."""

from collections.abc import Callable
from functools import wraps

from allauth.core import ratelimit
from django.http import HttpRequest
from django.http.response import HttpResponseBase

View = Callable[[HttpRequest], HttpResponseBase]


def costly(view: View) -> View:
    """Let nobody who is logged in ask too often for files that take long to make; all of them are counted together."""

    @wraps(view)
    def limit(request: HttpRequest) -> HttpResponseBase:
        too_often: HttpResponseBase | None = ratelimit.consume_or_429(
            request, action="report_file", user=request.user, limit_get=True
        )
        return too_often or view(request)

    return limit
