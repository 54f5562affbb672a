"""Multiples, growth and targets."""

from dataclasses import replace

import pytest

from bench.judging import Target, growth_by_length, growth_by_size, is_passed, targets, times_floor
from bench.pages import PAGES, SAVE, Page
from bench.people import ONE_WEEK, TEN_YEARS
from tests.bench.results import load, measured

WEEK = next(page for page in PAGES if page.name == "week")
NEWER = Page("not yet", "/not/yet/", limit=2)


def outcomes(found: list[Target]) -> dict[str, str]:
    return {target.name: target.outcome for target in found}


def target(value: float | None, *, is_optional: bool = False) -> Target:
    return Target("SQLite", "week", 2.5, value, is_optional=is_optional)


def test_page_is_compared_with_its_own_floor() -> None:
    one = load(floor=4, short=8, long=10)

    assert [times_floor(one, WEEK, ONE_WEEK), times_floor(one, WEEK, TEN_YEARS)] == [2, 2.5]
    assert times_floor(one, SAVE, TEN_YEARS) == 5


def test_page_that_is_not_there_has_no_multiple() -> None:
    assert times_floor(load(), NEWER, ONE_WEEK) is None
    assert growth_by_size([load(), load()], NEWER, ONE_WEEK) is None
    assert growth_by_length(load(), NEWER) is None


def test_slower_machine_is_no_growth() -> None:
    quick, slow = load(10_000, floor=4, long=8), load(floor=8, long=16)

    assert growth_by_size([quick, slow], WEEK, TEN_YEARS) == 1


@pytest.mark.parametrize("longs", [[8, 12], [12, 8], [8, 10, 12]])
def test_growth_is_the_worst_by_the_best(longs: list[float]) -> None:
    assert growth_by_size([load(long=long) for long in longs], WEEK, TEN_YEARS) == 1.5


def test_growth_needs_two_sizes() -> None:
    assert growth_by_size([load()], WEEK, TEN_YEARS) is None


def test_growth_by_length_compares_the_two_people() -> None:
    assert growth_by_length(load(short=8, long=10), WEEK) == 1.25


def test_everything_is_reached_when_nothing_grows() -> None:
    assert outcomes(targets(measured())) == {
        "week": "reached",
        "log form": "reached",
        "52 weeks": "reached",
        "save of 24 sets": "reached",
        "growth with the size of the table": "reached",
        "growth with the length of a log": "reached",
        "memory of a worker (RSS)": "reached",
        "seeding 10 million sets": "reached",
    }


@pytest.mark.parametrize(
    ("missed", "what"),
    [
        ({"week"}, measured(load(10_000, short=11), load(short=11, long=11))),
        ({"growth with the length of a log"}, measured(load(10_000, long=9.9), load(long=9.9))),
        ({"growth with the size of the table"}, measured(load(10_000, short=6, long=6), load())),
        ({"memory of a worker (RSS)"}, replace(measured(), highest_rss=90.1)),
        ({"seeding 10 million sets"}, measured(load(10_000), load(seconds=601))),
    ],
)
def test_target_is_missed(missed: set[str], what: object) -> None:
    found = outcomes(targets(what))  # type: ignore[arg-type]  # figures, made above

    assert {name for name, outcome in found.items() if outcome == "missed"} >= missed


def test_worst_page_is_named() -> None:
    found = {one.name: one for one in targets(measured(load(10_000, long=6), load()))}

    assert found["growth with the size of the table"].remark == "week, 10 years"


def test_smaller_run_says_nothing_about_ten_million() -> None:
    found = targets(measured(load(1_000)))

    assert {one.name for one in found if one.outcome == "not measured"} == {
        "growth with the size of the table",
        "seeding 10 million sets",
    }
    assert [is_passed(found, is_full=False), is_passed(found, is_full=True)] == [True, False]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([target(2.5)], True),
        ([target(2.5), target(2.51)], False),
        ([target(None)], False),
        ([target(None, is_optional=True)], True),
        ([target(9, is_optional=True)], False),
    ],
)
def test_small_run_passes_unless_something_is_missed_or_missing(found: list[Target], expected: bool) -> None:
    assert is_passed(found, is_full=False) is expected
