"""The site's addresses, and one that breaks."""

from typing import NoReturn

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.urls import path

from hipstrength.urls import handler500
from hipstrength.urls import urlpatterns as site


@login_not_required
def broken(request: HttpRequest) -> NoReturn:
    """Fail, as no page should."""
    raise RuntimeError("broken on purpose")


__all__ = ["handler500", "urlpatterns"]
urlpatterns = [path("broken/", broken), *site]
