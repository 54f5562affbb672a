"""What somebody did of an exercise the last time."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from exercises.models import Exercise
from logbook.entries import SetEntry
from logbook.history import brief_sets, describe_sets
from logbook.models import WorkoutSet
from logbook.people import Person
from logbook.reading import OF_BOUT, bouts_of

# What is read of a set: where it belongs, and what it says. In this order rows sort.
COLUMNS = (
    "workout_exercise__exercise_id",
    "workout_exercise__workout__public_id",
    "workout_exercise__workout__performed_on",
    *OF_BOUT,
)


@dataclass(frozen=True)
class LastTime:
    """The latest sets of one exercise: the name of their workout, its date, and the sets themselves."""

    public_id: uuid.UUID
    day: date
    sets: tuple[SetEntry, ...]

    @property
    def url(self) -> str:
        """The address of the workout."""
        return reverse("logbook:workout", args=[self.public_id])

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
    """Load what a person last did of each exercise, by slug, in two queries; what was never done is left out.

    Only workouts until a day count, when one is given, and not the one called `besides`.
    """
    workouts = user.workouts.exclude(public_id=besides) if besides else user.workouts.all()
    if until:
        workouts = workouts.filter(performed_on__lte=until)
    done = workouts.filter(exercises__exercise=OuterRef("pk"), exercises__sets__isnull=False)
    latest = done.order_by("-performed_on", "-id").values("exercises__pk")[:1]
    slugs = {exercise.pk: exercise.slug for exercise in exercises}
    asked = Exercise.objects.filter(pk__in=slugs).order_by()
    # Ids first: databases plan a list of a few rows better than a list of subqueries.
    ids = [row for row in asked.values_list(Subquery(latest), flat=True) if row]
    sets = WorkoutSet.objects.filter(workout_exercise__in=ids, workout_exercise__workout__user_id=user.pk)
    # Plain columns: to make models of them takes longer than all the rest.
    rows = sorted(sets.order_by().values_list(*COLUMNS))
    return {slugs[pk]: _told(list(group)) for pk, group in groupby(rows, key=itemgetter(0))}


def last_time_of(user: Person, exercise: Exercise) -> LastTime | None:
    """Load what a person last did of one exercise; None before the first time."""
    return last_times(user, [exercise]).get(exercise.slug)


def _told(rows: list[tuple[Any, ...]]) -> LastTime:
    _exercise, public_id, day, *_rest = rows[0]
    return LastTime(public_id, day, bouts_of(row[3:] for row in rows))
