"""The weekly history."""

import uuid
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from logbook.pages import week_page
from logbook.people import Person, person
from logbook.undoing import undo_of, week_address
from logbook.weeks import Week


@require_safe
def this_week(request: HttpRequest) -> HttpResponse:
    """Show the current week of the person's own calendar."""
    user = person(request)
    today = user.local_date(timezone.now())
    return _page(request, user, user.week_of(today), today)


@require_safe
def week(request: HttpRequest, day: date) -> HttpResponse:
    """Show the week that begins on `day`; any other day leads to the first one of its week."""
    user = person(request)
    asked = user.week_of(day)
    if day != asked.key:
        return redirect(week_address(user, day, saved=_saved_id(request)))
    return _page(request, user, asked, user.local_date(timezone.now()))


def _page(request: HttpRequest, user: Person, week: Week, today: date) -> HttpResponse:
    saved = _saved_id(request)
    page = week_page(user, week, today, saved=saved)
    return render(request, "logbook/week.html", {"page": page, "can_undo": page.saved and undo_of(request, saved)})


def _saved_id(request: HttpRequest) -> uuid.UUID | None:
    """Return which workout was saved just now; an unreadable name is as good as none."""
    try:
        return uuid.UUID(request.GET.get("saved", ""))
    except ValueError:
        return None
