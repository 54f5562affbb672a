"""The report as a link shows it, to people without an account."""

import re
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from logbook.links import count_opening, find_live_link
from logbook.models import ReportLink
from logbook.pages.links import moment_words
from logbook.pages.report import ReportPage, report_page
from logbook.views.report import pdf_response
from logbook.visits import is_too_often

# What browsers say when they fetch a page that nobody has asked for yet.
AHEAD = ("prefetch", "prerender")
# Programs that fetch a link to show beside it what is there, as messengers do: what is there is not for them.
# A maker of phones is called Cubot.
PREVIEW = re.compile("(?<!cu)bot|preview|facebookexternalhit|whatsapp|embedly|slurp|crawl|spider", re.IGNORECASE)
View = Callable[[HttpRequest, ReportLink], HttpResponse]


def by_link(view: View) -> Callable[[HttpRequest, str], HttpResponse]:
    """Let a view show what a link shows: nothing where there is none, or to programs, or to who asks too often."""

    @login_not_required
    @require_safe
    @wraps(view)
    def find(request: HttpRequest, token: str) -> HttpResponse:
        if is_too_often(request):
            return render(request, "logbook/shared_often.html", status=HTTPStatus.TOO_MANY_REQUESTS)
        now = timezone.now()
        link = find_live_link(token, now)
        if link is None:
            return nothing(request)
        if PREVIEW.search(request.headers.get("User-Agent", "")):
            return render(request, "logbook/shared_preview.html")
        if _is_opened_by_somebody(request, link):
            count_opening(link, now)
        return view(request, link)

    return find


def _is_opened_by_somebody(request: HttpRequest, link: ReportLink) -> bool:
    """Return whether this is an opening to count: its owner, who only looks what others see, makes none."""
    is_ahead = any(word in request.headers.get("Sec-Purpose", "") for word in AHEAD)
    return request.method == "GET" and not is_ahead and request.user.pk != link.user_id


@by_link
def report(request: HttpRequest, link: ReportLink) -> HttpResponse:
    """Show somebody's report as a page."""
    token = request.resolver_match.kwargs["token"] if request.resolver_match else ""
    ends, is_owner = moment_words(link.expires_at, link.user.zone), request.user.pk == link.user_id
    context = {"report": _page(link), "token": token, "ends": ends, "is_owner": is_owner}
    return render(request, "logbook/shared.html", context)


@by_link
def pdf(request: HttpRequest, link: ReportLink) -> HttpResponse:
    """Show somebody's report as a PDF file, on A4, or on Letter with `?paper=letter`."""
    paper = "letter" if request.GET.get("paper") == "letter" else "a4"
    return pdf_response(_page(link), paper=paper)


@login_not_required
def nothing(request: HttpRequest, rest: str = "") -> HttpResponse:  # noqa: ARG001 — a part of the address
    """Say that there is no such link: the same whether there never was one, or it has ended, or it is incomplete."""
    return render(request, "logbook/shared_gone.html", status=HTTPStatus.NOT_FOUND)


def _page(link: ReportLink) -> ReportPage:
    user = link.user
    today = user.local_date(timezone.now())
    return report_page(user, today, weeks=link.weeks, with_notes=link.with_notes, name=link.shown_name)
