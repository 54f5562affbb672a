"""The first page: the way in for visitors, the way on for people who log."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from exercises.models import Exercise
from logbook.advising import advice_for
from logbook.pages.advice import advice_rows
from logbook.pages.morning import morning_question
from logbook.pages.week import current_week
from logbook.people import person
from logbook.undoing import saved_id, undo_of


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the exercises to visitors, and their own week to people who are signed in."""
    if not request.user.is_authenticated:
        return render(request, "home.html", {"exercises": Exercise.objects.published()})
    user, now, saved = person(request), timezone.now(), saved_id(request)
    today = user.local_date(now)
    advised = advice_for(user, today)
    context = {
        "page": current_week(user, today),
        "advised": advised,
        "rows": advice_rows(advised),
        "question": morning_question(user, today=today, now=now),
        "undo_id": saved if saved and undo_of(request, saved) else None,
    }
    return render(request, "logbook/home.html", context)
