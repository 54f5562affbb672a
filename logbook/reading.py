"""Reading logs for the pages that tell them: few and flat queries, the same number for a short log and a long one."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache, partial
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType

from django.db.models import Count, Max, Min, Q, QuerySet

from exercises.models import Exercise
from logbook.compiled import CompiledQuery, Row
from logbook.entries import BOTH, LEFT, RIGHT, ExerciseEntry, SetEntry, WorkoutEntry
from logbook.goals import Goals
from logbook.history import WorkoutDay
from logbook.models import WeekGoal, Workout, WorkoutQuerySet
from logbook.mornings import Unanswered
from logbook.people import Person
from logbook.records import Record
from logbook.resistance import Resistance
from logbook.stored import ExerciseFacts, Log, StoredWorkout
from logbook.weeks import DAYS_IN_WEEK, WEEK_ZERO

OF_WORKOUT = ("id", "public_id", "performed_on", "pain_before", "pain_next_morning", "note", "warning_signs")
OF_EXERCISE = (
    *(f"exercises__exercise__{name}" for name in ("slug", "name", "order", "counts", "sides", "revision")),
    *(f"exercises__{name}" for name in ("exercise_revision", "pain_during", "note", "skip_reason")),
)
OF_RESISTANCE = ("band_id", "band__name", "band__order", "band_position", "weight_value", "weight_unit")
OF_BOUT = ("number", "side", "reps", *OF_RESISTANCE)
OF_SET = tuple(f"exercises__sets__{name}" for name in OF_BOUT)
ORDER = ("exercises__exercise__order", "exercises__exercise__slug", "exercises__sets__number", "exercises__sets__side")
OF_DAY = (
    *("id", "performed_on", "has_sets", "pain_before", "pain_next_morning", "exercises__exercise__slug"),
    *(f"exercises__{name}" for name in ("pain_during", "left_reps", "right_reps", "both_reps")),
)
RECORD = ("most", "most_before", "times", "since", "until")
AT_EXERCISE, AT_REVISION, AT_SET = 7, 13, 17


def day_number_sql(vendor: str, starts_on: int, day: str) -> str:
    """Return SQL for how many days a day, itself SQL, comes after the first one of week zero.

    By Julian days in SQLite: the calendar functions that Django brings there are written in
    Python, and called for each row. In PostgreSQL two dates differ by a number of days.
    """
    zero = WEEK_ZERO[starts_on].isoformat()
    if vendor == "sqlite":
        return f"CAST(julianday({day}) - julianday('{zero}') AS INTEGER)"
    return f"({day} - DATE '{zero}')"


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
    bouts = _Bouts()
    groups = groupby(rows, key=itemgetter(0))
    return Log(tuple(_workout(list(group), exercises, bouts) for _id, group in groups), exercises)


class _Resistances(dict[Row, Resistance]):
    """Each resistance that occurs, made once, by its columns."""

    def __missing__(self, row: Row) -> Resistance:
        band_id, name, order, position, weight, unit = row
        self[row] = made = Resistance(band_id, name or "", order or 0, position or "", weight, unit or "")
        return made


class _Bouts(dict[Row, SetEntry]):
    """Each bout that occurs, made once, by its columns: most come again in the next workout."""

    def __init__(self) -> None:
        super().__init__()
        self._resistances = _Resistances()

    def __missing__(self, row: Row) -> SetEntry:
        number, side, reps = row[:3]
        self[row] = made = SetEntry(number, side, reps, self._resistances[row[3:]])
        return made


def bouts_of(rows: Iterable[Row]) -> tuple[SetEntry, ...]:
    """Return the bouts of rows whose columns are those of `OF_BOUT`; a row of nothing has none."""
    bouts = _Bouts()
    return tuple([bouts[row] for row in rows if row[0] is not None])


def _workout(rows: list[Row], exercises: dict[str, ExerciseFacts], bouts: _Bouts) -> StoredWorkout:
    _id, public_id, performed_on, pain_before, pain_next_morning, note, signs = rows[0][:AT_EXERCISE]
    done, revisions = [], {}
    for slug, group in groupby(rows, key=itemgetter(AT_EXERCISE)):
        if slug is None:
            continue
        of_it = list(group)
        if slug not in exercises:
            exercises[slug] = ExerciseFacts(*of_it[0][AT_EXERCISE:AT_REVISION])
        revisions[slug], pain, words, reason = of_it[0][AT_REVISION:AT_SET]
        sets = tuple([bouts[row[AT_SET:]] for row in of_it if row[AT_SET] is not None])
        done.append(ExerciseEntry(slug, sets, pain, words, reason))
    entry = WorkoutEntry(performed_on, tuple(done), pain_before, pain_next_morning, note, tuple(signs.split()))
    return StoredWorkout(public_id, entry, revisions)


@dataclass(frozen=True)
class ActiveWeeks:
    """The day of somebody's first workout, None before it, and how many active days each week that has one has.

    Weeks go by their number (`Week.number`).
    """

    first_day: date | None
    days: Mapping[int, int]


def active_weeks(user: Person) -> ActiveWeeks:
    """Read the active weeks of a whole log; its days come in one piece, for a thousand rows would take longer."""
    ((first, text),) = ACTIVE_DAYS[user.week_start].rows(user.pk)
    return _weeks_of(first or "", text or "[]")


@lru_cache(maxsize=64)
def _weeks_of(first: str, days: str) -> ActiveWeeks:
    """Count days by week; remembered, because whoever looks at one page of a long log goes on to the next."""
    by_week = Counter([day // DAYS_IN_WEEK for day in set(json.loads(days))])
    return ActiveWeeks(date.fromisoformat(first) if first else None, MappingProxyType(by_week))


def _days_with_sets(user_id: int) -> "QuerySet[Workout, Row]":
    return Workout.objects.filter(user_id=user_id).order_by("-performed_on").values_list("performed_on", "has_sets")


def _as_json(starts_on: int, vendor: str, days: str) -> str:
    """Return SQL for the first of all days, and a JSON list of those with sets, as numbers from week zero on."""
    day = day_number_sql(vendor, starts_on, "performed_on")
    if vendor == "sqlite":
        first, active = "MIN(performed_on)", f"JSON_GROUP_ARRAY({day}) FILTER (WHERE has_sets)"
    else:
        first = "TO_CHAR(MIN(performed_on), 'YYYY-MM-DD')"
        active = f"CAST(JSON_AGG({day}) FILTER (WHERE has_sets) AS TEXT)"
    return f"SELECT {first}, {active} FROM {days}"  # noqa: S608 — nothing in it was typed by anybody


ACTIVE_DAYS = {
    starts_on: CompiledQuery(_days_with_sets, int, around=partial(_as_json, starts_on)) for starts_on in WEEK_ZERO
}


GOALS = CompiledQuery(
    lambda user_id: WeekGoal.objects.filter(user_id=user_id).order_by().values_list("set_on", "days"), int
)


def goals_of(user: Person) -> Goals:
    """Return all goals that somebody has set."""
    return Goals(GOALS.rows(user.pk))


WORKOUT_DAYS = CompiledQuery(
    lambda *of: _days_of(*of).order_by("-performed_on", "-id").values_list(*OF_DAY), int, date, date
)


def workout_days(user: Person, first: date, last: date) -> list[WorkoutDay]:
    """Read what series of weeks need of each workout from one day to another; the sets stay where they are."""
    rows = WORKOUT_DAYS.rows(user.pk, first, last)
    return [_workout_day(list(group)) for _id, group in groupby(rows, key=itemgetter(0))]


def _workout_day(rows: list[Row]) -> WorkoutDay:
    _id, day, has_sets, before, next_morning, *_first = rows[0]
    worst, sides = None, {}
    for *_same, slug, during, left, right, both in rows:
        if during is not None:
            worst = max(during, worst or 0)
        if left:
            sides[slug, LEFT] = left
        if right:
            sides[slug, RIGHT] = right
        if both:
            sides[slug, BOTH] = both
    return WorkoutDay(day, has_sets, before, worst, next_morning, sides)


UNANSWERED = CompiledQuery(
    lambda *of: (
        _days_of(*of)
        .filter(pain_next_morning=None)
        .order_by("-performed_on", "-id")
        .values_list("public_id", "performed_on", "started_at")
    ),
    int,
    date,
    date,
)


def unanswered_mornings(user: Person, first: date, last: date) -> list[Unanswered]:
    """Read the workouts from one day to another that have no score for their next morning, latest first."""
    return [Unanswered(*row) for row in UNANSWERED.rows(user.pk, first, last)]


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
