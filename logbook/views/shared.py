"""The report as a link shows it, to people without an account."""

from functools import wraps
from http import HTTPStatus
from typing import Protocol

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from logbook.links import count_opening, find_live_link
from logbook.models import ReportLink
from logbook.pages.report import ReportPage, report_page
from logbook.views.report import pdf_response

# What browsers say when they fetch a page that nobody has asked for yet.
AHEAD = ("prefetch", "prerender")
# For search engines, caches, and the sites that links on the page lead to.
PRIVATE = {
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Cache-Control": "no-store, private",
    "Referrer-Policy": "no-referrer",
}


class View(Protocol):
    """A page of a link."""

    def __call__(self, request: HttpRequest, token: str) -> HttpResponse:
        """Answer."""


def limited(view: View) -> View:
    """Let nobody ask for such pages too often, be it to guess or to keep the site busy."""

    @wraps(view)
    def limit(request: HttpRequest, token: str) -> HttpResponse:
        too_often: HttpResponse | None = ratelimit.consume_or_429(request, action="shared_report", limit_get=True)
        return too_often or view(request, token)

    return limit


@login_not_required
@require_safe
@limited
def report(request: HttpRequest, token: str) -> HttpResponse:
    """Show somebody's report as a page."""
    link = _opened(request, token)
    if link is None:
        return _gone(request)
    context = {"report": _page(link), "token": token, "ends": link.expires_at.astimezone(link.user.zone)}
    return _private(render(request, "logbook/shared.html", context))


@login_not_required
@require_safe
@limited
def pdf(request: HttpRequest, token: str) -> HttpResponse:
    """Show somebody's report as a PDF file, on A4, or on Letter with `?paper=letter`."""
    link = _opened(request, token)
    if link is None:
        return _gone(request)
    paper = "letter" if request.GET.get("paper") == "letter" else "a4"
    return _private(pdf_response(_page(link), paper=paper))


def _opened(request: HttpRequest, token: str) -> ReportLink | None:
    """Return the link and count that it was opened; its owner, who only looks what others see, does not count."""
    now = timezone.now()
    link = find_live_link(token, now)
    is_ahead = any(word in request.headers.get("Sec-Purpose", "") for word in AHEAD)
    if link and request.method == "GET" and not is_ahead and request.user.pk != link.user_id:
        count_opening(link, now)
    return link


def _page(link: ReportLink) -> ReportPage:
    user = link.user
    today = user.local_date(timezone.now())
    return report_page(user, today, weeks=link.weeks, with_notes=link.with_notes, name=link.shown_name)


def _gone(request: HttpRequest) -> HttpResponse:
    """Say that there is no such link: the same whether there never was one, or it has ended."""
    return _private(render(request, "logbook/shared_gone.html", status=HTTPStatus.NOT_FOUND))


def _private(response: HttpResponse) -> HttpResponse:
    for name, value in PRIVATE.items():
        response.headers[name] = value
    return response
