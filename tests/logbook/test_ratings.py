from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.ratings import Rating, change_words, week_by_week

DAY = date(2026, 11, 18)
RATINGS = st.lists(st.tuples(st.integers(0, 5270), st.integers(0, 10)), unique_by=lambda pair: pair[0])


def rated(*scores: tuple[int, int]) -> list[Rating]:
    """Return ratings from pairs of the number of a week and a score."""
    return [Rating(week, DAY + timedelta(weeks=week), score) for week, score in scores]


@pytest.mark.parametrize(
    ("scores", "words"),
    [
        ([], ""),
        ([(9, 7)], ""),
        ([(3, 7), (9, 4)], "Easier: from 7 to 4 in 6 weeks"),
        ([(3, 4), (9, 7)], "Harder: from 4 to 7 in 6 weeks"),
        ([(3, 7), (4, 5)], "Easier: from 7 to 5 in 1 week"),
        ([(3, 5), (4, 7)], "Harder: from 5 to 7 in 1 week"),
        ([(3, 7), (5, 6)], "About the same: from 7 to 6 in 2 weeks"),
        ([(3, 6), (5, 7)], "About the same: from 6 to 7 in 2 weeks"),
        ([(3, 7), (5, 7)], "About the same: from 7 to 7 in 2 weeks"),
        ([(3, 10), (55, 0)], "Easier: from 10 to 0 in 52 weeks"),
        # Only the first and the latest are told, whatever lies between and in whatever order they come.
        ([(3, 7), (4, 10), (5, 0), (6, 7)], "About the same: from 7 to 7 in 3 weeks"),
        ([(6, 2), (3, 7), (4, 10)], "Easier: from 7 to 2 in 3 weeks"),
    ],
)
def test_first_rating_is_told_against_the_latest(scores: list[tuple[int, int]], words: str) -> None:
    assert change_words(rated(*scores)) == words


@given(RATINGS)
def test_change_is_told_for_any_ratings_and_promises_nothing(scores: list[tuple[int, int]]) -> None:
    words = change_words(rated(*scores))

    assert bool(words) is (len(scores) > 1)
    assert not {"cured", "healed", "better", "worse"} & set(words.lower().split())


@pytest.mark.parametrize(
    ("scores", "most", "weeks"),
    [
        ([], 52, []),
        ([(9, 7)], 52, [(9, 7)]),
        ([(3, 7), (6, 0)], 52, [(3, 7), (4, None), (5, None), (6, 0)]),
        ([(6, 0), (3, 7)], 52, [(3, 7), (4, None), (5, None), (6, 0)]),
        ([(3, 7), (6, 0)], 2, [(5, None), (6, 0)]),
    ],
)
def test_weeks_between_ratings_are_there_and_empty(
    scores: list[tuple[int, int]], most: int, weeks: list[tuple[int, int | None]]
) -> None:
    assert week_by_week(rated(*scores), most) == weeks
