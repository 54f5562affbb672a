"""Writing what an import adds: in one transaction, and only where all is as it was when it was looked through."""

import uuid
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from exercises.models import Exercise
from logbook.activities import MOST_USABLE as MOST_USABLE_ACTIVITIES
from logbook.bands import MOST_USABLE
from logbook.entries import ExerciseEntry, SetEntry, WorkoutEntry
from logbook.importing.comparing import Plan, bands_that_stay
from logbook.importing.found import FoundExercise, FoundWorkout
from logbook.importing.resistances import BandIds, ladders_of, resistance_of
from logbook.importing.stored import state_of
from logbook.locking import lock_person
from logbook.models import (
    Activity,
    ActivityRating,
    Band,
    ClinicScore,
    ImportFile,
    ImportMatch,
    WeekGoal,
    WeekReason,
    Workout,
)
from logbook.names import comparable
from logbook.people import Person
from logbook.recording import write_exercises

# Rows that go to the database at once.
BATCH = 2_000


class GoneError(Exception):
    """The file was imported, replaced or cancelled meanwhile."""


class ChangedMeanwhileError(Exception):
    """What the file was held against has changed since."""


@transaction.atomic
def write(*, user: Person, file_id: uuid.UUID, plan: Plan, now: datetime) -> None:
    """Add what a plan says, and delete the file.

    Of two imports of one file at once, the second raises GoneError. Raises ChangedMeanwhileError
    where something was changed since the plan was made.
    """
    lock_person(user.pk)
    if not ImportFile.objects.filter(user_id=user.pk, public_id=file_id).delete()[0]:
        raise GoneError
    if state_of(user) != plan.stored.state:
        raise ChangedMeanwhileError
    bands = _write_bands(user, plan, now)
    _write_workouts(user, plan, bands)
    _complete_workouts(user, plan, bands)
    _write_rest(user, plan, now)
    if plan.takes_settings:
        _write_settings(user, plan, bands)


def _write_bands(user: Person, plan: Plan, now: datetime) -> BandIds:
    """Add bands and return the rows of all by their comparable name."""
    stay = list(plan.stored.bands)
    if plan.replaces_bands:
        stay = bands_that_stay(plan)
        Band.objects.filter(user_id=user.pk).exclude(pk__in=[band.pk for band in stay]).delete()
    room = MOST_USABLE - sum(band.retired_at is None for band in stay)
    last = 0 if plan.replaces_bands else max((band.order for band in stay), default=0)
    new = []
    for place, one in enumerate(plan.bands, start=1):
        order = one.order if plan.replaces_bands and one in plan.found.bands else last + place
        retired_at = one.retired_at or (None if room > 0 else now)
        room -= retired_at is None
        new.append(Band(user_id=user.pk, name=one.name, colour=one.colour, order=order, retired_at=retired_at))
    if plan.replaces_bands:
        # Behind those of the file.
        highest = max((band.order for band in new), default=0)
        for place, band in enumerate(stay, start=1):
            Band.objects.filter(pk=band.pk).update(order=highest + place)
    return {comparable(band.name): band.pk for band in [*stay, *Band.objects.bulk_create(new, batch_size=BATCH)]}


def _write_workouts(user: Person, plan: Plan, bands: BandIds) -> None:
    entries = [_entry(one, bands) for one in plan.workouts]
    rows = Workout.objects.bulk_create(
        [
            Workout(
                user_id=user.pk,
                public_id=one.public_id,
                performed_on=one.performed_on,
                started_at=one.started_at,
                timezone=one.time_zone,
                pain_before=one.pain_before,
                pain_next_morning=one.pain_next_morning,
                note=one.note,
                warning_signs=" ".join(one.warning_signs),
                revision=one.revision,
                has_sets=entry.set_count > 0,
            )
            for one, entry in zip(plan.workouts, entries, strict=True)
        ],
        batch_size=BATCH,
    )
    revisions = [
        {done.slug: done.revision for done in one.exercises if done.revision is not None} for one in plan.workouts
    ]
    exercises = {one.slug: one for one in Exercise.objects.all()}
    write_exercises(list(zip(rows, entries, revisions, strict=True)), exercises, batch_size=BATCH)


def _complete_workouts(user: Person, plan: Plan, bands: BandIds) -> None:
    """Add exercises to workouts that are there, as a correction in the form would."""
    if not plan.completed:
        return
    days = [twin.performed_on for _one, twin in plan.completed]
    rows = {row.public_id: row for row in user.workouts.between(min(days), max(days))}
    completed = [(rows[twin.public_id], _entry(one, bands)) for one, twin in plan.completed]
    for row, added in completed:
        row.revision += 1
        row.has_sets = row.has_sets or added.set_count > 0
    Workout.objects.bulk_update([row for row, _added in completed], ["revision", "has_sets"], batch_size=BATCH)
    exercises = {one.slug: one for one in Exercise.objects.all()}
    write_exercises([(row, added, {}) for row, added in completed], exercises, batch_size=BATCH)


def _entry(one: FoundWorkout, bands: BandIds) -> WorkoutEntry:
    return WorkoutEntry(one.performed_on, tuple(_exercise(done, bands) for done in one.exercises))


def _exercise(done: FoundExercise, bands: BandIds) -> ExerciseEntry:
    sets = tuple(SetEntry(bout.number, bout.side, bout.count, resistance_of(bout, bands)) for bout in done.sets)
    return ExerciseEntry(done.slug, sets, done.pain_during, done.note, done.skip_reason)


def _write_rest(user: Person, plan: Plan, now: datetime) -> None:
    WeekGoal.objects.bulk_create(
        [WeekGoal(user_id=user.pk, set_on=day, days=days) for day, days in plan.goals], batch_size=BATCH
    )
    WeekReason.objects.bulk_create(
        [WeekReason(user_id=user.pk, week=week, reason=reason) for week, reason in plan.reasons], batch_size=BATCH
    )
    _write_activities(user, plan, now)
    ClinicScore.objects.bulk_create(
        [ClinicScore(user_id=user.pk, name=one.name, value=one.value, scored_on=one.scored_on) for one in plan.scores],
        batch_size=BATCH,
    )
    keys = dict(Exercise.objects.values_list("slug", "pk"))
    ImportMatch.objects.bulk_create(
        [
            ImportMatch(
                user_id=user.pk,
                app=one.app,
                name=one.name,
                exercise_id=None if one.exercise is None else keys[one.exercise],
                side=one.side,
            )
            for one in plan.matches
        ],
        batch_size=BATCH,
    )


def _write_activities(user: Person, plan: Plan, now: datetime) -> None:
    room = MOST_USABLE_ACTIVITIES - sum(not one.is_retired for one in plan.stored.activities)
    new = []
    for one in plan.activities:
        retired_at = one.retired_at or (None if room > 0 else now)
        room -= retired_at is None
        new.append(Activity(user_id=user.pk, name=one.name, retired_at=retired_at))
    rows = Activity.objects.bulk_create(new, batch_size=BATCH)
    ratings = [*plan.ratings]
    for row, one in zip(rows, plan.activities, strict=True):
        ratings += [(row.pk, rating) for rating in one.ratings]
    ActivityRating.objects.bulk_create(
        [
            ActivityRating(activity_id=pk, week=week, rated_on=rated_on, score=score)
            for pk, (week, rated_on, score) in ratings
        ],
        batch_size=BATCH,
    )


def _write_settings(user: Person, plan: Plan, bands: BandIds) -> None:
    changes: dict[str, Any] = dict(plan.found.profile)
    if plan.found.ladders is not None:
        changes["ladders"] = ladders_of(plan.found.ladders, bands)
    if changes:
        get_user_model()._default_manager.filter(pk=user.pk).update(**changes)
