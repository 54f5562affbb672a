"""Pages for when something is wrong."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 — Django passes it
    """Say in plain words that the form was too old or came from elsewhere, and how to go on."""
    return render(request, "403_csrf.html", status=403)
