"""Weeks and local dates. Pure; the rules are those of DOMAIN.md section 7."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

MONDAY, SUNDAY = 0, 6
DAYS_IN_WEEK = 7
# A date near the year 1 or 9999 breaks date arithmetic, and with it every list
# that it stands in; so nothing outside of these is read or stored.
FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2100, 12, 31)


@dataclass(frozen=True, order=True)
class Week:
    """Seven days that begin on `first`, a Monday or a Sunday by the user's setting."""

    first: date

    @classmethod
    def containing(cls, day: date, starts_on: int = MONDAY) -> "Week":
        """Return the week that has this day; `starts_on` is 0 for Monday to 6 for Sunday."""
        return cls(day - timedelta(days=(day.weekday() - starts_on) % DAYS_IN_WEEK))

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
        """The week in words, saying month and year only where they change: "16–22 November 2026"."""
        first, last = self.first, self.last
        end = f"{last.day} {MONTHS[last.month]} {last.year}"
        if first.year != last.year:
            return f"{first.day} {MONTHS[first.month]} {first.year} – {end}"
        if first.month != last.month:
            return f"{first.day} {MONTHS[first.month]} – {end}"
        return f"{first.day}–{end}"

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


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
