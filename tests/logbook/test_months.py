from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.months import Month, parse_month
from logbook.weeks import FIRST_DAY, LAST_DAY, MONDAY, SUNDAY, Week

DAYS = st.dates(FIRST_DAY, LAST_DAY)


@pytest.mark.parametrize(
    ("first", "last", "title", "key"),
    [
        (date(2026, 11, 1), date(2026, 11, 30), "November 2026", "2026-11"),
        (date(2026, 12, 1), date(2026, 12, 31), "December 2026", "2026-12"),
        (date(2024, 2, 1), date(2024, 2, 29), "February 2024", "2024-02"),
        (date(2026, 2, 1), date(2026, 2, 28), "February 2026", "2026-02"),
        (date(2100, 2, 1), date(2100, 2, 28), "February 2100", "2100-02"),
    ],
)
def test_month_has_a_last_day_a_title_and_a_key(first: date, last: date, title: str, key: str) -> None:
    month = Month(first)

    assert (month.last, month.title, month.key) == (last, title, key)
    assert parse_month(key) == month


@given(DAYS)
def test_month_is_the_one_before_the_next(day: date) -> None:
    month = Month.containing(day)

    assert day in month
    assert day not in month.next
    assert day not in month.previous
    assert month.next.previous == month.previous.next == month


@pytest.mark.parametrize(
    ("month", "starts_on", "firsts"),
    [
        ("2026-11", MONDAY, [(10, 26), (11, 2), (11, 9), (11, 16), (11, 23), (11, 30)]),
        ("2026-11", SUNDAY, [(11, 1), (11, 8), (11, 15), (11, 22), (11, 29)]),
        # The shortest: four weeks to the day.
        ("2027-02", MONDAY, [(2, 1), (2, 8), (2, 15), (2, 22)]),
    ],
)
def test_month_has_the_weeks_of_all_its_days(month: str, starts_on: int, firsts: list[tuple[int, int]]) -> None:
    weeks = parse_month(month).weeks(starts_on)

    assert [(week.first.month, week.first.day) for week in weeks] == firsts


@given(DAYS, st.sampled_from([MONDAY, SUNDAY]))
def test_week_of_a_day_is_in_its_month(day: date, starts_on: int) -> None:
    assert Month.containing(day).weeks(starts_on).count(Week.containing(day, starts_on)) == 1


@pytest.mark.parametrize(
    "text",
    ["1999-12", "2101-01", "2026-13", "2026-00", "2026-1", "", "2026", "2026-11-01", "\u0662\u0660\u0662\u0666-11"],
)
def test_parse_month_refuses_what_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=r"date|calendar|years"):
        parse_month(text)
