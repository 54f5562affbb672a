"""The history: weeks, months, many weeks at once, and one exercise over time."""

from datetime import date
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from exercises.models import Exercise
from logbook.forms import JumpForm
from logbook.months import Month
from logbook.pages.exercise import exercise_page
from logbook.pages.month import month_page
from logbook.pages.week import week_page
from logbook.pages.weeks import COUNTS, weeks_page
from logbook.people import person
from logbook.undoing import saved_id, undo_of, week_address
from logbook.weeks import Week


@require_safe
def this_week(request: HttpRequest) -> HttpResponse:
    """Show the current week of the person's own calendar."""
    return _week(request, person(request).week_of(_today(request)))


@require_safe
def week(request: HttpRequest, day: date) -> HttpResponse:
    """Show the week that begins on `day`; any other day leads to the first one of its week."""
    user = person(request)
    asked = user.week_of(day)
    if day != asked.key:
        return redirect(week_address(user, day, saved=saved_id(request)))
    return _week(request, asked)


@require_safe
def jump(request: HttpRequest) -> HttpResponse:
    """Lead to the week of the day that was asked for; what is no day is answered beside its field."""
    form = JumpForm(request.GET)
    if form.is_valid():
        return redirect(week_address(person(request), form.cleaned_data["day"]))
    return _week(request, person(request).week_of(_today(request)), form)


@require_safe
def this_month(request: HttpRequest) -> HttpResponse:
    """Show the current month of the person's own calendar."""
    return month(request, Month.containing(_today(request)))


@require_safe
def month(request: HttpRequest, month: Month) -> HttpResponse:
    """Show a calendar month with its active days."""
    page = month_page(person(request), month, _today(request))
    return render(request, "logbook/month.html", {"page": page})


@require_safe
def weeks(request: HttpRequest, count: int, day: date | None = None) -> HttpResponse:
    """Show some weeks up to the one of a day, by default the current one."""
    if count not in COUNTS:
        raise Http404
    user, today = person(request), _today(request)
    page = weeks_page(user, count, user.week_of(day or today), today)
    return render(request, "logbook/weeks.html", {"page": page})


@require_safe
def exercise(request: HttpRequest, slug: str, day: date | None = None) -> HttpResponse:
    """Show one exercise over a year up to the week of a day, by default the current one."""
    user, today = person(request), _today(request)
    asked = get_object_or_404(Exercise, slug=slug)
    page = exercise_page(user, asked, user.week_of(day or today), today)
    if not (asked.is_published or page.records):
        raise Http404
    return render(request, "logbook/exercise.html", {"page": page})


def _week(request: HttpRequest, week: Week, jump: JumpForm | None = None) -> HttpResponse:
    saved = saved_id(request)
    page = week_page(person(request), week, _today(request), saved=saved)
    context = {
        "page": page,
        "can_undo": page.saved and undo_of(request, saved),
        "jump": jump,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if jump else HTTPStatus.OK
    return render(request, "logbook/week.html", context, status=status)


def _today(request: HttpRequest) -> date:
    return person(request).local_date(timezone.now())
