"""The sets that the log form begins with where nothing is stored yet."""

from dataclasses import replace

from exercises.models import Exercise
from logbook.entries import BOTH, SIDES, SetEntry
from logbook.models import WorkoutSet
from logbook.resistance import NO_RESISTANCE, Resistance
from logbook.set_options import SetOptions


def first_sets(options: SetOptions, count: int) -> tuple[SetEntry, ...]:
    """Return the `count` sets for somebody who never did an exercise: the low end of its target, as easy as it gets.

    Crab walks start at the easiest band above the knees (DOMAIN.md section 6).
    """
    exercise = options.exercise
    bands = [one for one in options.resistances if one.band_position == WorkoutSet.BandPosition.ABOVE_KNEES]
    easiest: Resistance = bands[0] if exercise.asks_band_position and bands else NO_RESISTANCE
    sides = [side for side in SIDES[exercise.sides] if side in options.sides] or [BOTH]
    numbers = range(1, count + 1)
    return tuple(SetEntry(number, side, exercise.target_low, easiest) for number in numbers for side in sides)


def allowed(exercise: Exercise, bouts: tuple[SetEntry, ...]) -> tuple[SetEntry, ...]:
    """Return what was done last time as the exercise can be done now: an admin may have changed it since."""
    kept = [bout for bout in bouts if bout.side in SIDES[exercise.sides]]
    return tuple(bout if _fits(exercise, bout.resistance) else replace(bout, resistance=NO_RESISTANCE) for bout in kept)


def _fits(exercise: Exercise, resistance: Resistance) -> bool:
    if resistance.weight is not None:
        return bool(exercise.weight_place)
    if resistance.band_id is None:
        return True
    return exercise.allows_band and bool(resistance.band_position) == exercise.asks_band_position
