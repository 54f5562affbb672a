"""What every template may say about the site."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, str]:  # noqa: ARG001 — Django passes it
    """Return the one address of the site, for addresses that other sites are to use."""
    return {"site_url": settings.SITE_URL}
