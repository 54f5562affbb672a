"""The site's addresses, and one that breaks."""

from typing import NoReturn

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from hipstrength.urls import handler500
from hipstrength.urls import urlpatterns as site


@login_not_required
@csrf_exempt
def broken(request: HttpRequest) -> NoReturn:
    """Fail, as no page should: with words that somebody typed in the error and in its variables."""
    note = request.POST.get("note", "")
    try:
        int(note or "0x")
    except ValueError as error:
        raise RuntimeError(f"broken on purpose {note}".strip()) from error
    raise AssertionError(note)


__all__ = ["handler500", "urlpatterns"]
urlpatterns = [path("broken/", broken), *site]
