"""What one workout says, as plain values: the forms make it, the database keeps it, the pages tell it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from logbook.resistance import Resistance

LEFT, RIGHT, BOTH = "left", "right", "both"
MOST_SETS = 20
MOST_REPS = 100
MOST_PAIN = 10
# Why an exercise was left out of a workout.
SKIP_REASONS = ("pain", "no_time", "no_band", "tired", "other")
# What somebody should be asked about before going on (DOMAIN.md section 8). Not ticked is not answered, and not "no".
WARNING_SIGNS = ("locked", "gave_way", "swelling", "fever", "no_weight")
# The sides that an exercise has, by Exercise.sides.
SIDES = {"both": (BOTH,), "each_leg": (LEFT, RIGHT), "each_direction": (LEFT, RIGHT)}


@dataclass(frozen=True)
class SetEntry:
    """One bout of one side: set `number` 1–20, `side` left, right or both, `reps` (or steps) 1–100."""

    number: int
    side: str
    reps: int
    resistance: Resistance


@dataclass(frozen=True)
class ExerciseEntry:
    """One exercise within a workout.

    `pain_during` is the worst pain 0–10, None when not answered; `skip_reason` is one
    of SKIP_REASONS when the exercise was left out, and then it has no sets.
    """

    slug: str
    sets: tuple[SetEntry, ...] = ()
    pain_during: int | None = None
    note: str = ""
    skip_reason: str = ""


@dataclass(frozen=True)
class WorkoutEntry:
    """A whole workout on one local date; pains are 0–10, None when not answered; warning signs are the ticked ones."""

    performed_on: date
    exercises: tuple[ExerciseEntry, ...]
    pain_before: int | None = None
    pain_next_morning: int | None = None
    note: str = ""
    warning_signs: tuple[str, ...] = ()

    @property
    def set_count(self) -> int:
        """The number of sets as people count them: left and right of one number are one."""
        return sum(count_sets(exercise.sets) for exercise in self.exercises)


def group_sets(bouts: tuple[SetEntry, ...]) -> list[tuple[SetEntry, ...]]:
    """Put the bouts of each number together, in order: a left and a right one are one set to the reader."""
    numbers = sorted({bout.number for bout in bouts})
    return [tuple(bout for bout in bouts if bout.number == number) for number in numbers]


def side_reps(bouts: Iterable[SetEntry]) -> dict[str, int]:
    """Return the reps or steps of each side together; 0 for a side that was not done."""
    reps = {LEFT: 0, RIGHT: 0, BOTH: 0}
    for bout in bouts:
        reps[bout.side] += bout.reps
    return reps


def count_sets(bouts: tuple[SetEntry, ...]) -> int:
    """Return how many sets some bouts of one exercise make."""
    return len({bout.number for bout in bouts})
