"""How the knee was the morning after a workout, answered by one tap."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from logbook.care import tell_morning
from logbook.forms import MorningForm
from logbook.models import Workout
from logbook.people import person
from logbook.recording import answer_next_morning
from logbook.seals import seal_version
from logbook.undoing import can_undo_later, with_saved
from logbook.views.workouts import workout_page
from logbook.weeks import short_day_title


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Store an answer; one that is there already stays."""
    workout: Workout = get_object_or_404(person(request).workouts, public_id=public_id)
    if request.method != "POST":
        return redirect(workout)
    if workout.pain_next_morning is not None:
        return _answered_before(request, workout)
    form = MorningForm(request.POST)
    if not form.is_valid():
        return workout_page(request, public_id, error=" ".join(map(str, form.errors["pain_next_morning"])))
    return _answered(request, workout, form.cleaned_data["pain_next_morning"])


def _answered(request: HttpRequest, workout: Workout, score: int) -> HttpResponse:
    try:
        before = answer_next_morning(workout=workout, score=score)
    except Workout.DoesNotExist as error:
        raise Http404 from error
    if before.pain_next_morning is not None:
        return _answered_before(request, before)
    sealed = seal_version(person(request), before)
    can_undo_later(request, public_id=before.public_id, revision=before.revision + 1, before=sealed)
    told = {"pain": score, "day": short_day_title(before.performed_on)}
    messages.success(request, _("Saved: knee pain %(pain)s of 10 the morning after %(day)s.") % told)
    tell_morning(request, before.pain_before, score)
    return redirect(with_saved(_asked_at(request, before), before.public_id))


def _answered_before(request: HttpRequest, workout: Workout) -> HttpResponse:
    """Say what is stored, unless it is the same: then this is the second of two taps, and the first one has told it."""
    address, stored = _asked_at(request, workout), workout.pain_next_morning
    if request.POST.get("pain_next_morning") == str(stored):
        return redirect(with_saved(address, workout.public_id))
    words = _(
        "Nothing was changed: for the morning after %(day)s, %(pain)s of 10 is stored already."
        " Edit the workout to change it."
    )
    messages.warning(request, words % {"pain": stored, "day": short_day_title(workout.performed_on)})
    return redirect(address)


def _asked_at(request: HttpRequest, workout: Workout) -> str:
    """Return the page that asked, where people find what they have answered, and how to take it back."""
    return reverse("home") if request.POST.get("back") == "home" else workout.get_absolute_url()
