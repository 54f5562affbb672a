from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.entries import ExerciseEntry, SetEntry, WorkoutEntry
from logbook.history import ExerciseTotal, GoalProgress, active_days, describe_sets, exercise_totals
from logbook.resistance import NO_RESISTANCE, Resistance
from tests.factories import done, kg

LIGHT = Resistance(7, "Light", 1)
MEDIUM_AT_ANKLES = Resistance(8, "Medium", 2, "ankles")
DAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("exercise", "lines"),
    [
        (
            done("clamshells", left=[12, 12], right=[12, 10], resistance=LIGHT),
            ["2 sets: left 12, 12 · right 12, 10 · Light band"],
        ),
        (done("clamshells", left=[12], right=[11]), ["1 set: left 12 · right 11 · No resistance"]),
        (done("clamshells", right=[9]), ["1 set: right 9 · No resistance"]),
        (done("hip-bridges", both=[15, 12, 10], resistance=kg("7.50")), ["3 sets: 15, 12, 10 · 7.5 kg"]),
        (
            done("banded-crab-walks", left=[10], right=[10], resistance=MEDIUM_AT_ANKLES),
            ["1 set: left 10 · right 10 · Medium band, ankles"],
        ),
        (done("clamshells"), []),
    ],
)
def test_describe_sets_tells_reps_and_resistance(exercise: ExerciseEntry, lines: list[str]) -> None:
    assert describe_sets(exercise.sets) == lines


def test_describe_sets_has_a_line_for_each_resistance_in_order_of_use() -> None:
    bouts = [
        SetEntry(1, "left", 15, LIGHT),
        SetEntry(1, "right", 14, LIGHT),
        SetEntry(2, "left", 12, kg("1")),
        SetEntry(2, "right", 11, NO_RESISTANCE),
        SetEntry(3, "left", 10, LIGHT),
    ]

    lines = describe_sets(bouts)

    assert lines == [
        "2 sets: left 15, 10 · right 14, – · Light band",
        "1 set: left 12 · 1 kg",
        "1 set: right 11 · No resistance",
    ]


def test_describe_sets_goes_by_number_however_the_rows_come() -> None:
    bouts = [SetEntry(number, "both", 10 + number, NO_RESISTANCE) for number in (3, 1, 2)]

    assert describe_sets(bouts) == ["3 sets: 11, 12, 13 · No resistance"]


def workout(*exercises: ExerciseEntry, day: date = DAY) -> WorkoutEntry:
    return WorkoutEntry(performed_on=day, exercises=exercises)


def test_exercise_totals_adds_up_each_exercise_and_side_on_its_own() -> None:
    entries = [
        workout(done("clamshells", left=[12, 12], right=[12, 10]), done("hip-bridges", both=[15])),
        workout(done("clamshells", left=[20]), done("banded-crab-walks", left=[10], right=[11])),
    ]

    totals = exercise_totals(entries)

    assert totals == {
        "clamshells": ExerciseTotal("clamshells", sets=3, left=44, right=22, both=0),
        "hip-bridges": ExerciseTotal("hip-bridges", sets=1, left=0, right=0, both=15),
        "banded-crab-walks": ExerciseTotal("banded-crab-walks", sets=1, left=10, right=11, both=0),
    }
    assert totals["clamshells"].all_sides == 66
    assert totals["hip-bridges"].all_sides == 15


def test_exercise_totals_leaves_out_exercises_without_a_set() -> None:
    assert exercise_totals([workout(done("clamshells", pain=4, note="Too sore"))]) == {}


def test_active_days_are_distinct_days_with_a_set() -> None:
    twice, once, rested = date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 2)
    entries = [
        workout(done("clamshells", left=[10]), day=twice),
        workout(done("hip-bridges", both=[10]), day=twice),
        workout(done("clamshells", pain=3), done("hip-bridges", both=[10]), day=once),
        workout(done("clamshells", pain=3, note="No sets today"), day=rested),
        workout(day=rested),
    ]

    assert active_days(entries) == {twice, once}


@pytest.mark.parametrize(
    ("active", "goal", "percent", "is_met", "label"),
    [
        # W10
        (5, 3, 100, True, "5 days, goal 3"),
        (2, 3, 67, False, "2 of 3 days"),
        (1, 3, 33, False, "1 of 3 days"),
        (0, 3, 0, False, "0 of 3 days"),
        # Beyond it: met exactly, the smallest and largest goals, and halves that go up.
        (3, 3, 100, True, "3 of 3 days"),
        (0, 1, 0, False, "0 of 1 day"),
        (1, 1, 100, True, "1 of 1 day"),
        (2, 1, 100, True, "2 days, goal 1"),
        (7, 7, 100, True, "7 of 7 days"),
        (1, 7, 14, False, "1 of 7 days"),
        (2, 4, 50, False, "2 of 4 days"),
        (5, 6, 83, False, "5 of 6 days"),
    ],
)
def test_goal_progress_in_numbers_and_words(active: int, goal: int, percent: int, is_met: bool, label: str) -> None:
    progress = GoalProgress(active, goal)

    assert (progress.percent, progress.is_met, progress.label) == (percent, is_met, label)


@given(st.integers(0, 7), st.integers(1, 7))
def test_goal_progress_is_full_exactly_when_the_goal_is_met(active: int, goal: int) -> None:
    progress = GoalProgress(active, goal)

    assert 0 <= progress.percent <= 100
    assert (progress.percent == 100) is progress.is_met
