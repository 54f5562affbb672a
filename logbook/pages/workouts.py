"""What the pages of the log show, ready for templates."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Min
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exercises.models import TEXT_FIELDS, Exercise
from exercises.versions import differing, text_at
from logbook.entries import WorkoutEntry
from logbook.history import ExerciseTotal, GoalProgress, active_days, describe_sets, exercise_totals
from logbook.models import Workout, WorkoutExercise
from logbook.people import Person
from logbook.weeks import FIRST_DAY, Week


@dataclass(frozen=True)
class ExerciseRow:
    """One exercise of a workout in words; `is_text_newer` when the instructions were changed since."""

    exercise: Exercise
    lines: list[str]
    pain_during: int | None
    note: str
    skip_reason: str
    is_text_newer: bool

    @classmethod
    def of(cls, done: WorkoutExercise) -> "ExerciseRow":
        """Tell a stored exercise."""
        is_text_newer = done.exercise.revision != done.exercise_revision
        return cls(
            exercise=done.exercise,
            lines=describe_sets(done.entry.sets),
            pain_during=done.pain_during,
            note=done.note,
            skip_reason=done.get_skip_reason_display() if done.skip_reason else "",
            is_text_newer=is_text_newer,
        )


@dataclass(frozen=True)
class WorkoutRow:
    """One workout in words; `is_new` marks the one that was saved just now."""

    workout: Workout
    exercises: list[ExerciseRow]
    is_new: bool = False

    @classmethod
    def of(cls, workout: Workout, *, saved: uuid.UUID | None = None) -> "WorkoutRow":
        """Tell a workout that was loaded `with_sets()`; `saved` is the name of the one that was saved just now."""
        exercises = [ExerciseRow.of(done) for done in workout.exercises.all()]
        return cls(workout, exercises, is_new=workout.public_id == saved)

    @property
    def title(self) -> str:
        """Name the workout: "12 sets of Tue 17 November 2026"."""
        return workout_title(self.workout.entry)


def workout_title(entry: WorkoutEntry) -> str:
    """Name a workout by what it holds and its day: "12 sets of Tue 17 November 2026"."""
    day = date_format(entry.performed_on, "D j F Y")
    return ngettext("%(count)s set of %(day)s", "%(count)s sets of %(day)s", entry.set_count) % {
        "count": entry.set_count,
        "day": day,
    }


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


@dataclass(frozen=True)
class TotalRow:
    """What one exercise adds up to in a week; a side that it does not have is empty."""

    exercise: Exercise
    total: ExerciseTotal

    @property
    def has_sides(self) -> bool:
        """Whether left and right are counted apart."""
        return self.exercise.sides != Exercise.Sides.BOTH or bool(self.total.left or self.total.right)

    @property
    def all_sides(self) -> str:
        """The sum with what it counts: "140 reps"; steps stay steps."""
        count = self.total.all_sides
        if self.exercise.counts == Exercise.Counts.STEPS:
            return ngettext("%(count)s step", "%(count)s steps", count) % {"count": count}
        return ngettext("%(count)s rep", "%(count)s reps", count) % {"count": count}


@dataclass(frozen=True)
class WeekPage:
    """A person's week: its workouts, progress and totals, and the ways to the weeks beside it.

    `is_first_time` as long as nothing was ever logged.
    """

    week: Week
    today: date
    progress: GoalProgress
    workouts: list[WorkoutRow]
    totals: list[TotalRow]
    previous: Week | None
    next: Week | None
    is_first_time: bool

    @property
    def is_current(self) -> bool:
        """Whether today is in it."""
        return self.today in self.week

    @property
    def is_future(self) -> bool:
        """Whether it has not begun."""
        return self.week.first > self.today

    @property
    def heading(self) -> str:
        """What the week is to the reader."""
        if self.is_current:
            return _("This week")
        return _("Last week") if self.today in self.week.next else _("Week")

    @property
    def saved(self) -> WorkoutRow | None:
        """The workout that was saved just now, if it is one of these."""
        return next((row for row in self.workouts if row.is_new), None)

    @property
    def has_directions(self) -> bool:
        """Whether left and right are directions in one of the totals."""
        return any(row.exercise.sides == Exercise.Sides.EACH_DIRECTION for row in self.totals)


def week_page(user: Person, week: Week, today: date, *, saved: uuid.UUID | None = None) -> WeekPage:
    """Load a person's week, in the same five queries however long their log is.

    `saved` is the name of a workout that was saved just now.
    """
    workouts: Sequence[Workout] = list(user.workouts.within(week).with_sets())
    entries = [workout.entry for workout in workouts]
    exercises = {done.exercise.slug: done.exercise for workout in workouts for done in workout.exercises.all()}
    totals = exercise_totals(entries)
    first_day: date | None = user.workouts.aggregate(first=Min("performed_on"))["first"]
    has_earlier = first_day is not None and first_day < week.first and week.first > FIRST_DAY
    return WeekPage(
        week=week,
        today=today,
        progress=GoalProgress(active=len(active_days(entries)), goal=user.week_goals.days_for(week)),
        workouts=[WorkoutRow.of(workout, saved=saved) for workout in workouts],
        totals=[
            TotalRow(exercise, totals[slug])
            for slug, exercise in sorted(exercises.items(), key=lambda item: item[1].order)
            if slug in totals
        ],
        previous=week.previous if has_earlier else None,
        next=week.next if week.next.first <= today else None,
        is_first_time=first_day is None,
    )
