"""Pages for when something is wrong."""

import logging
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.views.defaults import bad_request as unreadable

# Of what others say, in the log.
LONGEST_NAME = 100
logger = logging.getLogger("hipstrength.errors")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the request could not be read, or which address the site has when somebody came by another one."""
    if not isinstance(exception, DisallowedHost):
        return unreadable(request, exception)
    named = request.META.get("HTTP_HOST", "")[:LONGEST_NAME]
    logger.warning("Somebody came by the name %r, but SITE_URL is %s.", named, settings.SITE_URL)
    return misconfigured("address")


def misconfigured(what: str) -> HttpResponse:
    """Say in plain words which variable is wrong: "address" for SITE_URL, "proxy" for FORWARDED_ALLOW_IPS."""
    text = loader.render_to_string("400_configuration.html", {"what": what, "site_url": settings.SITE_URL})
    return HttpResponse(text, status=400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 — Django passes it
    """Say in plain words that the form was too old or came from elsewhere, and how to go on.

    Where the browser shows another address for this very site than SITE_URL, no form can ever be
    sent: then that is said, and what to set.
    """
    origin = request.headers.get("Origin", "")
    other = origin if origin != settings.SITE_URL and _is_this_host(origin, request) else ""
    if other:
        logger.warning("Forms come from %s, but SITE_URL is %s: set it to the former.", other, settings.SITE_URL)
    return render(request, "403_csrf.html", {"origin": other, "site_url": settings.SITE_URL}, status=403)


def _is_this_host(origin: str, request: HttpRequest) -> bool:
    try:
        return urlsplit(origin).hostname == urlsplit(f"//{request.get_host()}").hostname is not None
    except ValueError:
        return False
