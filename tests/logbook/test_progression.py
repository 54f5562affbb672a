"""The rules of advice: DOMAIN.md section 6, with each row of its table on both sides of its boundaries."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from logbook.entries import SetEntry
from logbook.ladders import Choice, Ladder, all_steps, ladder
from logbook.progression import Advice, Kind, Rules, Session, Why, advise
from logbook.resistance import NO_RESISTANCE, Resistance
from tests.factories import done, kg, lb

LIGHT, MEDIUM = Resistance(7, "Light", 1), Resistance(8, "Medium", 2)
AT_KNEES, AT_ANKLES, AT_FEET = (replace(LIGHT, band_position=place) for place in ("above_knees", "ankles", "feet"))
BANDS = Ladder((NO_RESISTANCE, LIGHT, MEDIUM))
WEIGHTS = Ladder((NO_RESISTANCE, kg("0.5"), kg("1"), kg("1.5")))
WALK = ladder(
    all_steps(asks_position=True, allows_band=True, weight_place="", bands=[LIGHT, MEDIUM], weights=()), Choice()
)
LEGS, BOTH = Rules(("left", "right")), Rules(("both",))
FIRST, SECOND = date(2025, 3, 3), date(2025, 3, 5)
TWENTY: dict[str, Any] = {"left": [20, 20], "right": [20, 20]}


def session(
    day: date, resistance: Resistance = NO_RESISTANCE, pain: Sequence[int | None] = (1, 1, 1), **sides: Any
) -> Session:
    """Return a workout with these reps per side, and pain before, during and the next morning."""
    return Session(day, done("any", resistance=resistance, **sides).sets, *pain)


def of(
    *sessions: Session, rules: Rules = LEGS, steps: Ladder = BANDS, today: date | None = None, warning: bool = False
) -> Advice:
    """Return the advice; today is the day after the last session."""
    latest = max((one.day for one in sessions), default=FIRST)
    today = today or latest + timedelta(days=1)
    return advise(sessions, rules=rules, ladder=steps, today=today, has_warning=warning)


@pytest.mark.parametrize(
    ("sessions", "rules", "steps", "today", "kind", "step"),
    [
        pytest.param(
            [session(FIRST, **TWENTY), session(SECOND, pain=(1, 2, 1), **TWENTY)],
            *(LEGS, BANDS, None, Kind.UP, LIGHT),
            id="P1",
        ),
        pytest.param(
            [session(FIRST, **TWENTY), session(SECOND, left=[20, 20], right=[20, 18])],
            *(LEGS, BANDS, None, Kind.ADD_REPS, None),
            id="P2",
        ),
        pytest.param(
            [session(FIRST, pain=(2, 4, 2), both=[20, 20]), session(SECOND, pain=(2, 2, 2), both=[20, 20])],
            *(BOTH, BANDS, None, Kind.HOLD_PAIN, None),
            id="P4",
        ),
        pytest.param(
            [session(FIRST, AT_KNEES, **TWENTY), session(SECOND, AT_KNEES, left=[20, 22], right=[20, 20])],
            *(LEGS, WALK, None, Kind.UP, AT_ANKLES),
            id="P5",
        ),
        pytest.param(
            [session(FIRST, kg("1"), **TWENTY), session(SECOND, kg("1"), (1, 6, None), **TWENTY)],
            *(LEGS, WEIGHTS, SECOND, Kind.DOWN, kg("0.5")),
            id="P6",
        ),
        pytest.param(
            [
                session(FIRST, kg("1"), left=[9, 8], right=[10, 9]),
                session(date(2025, 3, 6), kg("1"), left=[10, 9], right=[10, 8]),
            ],
            *(LEGS, WEIGHTS, None, Kind.DOWN, kg("0.5")),
            id="P9",
        ),
        pytest.param(
            [session(date(2025, 2, 17), LIGHT, both=[20, 20]), session(SECOND, LIGHT, both=[20, 20])],
            *(BOTH, BANDS, None, Kind.CONFIRM, None),
            id="P10",
        ),
    ],
)
def test_worked_examples(
    sessions: list[Session], rules: Rules, steps: Ladder, today: date | None, kind: Kind, step: Resistance | None
) -> None:
    advice = of(*sessions, rules=rules, steps=steps, today=today)

    assert (advice.kind, advice.step) == (kind, step)


def test_nothing_logged_is_no_data_even_after_a_warning_sign() -> None:
    assert of() == of(warning=True) == Advice(Kind.NO_DATA)


def test_warning_sign_comes_before_everything_else() -> None:
    long_ago = session(FIRST, pain=(1, 9, 9), **TWENTY)

    assert of(long_ago, today=FIRST + timedelta(days=90), warning=True).kind is Kind.STOP


@pytest.mark.parametrize(
    ("days", "kind"), [(0, Kind.CONFIRM), (20, Kind.CONFIRM), (21, Kind.RESTART), (900, Kind.RESTART)]
)
def test_three_weeks_without_it_are_a_new_start(days: int, kind: Kind) -> None:
    assert of(session(FIRST, LIGHT, **TWENTY), today=FIRST + timedelta(days=days)).kind is kind


def test_new_start_is_one_set_at_the_same_level() -> None:
    advice = of(session(FIRST, LIGHT, pain=(1, 9, 9), **TWENTY), today=FIRST + timedelta(days=21))

    assert advice.sets == (SetEntry(1, "left", 10, LIGHT), SetEntry(1, "right", 10, LIGHT))


def test_new_start_takes_the_easiest_of_several_levels() -> None:
    mixed = Session(FIRST, (SetEntry(1, "both", 20, MEDIUM), SetEntry(2, "both", 20, LIGHT)))

    assert of(mixed, rules=BOTH, today=FIRST + timedelta(days=30)).sets == (SetEntry(1, "both", 10, LIGHT),)


@pytest.mark.parametrize(
    ("pain", "kind", "why"),
    [
        ((1, 5, 1), Kind.CONFIRM, Why.NONE),
        ((1, 6, 1), Kind.DOWN, Why.PAIN),
        ((None, 6, None), Kind.DOWN, Why.PAIN),
        ((1, 1, 2), Kind.CONFIRM, Why.NONE),
        ((1, 1, 3), Kind.DOWN, Why.MORNING),
        ((3, 1, 4), Kind.CONFIRM, Why.NONE),
        ((3, 1, 5), Kind.DOWN, Why.MORNING),
        ((0, 1, 1), Kind.CONFIRM, Why.NONE),
        ((0, 1, 2), Kind.DOWN, Why.MORNING),
        ((None, 1, 5), Kind.CONFIRM, Why.NONE),
        ((None, 1, 6), Kind.DOWN, Why.MORNING),
        ((9, 1, 6), Kind.DOWN, Why.MORNING),
        ((9, 1, 5), Kind.CONFIRM, Why.NONE),
        ((1, None, None), Kind.CONFIRM, Why.NONE),
    ],
)
def test_too_much_pain_is_a_step_down(pain: tuple[int | None, ...], kind: Kind, why: Why) -> None:
    advice = of(session(FIRST, LIGHT, pain, **TWENTY))

    assert (advice.kind, advice.why) == (kind, why)


def test_step_down_keeps_the_reps_within_the_target() -> None:
    advice = of(session(FIRST, LIGHT, (1, 7, 1), left=[25, 12], right=[8, 20]))

    assert [bout.reps for bout in advice.sets] == [20, 10, 12, 20]
    assert {bout.resistance for bout in advice.sets} == {NO_RESISTANCE}


@pytest.mark.parametrize("steps", [BANDS, Ladder(())])
def test_lowest_level_is_eased_by_fewer_reps(steps: Ladder) -> None:
    advice = of(session(FIRST, pain=(1, 6, 1), left=[20, 1], right=[15, 10]), steps=steps)

    assert (advice.kind, advice.step) == (Kind.EASE_REPS, None)
    assert [bout.reps for bout in advice.sets] == [15, 11, 1, 7]


def test_several_levels_are_eased_by_fewer_reps() -> None:
    mixed = Session(FIRST, (SetEntry(1, "both", 20, MEDIUM), SetEntry(2, "both", 20, LIGHT)), 1, 6)

    assert of(mixed, rules=BOTH).kind is Kind.EASE_REPS


def test_pain_without_a_set_eases_and_proposes_nothing() -> None:
    advice = of(session(FIRST, **TWENTY), Session(SECOND, (), 1, 8))

    assert (advice.kind, advice.sets, advice.why) == (Kind.EASE_REPS, (), Why.PAIN)


@pytest.mark.parametrize(
    ("earlier", "later", "kind"),
    [
        ([9, 20], [20, 9], Kind.DOWN),
        ([10, 10], [9, 9], Kind.ADD_REPS),
        ([9, 9], [10, 10], Kind.ADD_REPS),
        # The third set is not looked at.
        ([10, 10, 9], [10, 10, 9], Kind.ADD_REPS),
    ],
)
def test_few_reps_twice_are_a_step_down(earlier: list[int], later: list[int], kind: Kind) -> None:
    advice = of(session(FIRST, LIGHT, both=earlier), session(SECOND, LIGHT, both=later), rules=BOTH)

    assert advice.kind is kind


@pytest.mark.parametrize(("days", "kind"), [(13, Kind.DOWN), (14, Kind.DOWN), (15, Kind.ADD_REPS)])
def test_few_reps_count_twice_within_two_weeks(days: int, kind: Kind) -> None:
    later = FIRST + timedelta(days=days)

    assert of(session(FIRST, LIGHT, both=[9, 9]), session(later, LIGHT, both=[9, 9]), rules=BOTH).kind is kind


@pytest.mark.parametrize(("days", "kind"), [(13, Kind.UP), (14, Kind.UP), (15, Kind.CONFIRM)])
def test_two_good_ones_count_within_two_weeks(days: int, kind: Kind) -> None:
    assert of(session(FIRST, **TWENTY), session(FIRST + timedelta(days=days), **TWENTY)).kind is kind


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ((1, None, 1), (1, 1, 1), Kind.HOLD_NO_PAIN_SCORE),
        ((1, 1, 1), (1, None, 1), Kind.HOLD_NO_PAIN_SCORE),
        ((1, 2, 1), (1, 2, 1), Kind.UP),
        ((1, 3, 1), (1, 2, 1), Kind.HOLD_PAIN),
        ((1, 2, 1), (1, 3, 1), Kind.HOLD_PAIN),
        ((1, 0, 2), (1, 0, 2), Kind.UP),
        ((1, 0, 3), (1, 0, 2), Kind.HOLD_PAIN),
        # A missing score comes before too much of it.
        ((1, 4, 3), (1, None, 1), Kind.HOLD_NO_PAIN_SCORE),
    ],
)
def test_pain_holds_a_step_up(first: tuple[int | None, ...], second: tuple[int | None, ...], kind: Kind) -> None:
    assert of(session(FIRST, pain=first, **TWENTY), session(SECOND, pain=second, **TWENTY)).kind is kind


@pytest.mark.parametrize(("limit", "kind"), [(0, Kind.HOLD_PAIN), (3, Kind.HOLD_PAIN), (4, Kind.UP), (5, Kind.UP)])
def test_physio_may_set_another_limit(limit: int, kind: Kind) -> None:
    sessions = session(FIRST, pain=(4, 4, 4), **TWENTY), session(SECOND, pain=(4, 4, 4), **TWENTY)

    assert of(*sessions, rules=replace(LEGS, pain_up_max=limit)).kind is kind


def test_step_up_begins_with_few_reps_and_top_has_none() -> None:
    at_top = session(FIRST, MEDIUM, **TWENTY), session(SECOND, MEDIUM, **TWENTY)
    advice = of(session(FIRST, LIGHT, **TWENTY), session(SECOND, LIGHT, **TWENTY))

    assert (advice.kind, advice.step) == (Kind.UP, MEDIUM)
    assert {(bout.resistance, bout.reps) for bout in advice.sets} == {(MEDIUM, 10)}
    assert len(advice.sets) == 4
    assert (of(*at_top).kind, of(*at_top).step) == (Kind.AT_TOP, None)


@pytest.mark.parametrize(
    ("sides", "target", "kind"),
    [
        ({"left": [20, 20], "right": [20, 19]}, 2, Kind.ADD_REPS),
        ({"left": [20, 20], "right": [20, 20]}, 2, Kind.CONFIRM),
        ({"left": [20, 20], "right": [20]}, 2, Kind.ADD_REPS),
        ({"left": [20, 20]}, 2, Kind.ADD_REPS),
        ({"left": [20], "right": [20]}, 1, Kind.CONFIRM),
        ({"left": [20, 20, 5], "right": [20, 20]}, 2, Kind.CONFIRM),
        ({"left": [20, 20], "right": [20, 20]}, 3, Kind.ADD_REPS),
        ({"left": [21] * 5, "right": [100] * 5}, 5, Kind.CONFIRM),
    ],
)
def test_top_needs_every_set_of_every_side(sides: dict[str, Any], target: int, kind: Kind) -> None:
    assert of(session(FIRST, **sides), rules=replace(LEGS, target_sets=target)).kind is kind


def test_several_levels_are_no_top_and_no_run() -> None:
    mixed = Session(SECOND, (SetEntry(1, "both", 20, LIGHT), SetEntry(2, "both", 20, MEDIUM)), 1, 1, 1)

    advice = of(session(FIRST, LIGHT, both=[20, 20]), mixed, rules=BOTH)

    assert (advice.kind, advice.lowest, advice.sets) == (Kind.ADD_REPS, (), mixed.sets)


def test_level_beyond_the_counted_sets_does_not_matter() -> None:
    sets = (SetEntry(1, "both", 20, LIGHT), SetEntry(2, "both", 20, LIGHT), SetEntry(3, "both", 20, MEDIUM))

    assert of(Session(FIRST, sets, 1, 1, 1), Session(SECOND, sets, 1, 1, 1), rules=BOTH).kind is Kind.UP


def test_other_level_is_no_run() -> None:
    assert of(session(FIRST, **TWENTY), session(SECOND, LIGHT, **TWENTY)).kind is Kind.CONFIRM


def test_kilograms_and_pounds_are_one_ladder() -> None:
    steps = Ladder((NO_RESISTANCE, kg("1"), lb("2.5"), kg("2")))
    heavier = session(FIRST, kg("1"), **TWENTY), session(SECOND, kg("1"), **TWENTY)
    lighter = session(FIRST, lb("2.5"), pain=(1, 8, 1), **TWENTY)

    assert of(*heavier, steps=steps).step == lb("2.5")
    assert of(lighter, steps=steps).step == kg("1")


def test_last_of_several_on_one_day_counts() -> None:
    morning, evening = session(FIRST, pain=(1, 9, 1), **TWENTY), session(FIRST, **TWENTY)

    assert of(morning, evening).kind is Kind.CONFIRM
    assert of(evening, morning).kind is Kind.EASE_REPS
    assert of(morning, evening, session(SECOND, **TWENTY)).kind is Kind.UP


def test_more_reps_are_for_the_weaker_side() -> None:
    advice = of(session(FIRST, left=[15, 12], right=[15, 14]))

    assert (advice.kind, advice.lowest) == (Kind.ADD_REPS, ("left",))
    assert [(bout.number, bout.side, bout.reps) for bout in advice.sets] == [
        *((1, "left", 15), (1, "right", 15)),
        *((2, "left", 14), (2, "right", 14)),
    ]


def test_more_reps_end_at_the_target() -> None:
    advice = of(session(FIRST, both=[19, 20]), rules=BOTH)

    assert [bout.reps for bout in advice.sets] == [20, 20]
    assert advice.lowest == ("both",)


def test_missing_sets_are_proposed_once_there_are_reps_enough() -> None:
    advice = of(session(FIRST, LIGHT, left=[20, 20], right=[20]))

    assert advice.sets[-1] == SetEntry(2, "right", 10, LIGHT)
    assert len(advice.sets) == 4


def test_side_that_was_never_done_is_proposed_like_the_other() -> None:
    advice = of(session(FIRST, LIGHT, left=[20, 20]))

    assert [(bout.number, bout.side) for bout in advice.sets[-2:]] == [(1, "right"), (2, "right")]
    assert {bout.resistance for bout in advice.sets} == {LIGHT}


def test_basis_are_the_sessions_that_decided() -> None:
    first, second = session(FIRST, **TWENTY), session(SECOND, **TWENTY)

    assert of(first, second).basis == (first, second)
    assert of(first).basis == (first,)


def test_basis_are_the_latest_sessions_and_no_earlier_ones() -> None:
    days = [FIRST, SECOND, SECOND + timedelta(days=2)]
    tops = [session(day, **TWENTY) for day in days]
    lows = [session(day, LIGHT, both=[9, 9]) for day in days]

    assert of(*tops, warning=True).basis == (tops[2],)
    assert of(*tops).basis == (tops[1], tops[2])
    assert of(*lows, rules=BOTH).basis == (lows[1], lows[2])


def test_earlier_sessions_than_the_last_two_decide_nothing() -> None:
    third = SECOND + timedelta(days=2)
    hurt, low = session(FIRST, pain=(1, 5, 1), **TWENTY), session(FIRST, left=[12, 12], right=[12, 12])
    tops = session(SECOND, **TWENTY), session(third, **TWENTY)
    few = session(SECOND, LIGHT, left=[9, 9], right=[9, 9]), session(third, LIGHT, left=[9, 9], right=[9, 9])

    assert of(hurt, *tops).kind is Kind.UP
    assert of(low, *tops).kind is Kind.UP
    assert of(session(FIRST, LIGHT, **TWENTY), *few).kind is Kind.DOWN


def test_one_top_after_less_is_to_be_confirmed() -> None:
    less = session(FIRST, left=[15, 15], right=[15, 15])

    assert of(less, session(SECOND, **TWENTY)).kind is Kind.CONFIRM


def test_several_levels_before_are_no_run() -> None:
    mixed = Session(FIRST, (SetEntry(1, "both", 20, LIGHT), SetEntry(2, "both", 20, MEDIUM)), 1, 1, 1)

    assert of(mixed, session(SECOND, LIGHT, both=[20, 20]), rules=BOTH).kind is Kind.CONFIRM


def test_more_than_the_most_reps_are_enough_for_a_missing_set() -> None:
    advice = of(session(FIRST, LIGHT, left=[25, 25], right=[25]))

    assert advice.sets[-1] == SetEntry(2, "right", 10, LIGHT)
    assert advice.lowest == ()


def test_missing_set_is_like_the_last_one_of_its_side() -> None:
    sets = (
        SetEntry(1, "left", 20, MEDIUM),
        SetEntry(2, "left", 20, MEDIUM),
        SetEntry(1, "right", 20, NO_RESISTANCE),
        SetEntry(2, "right", 20, LIGHT),
    )

    advice = of(Session(FIRST, sets, 1, 1, 1), rules=replace(LEGS, target_sets=3))

    assert advice.sets[4:] == (SetEntry(3, "left", 10, MEDIUM), SetEntry(3, "right", 10, LIGHT))


def test_set_numbers_with_a_gap_are_not_filled() -> None:
    sets = (SetEntry(1, "left", 20, LIGHT), SetEntry(3, "left", 20, LIGHT), SetEntry(1, "right", 20, LIGHT))

    advice = of(Session(FIRST, sets, 1, 1, 1))

    assert advice.sets == (*sets, SetEntry(2, "right", 10, LIGHT))
