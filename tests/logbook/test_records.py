from datetime import date

import pytest

from logbook.entries import SetEntry
from logbook.records import Record, occasions, ordered
from logbook.resistance import DOWN, NO_RESISTANCE, OTHER, UP, Resistance, highest, step_between
from tests.factories import done, kg, lb

LIGHT, MEDIUM = Resistance(7, "Light", 1), Resistance(8, "Medium", 2)
AT_KNEES, AT_ANKLES, AT_FEET = (Resistance(7, "Light", 1, place) for place in ("above_knees", "ankles", "feet"))
DAY = date(2026, 11, 18)


def sets(resistance: Resistance, *reps: int) -> tuple[SetEntry, ...]:
    return done("clamshells", left=list(reps), resistance=resistance).sets


def record(resistance: Resistance, most_before: int | None = None, most: int = 20) -> Record:
    return Record(resistance, most=most, most_before=most_before, times=1, since=DAY, until=DAY)


@pytest.mark.parametrize(
    ("used", "expected"),
    [
        ([], ()),
        ([NO_RESISTANCE], (NO_RESISTANCE,)),
        ([MEDIUM, NO_RESISTANCE, LIGHT], (MEDIUM,)),
        ([AT_FEET, AT_ANKLES, AT_KNEES], (AT_FEET,)),
        # The next band is more than any place of the one before.
        ([AT_FEET, Resistance(8, "Medium", 2, "above_knees")], (Resistance(8, "Medium", 2, "above_knees"),)),
        ([kg("2"), kg("10"), kg("9.5")], (kg("10"),)),
        ([kg("1"), lb("2.5")], (lb("2.5"),)),
        ([kg("1"), lb("2")], (kg("1"),)),
        # A band is never turned into kilograms.
        ([kg("1"), LIGHT, NO_RESISTANCE], (LIGHT, kg("1"))),
    ],
)
def test_highest_is_told_for_bands_and_weights_apart(used: list[Resistance], expected: tuple[Resistance, ...]) -> None:
    assert highest(used) == expected


@pytest.mark.parametrize(
    ("before", "now", "step"),
    [
        ([NO_RESISTANCE], [LIGHT], UP),
        ([NO_RESISTANCE], [kg("0.25")], UP),
        ([LIGHT], [MEDIUM], UP),
        ([AT_KNEES], [AT_ANKLES], UP),
        ([kg("1")], [kg("1.25")], UP),
        ([kg("1")], [lb("2.5")], UP),
        ([LIGHT, kg("5")], [MEDIUM, kg("5")], UP),
        ([LIGHT], [LIGHT], ""),
        ([NO_RESISTANCE], [NO_RESISTANCE], ""),
        ([], [LIGHT], ""),
        ([MEDIUM], [LIGHT], DOWN),
        ([LIGHT], [NO_RESISTANCE], DOWN),
        ([kg("5"), LIGHT], [NO_RESISTANCE], DOWN),
        # A band and a weight are never held against each other.
        ([LIGHT], [kg("5")], OTHER),
        ([kg("5")], [MEDIUM], OTHER),
        ([MEDIUM, kg("5")], [LIGHT, kg("6")], OTHER),
        ([LIGHT], [LIGHT, kg("5")], OTHER),
    ],
)
def test_step_is_more_or_less_of_the_same_kind(before: list[Resistance], now: list[Resistance], step: str) -> None:
    assert step_between(before, now) == step


def test_occasions_mark_steps_against_the_workout_before() -> None:
    used = [NO_RESISTANCE, NO_RESISTANCE, LIGHT, NO_RESISTANCE, LIGHT, kg("1")]

    told = occasions([sets(one, 10) for one in used], [])

    assert [one.step for one in told] == ["", "", UP, DOWN, UP, OTHER]
    assert (told[2].before, told[2].highest) == ((NO_RESISTANCE,), (LIGHT,))


def test_first_occasion_is_held_against_the_workout_before_all() -> None:
    (told,) = occasions([sets(MEDIUM, 10)], [], before=sets(LIGHT, 20))

    assert (told.step, told.before) == (UP, (LIGHT,))


@pytest.mark.parametrize(
    ("most_before", "reps", "bests"),
    [
        # Without anything before, the first is the start and no record.
        (None, [(10,), (10,), (12, 11), (12,), (11,)], [False, False, True, False, False]),
        (15, [(10,), (15,), (16,)], [False, False, True]),
        # What was surpassed later is no best any more.
        (None, [(10,), (12,), (13,), (13,)], [False, False, True, False]),
        (None, [(13,), (12,)], [False, False]),
        (16, [(15,), (16,)], [False, False]),
    ],
)
def test_best_is_more_than_ever_before_and_since_with_the_same_resistance(
    most_before: int | None, reps: list[tuple[int, ...]], bests: list[bool]
) -> None:
    most = max([most_before or 0, *(count for each in reps for count in each)])

    told = occasions([sets(LIGHT, *each) for each in reps], [record(LIGHT, most_before, most)])

    assert [bool(one.bests) for one in told] == bests


def test_bests_with_one_resistance_say_nothing_of_another() -> None:
    workouts = [sets(LIGHT, 20), sets(MEDIUM, 10), sets(LIGHT, 15), sets(MEDIUM, 11)]

    told = occasions(workouts, [record(LIGHT), record(MEDIUM, most=11)])

    assert [one.bests for one in told] == [(), (), (), (MEDIUM,)]


def test_records_run_from_no_resistance_to_the_hardest() -> None:
    used = [kg("2"), MEDIUM, NO_RESISTANCE, lb("3"), LIGHT]

    assert [one.resistance for one in ordered(map(record, used))] == [NO_RESISTANCE, LIGHT, MEDIUM, lb("3"), kg("2")]
