"""Reading and deleting a workout."""

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from logbook.pages.morning import question_of
from logbook.pages.workouts import ThenPage, workout_row
from logbook.people import person
from logbook.reading import read_log
from logbook.recording import delete_workout
from logbook.stored import Log
from logbook.undoing import saved_id, undo_of, week_address


@require_safe
def detail(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show one workout."""
    return workout_page(request, public_id)


def workout_page(request: HttpRequest, public_id: uuid.UUID, *, error: str = "") -> HttpResponse:
    """Show one workout; `error` says what was wrong with an answer to the question of its next morning."""
    log, today = _own_workout(request, public_id), person(request).local_date(timezone.now())
    (workout,) = log.workouts
    context = {
        "row": workout_row(workout, log.exercises),
        "question": question_of(workout, today=today, error=error),
        "can_undo": saved_id(request) == public_id and undo_of(request, public_id),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
    return render(request, "logbook/workout.html", context, status=status)


@require_safe
def exercise(request: HttpRequest, public_id: uuid.UUID, slug: str) -> HttpResponse:
    """Show the text of an exercise as it was when the workout was logged."""
    workout = get_object_or_404(person(request).workouts, public_id=public_id)
    done = get_object_or_404(workout.exercises.select_related("exercise"), exercise__slug=slug)
    return render(request, "logbook/workout_exercise.html", {"workout": workout, "page": ThenPage.of(done)})


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Ask whether to delete a workout, naming what goes, and delete it."""
    log = _own_workout(request, public_id)
    row = workout_row(log.workouts[0], log.exercises)
    if request.method != "POST":
        return render(request, "logbook/workout_delete.html", {"row": row})
    delete_workout(workout=get_object_or_404(person(request).workouts, public_id=public_id))
    messages.success(request, _("Deleted: %(what)s.") % {"what": row.title})
    return redirect(week_address(person(request), row.day))


def _own_workout(request: HttpRequest, public_id: uuid.UUID) -> Log:
    log = read_log(person(request).workouts.filter(public_id=public_id))
    if not log.workouts:
        raise Http404
    return log
