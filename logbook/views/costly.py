"""What takes long to make or to read, and is not done for anybody all the time."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from allauth.core import ratelimit
from django.http import HttpRequest
from django.http.response import HttpResponseBase

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def costly(view: View[P]) -> View[P]:
    """Let nobody who is logged in ask too often for what takes long; all of it is counted together."""

    @wraps(view)
    def limit(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        too_often: HttpResponseBase | None = ratelimit.consume_or_429(
            request, action="costly", user=request.user, limit_get=True
        )
        return too_often or view(request, *args, **kwargs)

    return limit
