"""Whether knee pain changed: the spans that are compared, and when a change is called clear."""

import random
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.history import PainSummary
from logbook.trend import HIGHER, LOWER, SAME, UNKNOWN, change_between, pain_trend

START = date(2026, 8, 31)
DAYS = st.integers(0, 80).map(lambda number: START + timedelta(days=number))
SCORES = st.lists(st.tuples(DAYS, st.none() | st.integers(0, 10)), max_size=40)
SUMMARIES = st.lists(st.integers(0, 10), min_size=1, max_size=12).map(
    lambda scores: PainSummary(len(scores), sum(scores), max(scores))
)
MIRRORED = {LOWER: HIGHER, HIGHER: LOWER, SAME: SAME, UNKNOWN: UNKNOWN}


def pain(*scores: int) -> PainSummary:
    return PainSummary(len(scores), sum(scores), max(scores))


def on(scores: dict[int, int | None]) -> list[tuple[date, int | None]]:
    """Return scores with their days, counted from the start."""
    return [(START + timedelta(days=day), score) for day, score in scores.items()]


@pytest.mark.parametrize(
    ("earlier", "latest", "change"),
    [
        ((4, 4, 4), (2, 2, 2), LOWER),
        ((2, 2, 2), (4, 4, 4), HIGHER),
        ((4, 4, 4), (3, 2, 2), SAME),
        ((3, 2, 2), (4, 4, 4), SAME),
        # 1.9, 2.0 and 2.1 points of ten scores.
        ((4,) * 10, (2,) * 9 + (3,), SAME),
        ((4,) * 10, (2,) * 10, LOWER),
        ((4,) * 10, (2,) * 9 + (1,), LOWER),
        ((2,) * 9 + (3,), (4,) * 10, SAME),
        ((2,) * 9 + (1,), (4,) * 10, HIGHER),
        # 1.95 points, which the shown means of 3.8 and 1.8 would make 2.0.
        ((4, 4, 4, 3), (2, 2, 2, 2, 1), SAME),
        # Nought is a score.
        ((2, 2, 2), (0, 0, 0), LOWER),
        ((0, 0, 0), (0, 0, 0), SAME),
        ((0, 0, 0), (10, 10, 10), HIGHER),
        # Two scores are too few on either side.
        ((10, 10), (0, 0, 0), UNKNOWN),
        ((10, 10, 10), (0, 0), UNKNOWN),
        ((10,), (0,), UNKNOWN),
    ],
)
def test_change_is_clear_from_two_points_and_three_scores_on(
    earlier: tuple[int, ...], latest: tuple[int, ...], change: str
) -> None:
    assert change_between(pain(*earlier), pain(*latest)) == change


@pytest.mark.parametrize(
    ("scores", "earlier", "latest"),
    [
        # The seventh day of a span belongs to it, the eighth does not.
        ({0: 5, 2: 5, 6: 5, 14: 1, 15: 1, 20: 1}, (0, 6, 3), (14, 20, 3)),
        ({0: 5, 2: 5, 7: 5, 14: 1, 15: 1, 20: 1}, None, (14, 20, 3)),
        ({0: 5, 2: 5, 5: 5, 13: 1, 15: 1, 20: 1}, (0, 5, 3), (15, 20, 2)),
        # The earliest seven days with three scores, with all that is in them.
        ({0: 5, 7: 5, 9: 5, 11: 5, 13: 5, 14: 5, 30: 1}, (7, 13, 4), (30, 30, 1)),
        # A single score long before does not keep the others from being compared.
        ({0: 5, 20: 5, 21: 5, 22: 5, 40: 1, 41: 1, 42: 1}, (20, 22, 3), (40, 42, 3)),
        # Spans share no day: the thirteenth is too early for a second one, the fourteenth is not.
        ({0: 5, 1: 5, 2: 5, 10: 1, 11: 1, 12: 1}, None, (10, 12, 3)),
        ({0: 5, 1: 5, 2: 5, 11: 1, 12: 1, 13: 1}, (0, 2, 3), (11, 13, 3)),
        # What was not answered neither counts nor begins or ends a span.
        ({0: None, 1: 5, 2: None, 3: 5, 7: 5, 20: 1, 30: None}, (1, 7, 3), (20, 20, 1)),
        ({0: 5, 1: None, 2: 5, 20: 1}, None, (20, 20, 1)),
        # Nought does.
        ({0: 0, 1: 0, 6: 0, 20: 0}, (0, 6, 3), (20, 20, 1)),
        ({3: 7}, None, (3, 3, 1)),
    ],
)
def test_spans_are_the_earliest_with_three_scores_and_the_latest(
    scores: dict[int, int | None], earlier: tuple[int, int, int] | None, latest: tuple[int, int, int]
) -> None:
    trend = pain_trend(on(scores))

    assert trend is not None
    found = [
        span and ((span.first - START).days, (span.last - START).days, span.pain.count)
        for span in (trend.earlier, trend.latest)
    ]
    assert found == [earlier, latest]


def test_spans_have_means_counts_and_the_highest() -> None:
    trend = pain_trend(on({0: 3, 2: 4, 3: None, 4: 5, 6: 3, 20: 0, 22: 1, 24: 4}))

    assert trend is not None
    assert trend.earlier is not None
    assert (trend.earlier.pain, trend.latest.pain) == (PainSummary(4, 15, 5), PainSummary(3, 5, 4))
    assert (trend.earlier.pain.mean, trend.latest.pain.mean, trend.change) == ("3.8", "1.7", LOWER)


def test_two_workouts_on_one_day_are_two_scores() -> None:
    trend = pain_trend([(START, 5), (START, 6), (START, 7), (START + timedelta(days=13), 5)])

    assert trend is not None
    assert trend.earlier is not None
    assert trend.earlier.pain == PainSummary(3, 18, 7)


@pytest.mark.parametrize("scores", [{}, {0: None}, {0: None, 9: None}])
def test_without_a_score_there_is_nothing_to_compare(scores: dict[int, int | None]) -> None:
    assert pain_trend(on(scores)) is None


@given(SUMMARIES, SUMMARIES)
def test_change_is_that_of_exact_fractions(earlier: PainSummary, latest: PainSummary) -> None:
    change = Fraction(latest.total, latest.count) - Fraction(earlier.total, earlier.count)
    expected = HIGHER if change >= 2 else LOWER if change <= -2 else SAME

    assert change_between(earlier, latest) == (expected if min(earlier.count, latest.count) >= 3 else UNKNOWN)


@given(SUMMARIES, SUMMARIES)
def test_changed_places_mirror_the_change(earlier: PainSummary, latest: PainSummary) -> None:
    assert change_between(latest, earlier) == MIRRORED[change_between(earlier, latest)]


@given(SCORES)
def test_mirrored_scores_mirror_the_change(scores: list[tuple[date, int | None]]) -> None:
    trend = pain_trend(scores)
    mirrored = pain_trend((day, None if score is None else 10 - score) for day, score in scores)

    assert (mirrored and mirrored.change) == (trend and MIRRORED[trend.change])


@given(SCORES, st.randoms())
def test_order_of_entry_does_not_matter(scores: list[tuple[date, int | None]], chance: random.Random) -> None:
    shuffled = chance.sample(scores, len(scores))

    assert pain_trend(shuffled) == pain_trend(scores)


@given(SCORES)
def test_nothing_is_claimed_from_fewer_than_three_scores(scores: list[tuple[date, int | None]]) -> None:
    trend = pain_trend(scores)

    if trend and trend.change:
        assert trend.earlier
        assert min(trend.earlier.pain.count, trend.latest.pain.count) >= 3
        assert trend.latest.first - trend.earlier.last >= timedelta(days=1)


@given(SCORES)
def test_spans_are_seven_days_at_most_and_share_none(scores: list[tuple[date, int | None]]) -> None:
    trend = pain_trend(scores)

    if trend:
        spans = [span for span in (trend.earlier, trend.latest) if span]
        assert all(span.last - span.first <= timedelta(days=6) for span in spans)
        assert trend.latest.last == max(day for day, score in scores if score is not None)
        assert trend.earlier is None or trend.earlier.last < trend.latest.first
