"""The first page: the way in for visitors, the way on for people who log."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from exercises.models import Exercise
from logbook.advising import advice_for
from logbook.pages.advice import advice_rows
from logbook.pages.week import current_week
from logbook.people import person


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the exercises to visitors, and their own week to people who are signed in."""
    if not request.user.is_authenticated:
        return render(request, "home.html", {"exercises": Exercise.objects.published()})
    user = person(request)
    today = user.local_date(timezone.now())
    advised = advice_for(user, Exercise.objects.published(), today)
    context = {"page": current_week(user, today), "advised": advised, "rows": advice_rows(advised)}
    return render(request, "logbook/home.html", context)
