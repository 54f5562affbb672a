"""The question why a week ended below its goal, and the answer to what was said, ready for templates."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from logbook.goals import Goals
from logbook.models import WeekReason
from logbook.people import Person
from logbook.reading import ActiveWeeks, active_weeks, goals_of
from logbook.reasons import ANSWERS, REASONS, SKIPPED, ended_below_goal, week_to_ask_about
from logbook.weeks import Week


@dataclass(frozen=True)
class WhyNot:
    """A week below its goal: what may be said, and what was; `said` and `answer` are "" until there is a reason."""

    week: Week
    said: str
    answer: SafeString | str

    @property
    def url(self) -> str:
        """Where the answer goes, and where it is changed."""
        return reverse("logbook:week-reason", args=[self.week.key])

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The reasons, and their words."""
        return [(reason, reason_words(reason)) for reason in REASONS]

    @property
    def skip(self) -> str:
        """What is sent by those who would rather not say."""
        return SKIPPED


def reason_words(reason: str | None) -> str:
    """Return the words for a reason; "" where none was given."""
    return str(WeekReason.Reason(reason).label) if reason and reason != SKIPPED else ""


def why_not(week: Week, reason: str | None) -> WhyNot:
    """Return a week below its goal with what was said about it, if anything was."""
    words = reason_words(reason)
    # The sentence is ours, with a place for an address.
    answer = format_html(str(ANSWERS[reason]), safety=reverse("pages:safety")) if reason and words else ""
    return WhyNot(week, words, answer)


def said_about(user: Person, week: Week, current: Week, active: ActiveWeeks, goals: Goals) -> WhyNot | None:
    """Return what somebody said about a week that ended below its goal; None where they said nothing."""
    if not ended_below_goal(week, current, active.first_day, active.days, goals):
        return None
    found = why_not(week, user.week_reasons.given_for(week))
    return found if found.said else None


def can_say_why(user: Person, week: Week, today: date) -> bool:
    """Read whether a week ended below its goal."""
    active = active_weeks(user)
    return ended_below_goal(week, user.week_of(today), active.first_day, active.days, goals_of(user))


def asked_on_home(user: Person, current: Week, active: ActiveWeeks, goals: Goals) -> WhyNot | None:
    """Return what home asks, or answers, about the last finished week; None for nothing.

    It takes a query only where that week ended below its goal.
    """
    week = week_to_ask_about(current, active.first_day, active.days, goals)
    reason = user.week_reasons.given_for(week) if week else None
    return why_not(week, reason) if week and reason != SKIPPED else None
