"""A calendar month, as the way into old weeks, ready for templates."""

from dataclasses import dataclass
from datetime import date

from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import ngettext

from logbook.goals import GoalProgress
from logbook.months import Month
from logbook.people import Person
from logbook.reading import first_day, goals_of
from logbook.weeks import Week, period_title, short_months


@dataclass(frozen=True)
class DayCell:
    """One day of the calendar; one of the month before or after only fills its week."""

    day: date
    is_active: bool
    is_today: bool
    is_in_month: bool


@dataclass(frozen=True)
class WeekLine:
    """One week of the calendar: its days, and how it stands against its goal.

    `progress` is "" before the week has begun, and in weeks before the first workout.
    """

    week: Week
    title: str
    cells: list[DayCell]
    progress: str
    is_met: bool


@dataclass(frozen=True)
class MonthPage:
    """A month of somebody's calendar; `weekdays` are the heads of its columns, short and in full."""

    month: Month
    weekdays: list[tuple[str, str]]
    lines: list[WeekLine]
    words: str
    previous: Month | None
    next: Month | None
    is_current: bool


def month_page(user: Person, month: Month, today: date) -> MonthPage:
    """Load a month, in the same three queries however long the log is."""
    weeks = month.weeks(user.week_start)
    logged = user.workouts.between(weeks[0].first, weeks[-1].last).filter(has_sets=True)
    done = set(logged.order_by().values_list("performed_on", flat=True))
    goals, started = goals_of(user), first_day(user)
    return MonthPage(
        month=month,
        weekdays=[(str(WEEKDAYS_ABBR[day.weekday()]), str(WEEKDAYS[day.weekday()])) for day in weeks[0].days],
        lines=[_line(week, month, done, goals.days_for(week), (started or today, today)) for week in weeks],
        words=_words(len([day for day in done if day in month])),
        previous=month.previous if started and started < month.first else None,
        next=month.next if month.next.first <= today else None,
        is_current=today in month,
    )


def _line(week: Week, month: Month, done: set[date], goal: int, span: tuple[date, date]) -> WeekLine:
    started, today = span
    progress = GoalProgress(len(done.intersection(week.days)), goal)
    return WeekLine(
        week=week,
        title=period_title(week.first, week.last, short_months()),
        cells=[DayCell(day, day in done, day == today, day in month) for day in week.days],
        progress=progress.label if week.first <= today and started <= week.last else "",
        is_met=progress.is_met,
    )


def _words(count: int) -> str:
    return ngettext("%(count)s active day", "%(count)s active days", count) % {"count": count}
