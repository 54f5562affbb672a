"""What changed over weeks, in words."""

from datetime import date

import pytest

from logbook.balance import Balance
from logbook.history import PainSummary
from logbook.pages.trends import balance_words, differences, trend_words
from logbook.trend import Span, Trend

EARLIER, LATEST = (date(2026, 8, 31), date(2026, 9, 4)), (date(2026, 11, 16), date(2026, 11, 16))


def earlier(count: int, total: int, highest: int) -> Span:
    return Span(*EARLIER, PainSummary(count, total, highest))


def latest(count: int, total: int, highest: int) -> Span:
    return Span(*LATEST, PainSummary(count, total, highest))


@pytest.mark.parametrize(
    ("trend", "words"),
    [
        (
            Trend(earlier(4, 15, 5), latest(3, 5, 2)),
            "Mean 3.8 (n = 4, highest 5) on 31 Aug – 4 Sep 2026, then 1.7 (n = 3, highest 2) on 16 Nov 2026: "
            "clearly lower.",
        ),
        (
            Trend(earlier(3, 0, 0), latest(3, 5, 2)),
            "Mean 0.0 (n = 3, highest 0) on 31 Aug – 4 Sep 2026, then 1.7 (n = 3, highest 2) on 16 Nov 2026: "
            "about the same.",
        ),
        (
            Trend(earlier(3, 0, 0), latest(3, 6, 4)),
            "Mean 0.0 (n = 3, highest 0) on 31 Aug – 4 Sep 2026, then 2.0 (n = 3, highest 4) on 16 Nov 2026: "
            "clearly higher.",
        ),
        (
            Trend(earlier(3, 30, 10), latest(2, 0, 0)),
            "Mean 0.0 (n = 2, highest 0) on 16 Nov 2026. To compare, at least 3 scores are needed in these 7 days.",
        ),
        (
            Trend(None, latest(3, 3, 1)),
            "Mean 1.0 (n = 3, highest 1) on 16 Nov 2026. "
            "To compare, at least 3 scores are needed in 7 days before these.",
        ),
        (
            Trend(None, latest(1, 3, 3)),
            "Mean 3.0 (n = 1, highest 3) on 16 Nov 2026. "
            "To compare, at least 3 scores are needed in these 7 days, and in 7 days before.",
        ),
    ],
)
def test_trend_is_told_with_its_numbers_or_with_what_it_takes(trend: Trend, words: str) -> None:
    assert trend_words(trend) == words


@pytest.mark.parametrize(
    ("of", "knee", "words"),
    [
        (
            Balance(5, 190, 200),
            "",
            "Left: 5% fewer reps than right over these weeks. Left 190, right 200, in 5 weeks with both sides.",
        ),
        (
            Balance(5, 190, 200),
            "left",
            "Left: 5% fewer reps than right over these weeks. Left 190, right 200, in 5 weeks with both sides. "
            "Left is your sore side.",
        ),
        (
            Balance(3, 200, 100),
            "left",
            "Right: 50% fewer reps than left over these weeks. Left 200, right 100, in 3 weeks with both sides. "
            "Left is your sore side.",
        ),
        (
            Balance(3, 999, 1000),
            "right",
            "Almost the same reps left and right over these weeks. Left 999, right 1000, in 3 weeks with both sides. "
            "Right is your sore side.",
        ),
        (
            Balance(3, 99, 99),
            "both",
            "The same reps left and right over these weeks. Left 99, right 99, in 3 weeks with both sides.",
        ),
        (Balance(2, 10, 20), "left", "Weeks with both sides: 2. To compare, at least 3 are needed."),
        (Balance(0, 0, 0), "", "Weeks with both sides: 0. To compare, at least 3 are needed."),
    ],
)
def test_balance_is_told_in_reps_with_the_sore_side(of: Balance, knee: str, words: str) -> None:
    assert balance_words(of, knee) == words


def test_differences_name_the_side_that_did_more() -> None:
    left, right = [20, 14, 10, None, 3, None], [14, 20, 10, 5, None, None]

    assert differences(left, right) == ["left +6", "right +6", "0", "–", "–", "–"]
