from datetime import date

import pytest

from logbook.entries import SetEntry
from logbook.records import DOWN, OTHER, UP, Record, occasions, ordered
from logbook.resistance import NO_RESISTANCE, Resistance, highest, is_step_up
from tests.factories import done, kg, lb

LIGHT, MEDIUM = Resistance(7, "Light", 1), Resistance(8, "Medium", 2)
AT_KNEES, AT_ANKLES, AT_FEET = (Resistance(7, "Light", 1, place) for place in ("above_knees", "ankles", "feet"))
DAY = date(2026, 11, 18)


def sets(resistance: Resistance, *reps: int) -> tuple[SetEntry, ...]:
    return done("clamshells", left=list(reps), resistance=resistance).sets


def record(resistance: Resistance, most_before: int | None = None) -> Record:
    return Record(resistance, most=20, most_before=most_before, times=1, since=DAY, until=DAY)


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
    ("before", "now", "is_up"),
    [
        (NO_RESISTANCE, LIGHT, True),
        (NO_RESISTANCE, kg("0.25"), True),
        (LIGHT, MEDIUM, True),
        (AT_KNEES, AT_ANKLES, True),
        (kg("1"), kg("1.25"), True),
        (kg("1"), lb("2.5"), True),
        (LIGHT, LIGHT, False),
        (MEDIUM, LIGHT, False),
        (LIGHT, NO_RESISTANCE, False),
        (LIGHT, kg("5"), False),
        (kg("5"), MEDIUM, False),
    ],
)
def test_step_up_is_more_of_the_same_kind(before: Resistance, now: Resistance, is_up: bool) -> None:
    assert is_step_up([before], [now]) is is_up


def test_step_up_from_nothing_at_all_is_none() -> None:
    assert not is_step_up([], [LIGHT])


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
        (None, [(10,), (10,), (12, 11), (12,), (13,)], [False, False, True, False, True]),
        (15, [(10,), (15,), (16,)], [False, False, True]),
    ],
)
def test_best_is_more_than_ever_before_with_the_same_resistance(
    most_before: int | None, reps: list[tuple[int, ...]], bests: list[bool]
) -> None:
    told = occasions([sets(LIGHT, *each) for each in reps], [record(LIGHT, most_before)])

    assert [bool(one.bests) for one in told] == bests


def test_bests_with_one_resistance_say_nothing_of_another() -> None:
    workouts = [sets(LIGHT, 20), sets(MEDIUM, 10), sets(LIGHT, 15), sets(MEDIUM, 11)]

    told = occasions(workouts, [record(LIGHT), record(MEDIUM)])

    assert [one.bests for one in told] == [(), (), (), (MEDIUM,)]


def test_records_run_from_no_resistance_to_the_hardest() -> None:
    used = [kg("2"), MEDIUM, NO_RESISTANCE, lb("3"), LIGHT]

    assert [one.resistance for one in ordered(map(record, used))] == [NO_RESISTANCE, LIGHT, MEDIUM, lb("3"), kg("2")]
