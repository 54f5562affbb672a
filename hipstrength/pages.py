"""Pages that only have text."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def why(request: HttpRequest) -> HttpResponse:
    """Say why the hips, with sources and without promises."""
    return render(request, "pages/why.html")


@login_not_required
@require_safe
def safety(request: HttpRequest) -> HttpResponse:
    """Say when to stop, and when to see someone."""
    return render(request, "pages/safety.html")


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is stored, where, how long, and how to get it out."""
    return render(request, "pages/privacy.html", {"operator": settings.OPERATOR})
