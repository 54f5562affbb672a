"""Workouts as they are read from the database for telling: plain values, whatever tables they came from. Pure."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from django.utils.translation import ngettext

from logbook.entries import SIDES, WorkoutEntry


@dataclass(frozen=True)
class ExerciseFacts:
    """What pages about logged workouts need to know of an exercise; `counts` and `sides` are Exercise's."""

    slug: str
    name: str
    order: int
    counts: str
    sides: str
    revision: int

    @classmethod
    def of(cls, exercise: Any) -> "ExerciseFacts":
        """Return the facts of a row of the catalogue."""
        return cls(*(getattr(exercise, field.name) for field in fields(cls)))

    @property
    def has_sides(self) -> bool:
        """Whether left and right are done apart."""
        return len(SIDES[self.sides]) > 1

    @property
    def has_legs(self) -> bool:
        """Whether left and right are legs, so that one can be held against the other; directions cannot."""
        return self.sides == "each_leg"

    def counted(self, count: int) -> str:
        """Return a number with what it counts: "140 reps"; steps stay steps."""
        if self.counts == "steps":
            return ngettext("%(count)s step", "%(count)s steps", count) % {"count": count}
        return ngettext("%(count)s rep", "%(count)s reps", count) % {"count": count}


@dataclass(frozen=True)
class StoredWorkout:
    """One workout; `revisions` maps slugs to the revision of the text that each exercise was done with."""

    public_id: uuid.UUID
    entry: WorkoutEntry
    revisions: Mapping[str, int]


@dataclass(frozen=True)
class Log:
    """Some workouts, newest first, and the exercises that are in them, by slug."""

    workouts: tuple[StoredWorkout, ...]
    exercises: Mapping[str, ExerciseFacts]

    @property
    def entries(self) -> list[WorkoutEntry]:
        """What the workouts say."""
        return [workout.entry for workout in self.workouts]
