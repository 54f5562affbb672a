"""What every template may say about the site."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, str | bool]:  # noqa: ARG001 — Django passes it
    """Return the one address of the site, as other sites are to use it, whether it takes new people and sends mail."""
    return {
        "site_url": settings.SITE_URL,
        "signup_is_open": settings.SIGNUP_IS_OPEN,
        "sends_mail": settings.SENDS_MAIL,
    }
