"""Reading what a report needs: ten queries, the same for a short log and for ten years of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import FilteredRelation, Q

from logbook.advising import Earlier, Trained, earlier_sessions, usable_bands
from logbook.entries import WorkoutEntry
from logbook.goals import Goals
from logbook.history import WorkoutDay, worst_during
from logbook.people import Person
from logbook.ratings import Rating
from logbook.reading import first_day, goals_of, read_days
from logbook.report import WEEKS_PER_ROW
from logbook.resistance import Resistance
from logbook.weeks import FIRST_DAY, LAST_DAY, Week


@dataclass(frozen=True)
class RatedActivity:
    """An activity and its ratings in the period, oldest first; `is_aside` when it is no longer asked about."""

    name: str
    is_aside: bool
    ratings: Sequence[Rating]


@dataclass(frozen=True)
class Score:
    """A score that a clinic gave."""

    day: date
    name: str
    value: Decimal


@dataclass(frozen=True)
class Material:
    """What somebody logged and said in some whole weeks, workouts oldest first.

    `asked` is how many weeks were asked for; where the calendar begins there are fewer. A workout that
    is dated after the current week, as a flight west can make it, is among the workouts, too.
    `started` is the day of their first workout ever, None before it; `reasons` go by the
    number of the week; `by_hand` counts workouts that were dated by hand.
    """

    asked: int
    weeks: Sequence[Week]
    entries: Sequence[WorkoutEntry]
    by_hand: int
    started: date | None
    goals: Goals
    reasons: Mapping[int, str]
    activities: Sequence[RatedActivity]
    scores: Sequence[Score]
    exercises: Mapping[str, Trained]
    earlier: Earlier
    bands: Sequence[Resistance]

    @property
    def weeks_per_row(self) -> int:
        """How many weeks one row of the table has."""
        return WEEKS_PER_ROW[self.asked]

    @property
    def days(self) -> list[WorkoutDay]:
        """The workouts as far as days and pain are concerned."""
        return [
            WorkoutDay(
                one.performed_on, one.set_count > 0, one.pain_before, worst_during(one), one.pain_next_morning, {}
            )
            for one in self.entries
        ]


def read_material(user: Person, today: date, count: int) -> Material:
    """Read `count` weeks up to the current one, one of periods.PERIODS."""
    current = user.week_of(today)
    numbers = range(max(current.number - count + 1, 0), current.number + 1)
    weeks = [Week.numbered(number, current.first.weekday()) for number in numbers]
    first, last = max(weeks[0].first, FIRST_DAY), current.last
    earlier = earlier_sessions(user, first)
    return Material(
        asked=count,
        weeks=weeks,
        entries=read_days(user, first, LAST_DAY).entries[::-1],
        by_hand=user.workouts.between(first, LAST_DAY).filter(started_at=None).count(),
        started=first_day(user),
        goals=goals_of(user),
        reasons=_reasons(user, weeks),
        activities=_activities(user, weeks),
        scores=_scores(user, first, last),
        exercises=earlier.exercises,
        earlier=earlier,
        bands=usable_bands(user),
    )


def _reasons(user: Person, weeks: Sequence[Week]) -> dict[int, str]:
    rows = user.week_reasons.filter(week__range=(weeks[0].number, weeks[-1].number)).order_by()
    return dict(rows.values_list("week", "reason"))


def _activities(user: Person, weeks: Sequence[Week]) -> list[RatedActivity]:
    """Read the activities in use, and those set aside that were rated in these weeks."""
    within = Q(ratings__week__range=(weeks[0].number, weeks[-1].number))
    rows = (
        user.activities.annotate(rated=FilteredRelation("ratings", condition=within))
        .order_by("id", "rated__week")
        .values_list("pk", "name", "retired_at", "rated__week", "rated__rated_on", "rated__score")
    )
    heads: dict[int, tuple[str, bool]] = {}
    ratings: dict[int, list[Rating]] = {}
    for pk, name, retired_at, *rating in rows:
        heads[pk] = name, retired_at is not None
        ratings.setdefault(pk, []).extend([Rating(*rating)] if rating[0] is not None else [])
    found = [RatedActivity(*head, ratings[pk]) for pk, head in heads.items()]
    return [one for one in found if one.ratings or not one.is_aside]


def _scores(user: Person, first: date, last: date) -> list[Score]:
    rows = user.clinic_scores.filter(scored_on__range=(first, last)).order_by("scored_on", "id")
    return [Score(*row) for row in rows.values_list("scored_on", "name", "value")]
