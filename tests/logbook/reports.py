"""Reports of a day, for tests of what they say."""

from datetime import date, timedelta

from hipstrength.accounts.models import User
from logbook.pages.report import ReportPage, report_page
from logbook.pages.report_parts import Section

# Wednesday.
TODAY = date(2026, 11, 18)


def report(user: User, weeks: int = 12, *, with_notes: bool = False) -> ReportPage:
    """Return a report of today."""
    return report_page(user, TODAY, weeks=weeks, with_notes=with_notes)


def section(user: User, name: str, weeks: int = 12, *, with_notes: bool = False) -> Section:
    """Return one part of it."""
    found = report(user, weeks, with_notes=with_notes).section(name)
    assert found
    return found


def rows(user: User, name: str, weeks: int = 12) -> list[list[str]]:
    """Return the rows of a section's table."""
    table = section(user, name, weeks).table
    assert table
    return [[*row] for row in table.rows]


def ago(days: int) -> date:
    """Return a day before today."""
    return TODAY - timedelta(days=days)
