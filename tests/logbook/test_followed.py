"""Which suggestions were followed: cases by date, sets and pain of one exercise, and what follows from them."""

from datetime import date

import pytest

from logbook.entries import SetEntry
from logbook.followed import Done, outcomes
from logbook.ladders import Ladder
from logbook.progression import Rules, Session
from logbook.resistance import NO_RESISTANCE, Resistance
from tests.factories import kg

RULES = Rules(("left", "right"))
LADDER = Ladder((NO_RESISTANCE, kg("0.5"), kg("1"), kg("1.5")))
FIRST = date(2026, 11, 1)


def session(
    day: int, reps: int, at: Resistance, *, during: int | None = 1, then: Resistance | None = None, sets: int = 2
) -> Session:
    """Return a session of November: sets of so many reps on both sides, the second one at another level if `then`."""
    levels = [at, then or at, at, at][:sets]
    bouts = [SetEntry(number, side, reps, one) for number, one in enumerate(levels, 1) for side in RULES.sides]
    return Session(date(2026, 11, day), tuple(bouts), 1, during, 1)


def told(*sessions: Session | Done, since: date = FIRST) -> list[tuple[int, str, bool]]:
    """Return day of the month, group and whether it was followed."""
    done = [one if isinstance(one, Done) else Done(one) for one in sessions]
    return [
        (one.day.day, one.group, one.is_followed) for one in outcomes(done, since=since, rules=RULES, ladder=LADDER)
    ]


def test_first_session_ever_follows_nothing() -> None:
    assert told(session(2, 12, kg("1"))) == []


@pytest.mark.parametrize(
    ("at", "is_followed"), [(kg("1"), True), (kg("0.5"), False), (kg("1.5"), False), (NO_RESISTANCE, False)]
)
def test_more_reps_are_asked_for_at_the_same_level(at: Resistance, is_followed: bool) -> None:
    assert told(session(2, 12, kg("1")), session(4, 14, at)) == [(4, "same", is_followed)]


@pytest.mark.parametrize(("at", "is_followed"), [(kg("1.5"), True), (kg("1"), False)])
def test_step_up_after_two_tops_is_taken_or_not(at: Resistance, is_followed: bool) -> None:
    found = told(session(2, 20, kg("1")), session(4, 20, kg("1")), session(6, 12, at))

    assert found == [(4, "same", True), (6, "harder", is_followed)]


@pytest.mark.parametrize(("at", "is_followed"), [(kg("0.5"), True), (kg("1"), False)])
def test_step_down_after_pain_is_taken_or_not(at: Resistance, is_followed: bool) -> None:
    assert told(session(2, 15, kg("1"), during=7), session(4, 12, at)) == [(4, "easier", is_followed)]


@pytest.mark.parametrize(
    ("at", "sets", "is_followed"), [(kg("1"), 1, True), (kg("1"), 2, False), (kg("1"), 4, False), (kg("1.5"), 1, False)]
)
def test_session_after_three_weeks_begins_anew_with_one_set_at_the_same_level(
    at: Resistance, sets: int, is_followed: bool
) -> None:
    assert told(session(2, 15, kg("1")), session(23, 10, at, sets=sets)) == [(23, "anew", is_followed)]


def test_nothing_counts_after_a_warning_sign() -> None:
    assert told(session(2, 12, kg("1")), Done(session(4, 12, kg("1")), is_warned=True)) == []


def test_session_without_a_set_does_not_count_and_decides_what_comes_next() -> None:
    stopped = Session(date(2026, 11, 4), (), 1, 8, 1)

    # Of no sets nothing can be said about resistance.
    assert told(session(2, 12, kg("1")), stopped, session(6, 12, kg("0.5"))) == []


def test_last_session_of_a_day_counts() -> None:
    found = told(session(2, 12, kg("1")), session(4, 12, kg("1.5")), session(4, 12, kg("1")))

    assert found == [(4, "same", True)]


def test_sessions_before_the_period_are_only_what_is_gone_by() -> None:
    sessions = session(2, 20, kg("1")), session(4, 20, kg("1")), session(6, 12, kg("1.5"))

    assert told(*sessions, since=date(2026, 11, 5)) == [(6, "harder", True)]


def test_sets_beyond_those_aimed_for_may_be_at_any_level() -> None:
    extra = SetEntry(3, "left", 5, kg("1.5"))
    second = session(4, 12, kg("1"))

    assert told(session(2, 12, kg("1")), Session(second.day, (*second.sets, extra), 1, 1, 1)) == [(4, "same", True)]


def test_one_set_at_another_level_is_not_what_was_suggested() -> None:
    assert told(session(2, 12, kg("1")), session(4, 12, kg("1"), then=kg("0.5"))) == [(4, "same", False)]


@pytest.mark.parametrize(("at", "is_followed"), [(kg("1"), True), (kg("0.5"), True), (kg("1.5"), False)])
def test_where_several_levels_were_used_each_of_them_will_do(at: Resistance, is_followed: bool) -> None:
    assert told(session(2, 12, kg("1"), then=kg("0.5")), session(4, 12, at)) == [(4, "same", is_followed)]


def test_two_sessions_before_decide_and_no_more() -> None:
    long_ago = [session(day, 8, kg("0.5")) for day in range(1, 20)]
    last = session(20, 20, kg("1")), session(22, 20, kg("1")), session(24, 10, kg("1.5"))

    assert told(*long_ago, *last, since=date(2026, 11, 24)) == told(*last, since=date(2026, 11, 24))


@pytest.mark.parametrize(
    ("reps", "sets", "at", "is_followed"),
    [
        (11, 2, NO_RESISTANCE, True),
        (14, 2, NO_RESISTANCE, True),
        (20, 1, NO_RESISTANCE, True),
        (15, 2, NO_RESISTANCE, False),
        (30, 4, NO_RESISTANCE, False),
        (11, 2, kg("0.5"), False),
    ],
)
def test_fewer_reps_after_pain_at_the_easiest_level_are_done_or_not(
    reps: int, sets: int, at: Resistance, is_followed: bool
) -> None:
    found = told(session(2, 15, NO_RESISTANCE, during=8), session(4, reps, at, sets=sets))

    assert found == [(4, "fewer", is_followed)]
