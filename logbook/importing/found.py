"""What a file says, as plain values: the readers make them, `comparing` holds them against the log."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

# So many sets may be in one file, and so many lines.
MOST_ROWS = 50_000
# What a file can say about a workout beside its sets; the rest of a stored one is not held against it.
NOTE, EXERCISE_NOTE, SIGNS, LEFT_OUT = "note", "exercise_note", "warning_signs", "left_out"
# Exercises with a note and no sets; whoever can say why an exercise was left out can say this, too.
NO_SETS = "no_sets"
PAIN_BEFORE, PAIN_DURING, PAIN_NEXT_MORNING = "pain_before", "pain_during", "pain_next_morning"
# What its sets were done against.
BAND, BAND_POSITION, WEIGHT = "band", "band_position", "weight_value"
RESISTANCE = frozenset({BAND, BAND_POSITION, WEIGHT})
ALL = RESISTANCE | {NOTE, EXERCISE_NOTE, SIGNS, LEFT_OUT, PAIN_BEFORE, PAIN_DURING, PAIN_NEXT_MORNING}


class BrokenFileError(Exception):
    """The file as a whole cannot be read; the text is for the person."""


@dataclass(frozen=True)
class Problem:
    """Something that is left out, where it stands, and why, both in words; `line` is 0 where the place is no line."""

    place: str
    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class FoundSet:
    """One bout of one side; its band is known by name, None for none."""

    number: int
    side: str
    count: int
    band: str | None = None
    band_position: str = ""
    weight: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class FoundExercise:
    """One exercise of a workout; `revision` is None where the file does not say it."""

    slug: str
    sets: tuple[FoundSet, ...] = ()
    revision: int | None = None
    pain_during: int | None = None
    skip_reason: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class FoundWorkout:
    """One workout; `has_id` says whether `public_id` is the file's own, or was worked out of day and start."""

    public_id: uuid.UUID
    has_id: bool
    performed_on: date
    started_at: datetime | None
    time_zone: str
    exercises: tuple[FoundExercise, ...]
    revision: int = 1
    pain_before: int | None = None
    pain_next_morning: int | None = None
    warning_signs: tuple[str, ...] = ()
    note: str = ""

    @property
    def bouts(self) -> int:
        """The number of its bouts, which are lines in a CSV."""
        return sum(len(done.sets) for done in self.exercises)


@dataclass(frozen=True)
class FoundBand:
    """A band of the file."""

    name: str
    colour: str
    order: int
    retired_at: datetime | None


@dataclass(frozen=True)
class FoundActivity:
    """An activity with its ratings: number of the week, day, score 0–10."""

    name: str
    retired_at: datetime | None
    ratings: tuple[tuple[int, date, int], ...]


@dataclass(frozen=True)
class FoundScore:
    """A score of a clinic."""

    name: str
    value: Decimal
    scored_on: date


@dataclass(frozen=True)
class FoundMatch:
    """Which exercise (a slug, None for leaving it out) a name of another app means."""

    app: str
    name: str
    exercise: str | None
    side: str


@dataclass(frozen=True)
class FoundStep:
    """One step of resistance: a band, a weight, or nothing."""

    band: str | None = None
    band_position: str = ""
    weight: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True)
class FoundLadder:
    """How somebody arranged the steps of one exercise."""

    exercise: str
    order: tuple[FoundStep, ...]
    hidden: tuple[FoundStep, ...]


@dataclass
class Found:
    """All that a file says.

    `profile` has columns of the person, `remarks` say what was decided while reading, and `names`
    are those of the exercises, by slug. `matched` changes with what the names of another app mean;
    `ladders` is None where the file does not say how steps are arranged.
    """

    says: frozenset[str] = ALL
    workouts: list[FoundWorkout] = field(default_factory=list)
    bands: list[FoundBand] = field(default_factory=list)
    goals: list[tuple[date, int]] = field(default_factory=list)
    reasons: list[tuple[int, str]] = field(default_factory=list)
    activities: list[FoundActivity] = field(default_factory=list)
    scores: list[FoundScore] = field(default_factory=list)
    matches: list[FoundMatch] = field(default_factory=list)
    profile: dict[str, Any] = field(default_factory=dict)
    ladders: list[FoundLadder] | None = None
    problems: list[Problem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    names: Mapping[str, str] = field(default_factory=dict)
    matched: str = ""

    def complain(self, place: str | int, text: object) -> None:
        """Keep what is wrong with something that is left out; a number is that of its line."""
        if isinstance(place, int):
            words = _("Line %(number)s") % {"number": place}
            self.problems.append(Problem(words, str(text), place))
        else:
            self.problems.append(Problem(place, str(text)))


@dataclass(frozen=True)
class KnownExercise:
    """What reading needs of an exercise of this site; `sides_at` has the sides of each revision that is kept."""

    pk: int
    slug: str
    name: str
    counts: str
    sides: str
    weight_place: str
    revision: int
    is_published: bool
    sides_at: Mapping[int, str]


@dataclass(frozen=True)
class Site:
    """What reading goes by: the exercises by slug, `today` where on earth it is latest, and the person's time zone."""

    exercises: Mapping[str, KnownExercise]
    today: date
    zone: ZoneInfo
    time_zone: str
