from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.goals import GoalProgress, Goals, goal_hint, weeks_in_a_row
from logbook.weeks import FIRST_DAY, LAST_DAY, MONDAY, SUNDAY, Week

CURRENT = Week(date(2026, 11, 16))
MET, MISSED = 3, 2


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


@pytest.mark.parametrize(
    ("first", "days"),
    [
        (date(2026, 11, 2), 3),
        (date(2026, 11, 9), 5),
        (date(2026, 11, 16), 5),
        (date(2026, 11, 23), 2),
        (date(2036, 11, 24), 2),
    ],
)
def test_goal_holds_from_the_week_of_its_day_to_the_next_one(first: date, days: int) -> None:
    goals = Goals([(date(2026, 11, 26), 2), (date(2026, 11, 12), 5), (date(2026, 11, 24), 4)])

    assert goals.days_for(Week(first)) == days


def run(finished: list[int], now: int, goals: Goals | None = None) -> int:
    """Return the weeks in a row for active days of finished weeks, oldest first, and of the current one."""
    numbers = range(CURRENT.number - len(finished), CURRENT.number)
    active = {number: days for number, days in zip(numbers, finished, strict=True) if days}
    return weeks_in_a_row(active | {CURRENT.number: now}, CURRENT, goals or Goals())


@pytest.mark.parametrize(
    ("finished", "now", "expected"),
    [
        # W13
        ([MET, MET, MISSED, MET, MET], 1, 2),
        ([MET, MET, MISSED, MET, MET], 3, 3),
        # The current week never breaks it, and counts alone, too.
        ([MET, MET], 0, 2),
        ([], 0, 0),
        ([], 3, 1),
        ([MISSED], 3, 1),
        ([MISSED], 2, 0),
        # A week without anything ends it, more than the goal does not.
        ([MET, 0, MET], 0, 1),
        ([7, 4, 3], 7, 4),
    ],
)
def test_weeks_in_a_row_count_back_from_the_last_finished_one(finished: list[int], now: int, expected: int) -> None:
    assert run(finished, now) == expected


def test_weeks_in_a_row_hold_each_week_against_its_own_goal() -> None:
    # Two days until the week of 2 November, five from the one of 9 November.
    goals = Goals([(date(2000, 1, 1), 2), (date(2026, 11, 11), 5)])

    assert run([2, 2, 5], now=4, goals=goals) == 3
    assert run([2, 2, 4], now=5, goals=goals) == 1
    assert run([1, 2, 5], now=5, goals=goals) == 3


def test_weeks_in_a_row_cross_years_and_week_53() -> None:
    first, current = Week.containing(date(2020, 11, 2)), Week.containing(date(2027, 1, 8))

    active = dict.fromkeys(range(first.number, current.number), 3)

    assert weeks_in_a_row(active, current, Goals()) == (current.first - first.first).days // 7


@given(st.lists(st.integers(0, 7), max_size=60), st.integers(0, 7), st.integers(1, 7))
def test_weeks_in_a_row_are_those_that_a_naive_count_finds(finished: list[int], now: int, goal: int) -> None:
    expected = int(now >= goal)
    for days in reversed(finished):
        if days < goal:
            break
        expected += 1

    assert run(finished, now, Goals([(FIRST_DAY, goal)])) == expected


@given(st.dates(date(2001, 1, 1), LAST_DAY), st.sampled_from([MONDAY, SUNDAY]))
def test_weeks_before_all_numbers_end_the_row(day: date, starts_on: int) -> None:
    current = Week.containing(day, starts_on)

    assert weeks_in_a_row(dict.fromkeys(range(current.number + 1), 7), current, Goals()) == current.number + 1


@pytest.mark.parametrize(
    ("active", "goal", "run", "days_left", "hint"),
    [
        (2, 3, 4, 3, "1 more this week keeps your 4-week run"),
        (1, 3, 4, 2, "2 more this week keep your 4-week run"),
        (2, 3, 0, 1, "1 more this week reaches your goal"),
        (0, 3, 0, 7, "3 more this week reach your goal"),
        # What cannot be reached any more is not mentioned.
        (1, 3, 4, 1, ""),
        (0, 3, 0, 2, ""),
        (2, 3, 4, 0, ""),
        # Reached.
        (3, 3, 1, 2, "goal reached"),
        (3, 3, 5, 2, "goal reached · 5 weeks in a row"),
        (5, 3, 2, 0, "goal reached · 2 weeks in a row"),
    ],
)
def test_hint_says_what_the_week_means_for_its_goal(
    active: int, goal: int, run: int, days_left: int, hint: str
) -> None:
    assert goal_hint(GoalProgress(active, goal), run, days_left) == hint
