"""Twelve believable weeks of somebody's log, for looking at and for measuring. Pure: the same seed, the same weeks."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from logbook.entries import LEFT, SIDES, ExerciseEntry, SetEntry, WorkoutEntry
from logbook.resistance import KG, NO_RESISTANCE, Resistance

WEEKS = 12
# Days of training in each week, counted from its first day; life gets in the way at times.
DAYS = [
    (0, 2, 4),
    (0, 2, 5),
    (1, 3),
    (0, 2, 4),
    (0, 2, 4, 6),
    (1, 4),
    (),
    (0, 3, 5),
    (0, 2, 4),
    (1, 3, 5),
    (0, 2, 4),
    (0,),
]
FIRST_REPS, STEP_UP_AT = 11, 20
# How much trouble activities were in each of the weeks, 0-10; None where nobody thought of rating them.
RATINGS = {
    _("Stairs down"): (7, 7, 6, 7, 6, 5, None, 5, 4, 5, 4, 3),
    _("Sitting through a film"): (5, 6, 5, 5, None, 6, None, 5, 4, 4, 5, 5),
}
NOTES = {
    3: "Slept badly, took it easy.",
    9: "Stairs feel a little better.",
    15: "Back after a cold. Fewer sets on purpose.",
    22: "Short run beforehand, knee quiet.",
}


@dataclass(frozen=True)
class Plan:
    """What somebody does of one exercise: its sides, and the resistances that they own, easiest first."""

    slug: str
    sides: tuple[str, ...]
    ladder: tuple[Resistance, ...]


def example_plans(sides: Mapping[str, str], bands: Sequence[Resistance]) -> list[Plan]:
    """Return plans for the delivered exercises.

    `sides` maps the slugs of exercises to Exercise.sides; `bands` are two or more of a
    person's bands, easiest first. Exercises of other slugs get no plan.
    """
    light, medium = bands[0], bands[1]
    crab = [Resistance(light.band_id, light.band_name, light.band_order, place) for place in ("above_knees", "ankles")]
    ladders = {
        "clamshells": (NO_RESISTANCE, light, medium),
        "side-lying-hip-abduction": (NO_RESISTANCE, _kg("1"), _kg("1.5")),
        "hip-bridges": (NO_RESISTANCE, light, _kg("7.5")),
        "banded-crab-walks": tuple(crab),
    }
    return [Plan(slug, SIDES[sides[slug]], ladder) for slug, ladder in ladders.items() if slug in sides]


def example_weeks(*, plans: Sequence[Plan], monday: date, today: date, seed: int = 7) -> Iterator[WorkoutEntry]:
    """Yield workouts of the twelve weeks whose last one begins on `monday`, none after `today`.

    Reps grow until the next step of resistance, and fall back there; the left side,
    the sore one, lags a little; pain goes down unevenly.
    """
    chance = random.Random(seed)  # noqa: S311 — example data, no secret
    levels = {plan.slug: [0, FIRST_REPS] for plan in plans}
    number = 0
    for week, offsets in enumerate(DAYS):
        for offset in offsets:
            day = monday + timedelta(weeks=week - WEEKS + 1, days=offset)
            if day > today:
                return
            sets = 3 if week > WEEKS // 3 and number not in NOTES else 2
            pain = max(0, 4 - week // 3 + chance.choice([-1, 0, 0, 1]))
            yield WorkoutEntry(
                performed_on=day,
                exercises=tuple(_exercise(plan, levels[plan.slug], sets, pain, chance) for plan in plans),
                pain_before=pain,
                pain_next_morning=max(0, pain - chance.choice([0, 1])) if day < today else None,
                note=NOTES.get(number, ""),
            )
            number += 1


def example_ratings(*, monday: date, today: date) -> Iterator[tuple[str, date, int]]:
    """Yield activity, day and rating 0-10 of the twelve weeks whose last one begins on `monday`, none after `today`."""
    for name, scores in RATINGS.items():
        for week, score in enumerate(scores):
            day = monday + timedelta(weeks=week - WEEKS + 1, days=1)
            if score is not None and day <= today:
                yield str(name), day, score


def _exercise(plan: Plan, level: list[int], sets: int, pain: int, chance: random.Random) -> ExerciseEntry:
    step, reps = level
    bouts = tuple(
        SetEntry(number, side, max(1, reps - number + 1 - _lag(side, chance)), plan.ladder[step])
        for number in range(1, sets + 1)
        for side in sorted(plan.sides)
    )
    grown = reps + chance.choice([0, 1, 1, 2])
    steps_up = grown > STEP_UP_AT and step + 1 < len(plan.ladder)
    level[:] = [step + 1, FIRST_REPS + 1] if steps_up else [step, min(grown, STEP_UP_AT)]
    return ExerciseEntry(plan.slug, bouts, pain_during=min(10, pain + chance.choice([0, 0, 1])))


def _lag(side: str, chance: random.Random) -> int:
    return chance.choice([0, 1, 1, 2]) if side == LEFT else 0


def _kg(text: str) -> Resistance:
    return Resistance(weight=Decimal(text), unit=KG)
