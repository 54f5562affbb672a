"""Pages for when something is wrong."""

import logging
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.views.defaults import bad_request as unreadable

from hipstrength import request_id

# Of what others say, in the log.
LONGEST_NAME = 100
logger = logging.getLogger(__name__)
# For when not even the templates work. In English, because translations may be what fails.
LAST_WORDS = """<!doctype html>
<html lang="en-gb">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Something went wrong on our side · HipStrength</title>
<main>
<h1>Something went wrong on our side</h1>
<p>We are sorry. Go back and try again. If it happens again, tell the people who run this site.</p>
<p>Tell them this number: {number}</p>
<p><a class="btn btn-primary" href="/">To the first page</a></p>
</main>
</html>
"""


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
        logger.warning("A form came from %r, but SITE_URL is %s.", other, settings.SITE_URL)
    return render(request, "403_csrf.html", {"origin": other, "site_url": settings.SITE_URL}, status=403)


def _is_this_host(origin: str, request: HttpRequest) -> bool:
    try:
        parts = urlsplit(origin)
        is_bare = origin == f"{parts.scheme}://{parts.netloc}" and len(origin) <= LONGEST_NAME
        return is_bare and parts.hostname == urlsplit(f"//{request.get_host()}").hostname is not None
    except ValueError:
        return False


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 — Django passes it
    """Say that it is our fault, and the number by which the log tells what happened.

    Without the request and its context, which ask the database who this is: it may be what is broken.
    """
    number = request_id.current()
    try:
        page: str = loader.render_to_string("500.html", {"request_id": number})
    except Exception:  # whatever it is, people get a page
        logger.exception("The page for errors could not be drawn.")
        page = LAST_WORDS.format(number=number)
    return HttpResponse(page, status=500)
