"""Who is in the log, and how they train. Pure: the same seed and the same day, the same people."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from logbook.entries import SIDES
from logbook.weeks import MONDAY, SUNDAY, Week

SEED = 2026
LONGEST = 520
SHORTEST = 2
# How long people keep at it, in weeks: many stop early, a few stay for ten years.
MEAN_WEEKS = 80
STILL_ACTIVE = 0.5
MOST_MISSED = 0.2
ZONES = ("Europe/Berlin", "Europe/London", "America/New_York", "UTC", "Asia/Tokyo", "Australia/Sydney")
# Days of training, counted from a Monday: three a week, at times two or four.
DAYS = ((0, 2, 4), (0, 2, 4), (0, 2, 5), (1, 3, 5), (0, 3, 5), (1, 3, 6), (1, 4), (2, 5), (0, 2, 4, 6), (0, 1, 3, 5))
STEADY_DAYS = (0, 2, 4)
# The two people whose pages are measured.
ONE_WEEK, TEN_YEARS = "1 week", "10 years"


@dataclass(frozen=True)
class Habit:
    """How one person trains: for `weeks` weeks, of which the share `missed` (0–1) has no workout.

    `first` is the Monday of the first week. Someone `steady` trains three times in each
    week, with three sets of everything, so that their weeks can be compared.
    """

    email: str
    first: date
    weeks: int
    missed: float = 0.0
    is_steady: bool = False
    time_zone: str = "UTC"
    week_start: int = MONDAY
    unit: str = "kg"


@dataclass(frozen=True)
class Offered:
    """An exercise of the catalogue: its row, its text's revision, and its sides as Exercise.sides has them."""

    pk: int
    slug: str
    revision: int
    sides: str

    @property
    def sides_in_order(self) -> tuple[str, ...]:
        """The sides that are counted."""
        return SIDES[self.sides]


def measured(today: date) -> dict[str, Habit]:
    """Return the people whose pages are measured: one in their first week, one with a perfect record of ten years.

    Both have the same three workouts in the current week.
    """
    monday = Week.containing(today).first
    return {
        ONE_WEEK: Habit("week@bench.example", monday, 1, is_steady=True),
        TEN_YEARS: Habit("decade@bench.example", monday - timedelta(weeks=LONGEST), LONGEST + 1, is_steady=True),
    }


def others(today: date, seed: int = SEED) -> Iterator[Habit]:
    """Yield more and more people, of whom each has trained for two weeks to ten years."""
    chance = random.Random(seed)  # noqa: S311 — believable data, no secret
    monday = Week.containing(today).first
    number = 0
    while True:
        number += 1
        weeks = min(LONGEST, max(SHORTEST, round(chance.expovariate(1 / MEAN_WEEKS))))
        ended = 0 if chance.random() < STILL_ACTIVE else chance.randint(1, LONGEST)
        yield Habit(
            email=f"person{number}@bench.example",
            first=monday - timedelta(weeks=weeks - 1 + ended),
            weeks=weeks,
            missed=chance.uniform(0, MOST_MISSED),
            time_zone=chance.choice(ZONES),
            week_start=SUNDAY if chance.random() < 0.2 else MONDAY,  # noqa: PLR2004 — a share of people
            unit="lb" if chance.random() < 0.2 else "kg",  # noqa: PLR2004 — a share of people
        )


def training_days(habit: Habit, today: date, chance: random.Random) -> Iterator[date]:
    """Yield the days of a person's workouts in order, none after `today`."""
    for number in range(habit.weeks):
        monday = habit.first + timedelta(weeks=number)
        if habit.is_steady:
            # In a week that has just begun there are three as well, several on a day.
            yield from (min(today, monday + timedelta(days=offset)) for offset in STEADY_DAYS)
        elif chance.random() >= habit.missed:
            days = (monday + timedelta(days=offset) for offset in chance.choice(DAYS))
            yield from (day for day in days if day <= today)
