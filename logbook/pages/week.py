"""A person's week, ready for templates."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from logbook.charts import number_table
from logbook.entries import WorkoutEntry
from logbook.goals import GoalProgress, Goals, goal_hint, weeks_in_a_row
from logbook.history import (
    ExerciseTotal,
    active_days,
    brief_set,
    exercise_totals,
    resistance_words,
    summarise_pain,
    worst_during,
)
from logbook.pages.why_not import WhyNot, asked_on_home, said_about
from logbook.pages.workouts import WorkoutRow, workout_rows
from logbook.people import Person
from logbook.reading import ActiveWeeks, active_weeks, goals_of, read_days
from logbook.resistance import UP, step_between
from logbook.stored import ExerciseFacts, Log
from logbook.weeks import FIRST_DAY, Week

MINUS = "\N{MINUS SIGN}"
DONE, TODAY, REST, FUTURE = "done", "today", "rest", "future"
SIGNS = {DONE: "✓", TODAY: "○", REST: "–", FUTURE: "·"}
STATES = {
    DONE: gettext_lazy("workout"),
    TODAY: gettext_lazy("no workout so far"),
    REST: gettext_lazy("rest"),
    FUTURE: gettext_lazy("to come"),
}


@dataclass(frozen=True)
class DayMark:
    """One day of the strip: its `state` is done, today (without a workout so far), rest or future."""

    day: date
    short: str
    state: str
    sign: str
    words: str
    is_today: bool


@dataclass(frozen=True)
class TotalRow:
    """What one exercise adds up to in a week: lines of a label and words."""

    slug: str
    name: str
    facts: list[tuple[str, str]]


@dataclass(frozen=True)
class WeekGlance:
    """A person's week in short: its days, its progress against the goal, and its workouts."""

    week: Week
    today: date
    strip: list[DayMark]
    progress: GoalProgress
    goal_hint: str
    workouts: list[WorkoutRow]


@dataclass(frozen=True)
class HomePage(WeekGlance):
    """A person's week in short; `why_not` asks about the last one or answers, None where there is nothing to ask."""

    why_not: WhyNot | None


@dataclass(frozen=True)
class WeekPage(WeekGlance):
    """A person's week with all that it adds up to, and the ways to the weeks beside it.

    `is_first_time` as long as nothing was ever logged; `is_judged` when it is held against
    its goal, which weeks before the first workout and weeks to come are not. `pains` is a
    table, or "" without a score. `why_not` is what was said about a week below its goal, or None.
    """

    totals: list[TotalRow]
    pains: SafeString | str
    previous: Week | None
    next: Week | None
    is_first_time: bool
    is_judged: bool
    has_directions: bool
    why_not: WhyNot | None

    @property
    def is_current(self) -> bool:
        """Whether today is in it."""
        return self.today in self.week

    @property
    def is_future(self) -> bool:
        """Whether it has not begun."""
        return self.week.first > self.today

    @property
    def day(self) -> str:
        """The day that names it in addresses."""
        return self.week.key.isoformat()

    @property
    def heading(self) -> str:
        """What the week is to the reader."""
        if self.is_current:
            return _("This week")
        return _("Last week") if self.today in self.week.next else _("Week")

    @property
    def saved(self) -> WorkoutRow | None:
        """The workout that was saved just now, if it is one of these."""
        return next((row for row in self.workouts if row.is_new), None)


def current_week(user: Person, today: date) -> HomePage:
    """Load a person's current week in short, in the same three queries however long their log is.

    One more asks what was said about the last week, if that ended below its goal.
    """
    week = user.week_of(today)
    active, goals = active_weeks(user), goals_of(user)
    glance = _glance(read_days(user, week.first, week.last), week, today, active, goals)
    return HomePage(**vars(glance), why_not=asked_on_home(user, week, active, goals))


def week_page(user: Person, week: Week, today: date, *, saved: uuid.UUID | None = None) -> WeekPage:
    """Load a person's week and the one before, in the same three queries however long their log is.

    One more asks what was said about it, if it ended below its goal. `saved` is the name of
    a workout that was saved just now.
    """
    both = read_days(user, max(week.previous.first, FIRST_DAY), week.last)
    log = Log(tuple(one for one in both.workouts if one.entry.performed_on in week), both.exercises)
    before = [one.entry for one in both.workouts if one.entry.performed_on not in week]
    active, goals = active_weeks(user), goals_of(user)
    started = active.first_day
    has_earlier = started is not None and started < week.first and week.first > FIRST_DAY
    # After a journey to the west there may be something in a week that has not begun there.
    has_later = week.next.first <= today or max(active.days, default=week.number) > week.number
    totals = exercise_totals(log.entries)
    return WeekPage(
        **vars(_glance(log, week, today, active, goals, saved=saved)),
        totals=_total_rows(totals, exercise_totals(before), log, is_over=week.last < today),
        pains=_pain_table(log.entries),
        previous=week.previous if has_earlier else None,
        next=week.next if has_later else None,
        is_first_time=started is None,
        is_judged=today in week or (started is not None and started <= week.last and week.first <= today),
        has_directions=any(log.exercises[slug].sides == "each_direction" for slug in totals),
        why_not=said_about(user, week, user.week_of(today), active, goals),
    )


def _glance(
    log: Log, week: Week, today: date, active: ActiveWeeks, goals: Goals, *, saved: uuid.UUID | None = None
) -> WeekGlance:
    done = active_days(log.entries)
    progress = GoalProgress(active=len(done), goal=goals.days_for(week))
    return WeekGlance(
        week=week,
        today=today,
        strip=[_day_mark(day, done, today) for day in week.days],
        progress=progress,
        goal_hint=_goal_hint(progress, week, done, today, weeks_in_a_row(active.days, week, goals)),
        workouts=workout_rows(log, saved=saved),
    )


def _goal_hint(progress: GoalProgress, week: Week, done: frozenset[date], today: date, run: int) -> str:
    if today in week:
        return goal_hint(progress, run, days_left=len([day for day in week.days if day >= today and day not in done]))
    return _("goal reached") if progress.is_met else ""


def _day_mark(day: date, done: frozenset[date], today: date) -> DayMark:
    state = DONE if day in done else TODAY if day == today else FUTURE if day > today else REST
    name = str(WEEKDAYS[day.weekday()])
    if day == today:
        name = _("%(day)s, today") % {"day": name}
    short = str(WEEKDAYS_ABBR[day.weekday()])
    return DayMark(day, short, state, SIGNS[state], f"{name}: {STATES[state]}", is_today=day == today)


def _pain_table(entries: list[WorkoutEntry]) -> SafeString | str:
    moments = [
        (_("Before"), [entry.pain_before for entry in entries]),
        (_("Worst during"), [worst_during(entry) for entry in entries]),
        (_("Next morning"), [entry.pain_next_morning for entry in entries]),
    ]
    found = ((label, summarise_pain(scores)) for label, scores in moments)
    rows = [(label, pain.mean, str(pain.count), str(pain.highest)) for label, pain in found if pain]
    caption = _("Scores from 0 to 10, self-reported; n is how many were given.")
    return number_table(caption, [_("When"), _("Mean"), _("n"), _("Highest")], rows) if rows else ""


def _total_rows(
    totals: dict[str, ExerciseTotal], before: dict[str, ExerciseTotal], log: Log, *, is_over: bool
) -> list[TotalRow]:
    labels = [_("Sets"), _("Left"), _("Right"), _("Total"), _("Best set"), _("Most resistance"), _("Week before")]
    rows = []
    for facts in sorted((log.exercises[slug] for slug in totals), key=lambda one: (one.order, one.slug)):
        total = totals[facts.slug]
        change = _change(facts, total, before.get(facts.slug), is_over=is_over) if before else ""
        words = [*_sums(facts, total), change]
        pairs = [(label, text) for label, text in zip(labels, words, strict=True) if text]
        rows.append(TotalRow(facts.slug, facts.name, pairs))
    return rows


def _sums(facts: ExerciseFacts, total: ExerciseTotal) -> list[str]:
    """Return sets, left, right, total, best set and most resistance; "" for sides where none was done apart."""
    has_sides = total.left or total.right
    return [
        str(total.sets),
        str(total.left) if has_sides else "",
        str(total.right) if has_sides else "",
        facts.counted(total.all_sides),
        f"{brief_set(total.best)} · {resistance_words(total.best)}",
        ", ".join(one.label for one in total.highest),
    ]


def _change(facts: ExerciseFacts, total: ExerciseTotal, before: ExerciseTotal | None, *, is_over: bool) -> str:
    """Tell the week before, the change since, and whether more resistance explains it."""
    if before is None:
        return _("not done")
    difference = total.all_sides - before.all_sides
    words = facts.counted(before.all_sides)
    if step_between(before.highest, total.highest) == UP:
        words = _("%(reps)s with less resistance") % {"reps": words}
    # A week that is not over yet is not behind.
    if is_over or difference > 0:
        words = f"{words} ({_signed(difference) if difference else _('the same')})"
    return words


def _signed(difference: int) -> str:
    return f"+{difference}" if difference > 0 else f"{MINUS}{-difference}"
