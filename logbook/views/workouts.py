"""Reading and deleting a workout."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from logbook.models import Workout
from logbook.pages import ThenPage, WorkoutRow, workout_title
from logbook.people import person
from logbook.recording import delete_workout
from logbook.undoing import week_address


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
def delete(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Ask whether to delete a workout, naming what goes, and delete it."""
    workout = _own_workout(request, public_id)
    if request.method != "POST":
        return render(request, "logbook/workout_delete.html", {"row": WorkoutRow.of(workout)})
    what = workout_title(workout.entry)
    delete_workout(workout=workout)
    messages.success(request, _("Deleted: %(what)s.") % {"what": what})
    return redirect(week_address(person(request), workout.performed_on))


def _own_workout(request: HttpRequest, public_id: uuid.UUID) -> Workout:
    workout: Workout = get_object_or_404(person(request).workouts.with_sets(), public_id=public_id)
    return workout
