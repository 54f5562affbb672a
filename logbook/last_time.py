"""What somebody did of an exercise the last time."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery

from exercises.models import Exercise
from logbook.entries import SetEntry
from logbook.history import brief_sets, describe_sets
from logbook.models import WorkoutExercise
from logbook.people import Person


@dataclass(frozen=True)
class LastTime:
    """The latest sets of one exercise: the address of their workout, its date, and the sets themselves."""

    url: str
    day: date
    sets: tuple[SetEntry, ...]

    @property
    def lines(self) -> list[str]:
        """The sets in words, one line for each resistance."""
        return describe_sets(self.sets)

    @property
    def brief(self) -> str:
        """The sets in as few words as possible: "15/15, 15/12 Light band"."""
        return " · ".join(brief_sets(self.sets))


def last_times(
    user: Person, exercises: Iterable[Exercise], *, until: date | None = None, besides: uuid.UUID | None = None
) -> dict[str, LastTime]:
    """Load what a person last did of each exercise, by slug, in three queries; what was never done is left out.

    Only workouts until a day count, when one is given, and not the one called `besides`.
    """
    workouts = user.workouts.exclude(public_id=besides) if besides else user.workouts.all()
    if until:
        workouts = workouts.filter(performed_on__lte=until)
    done = workouts.filter(exercises__exercise=OuterRef("pk"), exercises__sets__isnull=False)
    latest = done.order_by("-performed_on", "-id").values("exercises__pk")[:1]
    asked = Exercise.objects.filter(pk__in=[exercise.pk for exercise in exercises])
    # Ids first: databases plan a list of a few rows better than a list of subqueries.
    ids = [row for row in asked.order_by().values_list(Subquery(latest), flat=True) if row]
    rows = WorkoutExercise.objects.filter(pk__in=ids, workout__user_id=user.pk).select_related("workout", "exercise")
    return {row.exercise.slug: _told(row) for row in rows.with_sets()}


def last_time_of(user: Person, exercise: Exercise) -> LastTime | None:
    """Load what a person last did of one exercise; None before the first time."""
    return last_times(user, [exercise]).get(exercise.slug)


def _told(done: WorkoutExercise) -> LastTime:
    return LastTime(done.workout.get_absolute_url(), done.workout.performed_on, done.entry.sets)
