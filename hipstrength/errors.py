"""Pages for when something is wrong."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

from hipstrength import request_id

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


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 — Django passes it
    """Say in plain words that the form was too old or came from elsewhere, and how to go on."""
    return render(request, "403_csrf.html", status=403)


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
