"""One exercise over time, ready for templates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exercises.models import Exercise
from logbook.charts import Frame, Series, line_chart, number_table
from logbook.entries import BOTH, LEFT, RIGHT, SetEntry
from logbook.history import brief_sets, worst_during
from logbook.people import Person
from logbook.reading import latest_before, read_log, records_of
from logbook.records import Occasion, Record, occasions, ordered
from logbook.resistance import DOWN, OTHER, UP, Resistance
from logbook.stored import ExerciseFacts, StoredWorkout
from logbook.weeks import FIRST_DAY, Week, period_title, short_months

WEEKS = 52
STEP_SIGNS = {UP: "↑", DOWN: "↓", OTHER: "→"}


@dataclass(frozen=True)
class OccasionRow:
    """One workout's sets of the exercise; `pain`, `step` and `best` are words, or "" where there is nothing to say."""

    url: str
    day: str
    sets: str
    pain: str
    step: str
    best: str


@dataclass(frozen=True)
class ExercisePage:
    """What somebody did of one exercise in the weeks up to one of them, newest first.

    `records` are the best so far ever: each resistance, and what was reached with it.
    """

    exercise: Exercise
    title: str
    records: list[tuple[str, str]]
    rows: list[OccasionRow]
    chart: SafeString
    table: SafeString
    previous: Week | None
    next: Week | None
    is_latest: bool


def exercise_page(user: Person, exercise: Exercise, last: Week, today: date) -> ExercisePage:
    """Load a year of one exercise up to a week, and the records of all time, in the same four queries."""
    first = max(last.first - timedelta(weeks=WEEKS - 1), FIRST_DAY)
    # In one filter, so that it is about one row: the sets of this exercise.
    of_it = user.workouts.filter(exercises__exercise=exercise, exercises__sets__isnull=False)
    workouts = read_log(of_it.between(first, last.last)).workouts[::-1]
    records = ordered(records_of(of_it, before=first))
    told = occasions(map(_sets, workouts), records, latest_before(of_it, first))
    current = user.week_of(today)
    facts = ExerciseFacts.of(exercise)
    days = _days([one.entry.performed_on for one in workouts])
    chart, table = _chart(facts, workouts, told, days)
    return ExercisePage(
        exercise=exercise,
        title=period_title(first, last.last),
        records=[_record_row(one, facts) for one in records],
        rows=[_row(*one) for one in zip(workouts, told, days, strict=True)][::-1],
        chart=chart,
        table=table,
        previous=user.week_of(first - timedelta(days=1)) if any(one.since < first for one in records) else None,
        next=min(Week(last.first + timedelta(weeks=WEEKS)), current) if last < current else None,
        is_latest=last == current,
    )


def _sets(workout: StoredWorkout) -> tuple[SetEntry, ...]:
    return tuple(bout for done in workout.entry.exercises for bout in done.sets)


def _row(workout: StoredWorkout, told: Occasion, day: str) -> OccasionRow:
    return OccasionRow(
        url=reverse("logbook:workout", args=[workout.public_id]),
        day=day,
        sets=" · ".join(brief_sets(_sets(workout))),
        pain=_pain_words(worst_during(workout.entry)),
        step=_step_words(told),
        best=_("Best so far: %(what)s") % {"what": _labels(told.bests)} if told.bests else "",
    )


def _pain_words(pain: int | None) -> str:
    return "" if pain is None else _("Worst knee pain %(pain)s of 10") % {"pain": pain}


def _step_words(told: Occasion) -> str:
    words = {
        UP: _("More resistance: %(before)s → %(now)s"),
        DOWN: _("Less resistance: %(before)s → %(now)s"),
        OTHER: _("Other resistance: %(before)s → %(now)s"),
    }.get(told.step)
    if words is None:
        return ""
    return f"{STEP_SIGNS[told.step]} {words % {'before': _labels(told.before), 'now': _labels(told.highest)}}"


def _labels(resistances: tuple[Resistance, ...]) -> str:
    return ", ".join(one.label for one in resistances)


def _record_row(record: Record, facts: ExerciseFacts) -> tuple[str, str]:
    times = ngettext("%(times)s workout", "%(times)s workouts", record.times) % {"times": record.times}
    span = period_title(record.since, record.until, short_months())
    return record.resistance.label, f"{facts.counted(record.most)} · {times} · {span}"


def _chart(
    facts: ExerciseFacts, workouts: Sequence[StoredWorkout], told: list[Occasion], days: list[str]
) -> tuple[SafeString, SafeString]:
    """Draw the most reps or steps of each workout's sets: of both legs where they are done apart, or else of all."""
    is_apart = facts.has_legs and not any(bout.side == BOTH for one in workouts for bout in _sets(one))
    parts = [(_("Left"), [LEFT]), (_("Right"), [RIGHT])] if is_apart else [(_("Most"), [LEFT, RIGHT, BOTH])]
    numbers = [[_most(one, sides) for one in workouts] for _label, sides in parts]
    labels = [label for label, _sides in parts]
    title = _("%(name)s: most steps in a set") if facts.counts == "steps" else _("%(name)s: most reps in a set")
    rows = [
        (day, *map(_number, values), _labels(one.highest))
        for day, one, *values in zip(days, told, *numbers, strict=True)
    ]
    frame = Frame(
        name="sets",
        title=title % {"name": facts.name},
        description=_("One point for each workout. The same numbers are in the table below."),
        points=[_point(row, labels) for row in rows],
        labels=_month_labels([one.entry.performed_on for one in workouts]),
        marks=[place for place, one in enumerate(told) if one.step],
    )
    chart = line_chart(frame, [Series(label, values) for label, values in zip(labels, numbers, strict=True)])
    return chart, number_table(frame.title, [_("Day"), *labels, _("Most resistance")], rows[::-1])


def _point(row: tuple[str, ...], labels: list[str]) -> str:
    """Tell a row of the table: "Mon 16 Nov 2026: left 14, right 13, Light band"."""
    day, *numbers, resistance = row
    told = [f"{label.lower()} {number}" for label, number in zip(labels, numbers, strict=True)]
    return f"{day}: {', '.join([*told, resistance])}"


def _days(days: Sequence[date]) -> list[str]:
    """Name days: "Mon 16 Nov 2026"; by hand, because a year has many."""
    weekdays, months = {number: str(name) for number, name in WEEKDAYS_ABBR.items()}, short_months()
    return [f"{weekdays[day.weekday()]} {day.day} {months[day.month]} {day.year}" for day in days]


def _month_labels(days: list[date]) -> list[str]:
    months = [(day.year, day.month) for day in days]
    names = short_months()
    return [names[month[1]] if not place or month != months[place - 1] else "" for place, month in enumerate(months)]


def _most(workout: StoredWorkout, sides: list[str]) -> int | None:
    return max((bout.reps for bout in _sets(workout) if bout.side in sides), default=None)


def _number(value: float | None) -> str:
    return "–" if value is None else str(value)
