"""Single workouts, ready for templates."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exercises.models import TEXT_FIELDS, Exercise
from exercises.versions import differing, text_at
from logbook.entries import ExerciseEntry, WorkoutEntry
from logbook.history import describe_sets
from logbook.models import WorkoutExercise
from logbook.stored import ExerciseFacts, Log, StoredWorkout
from logbook.warning_signs import sign_labels
from logbook.weeks import day_title, short_day_title


@dataclass(frozen=True)
class ExerciseRow:
    """One exercise of a workout, its lines in words.

    `then_url` leads to the text that it was done with, "" where that is still the one of today.
    """

    name: str
    lines: list[str]
    note: str
    then_url: str


@dataclass(frozen=True)
class WorkoutRow:
    """One workout in words; `is_new` marks the one that was saved just now."""

    public_id: uuid.UUID
    url: str
    day: date
    heading: str
    title: str
    exercises: list[ExerciseRow]
    pains: list[str]
    note: str
    is_new: bool = False


def workout_rows(log: Log, *, saved: uuid.UUID | None = None) -> list[WorkoutRow]:
    """Tell workouts; `saved` is the name of the one that was saved just now."""
    return [workout_row(workout, log.exercises, saved=saved) for workout in log.workouts]


def workout_row(
    workout: StoredWorkout, exercises: Mapping[str, ExerciseFacts], *, saved: uuid.UUID | None = None
) -> WorkoutRow:
    """Tell one workout."""
    entry = workout.entry
    return WorkoutRow(
        public_id=workout.public_id,
        url=reverse("logbook:workout", args=[workout.public_id]),
        day=entry.performed_on,
        heading=day_title(entry.performed_on),
        title=workout_title(entry),
        exercises=[_exercise(done, workout, exercises[done.slug]) for done in entry.exercises],
        pains=_pains(entry),
        note=entry.note,
        is_new=workout.public_id == saved,
    )


def workout_title(entry: WorkoutEntry) -> str:
    """Name a workout by what it holds and its day: "12 sets of Tue 17 November 2026"."""
    day = short_day_title(entry.performed_on)
    return ngettext("%(count)s set of %(day)s", "%(count)s sets of %(day)s", entry.set_count) % {
        "count": entry.set_count,
        "day": day,
    }


def _exercise(done: ExerciseEntry, workout: StoredWorkout, facts: ExerciseFacts) -> ExerciseRow:
    lines = [_("Left out: %(reason)s") % {"reason": _reason(done)}] if done.skip_reason else []
    lines += describe_sets(done.sets)
    lines = lines or [_("No sets")]
    if done.pain_during is not None:
        lines.append(_("Worst knee pain %(pain)s of 10") % {"pain": done.pain_during})
    is_newer = facts.revision != workout.revisions[done.slug]
    then_url = reverse("logbook:workout-exercise", args=[workout.public_id, done.slug]) if is_newer else ""
    return ExerciseRow(facts.name, lines, done.note, then_url)


def _reason(done: ExerciseEntry) -> str:
    return str(WorkoutExercise.SkipReason(done.skip_reason).label)


def _pains(entry: WorkoutEntry) -> list[str]:
    moments = [
        (_("Knee pain before: %(pain)s of 10"), entry.pain_before),
        (_("Knee pain the next morning: %(pain)s of 10"), entry.pain_next_morning),
    ]
    lines = [text % {"pain": pain} for text, pain in moments if pain is not None]
    if entry.warning_signs:
        lines.append(_("You ticked: %(signs)s.") % {"signs": " · ".join(sign_labels(entry.warning_signs))})
    return lines


@dataclass(frozen=True)
class ThenPage:
    """The text that an exercise had when a workout was logged; `then` is None where that version is not kept."""

    today: Exercise
    then: Exercise | None

    @classmethod
    def of(cls, done: WorkoutExercise) -> "ThenPage":
        """Find the text that belongs to a stored exercise."""
        is_current = done.exercise.revision == done.exercise_revision
        return cls(done.exercise, done.exercise if is_current else text_at(done.exercise, done.exercise_revision))

    @property
    def is_same(self) -> bool:
        """Whether people read the same today."""
        return self.then is not None and not differing(self.then, self.today, TEXT_FIELDS)
