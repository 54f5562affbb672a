"""What search engines are told: which pages there are, and which are nobody's business."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from exercises.models import Exercise

# Addresses below these lead nowhere without an account. Other pages that are not to be found say so themselves,
# which nobody would read who is kept from visiting them.
# An admin at an address of its own is not told to anybody.
CLOSED = ("/admin/", "/data/", "/history/", "/knee/", "/settings/", "/workouts/")


class OfThisSite(Sitemap[Any]):
    """Pages at the address that the site is configured with, however the request came in."""

    @property
    def protocol(self) -> str:  # type: ignore[override]  # the stubs know only a class attribute
        """The scheme of the site's address."""
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: Any = None) -> str:  # noqa: ARG002 — Django passes it
        """Return the host, with its port if it has one."""
        return urlsplit(settings.SITE_URL).netloc


class Pages(OfThisSite):
    """The pages that are always there."""

    def items(self) -> list[str]:
        """Return their names."""
        return ["home", "exercises:list", "exercises:print", "pages:why", "pages:safety", "pages:privacy"]

    def location(self, item: str) -> str:
        """Return the address of one."""
        return reverse(item)


class Exercises(OfThisSite):
    """The instruction pages."""

    def items(self) -> list[Exercise]:
        """Return the exercises that visitors may see."""
        return list(Exercise.objects.published())

    def lastmod(self, item: Exercise) -> datetime:
        """Return when the text of one was last changed."""
        return item.updated_at


@login_not_required
@require_safe
def site_map(request: HttpRequest) -> HttpResponseBase:
    """Return all public pages as XML."""
    return sitemap(request, {"pages": Pages, "exercises": Exercises})


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 — Django passes it
    """Say what search engines need not visit."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), f"Sitemap: {settings.SITE_URL}/sitemap.xml"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
