"""Which workout of a file is which of the log, and in what the two differ. Pure."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from logbook.decimals import format_decimal
from logbook.importing.found import (
    BAND,
    BAND_POSITION,
    EXERCISE_NOTE,
    LEFT_OUT,
    NO_SETS,
    NOTE,
    PAIN_BEFORE,
    PAIN_DURING,
    PAIN_NEXT_MORNING,
    SIGNS,
    WEIGHT,
    FoundExercise,
    FoundWorkout,
)
from logbook.names import comparable
from logbook.transfer.names import plain_breaks

Content = tuple[Any, ...]


def content(workout: FoundWorkout, says: frozenset[str] | set[str]) -> Content:
    """Return what a workout says, of that which a file can say (`Found.says`); equal where two say the same."""
    exercises = [
        (
            done.slug,
            done.pain_during if PAIN_DURING in says else None,
            plain_breaks(done.note) if EXERCISE_NOTE in says else "",
            done.skip_reason if LEFT_OUT in says else "",
            tuple(sorted(_bout(bout, says) for bout in done.sets)),
        )
        for done in workout.exercises
        if done.sets or LEFT_OUT in says or (NO_SETS in says and done.note and not done.skip_reason)
    ]
    return (
        workout.performed_on,
        workout.pain_before if PAIN_BEFORE in says else None,
        workout.pain_next_morning if PAIN_NEXT_MORNING in says else None,
        plain_breaks(workout.note) if NOTE in says else "",
        tuple(sorted(workout.warning_signs)) if SIGNS in says else (),
        tuple(sorted(exercises, key=lambda one: one[0])),
    )


def differences(one: FoundWorkout, other: FoundWorkout, says: frozenset[str]) -> list[str]:
    """Return the names of what differs between two workouts, of that which a file can say."""
    names = ("day", "pain_before", "pain_next_morning", "note", "warning_signs", "exercises")
    pairs = zip(names, content(one, says), content(other, says), strict=True)
    # An id that was made of a start stands for it, whatever moment the person's time zone makes of it now.
    is_made_of_it = one.public_id == other.public_id and not one.has_id
    start = ["start"] * (not is_made_of_it and one.started_at not in (None, other.started_at))
    return start + [name for name, here, there in pairs if here != there]


def _bout(bout: Any, says: frozenset[str] | set[str]) -> Content:
    # Texts, so that they can be sorted: a weight of 2.50 is one of 2.5.
    weight = "" if bout.weight is None else f"{format_decimal(bout.weight)} {bout.unit}"
    return (
        *(bout.number, bout.side, bout.count),
        comparable(bout.band or "") if BAND in says else "",
        bout.band_position if BAND_POSITION in says else "",
        weight if WEIGHT in says else "",
    )


def missing_exercises(one: FoundWorkout, twin: FoundWorkout, says: frozenset[str]) -> tuple[FoundExercise, ...]:
    """Return the exercises that alone make a workout of a file differ from the one that is there; () for all else.

    They come from names of another app that were left out the first time.
    """
    there = {done.slug for done in twin.exercises}
    rest = tuple(done for done in one.exercises if done.slug in there)
    if differences(replace(one, exercises=rest), twin, says):
        return ()
    return tuple(done for done in one.exercises if done.slug not in there)


class Others:
    """The workouts that are there under no id of the file: each can be the twin of one workout of the file."""

    def __init__(self, workouts: Iterable[FoundWorkout], says: frozenset[str]) -> None:
        self.says = says
        self.by_content: dict[Content, list[FoundWorkout]] = {}
        self.by_start: dict[Content, list[FoundWorkout]] = {}
        for one in workouts:
            self.by_content.setdefault(content(one, says), []).append(one)
            if one.started_at:
                self.by_start.setdefault((one.performed_on, one.started_at), []).append(one)
        self.taken: set[Any] = set()

    def take(self, one: FoundWorkout) -> FoundWorkout | None:
        """Return the twin: with the same content and no other start, or, if the workout has no id, the same start."""
        alike = self.by_content.get(content(one, self.says), [])
        same = [twin for twin in alike if one.started_at is None or twin.started_at in (None, one.started_at)]
        if not one.has_id and one.started_at:
            same += self.by_start.get((one.performed_on, one.started_at), [])
        for twin in same:
            if twin.public_id not in self.taken:
                self.taken.add(twin.public_id)
                return twin
        return None
