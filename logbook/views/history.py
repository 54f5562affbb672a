"""The weekly history."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from logbook.pages import week_page
from logbook.people import person


@require_safe
def this_week(request: HttpRequest) -> HttpResponse:
    """Show the current week of the person's own calendar."""
    user = person(request)
    today = user.local_date(timezone.now())
    return render(request, "logbook/week.html", {"page": week_page(user, user.week_of(today), today)})


@require_safe
def week(request: HttpRequest, day: date) -> HttpResponse:
    """Show the week that begins on `day`; any other day leads to the first one of its week."""
    user = person(request)
    asked = user.week_of(day)
    if day != asked.key:
        return redirect("logbook:week", day=asked.key)
    return render(request, "logbook/week.html", {"page": week_page(user, asked, user.local_date(timezone.now()))})
