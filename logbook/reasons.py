"""Why a week ended below its goal: which week to ask about, and what to answer. Pure.

Asked once and kindly, for one reason, and never again for that week; nobody is blamed
(DOMAIN.md section 2).
"""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _

from logbook.goals import Goals
from logbook.weeks import Week

FORGOT, TIRED, PAIN, NO_TIME = "forgot", "tired", "pain", "no_time"
NOT_HELPING, ILL, OTHER = "not_helping", "ill", "other"
REASONS = (FORGOT, TIRED, PAIN, NO_TIME, NOT_HELPING, ILL, OTHER)
# Not a reason: the person was asked and would rather not say.
SKIPPED = "skipped"
# One sentence for each; {safety} is where the address of the safety page goes.
ANSWERS = {
    FORGOT: _("It may help to tie the exercises to something that you do anyway, such as brushing your teeth."),
    TIRED: _("On a tired day one easy set is enough to count, and rest days are part of the plan."),
    PAIN: _(
        'Doing less or resting is fine, and the safety page says <a href="{safety}">when to stop and who to ask</a>.'
    ),
    NO_TIME: _("All of it takes about ten minutes, and one set on its own counts as a day, too."),
    NOT_HELPING: _(
        "Most studies went on for four to eight weeks, and not everybody got better; a physio can take a look."
    ),
    ILL: _("Get well first; when you are back, one easy set of each exercise is a fine start."),
    OTHER: _("Weeks like that happen, and every new week starts afresh."),
}


def ended_below_goal(week: Week, current: Week, started: date | None, active: Mapping[int, int], goals: Goals) -> bool:
    """Return whether a week is over, not before somebody's first workout, and short of the goal that it had.

    `started` is the day of the first workout, None before it; `active` maps numbers of weeks to
    their active days, and weeks that are missing have none.
    """
    if week >= current or started is None or week.last < started:
        return False
    return active.get(week.number, 0) < goals.days_for(week)


def week_to_ask_about(current: Week, started: date | None, active: Mapping[int, int], goals: Goals) -> Week | None:
    """Return the last finished week if it ended below its goal, else None: older weeks are left in peace.

    A first week that began too late to meet its goal is none to ask about either. Whether
    somebody has answered already is not looked at. See `ended_below_goal` for the rest.
    """
    week = current.previous
    if started is None or not ended_below_goal(week, current, started, active, goals):
        return None
    return week if had_time(week, started, goals.days_for(week)) else None


def had_time(week: Week, started: date, goal: int) -> bool:
    """Return whether a week had days enough for its `goal` (1–7 days) from the first workout on, on `started`."""
    return len([day for day in week.days if day >= started]) >= goal
