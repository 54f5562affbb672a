"""Writing a workout down: once, whole, and without touching anybody else's."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from exercises.models import Exercise
from logbook.entries import WorkoutEntry, side_reps
from logbook.models import Workout, WorkoutExercise, WorkoutSet
from logbook.people import Person


def record_workout(
    *,
    user: Person,
    public_id: uuid.UUID,
    entry: WorkoutEntry,
    exercises: Mapping[str, Exercise],
    started_at: datetime,
) -> tuple[Workout, bool]:
    """Store a new workout and return it with True; where `public_id` is stored already, that one with False.

    A repeated POST (double tap, resend, retry after a lost answer) carries the same
    `public_id`. Two that arrive at the same instant both try to insert; the database
    lets one through, and the other finds it. `exercises` maps slugs to the rows that
    the entry names.
    """
    dated_by_hand = user.local_date(started_at) != entry.performed_on
    try:
        with transaction.atomic():
            workout = Workout.objects.create(
                user_id=user.pk,
                public_id=public_id,
                started_at=None if dated_by_hand else started_at,
                timezone=user.time_zone,
                performed_on=entry.performed_on,
                pain_before=entry.pain_before,
                pain_next_morning=entry.pain_next_morning,
                note=entry.note,
                warning_signs=" ".join(entry.warning_signs),
                has_sets=entry.set_count > 0,
            )
            write_exercises([(workout, entry, {})], exercises)
    except IntegrityError:
        stored = user.workouts.filter(public_id=public_id).with_sets().first()
        if stored is None:
            raise
        return stored, False
    return workout, True


class ChangedMeanwhileError(Exception):
    """Somebody else has changed the workout; `stored` is what it says now, loaded `with_sets()`."""

    def __init__(self, stored: Workout) -> None:
        super().__init__(f"revision {stored.revision}")
        self.stored = stored


@transaction.atomic
def correct_workout(
    *, workout: Workout, entry: WorkoutEntry, exercises: Mapping[str, Exercise], seen: int | None
) -> bool:
    """Make a stored workout say what `entry` says and return whether that changed anything.

    `seen` is the revision that the change is based on, None where that is not known.
    Raises ChangedMeanwhileError when another one is stored that says something else,
    and Workout.DoesNotExist when the workout was deleted. An exercise keeps the
    revision of the text that it was first logged with.
    """
    stored = Workout.objects.select_for_update().filter(user_id=workout.user_id).with_sets().get(pk=workout.pk)
    if stored.entry == entry:
        return False
    if stored.revision != seen:
        raise ChangedMeanwhileError(stored)
    revisions = {done.exercise.slug: done.exercise_revision for done in stored.exercises.all()}
    redated = stored.performed_on != entry.performed_on
    Workout.objects.filter(pk=stored.pk).update(
        performed_on=entry.performed_on,
        started_at=None if redated else stored.started_at,
        pain_before=entry.pain_before,
        pain_next_morning=entry.pain_next_morning,
        note=entry.note,
        warning_signs=" ".join(entry.warning_signs),
        has_sets=entry.set_count > 0,
        revision=F("revision") + 1,
    )
    WorkoutExercise.objects.filter(workout=stored).delete()
    write_exercises([(stored, entry, revisions)], exercises)
    return True


@transaction.atomic
def answer_next_morning(*, workout: Workout, score: int) -> Workout:
    """Store how the knee was the morning after a workout, 0–10, unless that is stored already.

    Return the workout as it was before, loaded `with_sets()`: where it has an answer, that
    one stays. Raises Workout.DoesNotExist when it was deleted.
    """
    before = Workout.objects.select_for_update().filter(user_id=workout.user_id).with_sets().get(pk=workout.pk)
    if before.pain_next_morning is None:
        Workout.objects.filter(pk=before.pk).update(pain_next_morning=score, revision=F("revision") + 1)
    return before


@transaction.atomic
def delete_workout(*, workout: Workout, seen: int | None = None) -> bool:
    """Delete a workout and return whether it was there; with `seen`, only while it has that revision."""
    # Under a lock: what is deleted with it is looked up first, and a change could come in between.
    stored = Workout.objects.select_for_update().filter(user_id=workout.user_id, pk=workout.pk).first()
    if stored is None or seen not in (None, stored.revision):
        return False
    stored.delete()
    return True


def write_exercises(
    written: Sequence[tuple[Workout, WorkoutEntry, Mapping[str, int]]],
    exercises: Mapping[str, Exercise],
    *,
    batch_size: int | None = None,
) -> None:
    """Store the exercises and sets of workouts whose rows are there, with what repeats the sets.

    With each workout comes the revision of the text for the slugs that are not to have the current
    one. `exercises` maps slugs to the rows that the entries name; `batch_size` rows are sent at once.
    """
    done_of = [(workout, done, revisions) for workout, entry, revisions in written for done in entry.exercises]
    rows = WorkoutExercise.objects.bulk_create(
        (
            WorkoutExercise(
                workout=workout,
                exercise=exercises[done.slug],
                exercise_revision=revisions.get(done.slug, exercises[done.slug].revision),
                pain_during=done.pain_during,
                note=done.note,
                skip_reason=done.skip_reason,
                **{f"{side}_reps": reps for side, reps in side_reps(done.sets).items()},
            )
            for workout, done, revisions in done_of
        ),
        batch_size=batch_size,
    )
    WorkoutSet.objects.bulk_create(
        (
            WorkoutSet(
                workout_exercise_id=row.pk,
                number=bout.number,
                side=bout.side,
                reps=bout.reps,
                band_id=bout.resistance.band_id,
                band_position=bout.resistance.band_position,
                weight_value=bout.resistance.weight,
                weight_unit=bout.resistance.unit,
            )
            for row, (_workout, done, _revisions) in zip(rows, done_of, strict=True)
            for bout in done.sets
        ),
        batch_size=batch_size,
    )
