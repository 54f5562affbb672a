"""Reading logs for the pages that tell them: few and flat queries, the same number for a short log and a long one."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import Count, Func, IntegerField, Max, Min, Q, QuerySet, Sum

from exercises.models import Exercise
from logbook.compiled import CompiledQuery, Row
from logbook.entries import ExerciseEntry, SetEntry, WorkoutEntry
from logbook.goals import Goals
from logbook.history import SideSum, WorkoutDay
from logbook.models import WeekGoal, Workout, WorkoutQuerySet
from logbook.people import Person
from logbook.records import Record
from logbook.resistance import Resistance
from logbook.stored import ExerciseFacts, Log, StoredWorkout
from logbook.weeks import WEEK_ZERO

OF_WORKOUT = ("id", "public_id", "performed_on", "pain_before", "pain_next_morning", "note")
OF_EXERCISE = (
    *(f"exercises__exercise__{name}" for name in ("slug", "name", "order", "counts", "sides", "revision")),
    *(f"exercises__{name}" for name in ("exercise_revision", "pain_during", "note", "skip_reason")),
)
OF_RESISTANCE = ("band_id", "band__name", "band__order", "band_position", "weight_value", "weight_unit")
OF_SET = tuple(f"exercises__sets__{name}" for name in ("number", "side", "reps", *OF_RESISTANCE))
ORDER = ("exercises__exercise__order", "exercises__exercise__slug", "exercises__sets__number", "exercises__sets__side")
OF_SIDE = ("exercises__exercise__slug", "exercises__sets__side")
RECORD = ("most", "most_before", "times", "since", "until")
AT_EXERCISE, AT_REVISION, AT_SET = 6, 12, 16


def week_number_sql(vendor: str, starts_on: int, day: str) -> str:
    """Return SQL for the number of the week (`Week.number`) that has a day, itself SQL.

    By Julian days in SQLite: the calendar functions that Django brings there are written in
    Python, and called for each row. In PostgreSQL two dates differ by a number of days.
    """
    zero = WEEK_ZERO[starts_on].isoformat()
    if vendor == "sqlite":
        return f"CAST((julianday({day}) - julianday('{zero}')) / 7 AS INTEGER)"
    return f"(({day} - DATE '{zero}') / 7)"


class WeekNumber(Func):
    """The number of the week that has a date, for weeks that start on a weekday."""

    output_field = IntegerField()

    def __init__(self, day: Any, *, starts_on: int) -> None:
        super().__init__(day)
        self.starts_on = starts_on

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> Any:  # type: ignore[override]  # fewer arguments are asked for
        """Write it for the database at hand."""
        template = week_number_sql(connection.vendor, self.starts_on, "%(expressions)s")
        return super().as_sql(compiler, connection, template=template, **context)


def read_log(workouts: "QuerySet[Workout, Workout]") -> Log:
    """Read whole workouts, newest first, in one query."""
    return _log(_whole(workouts))


def read_days(user: Person, first: date, last: date) -> Log:
    """Read all workouts from one day to another, as `read_log` does."""
    return _log(WHOLE_DAYS.rows(user.pk, first, last))


def _whole(workouts: "QuerySet[Workout, Workout]") -> "QuerySet[Workout, Row]":
    return workouts.order_by("-performed_on", "-id", *ORDER).values_list(*OF_WORKOUT, *OF_EXERCISE, *OF_SET)


def _days_of(user_id: int, first: date, last: date) -> WorkoutQuerySet:
    return Workout.objects.filter(user_id=user_id).between(first, last)


WHOLE_DAYS = CompiledQuery(lambda *of: _whole(_days_of(*of)), int, date, date)


def _log(rows: Iterable[Row]) -> Log:
    exercises: dict[str, ExerciseFacts] = {}
    resistance = _Resistances()
    groups = groupby(rows, key=itemgetter(0))
    return Log(tuple(_workout(list(group), exercises, resistance) for _id, group in groups), exercises)


class _Resistances(dict[Row, Resistance]):
    """Each resistance that occurs, made once, by its columns."""

    def __missing__(self, row: Row) -> Resistance:
        band_id, name, order, position, weight, unit = row
        self[row] = made = Resistance(band_id, name or "", order or 0, position or "", weight, unit or "")
        return made


def _workout(rows: list[Row], exercises: dict[str, ExerciseFacts], resistance: _Resistances) -> StoredWorkout:
    _id, public_id, performed_on, pain_before, pain_next_morning, note = rows[0][:AT_EXERCISE]
    done, revisions = [], {}
    for slug, group in groupby(rows, key=itemgetter(AT_EXERCISE)):
        if slug is None:
            continue
        bouts = list(group)
        if slug not in exercises:
            exercises[slug] = ExerciseFacts(*bouts[0][AT_EXERCISE:AT_REVISION])
        revisions[slug], pain, words, reason = bouts[0][AT_REVISION:AT_SET]
        done.append(ExerciseEntry(slug, _sets(bouts, resistance), pain, words, reason))
    entry = WorkoutEntry(performed_on, tuple(done), pain_before, pain_next_morning, note)
    return StoredWorkout(public_id, entry, revisions)


def _sets(rows: list[Row], resistance: _Resistances) -> tuple[SetEntry, ...]:
    return tuple(
        SetEntry(number, side, reps, resistance[tuple(columns)])
        for number, side, reps, *columns in (row[AT_SET:] for row in rows)
        if number is not None
    )


def active_weeks(user: Person) -> dict[int, int]:
    """Return how many active days each week that has one has, by the number of the week."""
    return dict(ACTIVE_WEEKS[user.week_start].rows(user.pk))


def _active_days(user_id: int) -> "QuerySet[Workout, Row]":
    return (
        Workout.objects.filter(user_id=user_id, has_sets=True)
        .order_by("-performed_on")
        .values_list("performed_on")
        .distinct()
    )


def _count_by_week(starts_on: int, vendor: str, days: str) -> str:
    # Days in the order of the index, each once, and only then weeks: any other way takes twice as long.
    week = week_number_sql(vendor, starts_on, "performed_on")
    return f"SELECT {week} AS week, COUNT(*) FROM {days} GROUP BY week"  # noqa: S608 — nothing in it was typed by anybody


ACTIVE_WEEKS = {
    starts_on: CompiledQuery(_active_days, int, around=partial(_count_by_week, starts_on)) for starts_on in WEEK_ZERO
}


GOALS = CompiledQuery(
    lambda user_id: WeekGoal.objects.filter(user_id=user_id).order_by().values_list("set_on", "days"), int
)


def goals_of(user: Person) -> Goals:
    """Return all goals that somebody has set."""
    return Goals(GOALS.rows(user.pk))


def _workout_days(*of: Any) -> "QuerySet[Workout, Row]":
    with_worst = _days_of(*of).order_by().values("id").annotate(worst=Max("exercises__pain_during"))
    return with_worst.values_list("performed_on", "has_sets", "pain_before", "worst", "pain_next_morning")


WORKOUT_DAYS = CompiledQuery(_workout_days, int, date, date)


def workout_days(user: Person, first: date, last: date) -> list[WorkoutDay]:
    """Read the day and the pain scores of each workout from one day to another."""
    return [WorkoutDay(*row) for row in WORKOUT_DAYS.rows(user.pk, first, last)]


def _side_sums(starts_on: int, *of: Any) -> "QuerySet[Workout, Row]":
    workouts = _days_of(*of).filter(exercises__sets__isnull=False).order_by()
    by_week = workouts.annotate(week=WeekNumber("performed_on", starts_on=starts_on)).values("week", *OF_SIDE)
    rows: QuerySet[Workout, Row] = by_week.annotate(reps=Sum("exercises__sets__reps")).values_list(
        "week", *OF_SIDE, "reps"
    )
    return rows


SIDE_SUMS = {starts_on: CompiledQuery(partial(_side_sums, starts_on), int, date, date) for starts_on in WEEK_ZERO}


def side_sums(user: Person, first: date, last: date) -> list[SideSum]:
    """Read what each side of each exercise adds up to in each week from one day to another."""
    return [SideSum(*row) for row in SIDE_SUMS[user.week_start].rows(user.pk, first, last)]


EXERCISE_FACTS = CompiledQuery(
    lambda: Exercise.objects.order_by("order", "slug").values_list(*(field.name for field in fields(ExerciseFacts)))
)


def exercise_facts() -> dict[str, ExerciseFacts]:
    """Read what pages about logged workouts need to know of the exercises, by slug, in the order of the catalogue."""
    return {row[0]: ExerciseFacts(*row) for row in EXERCISE_FACTS.rows()}


FIRST_DAYS = CompiledQuery(
    lambda user_id: Workout.objects.filter(user_id=user_id).order_by("performed_on").values_list("performed_on")[:1],
    int,
)


def first_day(user: Person) -> date | None:
    """Read the day of somebody's first workout; None before it."""
    return next((day for (day,) in FIRST_DAYS.rows(user.pk)), None)


def records_of(of_one_exercise: "QuerySet[Workout, Workout]", *, before: date) -> list[Record]:
    """Read the records with each resistance, and those before a day, in workouts filtered by sets of one exercise."""
    rows = (
        of_one_exercise.order_by()
        .values(*(f"exercises__sets__{name}" for name in OF_RESISTANCE))
        .annotate(
            most=Max("exercises__sets__reps"),
            most_before=Max("exercises__sets__reps", filter=Q(performed_on__lt=before)),
            times=Count("id", distinct=True),
            since=Min("performed_on"),
            until=Max("performed_on"),
        )
    )
    resistance = _Resistances()
    return [Record(resistance[row[:6]], *row[6:]) for row in rows.values_list(*OF_SET[3:], *RECORD)]


def latest_before(of_one_exercise: "QuerySet[Workout, Workout]", day: date) -> tuple[SetEntry, ...]:
    """Read the latest sets before a day in workouts filtered by sets of one exercise; empty without any."""
    latest = of_one_exercise.filter(performed_on__lt=day).order_by("-performed_on", "-id").values("id")[:1]
    log = read_log(of_one_exercise.filter(pk__in=latest))
    return tuple(bout for entry in log.entries for done in entry.exercises for bout in done.sets)
