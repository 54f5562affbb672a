"""Left against right: which weeks count, and the difference in percent."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.balance import Balance, balance
from logbook.entries import LEFT, RIGHT

REPS = st.none() | st.integers(1, 2000)
WEEKS = st.lists(st.tuples(REPS, REPS), max_size=60)


@pytest.mark.parametrize(
    ("weeks", "expected"),
    [
        ([], Balance(0, 0, 0)),
        ([(10, 12), (None, 5), (7, None), (None, None), (20, 18)], Balance(2, 30, 30)),
        ([(10, 12), (0, 5), (7, 0)], Balance(1, 10, 12)),
    ],
)
def test_only_weeks_with_both_sides_count(weeks: list[tuple[int | None, int | None]], expected: Balance) -> None:
    assert balance(weeks) == expected


@pytest.mark.parametrize(
    ("weeks", "left", "right", "fewer", "percent"),
    [
        (3, 190, 200, LEFT, 5),
        (3, 200, 190, RIGHT, 5),
        (3, 200, 200, "", 0),
        # Halves go up: 0.5, 1.5 and 2.5 percent, and just below.
        (3, 199, 200, LEFT, 1),
        (3, 197, 200, LEFT, 2),
        (3, 195, 200, LEFT, 3),
        (3, 996, 1000, LEFT, 0),
        (3, 986, 1000, LEFT, 1),
        (3, 1, 3, LEFT, 67),
        (3, 3, 1000, LEFT, 100),
        # Two weeks are too few.
        (2, 100, 200, "", 50),
        (0, 0, 0, "", 0),
    ],
)
def test_side_with_fewer_reps_is_told_in_percent_of_the_other(
    weeks: int, left: int, right: int, fewer: str, percent: int
) -> None:
    of = Balance(weeks, left, right)

    assert (of.fewer, of.percent) == (fewer, percent)


@given(WEEKS)
def test_nothing_is_claimed_from_fewer_than_three_weeks(weeks: list[tuple[int | None, int | None]]) -> None:
    of = balance(weeks)

    assert of.weeks == len([1 for left, right in weeks if left and right])
    assert of.weeks >= 3 or of.fewer == ""


@given(WEEKS)
def test_mirrored_sides_mirror_the_difference(weeks: list[tuple[int | None, int | None]]) -> None:
    of, mirrored = balance(weeks), balance((right, left) for left, right in weeks)

    assert mirrored.percent == of.percent
    assert mirrored.fewer == {LEFT: RIGHT, RIGHT: LEFT, "": ""}[of.fewer]


@given(st.integers(1, 10_000), st.integers(1, 10_000))
def test_percent_is_off_by_half_at_most(left: int, right: int) -> None:
    exact = Fraction(100 * abs(left - right), max(left, right))

    assert Fraction(-1, 2) <= exact - Balance(3, left, right).percent < Fraction(1, 2)
