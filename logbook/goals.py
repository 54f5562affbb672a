"""Goals in days a week, and weeks in a row that met theirs. Pure; the rules are those of DOMAIN.md section 7."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from logbook.weeks import DAYS_IN_WEEK, Week

DEFAULT_GOAL = 3


class Goals:
    """What somebody aims for, in days a week (1-7): each goal holds from the week that has the day it was set on."""

    def __init__(self, changes: Iterable[tuple[date, int]] = ()) -> None:
        ordered = sorted(changes)
        self._since = [day.toordinal() for day, _days in ordered]
        self._days = [days for _day, days in ordered]

    def days_for(self, week: Week) -> int:
        """Return the goal of a week: the latest one set in or before it, else the default of three days."""
        count = bisect_right(self._since, week.last.toordinal())
        return self._days[count - 1] if count else DEFAULT_GOAL

    def until(self, week: Week) -> Iterator[tuple[int, int]]:
        """Yield each goal of a week and the weeks before it, latest first, and the number of the week it begins in."""
        last = week.last.toordinal()
        for since, days in zip(reversed(self._since), reversed(self._days), strict=True):
            if since <= last:
                yield days, week.number - (last - since) // DAYS_IN_WEEK
        yield DEFAULT_GOAL, 0


@dataclass(frozen=True)
class GoalProgress:
    """Active days of a week against its goal, both in days (goal 1–7, active 0–7)."""

    active: int
    goal: int

    @property
    def is_met(self) -> bool:
        """Whether the goal is reached."""
        return self.active >= self.goal

    @property
    def percent(self) -> int:
        """Share of the goal, 0–100, rounded half up; more days than the goal are still 100."""
        return (200 * min(self.active, self.goal) + self.goal) // (2 * self.goal)

    @property
    def label(self) -> str:
        """The progress in words: "2 of 3 days", or "5 days, goal 3" beyond it."""
        if self.active > self.goal:
            return _("%(active)s days, goal %(goal)s") % {"active": self.active, "goal": self.goal}
        return ngettext("%(active)s of %(goal)s day", "%(active)s of %(goal)s days", self.goal) % {
            "active": self.active,
            "goal": self.goal,
        }


def weeks_in_a_row(active: Mapping[int, int], current: Week, goals: Goals) -> int:
    """Return how many weeks in a row met their goal, counted back from the last finished one.

    `active` maps numbers of weeks to their active days; weeks that are missing have
    none. The `current` week adds one once it is met, and never breaks the row.
    """
    met = int(active.get(current.number, 0) >= goals.days_for(current))
    number = last = current.number - 1
    for goal, first in goals.until(current):
        while number >= first:
            if active.get(number, 0) < goal:
                return last - number + met
            number -= 1
    return last - number + met


def goal_hint(progress: GoalProgress, run: int, days_left: int) -> str:
    """Tell what the current week means for its goal: "1 more this week keeps your 4-week run"; "" for nothing.

    `run` counts weeks in a row that met their goal, this one too once it does;
    `days_left` are the days of the week on which a workout would still add one. A
    goal that cannot be reached any more is not mentioned: nobody is blamed.
    """
    missing = progress.goal - progress.active
    if missing <= 0:
        row = ngettext("%(run)s week in a row", "%(run)s weeks in a row", run) % {"run": run}
        return f"{_('goal reached')} · {row}" if run > 1 else _("goal reached")
    if missing > days_left:
        return ""
    if run:
        words = ngettext(
            "%(missing)s more this week keeps your %(run)s-week run",
            "%(missing)s more this week keep your %(run)s-week run",
            missing,
        )
    else:
        words = ngettext(
            "%(missing)s more this week reaches your goal", "%(missing)s more this week reach your goal", missing
        )
    return words % {"missing": missing, "run": run}
