"""Many weeks at once, as charts and as numbers, ready for templates."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from logbook.balance import balance
from logbook.charts import NOTHING, Frame, Series, bar_chart, line_chart, number_table
from logbook.entries import BOTH, LEFT, MOST_PAIN, RIGHT
from logbook.history import PainSummary, WeekSums, WorkoutDay, fill_weeks
from logbook.pages.trends import balance_words, differences, trend_words
from logbook.people import Person
from logbook.reading import exercise_facts, first_day, goals_of, workout_days
from logbook.stored import ExerciseFacts
from logbook.trend import CLEAR_CHANGE, ENOUGH_SCORES, pain_trend
from logbook.weeks import DAYS_IN_WEEK, FIRST_DAY, Week, period_title, short_months

COUNTS = (12, 52)


@dataclass(frozen=True)
class Figure:
    """One chart with its heading, and the same numbers as a table.

    `slug` where it is about an exercise; `words` say what the numbers come to, or are "".
    """

    heading: str
    chart: SafeString
    table: SafeString
    slug: str = ""
    words: str = ""


@dataclass(frozen=True)
class ChartGroup:
    """Charts that belong together, and a sentence about them or ""; `is_narrow` when three stand beside each other."""

    name: str
    heading: str
    words: str
    figures: list[Figure]
    is_narrow: bool = False


@dataclass(frozen=True)
class WeeksPage:
    """Some weeks up to one of them; `groups` is empty when nothing was logged in them."""

    count: int
    title: str
    groups: list[ChartGroup]
    previous: Week | None
    next: Week | None
    is_latest: bool
    is_first_time: bool


@dataclass(frozen=True)
class Axis:
    """What the charts of a page share: the words of each week, and what stands below it.

    `begun` is the place of the week of somebody's first workout, `unfinished` that of the
    current week; None for one that is not among them.
    """

    weeks: list[str]
    labels: list[str]
    begun: int
    unfinished: int | None

    def frame(self, name: str, title: str, words: Iterable[str], top: float | None = None) -> Frame:
        """Return the frame of a chart; `words` tells each week's values."""
        points = [f"{week}: {text}" for week, text in zip(self.weeks, words, strict=True)]
        description = _("From %(first)s to %(last)s. The same numbers are in the table below.") % {
            "first": self.weeks[0],
            "last": self.weeks[-1],
        }
        return Frame(name, title, description, points, self.labels, top, unfinished=self.unfinished)

    def table(
        self, caption: str, head: Iterable[str], *columns: Iterable[str], addresses: Sequence[str] = ()
    ) -> SafeString:
        """Return the table of a chart: a row for each week since the first workout, newest first."""
        rows = list(zip(self.weeks, *columns, strict=True))[self.begun :]
        return number_table(caption, [_("Week"), *head], rows[::-1], addresses=addresses)


def weeks_page(user: Person, count: int, last: Week, today: date) -> WeeksPage:
    """Load `count` weeks up to `last`, in the same four queries however long the log is."""
    weeks = _weeks(count, last)
    span = (max(weeks[0].first, FIRST_DAY), last.last)
    days = workout_days(user, *span)
    sums = fill_weeks(weeks, days, goals_of(user))
    started, current = first_day(user), user.week_of(today)
    has_any = any(one.progress.active or one.sides or one.has_pain for one in sums)
    return WeeksPage(
        count=count,
        title=period_title(weeks[0].first, last.last),
        groups=_groups(user, sums, days, started, today) if started and has_any else [],
        previous=weeks[0].previous if started and started < weeks[0].first else None,
        next=min(Week(last.first + timedelta(weeks=count)), current) if last < current else None,
        is_latest=last == current,
        is_first_time=started is None,
    )


def _weeks(count: int, last: Week) -> list[Week]:
    numbers = range(max(last.number - count + 1, 0), last.number + 1)
    return [Week.numbered(number, last.first.weekday()) for number in numbers]


def _groups(user: Person, sums: list[WeekSums], days: list[WorkoutDay], started: date, today: date) -> list[ChartGroup]:
    axis = _axis([one.week for one in sums], started, today)
    done = {slug for one in sums for slug, _side in one.sides}
    shown = [facts for slug, facts in exercise_facts().items() if slug in done]
    # Logged before an admin said that left and right are done apart, an exercise has neither.
    apart = {slug for one in sums for slug, side in one.sides if side != BOTH}
    legs = [facts for facts in shown if facts.has_legs and facts.slug in apart]
    groups = [_days(axis, sums, started, today)]
    groups += [_reps(axis, sums, shown)] if shown else []
    groups += [_balance(axis, sums, legs, user.knee)] if legs else []
    groups += [_pain(axis, sums, days)] if any(one.has_pain for one in sums) else []
    return groups


def _axis(weeks: list[Week], started: date, today: date) -> Axis:
    months = short_months()
    so_far = _("%(week)s, so far")
    names = [period_title(week.first, week.last, months) for week in weeks]
    return Axis(
        weeks=[so_far % {"week": name} if today in week else name for name, week in zip(names, weeks, strict=True)],
        labels=[months[week.last.month] if week.last.day <= DAYS_IN_WEEK or week is weeks[0] else "" for week in weeks],
        begun=len([week for week in weeks if week.last < started]),
        unfinished=next((place for place, week in enumerate(weeks) if today in week), None),
    )


def _days(axis: Axis, sums: list[WeekSums], started: date, today: date) -> ChartGroup:
    progress = [one.progress for one in sums]
    # The weeks before somebody's first workout are nothing to be judged by.
    finished = [one.progress.is_met for one in sums if started <= one.week.last < today]
    words = ngettext(
        "The goal was met in %(met)s of %(count)s finished week.",
        "The goal was met in %(met)s of %(count)s finished weeks.",
        len(finished),
    ) % {"met": sum(finished), "count": len(finished)}
    words = words if finished else ""
    heading, active, goal = _("Active days a week"), _("Active days"), _("Goal")
    frame = axis.frame("days", heading, (one.label for one in progress), top=DAYS_IN_WEEK)
    goals = [one.goal if place >= axis.begun else None for place, one in enumerate(progress)]
    chart = bar_chart(frame, Series(active, [one.active for one in progress]), Series(goal, goals))
    columns = [str(one.active) for one in progress], [str(one.goal) for one in progress]
    table = axis.table(
        heading, [active, goal], *columns, addresses=_addresses([one.week for one in sums[axis.begun :]])
    )
    return ChartGroup("days", heading, words, [Figure("", chart, table)])


def _addresses(weeks: list[Week]) -> list[str]:
    """Return the addresses of weeks, newest first; only the first one is looked up, because a year has many."""
    pattern = reverse("logbook:week", args=[weeks[0].key])
    return [pattern.replace(weeks[0].key.isoformat(), week.key.isoformat()) for week in reversed(weeks)]


def _reps(axis: Axis, sums: list[WeekSums], exercises: list[ExerciseFacts]) -> ChartGroup:
    figures = []
    for facts in exercises:
        values = [one.reps(facts.slug) for one in sums]
        texts = [str(value) for value in values]
        is_steps = facts.counts == "steps"
        title = (_("%(name)s: steps a week") if is_steps else _("%(name)s: reps a week")) % {"name": facts.name}
        chart = bar_chart(axis.frame(f"reps-{facts.slug}", title, texts), Series(title, values))
        table = axis.table(title, [_("Steps") if is_steps else _("Reps")], texts)
        figures.append(Figure(title, chart, table, facts.slug))
    words = _("All sides together. Steps are not reps, and are never added to them.")
    return ChartGroup("reps", _("Reps and steps a week"), words, figures)


def _balance(axis: Axis, sums: list[WeekSums], exercises: list[ExerciseFacts], knee: str) -> ChartGroup:
    names, difference, figures = (_("Left"), _("Right")), _("Difference"), []
    for facts in exercises:
        left, right = ([one.sides.get((facts.slug, side)) for one in sums] for side in (LEFT, RIGHT))
        title = _("%(name)s: left and right") % {"name": facts.name}
        frame = axis.frame(f"sides-{facts.slug}", title, _sides_words(left, right))
        chart = line_chart(frame, [Series(name, values) for name, values in zip(names, (left, right), strict=True)])
        columns = map(_number, left), map(_number, right), differences(left, right)
        table = axis.table(title, [*names, difference], *columns)
        words = balance_words(balance(zip(left, right, strict=True)), knee)
        figures.append(Figure(title, chart, table, facts.slug, words))
    words = _(
        "Reps of each leg, the one that works, whatever the resistance. "
        "Crab walks are left out: there, left and right are directions."
    )
    return ChartGroup("sides", _("Left against right"), words, figures)


def _pain(axis: Axis, sums: list[WeekSums], days: list[WorkoutDay]) -> ChartGroup:
    # Weeks and workouts have the same names for the three.
    moments = {
        "before": (_("Before"), attrgetter("pain_before")),
        "during": (_("Worst during"), attrgetter("pain_during")),
        "morning": (_("Next morning"), attrgetter("pain_next_morning")),
    }
    mean, highest, figures = _("Mean"), _("Highest"), []
    for name, (label, of) in moments.items():
        trend = pain_trend((one.day, of(one)) for one in days)
        if not trend:
            continue
        scores: list[PainSummary | None] = [of(one) for one in sums]
        title = _("Knee pain: %(moment)s") % {"moment": label}
        frame = axis.frame(f"pain-{name}", title, _pain_words(scores), MOST_PAIN)
        means = Series(mean, [one.total / one.count if one else None for one in scores])
        worst = Series(highest, [one.highest if one else None for one in scores])
        table = axis.table(title, [mean, highest, _("n")], *zip(*map(_pain_cells, scores), strict=True))
        figures.append(Figure(label, line_chart(frame, [means, worst]), table, words=trend_words(trend)))
    words = _(
        "Scores from 0 to 10, self-reported; n is how many were given. "
        "The words compare the earliest 7 days with %(enough)s scores or more and the latest 7 days. "
        "A change of %(clear)s points or more is called clear; the scores cannot say why."
    ) % {"enough": ENOUGH_SCORES, "clear": CLEAR_CHANGE}
    return ChartGroup("pain", _("Knee pain"), words, figures, is_narrow=True)


def _sides_words(left: Iterable[int | None], right: Iterable[int | None]) -> list[str]:
    words = _("left %(left)s, right %(right)s")
    return [words % {"left": _number(one), "right": _number(other)} for one, other in zip(left, right, strict=True)]


def _pain_words(scores: Iterable[PainSummary | None]) -> list[str]:
    words, nothing = _("mean %(mean)s, highest %(highest)s, n = %(count)s"), _("no score")
    return [
        words % {"mean": one.mean, "highest": one.highest, "count": one.count} if one else nothing for one in scores
    ]


def _pain_cells(pain: PainSummary | None) -> Sequence[str]:
    return (pain.mean, str(pain.highest), str(pain.count)) if pain else (NOTHING, NOTHING, "0")


def _number(value: int | None) -> str:
    return NOTHING if value is None else str(value)
