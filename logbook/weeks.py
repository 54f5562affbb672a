"""Weeks and local dates. Pure; the rules are those of DOMAIN.md section 7."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.dates import MONTHS, MONTHS_3, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _

MONDAY, SUNDAY = 0, 6
DAYS_IN_WEEK = 7
# A date near the year 1 or 9999 breaks date arithmetic, and with it every list
# that it stands in; so nothing outside of these is read or stored.
FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2100, 12, 31)
# The week with the first day that can be stored, by the weekday on which weeks start: it has the number 0.
WEEK_ZERO = {MONDAY: date(1999, 12, 27), SUNDAY: date(1999, 12, 26)}


@dataclass(frozen=True, order=True)
class Week:
    """Seven days that begin on `first`, a Monday or a Sunday by the user's setting."""

    first: date

    @classmethod
    def containing(cls, day: date, starts_on: int = MONDAY) -> "Week":
        """Return the week that has this day; `starts_on` is 0 for Monday to 6 for Sunday."""
        return cls(day - timedelta(days=(day.weekday() - starts_on) % DAYS_IN_WEEK))

    @classmethod
    def numbered(cls, number: int, starts_on: int = MONDAY) -> "Week":
        """Return the week of a `number`; see there."""
        return cls(WEEK_ZERO[starts_on] + timedelta(weeks=number))

    @property
    def number(self) -> int:
        """How many weeks after the first one that can be stored, among those that start on the same weekday."""
        return (self.first - WEEK_ZERO[SUNDAY]).days // DAYS_IN_WEEK

    @property
    def last(self) -> date:
        """The seventh day."""
        return self.first + timedelta(days=DAYS_IN_WEEK - 1)

    @property
    def days(self) -> tuple[date, ...]:
        """The seven days in order."""
        return tuple(self.first + timedelta(days=n) for n in range(DAYS_IN_WEEK))

    @property
    def next(self) -> "Week":
        """The week after."""
        return Week(self.first + timedelta(days=DAYS_IN_WEEK))

    @property
    def previous(self) -> "Week":
        """The week before."""
        return Week(self.first - timedelta(days=DAYS_IN_WEEK))

    @property
    def key(self) -> date:
        """The day that names this week in addresses: its first one, or the first that can be stored."""
        return max(self.first, FIRST_DAY)

    @property
    def iso_number(self) -> int | None:
        """The ISO week number, 1–53; None unless the week starts on a Monday."""
        return self.first.isocalendar().week if self.first.weekday() == MONDAY else None

    @property
    def title(self) -> str:
        """The week in words: "16–22 November 2026"."""
        return period_title(self.first, self.last)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def period_title(first: date, last: date, months: Mapping[int, Any] = MONTHS) -> str:
    """Name the days from one to another, saying month and year only where they change: "16–22 November 2026".

    `months` has the names of the months, 1–12.
    """
    end = f"{last.day} {months[last.month]} {last.year}"
    if first == last:
        return end
    if first.year != last.year:
        return f"{first.day} {months[first.month]} {first.year} – {end}"
    if first.month != last.month:
        return f"{first.day} {months[first.month]} – {end}"
    return f"{first.day}–{end}"


def day_title(day: date) -> str:
    """Name a day of a known year: "Tuesday 17 November"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month]}"


def short_day_title(day: date) -> str:
    """Name a day: "Tue 17 November 2026"."""
    return f"{WEEKDAYS_ABBR[day.weekday()]} {day.day} {MONTHS[day.month]} {day.year}"


def short_months() -> dict[int, str]:
    """Return the names of the months, 1–12, in three letters or so: "Nov"."""
    return {number: str(name).capitalize() for number, name in MONTHS_3.items()}


def parse_day(text: str) -> date:
    """Read YYYY-MM-DD from 2000 to 2100; raise ValueError, with words for the person, for anything else."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text, re.ASCII):
        raise ValueError(_("Type a date such as 2026-11-16."))
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(_("There is no such day in the calendar.")) from error
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(_("Use a date between the years 2000 and 2100."))
    return day


def local_date(moment: datetime, time_zone: ZoneInfo) -> date:
    """Return the date that a clock in `time_zone` shows at an aware `moment`."""
    return moment.astimezone(time_zone).date()
