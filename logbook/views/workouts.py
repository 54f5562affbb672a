"""Logging, reading, correcting and deleting a workout."""

import uuid
from datetime import date
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from exercises.models import Exercise
from logbook.entries import WorkoutEntry
from logbook.forms import sent_exercises
from logbook.history import TOO_MUCH_PAIN, highest_pain
from logbook.log_form import LogForm, Setting
from logbook.models import Workout
from logbook.pages import ThenPage, WorkoutRow, workout_title
from logbook.people import Person, person
from logbook.recording import correct_workout, record_workout
from logbook.resistance import is_heavy_for_ankle
from logbook.weeks import parse_day


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Log a workout: the empty form, or store what was typed. A form that was stored already is corrected instead."""
    user = person(request)
    if request.method != "POST":
        asked = _asked_id(request)
        if asked and user.workouts.filter(public_id=asked).exists():
            return redirect("logbook:workout-edit", public_id=asked)
        return _page(request, _log_form(request))
    log = _log_form(request, data=request.POST)
    if not log.is_valid():
        return _page(request, log, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    head = log.head.cleaned_data
    workout, is_new = record_workout(
        user=user,
        public_id=head["public_id"],
        entry=log.entry,
        exercises=log.exercises,
        started_at=head["started_at"],
    )
    if not is_new and workout.entry != log.entry:
        return _saved_before(request, workout)
    if not is_new:
        # Told before: the first of two taps, or of two tries, has left its message.
        return redirect(_week_address(user, log.entry.performed_on))
    return _saved(request, log)


def _saved_before(request: HttpRequest, workout: Workout) -> HttpResponse:
    """Offer what was typed as a correction: this form was saved before, with other content."""
    data = request.POST.copy()
    # A new form does not ask for it; it may have been answered since.
    data.setdefault("pain_next_morning", "" if workout.pain_next_morning is None else str(workout.pain_next_morning))
    log = _log_form(request, data=data, stored=workout.entry)
    log.is_valid()
    notice = _("This workout was saved before. Below is what you typed now: save to replace the earlier version.")
    return _page(request, log, workout, notice=notice, status=HTTPStatus.UNPROCESSABLE_ENTITY)


@require_http_methods(["GET", "HEAD", "POST"])
def new_more(request: HttpRequest) -> HttpResponse:
    """Show the form again as it was typed, with one more row; without anything typed, just the form."""
    if request.method != "POST":
        return redirect("logbook:workout-new")
    log = _log_form(request, draft=request.POST, more=request.POST.get("more", ""))
    return _page(request, log)


@require_safe
def detail(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show one workout."""
    workout = _own_workout(request, public_id)
    return render(request, "logbook/workout.html", {"row": WorkoutRow.of(workout)})


@require_safe
def exercise(request: HttpRequest, public_id: uuid.UUID, slug: str) -> HttpResponse:
    """Show the text of an exercise as it was when the workout was logged."""
    workout = get_object_or_404(person(request).workouts, public_id=public_id)
    done = get_object_or_404(workout.exercises.select_related("exercise"), exercise__slug=slug)
    return render(request, "logbook/workout_exercise.html", {"workout": workout, "page": ThenPage.of(done)})


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Correct a workout."""
    workout = _own_workout(request, public_id)
    if request.method != "POST":
        return _page(request, _log_form(request, stored=workout.entry), workout)
    log = _log_form(request, data=request.POST, stored=workout.entry)
    if not log.is_valid():
        return _page(request, log, workout, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        correct_workout(workout=workout, entry=log.entry, exercises=log.exercises)
    except Workout.DoesNotExist as error:
        raise Http404 from error
    return _saved(request, log)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_more(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show the form of a correction again as it was typed, with one more row; without anything typed, just the form."""
    workout = _own_workout(request, public_id)
    if request.method != "POST":
        return redirect("logbook:workout-edit", public_id=public_id)
    more = request.POST.get("more", "")
    return _page(request, _log_form(request, draft=request.POST, more=more, stored=workout.entry), workout)


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Ask whether to delete a workout, naming what goes, and delete it."""
    workout = _own_workout(request, public_id)
    if request.method != "POST":
        return render(request, "logbook/workout_delete.html", {"row": WorkoutRow.of(workout)})
    what = workout_title(workout.entry)
    workout.delete()
    messages.success(request, _("Deleted: %(what)s.") % {"what": what})
    return redirect(_week_address(person(request), workout.performed_on))


def _own_workout(request: HttpRequest, public_id: uuid.UUID) -> Workout:
    workout: Workout = get_object_or_404(person(request).workouts.with_sets(), public_id=public_id)
    return workout


def _log_form(request: HttpRequest, *, stored: WorkoutEntry | None = None, **typed: Any) -> LogForm:
    user, now = person(request), timezone.now()
    logged = [exercise.slug for exercise in stored.exercises] if stored else []
    setting = Setting(
        exercises=Exercise.objects.offered_in([*logged, *sent_exercises(request.POST)]),
        bands=user.bands.usable(),
        unit=user.weight_unit,
        today=user.local_date(now),
        now=now,
        day=_asked_day(request),
        public_id=_asked_id(request),
    )
    return LogForm(setting, stored=stored, **typed)


def _asked_day(request: HttpRequest) -> date | None:
    """Return the day that a link asked for by `?date=`; an unreadable one is as good as none."""
    try:
        return parse_day(request.GET.get("date", ""))
    except ValueError:
        return None


def _asked_id(request: HttpRequest) -> uuid.UUID | None:
    """Return the name that the form had before it was reloaded, or left and come back to."""
    try:
        return uuid.UUID(request.GET.get("form", ""))
    except ValueError:
        return None


def _page(
    request: HttpRequest, log: LogForm, workout: Workout | None = None, *, notice: str = "", status: int = 200
) -> HttpResponse:
    name, arguments = ("workout-edit", [workout.public_id]) if workout else ("workout-new", [])
    context = {
        "log": log,
        "workout": workout,
        "notice": notice,
        "save_url": reverse(f"logbook:{name}", args=arguments),
        "more_url": reverse(f"logbook:{name}-more", args=arguments),
    }
    return render(request, "logbook/workout_form.html", context, status=status)


def _saved(request: HttpRequest, log: LogForm) -> HttpResponse:
    entry = log.entry
    messages.success(request, _("Saved: %(what)s.") % {"what": workout_title(entry)})
    if highest_pain(entry) >= TOO_MUCH_PAIN:
        messages.warning(
            request,
            _(
                "A knee pain of 6 or more is too much for today. Stop the exercise that hurt, and choose an easier"
                " version next time. If you are worried, the safety page below says who to ask."
            ),
        )
    ankle = [slug for slug, exercise in log.exercises.items() if exercise.weight_place == Exercise.WeightPlace.ANKLE]
    heavy = (bout for done in entry.exercises if done.slug in ankle for bout in done.sets)
    if any(is_heavy_for_ankle(bout.resistance) for bout in heavy):
        messages.warning(request, _("An ankle weight over 5 kg is a lot. If that was a slip, correct the workout."))
    return redirect(_week_address(person(request), entry.performed_on))


def _week_address(user: Person, day: date) -> str:
    return reverse("logbook:week", args=[user.week_of(day).key])
