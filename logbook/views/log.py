"""The log form: a new workout, or the correction of a stored one."""

import uuid
from collections.abc import Collection
from datetime import date
from functools import partial
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from exercises.models import Exercise
from logbook.advising import advice_for
from logbook.care import tell_pain
from logbook.changes import workout_changes
from logbook.entries import LEFT, RIGHT
from logbook.kept import TAKEN_BACK, forget, keep_taken_back, keeps_form, kept_form
from logbook.last_time import last_times
from logbook.log_form import LogForm, Setting
from logbook.models import Workout
from logbook.pages.workouts import workout_title
from logbook.people import person
from logbook.recording import ChangedMeanwhileError, correct_workout, delete_workout, record_workout
from logbook.resistance import is_heavy_for_ankle
from logbook.seals import Version, seal_owner, seal_version, version_of
from logbook.sent import SentForm
from logbook.undoing import can_undo_later, forget_undo, undo_of, week_address
from logbook.weeks import parse_day


@keeps_form
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Log a workout: the empty form, or store what was typed. A form that was stored already is corrected instead."""
    if request.method != "POST":
        return _opened(request)
    log = _log_form(request, data=request.POST)
    if not log.is_valid():
        return _page(request, log, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _recorded(request, log)


def _recorded(request: HttpRequest, log: LogForm) -> HttpResponse:
    """Store a new workout; one that was stored already with other content is offered as a correction."""
    user, head = person(request), log.head.cleaned_data
    try:
        workout, is_new = record_workout(
            user=user,
            public_id=head["public_id"],
            entry=log.entry,
            exercises=log.exercises,
            started_at=head["started_at"],
        )
    except IntegrityError as error:
        return _gone_meanwhile(request, error)
    if not is_new and workout.entry != log.entry:
        return _saved_before(request, workout)
    if is_new:
        # A second time there is nothing to tell: the first of two taps, or of two tries, has left its message.
        can_undo_later(request, public_id=workout.public_id, revision=workout.revision)
        _tell_saved(request, log, workout.public_id)
    return redirect(week_address(user, workout.performed_on, saved=workout.public_id))


def _opened(request: HttpRequest) -> HttpResponse:
    """Show a new form: as it was kept while its person was logged out, or else filled from last time."""
    user, asked = person(request), _asked_id(request)
    if asked and user.workouts.filter(public_id=asked).exists():
        return redirect("logbook:workout-edit", public_id=asked)
    kept = None if "fresh" in request.GET else kept_form(request, user)
    if not kept or (asked and kept.typed.get("public_id") != str(asked)):
        return _page(request, _log_form(request, used=request.GET.getlist("use")))
    notice = _("You were logged out before this could be saved. Nothing is lost: here it is. Check it, and save.")
    if kept.why == TAKEN_BACK:
        notice = _("Your workout is taken back. Here it is again: change it and save, or leave it.")
    fresh_url = f"{reverse('logbook:workout-new')}?fresh=1"
    return _page(request, _log_form(request, draft=kept.typed), notice=notice, fresh_url=fresh_url)


def _saved_before(request: HttpRequest, workout: Workout) -> HttpResponse:
    """Offer what was typed as a correction: this form was saved before, with other content."""
    data = request.POST.copy()
    # A new form does not ask for it; it may have been answered since.
    data.setdefault("pain_next_morning", "" if workout.pain_next_morning is None else str(workout.pain_next_morning))
    data["version"] = seal_version(person(request), workout)
    log = _log_form(request, data=data, stored=workout)
    log.is_valid()
    notice = _("This workout was saved before. Below is what you typed now: save to replace the earlier version.")
    return _page(request, log, workout, notice=notice, status=HTTPStatus.UNPROCESSABLE_ENTITY)


@keeps_form
@require_http_methods(["GET", "HEAD", "POST"])
def new_more(request: HttpRequest) -> HttpResponse:
    """Show the form again as it was typed, with a row more or less; without anything typed, just the form."""
    if request.method != "POST":
        return redirect("logbook:workout-new")
    used = [slug] if (slug := request.POST.get("use")) else []
    return _page(request, _log_form(request, draft=request.POST, grown=_grown(request), used=used))


@keeps_form
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Correct a workout."""
    user = person(request)
    workout = user.workouts.with_sets().filter(public_id=public_id).first()
    if request.method != "POST":
        return _opened_again(request, workout)
    seen = version_of(request.POST.get("version", ""), user, public_id)
    if workout is None:
        return _deleted_meanwhile(request, public_id, seen)
    log = _log_form(request, data=request.POST, stored=workout)
    if not log.is_valid():
        return _page(request, log, workout, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if not log.entry.set_count:
        return _page(request, log, workout, removes=workout_title(workout.entry))
    return _corrected(request, log, workout, seen)


def _corrected(request: HttpRequest, log: LogForm, workout: Workout, seen: Version | None) -> HttpResponse:
    """Store a correction, unless the workout was changed or deleted since the form was opened."""
    revision = seen.revision if seen else None
    try:
        has_changed = correct_workout(workout=workout, entry=log.entry, exercises=log.exercises, seen=revision)
    except ChangedMeanwhileError as conflict:
        return _changed_meanwhile(request, conflict.stored, seen)
    except IntegrityError as error:
        return _gone_meanwhile(request, error, workout)
    except Workout.DoesNotExist:
        return _deleted_meanwhile(request, workout.public_id, seen)
    if has_changed and seen:
        before = request.POST["version"]
        can_undo_later(request, public_id=workout.public_id, revision=seen.revision + 1, before=before)
    _tell_saved(request, log, workout.public_id)
    return redirect(week_address(person(request), log.entry.performed_on, saved=workout.public_id))


def _gone_meanwhile(request: HttpRequest, error: IntegrityError, workout: Workout | None = None) -> HttpResponse:
    """Show the form again: a band or an exercise that it names was there when it was checked, and is not any more."""
    log = _log_form(request, data=request.POST, stored=workout)
    if log.is_valid():
        # Something else is wrong, which nobody can put right in the form.
        raise error
    return _page(request, log, workout, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _opened_again(request: HttpRequest, workout: Workout | None) -> HttpResponse:
    if workout is None:
        raise Http404
    kept = kept_form(request, person(request), workout.public_id)
    if not kept or "fresh" in request.GET:
        return _page(request, _log_form(request, stored=workout), workout)
    notice = _("You were logged out before this could be saved. Nothing is lost: here it is. Check it, and save.")
    log = _log_form(request, draft=kept.typed, stored=workout)
    return _page(request, log, workout, notice=notice, fresh_url="?fresh=1")


def _changed_meanwhile(request: HttpRequest, stored: Workout, seen: Version | None) -> HttpResponse:
    """Show what was changed elsewhere since the form was opened, and keep what was typed."""
    data = request.POST.copy()
    data["version"] = seal_version(person(request), stored)
    log = _log_form(request, data=data, stored=stored)
    log.is_valid()
    names = {slug: exercise.name for slug, exercise in log.exercises.items()}
    changes = workout_changes(seen.entry, stored.entry, names) if seen else []
    return _page(request, log, stored, conflict=True, changes=changes, status=HTTPStatus.CONFLICT)


def _deleted_meanwhile(request: HttpRequest, public_id: uuid.UUID, seen: Version | None) -> HttpResponse:
    """Offer what was typed as a new workout to those who once saw the old one; for others there never was one."""
    if seen is None:
        raise Http404
    data = request.POST.copy()
    data["public_id"] = str(public_id)
    log = _log_form(request, data=data)
    log.is_valid()
    notice = _("This workout was deleted in the meantime. Below is what you typed: save to log it again.")
    return _page(request, log, notice=notice, status=HTTPStatus.CONFLICT)


@keeps_form
@require_http_methods(["GET", "HEAD", "POST"])
def edit_more(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show the form of a correction again as it was typed, with a row more or less."""
    workout: Workout = get_object_or_404(person(request).workouts.with_sets(), public_id=public_id)
    if request.method != "POST":
        return redirect("logbook:workout-edit", public_id=public_id)
    return _page(request, _log_form(request, draft=request.POST, grown=_grown(request), stored=workout), workout)


@require_POST
def undo(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take back what was saved last: a new workout becomes a form again, a corrected one says what it said before."""
    user = person(request)
    workout = user.workouts.with_sets().filter(public_id=public_id).first()
    if workout is None:
        return _taken_back_before(request)
    last = undo_of(request, public_id)
    if last and not last.before and _unsave(request, workout, last.revision):
        return redirect("logbook:workout-new")
    before = version_of(last.before, user, public_id) if last else None
    if last and before and _restore(workout, before, last.revision):
        forget_undo(request)
        messages.success(request, _("Taken back: the workout is as it was before."))
        return redirect(week_address(user, before.entry.performed_on))
    messages.warning(request, _("Nothing was taken back: this workout was changed since. You can edit or delete it."))
    return redirect(workout)


def _taken_back_before(request: HttpRequest) -> HttpResponse:
    """Lead the second of two taps on Undo to the form that the first one has made; others never had a workout here."""
    kept = kept_form(request, person(request))
    if kept is None or kept.why != TAKEN_BACK:
        raise Http404
    return redirect("logbook:workout-new")


def _unsave(request: HttpRequest, workout: Workout, revision: int) -> bool:
    """Delete a new workout that nobody has changed since, and keep its form; return whether that was so."""
    typed = _log_form(request, stored=workout).boxes
    started_at = workout.started_at.isoformat() if workout.started_at else ""
    is_deleted = delete_workout(workout=workout, seen=revision)
    if is_deleted:
        keep_taken_back(request, person(request), {**typed, "public_id": str(uuid.uuid4()), "started_at": started_at})
    # Where it is gone already, another tap has kept its form.
    return is_deleted or not person(request).workouts.filter(pk=workout.pk).exists()


def _restore(workout: Workout, before: Version, revision: int) -> bool:
    """Make a workout say what it said before, if nobody has changed it since; return whether that was so."""
    slugs = [done.slug for done in before.entry.exercises]
    exercises = {exercise.slug: exercise for exercise in Exercise.objects.filter(slug__in=slugs)}
    try:
        return correct_workout(workout=workout, entry=before.entry, exercises=exercises, seen=revision)
    except (ChangedMeanwhileError, Workout.DoesNotExist, KeyError, IntegrityError):
        # An exercise or a band that it had may be gone, too.
        return False


def _grown(request: HttpRequest) -> dict[str, int]:
    return {request.POST.get("fewer", ""): -1, request.POST.get("more", ""): 1}


def _log_form(
    request: HttpRequest, *, stored: Workout | None = None, used: Collection[str] = (), **typed: Any
) -> LogForm:
    user, now = person(request), timezone.now()
    today, day = user.local_date(now), _asked_day(request)
    entry = stored.entry if stored else None
    logged = [exercise.slug for exercise in entry.exercises] if entry else []
    exercises = list(Exercise.objects.offered_in([*logged, *SentForm(typed.get("draft") or request.POST).slugs]))
    until = entry.performed_on if entry else day
    besides = stored.public_id if stored else None
    setting = Setting(
        exercises=exercises,
        bands=user.bands.all(),
        unit=user.weight_unit,
        today=today,
        now=now,
        first_side=RIGHT if user.knee == RIGHT else LEFT,
        target_sets=user.target_sets,
        owner=seal_owner(user),
        version=seal_version(user, stored) if stored else "",
        day=day,
        public_id=_asked_id(request),
        last_times=partial(last_times, user, exercises, until=until, besides=besides),
        advice=partial(advice_for, user, today, [exercise.slug for exercise in exercises]),
        used=used,
    )
    return LogForm(setting, stored=entry, **typed)


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
    request: HttpRequest, log: LogForm, workout: Workout | None = None, *, status: int = 200, **more: Any
) -> HttpResponse:
    name, arguments = ("workout-edit", [workout.public_id]) if workout else ("workout-new", [])
    context = {
        "log": log,
        "workout": workout,
        "save_url": reverse(f"logbook:{name}", args=arguments),
        "more_url": reverse(f"logbook:{name}-more", args=arguments),
        **more,
    }
    return render(request, "logbook/workout_form.html", context, status=status)


def _tell_saved(request: HttpRequest, log: LogForm, public_id: uuid.UUID) -> None:
    entry = log.entry
    forget(request, public_id)
    messages.success(request, _("Saved: %(what)s.") % {"what": workout_title(entry)})
    if entry.warning_signs:
        messages.warning(
            request,
            _(
                "You ticked a warning sign. Please read the page on safety, and ask a doctor or physio before you"
                " go on."
            ),
        )
    tell_pain(request, entry, log.stored)
    without = [log.exercises[done.slug].name for done in entry.exercises if not (done.sets or done.skip_reason)]
    if without:
        words = _("No set is ticked of: %(exercises)s. If you did some, correct the workout.")
        messages.warning(request, words % {"exercises": ", ".join(without)})
    ankle = [slug for slug, exercise in log.exercises.items() if exercise.weight_place == Exercise.WeightPlace.ANKLE]
    heavy = (bout for done in entry.exercises if done.slug in ankle for bout in done.sets)
    if any(is_heavy_for_ankle(bout.resistance) for bout in heavy):
        messages.warning(request, _("An ankle weight over 5 kg is a lot. If that was a slip, correct the workout."))
