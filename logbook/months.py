"""Calendar months. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dates import MONTHS

from logbook.weeks import MONDAY, Week, parse_day

MONTHS_IN_YEAR = 12


@dataclass(frozen=True, order=True)
class Month:
    """One month, named by its first day."""

    first: date

    @classmethod
    def containing(cls, day: date) -> "Month":
        """Return the month that has this day."""
        return cls(day.replace(day=1))

    @property
    def last(self) -> date:
        """The last day."""
        return self.next.first - timedelta(days=1)

    @property
    def next(self) -> "Month":
        """The month after."""
        year, month = divmod(self.first.year * MONTHS_IN_YEAR + self.first.month, MONTHS_IN_YEAR)
        return Month(date(year, month + 1, 1))

    @property
    def previous(self) -> "Month":
        """The month before."""
        return Month.containing(self.first - timedelta(days=1))

    @property
    def key(self) -> str:
        """The month as it stands in addresses: "2026-11"."""
        return f"{self.first:%Y-%m}"

    @property
    def title(self) -> str:
        """The month in words: "November 2026"."""
        return f"{MONTHS[self.first.month]} {self.first.year}"

    def weeks(self, starts_on: int = MONDAY) -> tuple[Week, ...]:
        """Return the weeks that have a day of this month; `starts_on` is 0 for Monday to 6 for Sunday."""
        found = [Week.containing(self.first, starts_on)]
        while found[-1].last < self.last:
            found.append(found[-1].next)
        return tuple(found)

    def __contains__(self, day: date) -> bool:
        return (day.year, day.month) == (self.first.year, self.first.month)


def parse_month(text: str) -> Month:
    """Read YYYY-MM from 2000 to 2100; raise ValueError for anything else."""
    return Month(parse_day(f"{text}-01"))
