from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.entries import ExerciseEntry, SetEntry, WorkoutEntry
from logbook.history import (
    active_days,
    brief_set,
    describe_sets,
    exercise_totals,
    summarise_pain,
    worst_during,
)
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

    assert {slug: (one.slug, one.sets, one.left, one.right, one.both) for slug, one in totals.items()} == {
        "clamshells": ("clamshells", 3, 44, 22, 0),
        "hip-bridges": ("hip-bridges", 1, 0, 0, 15),
        "banded-crab-walks": ("banded-crab-walks", 1, 10, 11, 0),
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
    ("scores", "mean", "count", "highest"),
    [
        ([1, 2, 2, 2, 2], "1.8", 5, 2),
        ([0], "0.0", 1, 0),
        ([0, None, None], "0.0", 1, 0),
        ([10, 10, 10], "10.0", 3, 10),
        # Halves of a tenth go up: 1.25, 1.75 and 2.45.
        ([1, 1, 1, 2], "1.3", 4, 2),
        ([1, 2, 2, 2], "1.8", 4, 2),
        ([2] * 11 + [3] * 9, "2.5", 20, 3),
        ([1, 1, 2], "1.3", 3, 2),
        ([1, 2, 2], "1.7", 3, 2),
    ],
)
def test_pain_summary_has_a_mean_of_one_decimal(scores: list[int | None], mean: str, count: int, highest: int) -> None:
    pain = summarise_pain(scores)

    assert pain is not None
    assert (pain.mean, pain.count, pain.highest) == (mean, count, highest)


@pytest.mark.parametrize("scores", [[], [None], [None, None]])
def test_pain_that_was_not_answered_is_not_nought(scores: list[int | None]) -> None:
    assert summarise_pain(scores) is None


@given(st.lists(st.integers(0, 10), min_size=1, max_size=30))
def test_pain_mean_is_off_by_half_a_tenth_at_most(scores: list[int]) -> None:
    pain = summarise_pain(scores)

    assert pain is not None
    # Half up: the mean lies from half a tenth below what is shown to just under half a tenth above it.
    off = Fraction(sum(scores), len(scores)) - Fraction(pain.mean)
    assert Fraction(-1, 20) <= off < Fraction(1, 20)


@pytest.mark.parametrize(
    ("exercises", "worst"),
    [
        ([done("clamshells", pain=2), done("hip-bridges", pain=5)], 5),
        ([done("clamshells", pain=0), done("hip-bridges")], 0),
        ([done("clamshells"), done("hip-bridges")], None),
        ([], None),
    ],
)
def test_worst_pain_during_is_the_highest_answer(exercises: list[ExerciseEntry], worst: int | None) -> None:
    assert worst_during(workout(*exercises)) == worst


@pytest.mark.parametrize(
    ("exercises", "best"),
    [
        # Both sides of a set count together.
        ([done("clamshells", left=[12, 13], right=[12, 10])], "12/12"),
        ([done("clamshells", left=[12], right=[12]), done("clamshells", left=[13], right=[12])], "13/12"),
        ([done("hip-bridges", both=[9, 15, 12])], "15"),
        ([done("clamshells", left=[20]), done("clamshells", left=[11], right=[10])], "11/10"),
    ],
)
def test_best_set_has_the_most_reps_of_all_sides(exercises: list[ExerciseEntry], best: str) -> None:
    (total,) = exercise_totals([workout(exercise) for exercise in exercises]).values()

    assert brief_set(total.best) == best


def test_best_of_equal_sets_is_the_one_with_more_resistance() -> None:
    entries = [workout(done("clamshells", left=[12], resistance=one)) for one in (NO_RESISTANCE, LIGHT, NO_RESISTANCE)]

    assert exercise_totals(entries)["clamshells"].best[0].resistance == LIGHT


def test_highest_resistances_are_the_hardest_band_and_the_heaviest_weight() -> None:
    used = [NO_RESISTANCE, LIGHT, MEDIUM_AT_ANKLES, Resistance(8, "Medium", 2, "above_knees"), kg("2"), kg("1.5")]
    entries = [workout(done("clamshells", left=[12], resistance=one)) for one in used]

    assert exercise_totals(entries)["clamshells"].highest == (MEDIUM_AT_ANKLES, kg("2"))
