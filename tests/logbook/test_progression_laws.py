"""What holds for advice about any log."""

from dataclasses import FrozenInstanceError, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook import progression
from logbook.entries import SetEntry
from logbook.ladders import Ladder
from logbook.progression import Advice, Kind, Rules, Session, advise, counted_sets
from logbook.resistance import NO_RESISTANCE
from tests.factories import kg, lb
from tests.logbook.test_progression import AT_FEET, AT_KNEES, BANDS, FIRST, LIGHT, MEDIUM, WALK, WEIGHTS

RESISTANCES = st.sampled_from([NO_RESISTANCE, LIGHT, MEDIUM, AT_KNEES, AT_FEET, kg("1"), lb("2.5"), kg("50")])
SETS = st.lists(
    st.builds(
        SetEntry, st.integers(1, 20), st.sampled_from(["left", "right", "both"]), st.integers(1, 100), RESISTANCES
    ),
    max_size=8,
    unique_by=lambda bout: (bout.number, bout.side),
).map(lambda bouts: tuple(sorted(bouts, key=lambda bout: (bout.number, bout.side))))
PAIN = st.none() | st.integers(0, 10)
DAYS = st.dates(date(2025, 1, 1), date(2025, 3, 31))
SESSIONS = st.lists(st.builds(Session, DAYS, SETS, PAIN, PAIN, PAIN), max_size=6)
RULES = st.builds(
    Rules,
    st.sampled_from([("both",), ("left", "right")]),
    rep_min=st.integers(1, 20),
    rep_max=st.integers(20, 100),
    target_sets=st.integers(1, 5),
    pain_up_max=st.integers(0, 5),
)
LADDERS = st.sampled_from([BANDS, WEIGHTS, WALK, Ladder(()), Ladder((kg("1"), LIGHT, NO_RESISTANCE))])


@given(SESSIONS, RULES, LADDERS, st.dates(date(2025, 1, 1), date(2026, 1, 1)), st.booleans())
def test_any_log_has_advice(
    sessions: list[Session], rules: Rules, steps: Ladder, today: date, has_warning: bool
) -> None:
    advice = advise(sessions, rules=rules, ladder=steps, today=today, has_warning=has_warning)

    assert all(1 <= bout.reps <= 100 and 1 <= bout.number <= 20 for bout in advice.sets)
    assert len({(bout.number, bout.side) for bout in advice.sets}) == len(advice.sets)
    assert (advice.kind is Kind.NO_DATA) == (not sessions)
    assert bool(advice.step) == (advice.kind in (Kind.UP, Kind.DOWN))


@given(
    SESSIONS, RULES, LADDERS, st.builds(Session, st.dates(date(2020, 1, 1), date(2024, 12, 1)), SETS, PAIN, PAIN, PAIN)
)
def test_what_is_older_than_the_gap_changes_nothing(
    sessions: list[Session], rules: Rules, steps: Ladder, old: Session
) -> None:
    today = date(2025, 4, 1)
    before = advise(sessions, rules=rules, ladder=steps, today=today)

    after = advise([old, *sessions], rules=rules, ladder=steps, today=today)

    assert after.kind is (before.kind if sessions else Kind.RESTART)
    assert after.sets == before.sets or not sessions


@given(SESSIONS.filter(bool), RULES)
def test_counted_sets_are_the_first_of_each_side(sessions: list[Session], rules: Rules) -> None:
    for one in sessions:
        counted = counted_sets(one, rules)
        for side in ("left", "right", "both"):
            all_of_it = sorted(bout.number for bout in one.sets if bout.side == side)
            assert sorted(bout.number for bout in counted if bout.side == side) == all_of_it[: rules.target_sets]


@given(SESSIONS, RULES, LADDERS)
def test_more_pain_never_makes_it_harder(sessions: list[Session], rules: Rules, steps: Ladder) -> None:
    today = max((one.day for one in sessions), default=FIRST)
    painful = [replace(one, pain_during=10) for one in sessions]

    assert advise(painful, rules=rules, ladder=steps, today=today).kind in (Kind.NO_DATA, Kind.DOWN, Kind.EASE_REPS)


def test_numbers_of_the_rules_are_those_of_the_practice() -> None:
    """DOMAIN.md section 6."""
    assert (progression.REP_MIN, progression.REP_MAX) == (10, 20)
    assert (progression.TARGET_SETS, progression.MOST_TARGET_SETS) == (2, 5)
    assert (progression.PAIN_UP_MAX, progression.HIGHEST_PAIN_UP_MAX) == (2, 5)
    assert (progression.RUN_GAP, progression.RESTART_AFTER) == (14, 21)


@pytest.mark.parametrize(
    ("value", "name"), [(Rules(("both",)), "rep_min"), (Session(FIRST, ()), "day"), (Advice(Kind.NO_DATA), "kind")]
)
def test_values_of_the_rules_stay_as_they_are(value: object, name: str) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(value, name, None)
