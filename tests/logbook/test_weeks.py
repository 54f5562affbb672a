from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.weeks import (
    FIRST_DAY,
    LAST_DAY,
    MONDAY,
    SUNDAY,
    Week,
    day_title,
    local_date,
    parse_day,
    period_title,
    short_day_title,
    short_months,
)

DAYS = st.dates(FIRST_DAY, LAST_DAY)
STARTS = st.sampled_from([MONDAY, SUNDAY])


@pytest.mark.parametrize(
    ("moment", "zone", "day", "first"),
    [
        # W1: the clocks in New York went forward some hours later.
        (datetime(2025, 3, 10, 3, 30, tzinfo=UTC), "America/New_York", date(2025, 3, 9), date(2025, 3, 3)),
        # W3: one moment, two weeks.
        (datetime(2024, 12, 29, 23, 30, tzinfo=UTC), "Europe/London", date(2024, 12, 29), date(2024, 12, 23)),
        (datetime(2024, 12, 29, 23, 30, tzinfo=UTC), "Europe/Berlin", date(2024, 12, 30), date(2024, 12, 30)),
        # The ends of the earth's clocks.
        (datetime(2026, 11, 18, 10, 30, tzinfo=UTC), "Pacific/Kiritimati", date(2026, 11, 19), date(2026, 11, 16)),
        (datetime(2026, 11, 16, 11, 59, tzinfo=UTC), "Etc/GMT+12", date(2026, 11, 15), date(2026, 11, 9)),
        # The hour that Berlin has twice, and the day that Samoa left out.
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "Europe/Berlin", date(2026, 10, 25), date(2026, 10, 19)),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "Europe/Berlin", date(2026, 10, 25), date(2026, 10, 19)),
        (datetime(2011, 12, 30, 9, 59, tzinfo=UTC), "Pacific/Apia", date(2011, 12, 29), date(2011, 12, 26)),
        (datetime(2011, 12, 30, 10, 0, tzinfo=UTC), "Pacific/Apia", date(2011, 12, 31), date(2011, 12, 26)),
    ],
)
def test_local_date_is_what_a_clock_there_shows(moment: datetime, zone: str, day: date, first: date) -> None:
    found = local_date(moment, ZoneInfo(zone))

    assert (found, Week.containing(found).first) == (day, first)


@pytest.mark.parametrize(
    ("day", "starts_on", "first"),
    [
        # W4: a year ends within a week.
        (date(2026, 12, 31), MONDAY, date(2026, 12, 28)),
        (date(2027, 1, 1), MONDAY, date(2026, 12, 28)),
        (date(2027, 1, 4), MONDAY, date(2027, 1, 4)),
        # W8: Saturday, Sunday and Monday fall into other weeks.
        (date(2025, 6, 7), MONDAY, date(2025, 6, 2)),
        (date(2025, 6, 8), MONDAY, date(2025, 6, 2)),
        (date(2025, 6, 9), MONDAY, date(2025, 6, 9)),
        (date(2025, 6, 7), SUNDAY, date(2025, 6, 1)),
        (date(2025, 6, 8), SUNDAY, date(2025, 6, 8)),
        (date(2025, 6, 9), SUNDAY, date(2025, 6, 8)),
        (date(2024, 2, 29), MONDAY, date(2024, 2, 26)),
        (date(2024, 2, 29), SUNDAY, date(2024, 2, 25)),
    ],
)
def test_week_containing_a_day_begins_on_the_chosen_weekday(day: date, starts_on: int, first: date) -> None:
    assert Week.containing(day, starts_on) == Week(first)


@given(DAYS, STARTS)
def test_every_day_is_in_its_week(day: date, starts_on: int) -> None:
    week = Week.containing(day, starts_on)

    assert day in week
    assert day in week.days
    assert week.first.weekday() == starts_on
    assert day not in week.next
    assert day not in week.previous


@given(DAYS, STARTS)
def test_week_is_the_one_before_the_next(day: date, starts_on: int) -> None:
    week = Week.containing(day, starts_on)

    assert week.next.previous == week
    assert week.previous.next == week
    assert week.next.first == week.last + timedelta(days=1)


@given(st.lists(DAYS, max_size=20), STARTS)
def test_moving_the_week_start_loses_no_day(days: list[date], starts_on: int) -> None:
    weeks = {Week.containing(day, starts_on) for day in days}

    assert {day for day in days for week in weeks if day in week} == set(days)
    assert all(sum(day in week for week in weeks) == 1 for day in days)


def test_week_has_seven_days() -> None:
    week = Week(date(2026, 12, 28))

    assert week.days == (
        date(2026, 12, 28),
        date(2026, 12, 29),
        date(2026, 12, 30),
        date(2026, 12, 31),
        date(2027, 1, 1),
        date(2027, 1, 2),
        date(2027, 1, 3),
    )


@pytest.mark.parametrize(
    ("first", "title"),
    [
        (date(2026, 11, 16), "16–22 November 2026"),
        (date(2026, 11, 30), "30 November – 6 December 2026"),
        (date(2026, 12, 28), "28 December 2026 – 3 January 2027"),
        (date(2026, 3, 1), "1–7 March 2026"),
        (date(2026, 11, 2), "2–8 November 2026"),
        # The same month of another year, and an earlier month of the next one.
        (date(2027, 12, 27), "27 December 2027 – 2 January 2028"),
    ],
)
def test_week_title_says_month_and_year_where_they_change(first: date, title: str) -> None:
    assert Week(first).title == title


@pytest.mark.parametrize(
    ("first", "last", "title"),
    [
        (date(2026, 11, 16), date(2026, 11, 16), "16 November 2026"),
        (date(2026, 11, 16), date(2027, 11, 15), "16 November 2026 – 15 November 2027"),
        (date(2026, 11, 16), date(2026, 12, 16), "16 November – 16 December 2026"),
    ],
)
def test_period_title_says_month_and_year_where_they_change(first: date, last: date, title: str) -> None:
    assert period_title(first, last) == title


@pytest.mark.parametrize(
    ("number", "starts_on", "first"),
    [
        (0, MONDAY, date(1999, 12, 27)),
        (0, SUNDAY, date(1999, 12, 26)),
        (1, MONDAY, date(2000, 1, 3)),
        (1403, MONDAY, date(2026, 11, 16)),
        (1403, SUNDAY, date(2026, 11, 15)),
    ],
)
def test_week_has_a_number_by_which_it_is_found(number: int, starts_on: int, first: date) -> None:
    assert Week.numbered(number, starts_on) == Week(first)
    assert Week(first).number == number


@given(DAYS, STARTS)
def test_numbered_week_is_the_same_week(day: date, starts_on: int) -> None:
    week = Week.containing(day, starts_on)

    assert Week.numbered(week.number, starts_on) == week
    assert week.next.number == week.number + 1


def test_days_that_can_be_stored_are_those_of_a_century() -> None:
    assert [day.isoformat() for day in (FIRST_DAY, LAST_DAY)] == ["2000-01-01", "2100-12-31"]


@pytest.mark.parametrize(
    ("name", "title"), [(day_title, "Tuesday 17 November"), (short_day_title, "Tue 17 November 2026")]
)
def test_day_is_named_by_weekday_and_month(name: Callable[[date], str], title: str) -> None:
    assert name(date(2026, 11, 17)) == title


def test_short_months_are_named_by_their_numbers() -> None:
    assert [short_months()[number] for number in (1, 9, 12)] == ["Jan", "Sep", "Dec"]


@pytest.mark.parametrize(
    ("first", "number"),
    [
        (date(2026, 11, 16), 47),
        (date(2026, 12, 28), 53),
        (date(2024, 12, 30), 1),
        (date(2027, 1, 4), 1),
        (date(2026, 11, 15), None),
    ],
)
def test_iso_number_is_for_weeks_from_monday_only(first: date, number: int | None) -> None:
    assert Week(first).iso_number == number


@pytest.mark.parametrize(
    ("day", "starts_on", "key"),
    [
        (date(2000, 1, 1), MONDAY, date(2000, 1, 1)),
        (date(2000, 1, 2), MONDAY, date(2000, 1, 1)),
        (date(2000, 1, 3), MONDAY, date(2000, 1, 3)),
        (date(2000, 1, 1), SUNDAY, date(2000, 1, 1)),
        (date(2000, 1, 2), SUNDAY, date(2000, 1, 2)),
        (date(2100, 12, 31), MONDAY, date(2100, 12, 27)),
    ],
)
def test_week_key_is_a_day_that_can_be_stored(day: date, starts_on: int, key: date) -> None:
    assert Week.containing(day, starts_on).key == key


@pytest.mark.parametrize("day", [FIRST_DAY, LAST_DAY, date(2026, 11, 16), date(2024, 2, 29)])
def test_parse_day_reads_what_it_should(day: date) -> None:
    assert parse_day(day.isoformat()) == day


@given(DAYS)
def test_parse_day_reads_every_day_in_range(day: date) -> None:
    assert parse_day(day.isoformat()) == day


SHAPE = "Type a date such as 2026-11-16."
CALENDAR = "There is no such day in the calendar."
RANGE = "Use a date between the years 2000 and 2100."


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("1999-12-31", RANGE),
        ("2101-01-01", RANGE),
        ("0001-01-01", RANGE),
        ("9999-12-31", RANGE),
        ("0000-01-01", CALENDAR),
        ("2026-02-30", CALENDAR),
        ("2025-02-29", CALENDAR),
        ("2026-13-01", CALENDAR),
        ("2026-00-10", CALENDAR),
        ("2026-1-1", SHAPE),
        ("20261116", SHAPE),
        ("2026-W47-1", SHAPE),
        ("16.11.2026", SHAPE),
        ("\u0662\u0660\u0662\u0666-11-16", SHAPE),
        ("", SHAPE),
        ("\0", SHAPE),
        ("2026-11-16\0", SHAPE),
        ("2026-11-16\n", SHAPE),
        (" 2026-11-16", SHAPE),
        ("2026-11-16T00:00", SHAPE),
        ("-2026-11-16", SHAPE),
        ("9" * 5000, SHAPE),
    ],
)
def test_parse_day_says_what_is_wrong(text: str, complaint: str) -> None:
    with pytest.raises(ValueError) as refusal:  # noqa: PT011 — the words are compared below
        parse_day(text)

    assert str(refusal.value) == complaint
