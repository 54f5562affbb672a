"""Which week is asked about, and what is answered."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.goals import Goals
from logbook.models import WeekReason
from logbook.reasons import ANSWERS, REASONS, SKIPPED, ended_below_goal, week_to_ask_about
from logbook.weeks import MONDAY, SUNDAY, Week

# Wednesday; the last finished week is 9–15 November.
TODAY = date(2026, 11, 18)
CURRENT = Week.containing(TODAY)
LAST, BEFORE = CURRENT.previous, CURRENT.previous.previous
LONG_AGO = date(2026, 1, 5)


def active(**days: int) -> dict[int, int]:
    """Return active days by the number of the week: last, before, current."""
    weeks = {"last": LAST, "before": BEFORE, "current": CURRENT}
    return {weeks[name].number: count for name, count in days.items()}


@pytest.mark.parametrize(
    ("days", "goal", "started", "asked"),
    [
        # Below the goal, just below it, nothing at all.
        ({"last": 1}, 3, LONG_AGO, LAST),
        ({"last": 2}, 3, LONG_AGO, LAST),
        ({}, 3, LONG_AGO, LAST),
        ({}, 1, LONG_AGO, LAST),
        ({"last": 6}, 7, LONG_AGO, LAST),
        # Met, just so or with more.
        ({"last": 3}, 3, LONG_AGO, None),
        ({"last": 4}, 3, LONG_AGO, None),
        ({"last": 1}, 1, LONG_AGO, None),
        ({"last": 7}, 7, LONG_AGO, None),
        # The current week and the one before the last are left in peace.
        ({"last": 3, "current": 0}, 3, LONG_AGO, None),
        ({"last": 3, "before": 0}, 3, LONG_AGO, None),
        # Nothing was ever logged, or nothing before this week.
        ({}, 3, None, None),
        ({"current": 1}, 3, CURRENT.first, None),
        ({"current": 1}, 3, TODAY, None),
        # The first workout lay in the last week: its other days would have been enough, or not.
        ({"last": 1}, 3, LAST.first, LAST),
        ({"last": 1}, 3, LAST.days[4], LAST),
        ({"last": 1}, 3, LAST.days[5], None),
        ({"last": 1}, 3, LAST.last, None),
        ({"last": 1}, 7, LAST.days[1], None),
        # The day before it.
        ({}, 3, BEFORE.last, LAST),
    ],
)
def test_only_the_last_finished_week_is_asked_about(
    days: dict[str, int], goal: int, started: date | None, asked: Week | None
) -> None:
    goals = Goals([(LONG_AGO, goal)])

    assert week_to_ask_about(CURRENT, started, active(**days), goals) == asked


@pytest.mark.parametrize(("set_on", "asked"), [(LAST.last, None), (CURRENT.first, LAST)])
def test_the_goal_is_the_one_of_that_week(set_on: date, asked: Week | None) -> None:
    goals = Goals([(LONG_AGO, 3), (set_on, 1)])

    assert week_to_ask_about(CURRENT, LONG_AGO, active(last=1), goals) == asked


@pytest.mark.parametrize(
    ("today", "starts_on", "first"),
    [
        (date(2026, 11, 15), MONDAY, date(2026, 11, 2)),
        (date(2026, 11, 16), MONDAY, date(2026, 11, 9)),
        (date(2026, 11, 14), SUNDAY, date(2026, 11, 1)),
        (date(2026, 11, 15), SUNDAY, date(2026, 11, 8)),
        (date(2027, 1, 3), MONDAY, date(2026, 12, 21)),
        (date(2027, 1, 4), MONDAY, date(2026, 12, 28)),
    ],
)
def test_question_changes_with_the_first_day_of_the_week(today: date, starts_on: int, first: date) -> None:
    current = Week.containing(today, starts_on)

    assert week_to_ask_about(current, LONG_AGO, {}, Goals()) == Week(first)


@pytest.mark.parametrize(
    ("week", "started", "days", "below"),
    [
        (LAST, LONG_AGO, {"last": 2}, True),
        (BEFORE, LONG_AGO, {"before": 2}, True),
        (LAST, LONG_AGO, {"last": 3}, False),
        (CURRENT, LONG_AGO, {}, False),
        (CURRENT.next, LONG_AGO, {}, False),
        (LAST, None, {}, False),
        (LAST, CURRENT.first, {}, False),
        # Said later, by somebody who began on the last day: that can be told, though nobody asks.
        (LAST, LAST.last, {"last": 1}, True),
    ],
)
def test_reason_can_be_told_for_weeks_below_their_goal(
    week: Week, started: date | None, days: dict[str, int], below: bool
) -> None:
    assert ended_below_goal(week, CURRENT, started, active(**days), Goals()) is below


@given(
    st.dates(date(2001, 1, 1), date(2100, 1, 1)),
    st.sampled_from([MONDAY, SUNDAY]),
    st.none() | st.integers(-20, 900),
    st.dictionaries(st.integers(-3, 3), st.integers(0, 7)),
    st.integers(1, 7),
)
def test_a_week_that_is_asked_about_is_over_begun_and_below_its_goal(
    today: date, starts_on: int, days_ago: int | None, around: dict[int, int], goal: int
) -> None:
    current = Week.containing(today, starts_on)
    started = None if days_ago is None else today - timedelta(days=days_ago)
    days = {current.number + number: count for number, count in around.items()}

    week = week_to_ask_about(current, started, days, Goals([(date(2000, 1, 1), goal)]))

    if week:
        assert week.next == current
        assert started is not None
        assert started <= week.last
        assert days.get(week.number, 0) < goal


def test_every_reason_has_an_answer_and_words() -> None:
    assert list(ANSWERS) == list(REASONS)
    assert WeekReason.Reason.values == [*REASONS, SKIPPED]


@pytest.mark.parametrize("reason", REASONS)
def test_answer_is_one_short_kind_sentence(reason: str) -> None:
    answer = re.sub("<.*?>", "", str(ANSWERS[reason]))

    assert len(re.findall(r"[.!?](?:\s|$)", answer)) == 1
    assert len(answer.split()) <= 20
    assert not {"should", "must", "failed", "weak", "lazy", "cure", "fix", "damage"} & set(answer.lower().split())


def test_only_pain_leads_to_the_safety_page() -> None:
    assert [reason for reason in REASONS if "{safety}" in str(ANSWERS[reason])] == ["pain"]
