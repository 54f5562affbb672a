"""What a report adds up, from plain values."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from logbook.entries import ExerciseEntry, WorkoutEntry
from logbook.goals import Goals
from logbook.history import WeekSums, WorkoutDay, fill_weeks
from logbook.periods import PERIODS
from logbook.report import (
    WEEKS_PER_ROW,
    add_up,
    days_of_signs,
    exercise_spans,
    gaps,
    judge,
    notes,
    skips,
    stopped,
)
from logbook.weeks import Week
from tests.factories import done, kg

MONDAY = date(2026, 11, 16)
TODAY = date(2026, 11, 18)
CURRENT = Week(MONDAY)


def sums(count: int, *days: WorkoutDay, goal: int = 3) -> list[WeekSums]:
    """Return so many weeks up to the current one."""
    weeks = [Week(MONDAY - timedelta(weeks=number)) for number in reversed(range(count))]
    return fill_weeks(weeks, days, Goals([(date(2020, 1, 1), goal)]))


def day(weeks_ago: int, pain: int | None = None) -> WorkoutDay:
    """Return a workout on a Monday."""
    return WorkoutDay(
        MONDAY - timedelta(weeks=weeks_ago),
        has_sets=True,
        pain_before=pain,
        pain_during=pain,
        pain_next_morning=pain,
        sides={},
    )


def entry(days_ago: int, *exercises: ExerciseEntry, **fields: object) -> WorkoutEntry:
    """Return a workout so many days before today."""
    return WorkoutEntry(TODAY - timedelta(days=days_ago), exercises, **fields)  # type: ignore[arg-type]  # the fields of WorkoutEntry


@pytest.mark.parametrize("count", PERIODS)
def test_period_has_thirteen_rows_at_most(count: int) -> None:
    rows = add_up(sums(count), date(2000, 1, 3), WEEKS_PER_ROW[count])

    assert len(rows) == count / WEEKS_PER_ROW[count] <= 13
    assert rows[-1].last == CURRENT.last
    assert all(later.first == earlier.last + timedelta(days=1) for earlier, later in pairwise(rows))


def test_row_of_two_weeks_adds_days_goals_and_scores_up() -> None:
    rows = add_up(sums(26, day(0, pain=2), day(1, pain=5), day(1, pain=None)), date(2000, 1, 3), 2)

    last = rows[-1]
    assert (last.active, last.goal) == (2, 6)
    assert last.pain_before
    assert (last.pain_before.mean, last.pain_before.highest, last.pain_before.count) == ("3.5", 5, 2)
    assert rows[-2].pain_before is None


def test_weeks_before_the_log_began_have_no_row_and_no_goal() -> None:
    rows = add_up(sums(26, day(0)), MONDAY, 2)

    assert [(row.first, row.goal) for row in rows] == [(MONDAY - timedelta(weeks=1), 3)]


def test_finished_weeks_since_the_log_began_are_judged() -> None:
    weeks = sums(4, day(0), day(1), day(2), goal=1)

    found = judge(weeks, started=MONDAY - timedelta(weeks=2), today=TODAY)

    assert (found.met, found.count, found.below) == (2, 2, [])


def test_week_below_its_goal_is_named() -> None:
    found = judge(sums(4, day(2)), started=MONDAY - timedelta(weeks=2), today=TODAY)

    assert found.below == [Week(MONDAY - timedelta(weeks=2)), Week(MONDAY - timedelta(weeks=1))]


@pytest.mark.parametrize(("weekday", "judged"), [(0, 2), (4, 2), (5, 1), (6, 1)])
def test_first_week_is_judged_only_if_enough_days_were_left_for_its_goal(weekday: int, judged: int) -> None:
    started = MONDAY - timedelta(weeks=2) + timedelta(days=weekday)

    found = judge(sums(4, day(1), goal=3), started=started, today=TODAY)

    assert (found.met, found.count) == (0, judged)


def test_nothing_is_judged_before_the_first_workout() -> None:
    assert judge(sums(4), started=None, today=TODAY).count == 0


def test_first_and_last_sets_of_an_exercise_are_kept() -> None:
    first, last = done("clamshells", left=[10]), done("clamshells", left=[15], resistance=kg("1"))
    entries = [entry(9, first), entry(5, ExerciseEntry("clamshells", skip_reason="pain")), entry(1, last)]

    found = exercise_spans(entries)

    assert list(found) == ["clamshells"]
    span = found["clamshells"]
    assert (span.count, span.first_sets, span.last_sets) == (2, first.sets, last.sets)


def test_skips_are_counted_by_exercise_and_reason() -> None:
    left_out = [ExerciseEntry("clamshells", skip_reason=reason) for reason in ("pain", "no_time", "pain")]

    assert skips([entry(number, one) for number, one in enumerate(left_out)]) == {
        "clamshells": {"pain": 2, "no_time": 1}
    }


def test_day_of_a_sign_is_named_once() -> None:
    entries = [
        entry(3, warning_signs=("locked", "fever")),
        entry(1, warning_signs=("locked",)),
        entry(1, warning_signs=("locked",)),
    ]

    days = days_of_signs(entries)

    assert days == {"locked": [date(2026, 11, 15), date(2026, 11, 17)], "fever": [date(2026, 11, 15)]}


def test_missing_answers_are_counted_and_zero_is_one() -> None:
    entries = [
        entry(3, done("clamshells", left=[10], pain=0), pain_before=0, pain_next_morning=0),
        entry(1, done("clamshells", left=[10]), ExerciseEntry("hip-bridges", skip_reason="pain")),
    ]

    found = gaps(entries, TODAY)

    assert (found.workouts, found.before, found.mornings, found.next_morning) == (2, 1, 2, 1)
    assert (found.exercises, found.during) == (2, 1)


def test_notes_come_latest_first_and_the_workout_before_its_exercises() -> None:
    entries = [entry(3, note="Old."), entry(1, done("clamshells", left=[10], note="Slowly."), note="New. ")]

    assert [(one.slug, one.text) for one in notes(entries)] == [("", "New."), ("clamshells", "Slowly."), ("", "Old.")]


def test_morning_that_has_not_come_is_no_missing_answer() -> None:
    entries = [entry(1, pain_next_morning=2), entry(0), entry(-1)]

    found = gaps(entries, TODAY)

    assert (found.workouts, found.mornings, found.next_morning) == (3, 1, 0)


def test_exercise_that_hurt_and_has_no_set_was_stopped() -> None:
    entries = [
        entry(3, ExerciseEntry("clamshells", pain_during=8), done("hip-bridges", both=[10], pain=8)),
        entry(2, ExerciseEntry("clamshells", pain_during=8), ExerciseEntry("hip-bridges", note="not today")),
        entry(1, ExerciseEntry("clamshells", pain_during=0), ExerciseEntry("hip-bridges", skip_reason="pain")),
    ]

    assert stopped(entries) == {"clamshells": {8: 2, 0: 1}}
