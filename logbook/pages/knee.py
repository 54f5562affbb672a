"""What somebody says about their knee, ready for templates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from logbook.activities import MOST_USABLE
from logbook.charts import Frame, Series, line_chart, number_table
from logbook.decimals import format_decimal
from logbook.models import Activity, ClinicScore
from logbook.people import Person
from logbook.ratings import MOST_TROUBLE, Rating, change_words, week_by_week
from logbook.weeks import Week, period_title, short_months

CHART_WEEKS = 52


@dataclass(frozen=True)
class ActivityRow:
    """An activity and its ratings: `this_week` is the current week's 0–10 or None, `words` tell the change or are "".

    `facts` are the first and the latest rating with their days; `chart` and `table` are ""
    where there is nothing to draw or to list.
    """

    pk: int
    name: str
    this_week: int | None
    words: str
    facts: list[tuple[str, str]]
    chart: SafeString | str
    table: SafeString | str


@dataclass(frozen=True)
class ScoreRow:
    """A score as the clinic gave it."""

    pk: int
    name: str
    value: str
    day: date

    @property
    def title(self) -> str:
        """The score in one line: "Knee score 72.5, 18 November 2026"."""
        return f"{self.name} {self.value}, {period_title(self.day, self.day)}"


@dataclass(frozen=True)
class KneePage:
    """Activities in use and set aside, whether one more fits, and the scores of a clinic, newest first."""

    week: Week
    today: date
    activities: list[ActivityRow]
    retired: list[ActivityRow]
    scores: list[ScoreRow]

    @property
    def has_room(self) -> bool:
        """Whether one more activity fits."""
        return len(self.activities) < MOST_USABLE

    @property
    def has_ratings(self) -> bool:
        """Whether any activity in use was ever rated."""
        return any(row.facts for row in self.activities)

    @property
    def rated(self) -> list[tuple[int, str, int | None]]:
        """Key, name and this week's rating of each activity in use."""
        return [(row.pk, row.name, row.this_week) for row in self.activities]


def knee_page(user: Person, today: date) -> KneePage:
    """Load all that somebody said about their knee, in the same three queries however much it is."""
    week = user.week_of(today)
    activities: list[Activity] = list(user.activities.with_ratings())
    return KneePage(
        week=week,
        today=today,
        activities=[activity_row(one, week) for one in activities if one.retired_at is None],
        retired=[activity_row(one, week) for one in activities if one.retired_at is not None],
        scores=[score_row(one) for one in user.clinic_scores.all()],
    )


def activity_row(activity: Activity, week: Week) -> ActivityRow:
    """Tell an activity, as seen from the current week; load it `with_ratings()` first."""
    ratings = [one.entry for one in activity.ratings.all()]
    has_change = len(ratings) > 1
    return ActivityRow(
        pk=activity.pk,
        name=activity.name,
        this_week=next((rating.score for rating in ratings if rating.week == week.number), None),
        words=change_words(ratings),
        facts=_facts(ratings),
        chart=_chart(activity, ratings, week) if has_change else "",
        table=_table(activity, ratings) if has_change else "",
    )


def score_row(score: ClinicScore) -> ScoreRow:
    """Tell a score."""
    return ScoreRow(score.pk, score.name, format_decimal(score.value), score.scored_on)


def _facts(ratings: Sequence[Rating]) -> list[tuple[str, str]]:
    if not ratings:
        return []
    told = [(_("First"), ratings[0]), (_("Latest"), ratings[-1])] if len(ratings) > 1 else [(_("So far"), ratings[0])]
    words = _("%(score)s of 10, %(day)s")
    return [
        (label, words % {"score": rating.score, "day": period_title(rating.day, rating.day)}) for label, rating in told
    ]


def _chart(activity: Activity, ratings: Sequence[Rating], current: Week) -> SafeString:
    """Draw the weeks from the first rating to the latest, a year at most."""
    months, starts_on = short_months(), current.first.weekday()
    told = week_by_week(ratings, CHART_WEEKS)
    weeks = [Week.numbered(number, starts_on) for number, _score in told]
    names = [period_title(week.first, week.last, months) for week in weeks]
    scores = [score for _number, score in told]
    not_rated = _("not rated")
    frame = Frame(
        name=f"activity-{activity.pk}",
        title=_("%(name)s: trouble from 0 to 10, week by week") % {"name": activity.name},
        description=_("From %(first)s to %(last)s. The same numbers are in the table below.")
        % {"first": names[0], "last": names[-1]},
        points=[f"{name}: {not_rated if score is None else score}" for name, score in zip(names, scores, strict=True)],
        labels=_month_labels(weeks),
        top=MOST_TROUBLE,
    )
    return line_chart(frame, [Series(activity.name, scores)])


def _month_labels(weeks: Sequence[Week]) -> list[str]:
    months, last = short_months(), 0
    labels = []
    for week in weeks:
        labels.append(months[week.last.month] if week.last.month != last else "")
        last = week.last.month
    return labels


def _table(activity: Activity, ratings: Sequence[Rating]) -> SafeString:
    rows = [(period_title(rating.day, rating.day), str(rating.score)) for rating in reversed(ratings)]
    caption = _("%(name)s: 0 is no trouble at all, 10 is cannot do it; self-reported.") % {"name": activity.name}
    return number_table(caption, [_("Rated on"), _("Trouble")], rows)
