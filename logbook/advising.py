"""Advice for one person: reads what was logged last, and asks the rules (`progression.py`)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from exercises.models import Exercise
from logbook.compiled import CompiledQuery, Row
from logbook.entries import SIDES
from logbook.ladders import Choice, Ladder, all_steps, ladder
from logbook.models import Workout, WorkoutExercise
from logbook.pain import TOO_MUCH_PAIN
from logbook.people import Person
from logbook.progression import Advice, Kind, Rules, Session, advise
from logbook.reading import OF_BOUT, bouts_of
from logbook.resistance import Resistance
from logbook.weights import owned_weights

OF_SESSION = (
    *("exercise_id", "id", "workout__performed_on", "workout__pain_before", "pain_during"),
    "workout__pain_next_morning",
)
ORDER = ("exercise_id", "workout__performed_on", "id", "sets__number", "sets__side")
# So many are read at once: the last two of eight exercises.
SESSIONS_AT_ONCE = 16


@dataclass(frozen=True)
class Trained:
    """What advice needs to know of an exercise; the fields are Exercise's."""

    pk: int
    slug: str
    name: str
    counts: str
    sides: str
    target_low: int
    target_high: int
    allows_band: bool
    asks_band_position: bool
    weight_place: str

    @classmethod
    def of(cls, exercise: Exercise) -> "Trained":
        """Return what is needed of a row of the catalogue."""
        return cls(*(getattr(exercise, field.name) for field in fields(cls)))


@dataclass(frozen=True)
class ExerciseAdvice:
    """What to do next of one exercise."""

    exercise: Trained
    advice: Advice
    rules: Rules

    @property
    def says_something(self) -> bool:
        """Whether there is something to tell: nothing is before the first time, and after a warning sign."""
        return self.advice.kind not in (Kind.NO_DATA, Kind.STOP)


@dataclass(frozen=True)
class Advised:
    """The advice for several exercises, in the order of the catalogue.

    `has_warning` when a warning sign was ticked in the latest workout: then there is no advice.
    """

    exercises: Sequence[ExerciseAdvice]
    has_warning: bool

    @property
    def by_slug(self) -> Mapping[str, ExerciseAdvice]:
        """The advice by the slug of its exercise."""
        return {one.exercise.slug: one for one in self.exercises}


NO_ADVICE = Advised((), has_warning=False)


def advice_for(user: Person, today: date, slugs: Collection[str] | None = None) -> Advised:
    """Return the advice for some exercises, by default the published ones; none where it is unwanted.

    It takes three queries for up to eight exercises, however long the log is.
    """
    if not user.wants_advice:
        return NO_ADVICE
    # By place, because each value stands in a compiled query once.
    rows = list(LATEST.rows(user.pk, user.pk, user.pk, user.pk))
    asked = [row for row in rows if (row[AT_LATEST] if slugs is None else row[1] in slugs)]
    sessions = _sessions(user, [session for row in asked for session in row[-3:-1] if session is not None])
    now = (today, any(row[-1] for row in rows))
    bands = usable_bands(user)
    return Advised([_advised(user, Trained(*row[:AT_LATEST]), sessions, bands, now) for row in asked], now[1])


def _latest(*user_ids: int, before: Sequence[date] = ()) -> "QuerySet[Exercise, Row]":
    """Return each exercise with its last two days' sessions, and what was ticked in the person's latest workout.

    A session without a set counts where the exercise hurt too much: that is why it has none.
    With `before`, the day once for each log, nothing from that day on is looked at.
    """
    done = Q(exercises__pain_during__gte=TOO_MUCH_PAIN)
    for side in ("left", "right", "both"):
        done |= Q((f"exercises__{side}_reps__gt", 0))
    logs = [Workout.objects.filter(user_id=user_id).order_by("-performed_on", "-id") for user_id in user_ids]
    if before:
        logs = [one.filter(performed_on__lt=day) for one, day in zip(logs, before, strict=True)]
    latest, earlier = (one.filter(done, exercises__exercise=OuterRef("pk")) for one in logs[:2])
    latest_day = logs[2].filter(done, exercises__exercise=OuterRef(OuterRef("pk"))).values("performed_on")[:1]
    exercises = Exercise.objects.order_by("order", "slug").annotate(
        latest=Subquery(latest.values("exercises__pk")[:1]),
        previous=Subquery(earlier.filter(performed_on__lt=Subquery(latest_day)).values("exercises__pk")[:1]),
        signs=Subquery(logs[3].values("warning_signs")[:1]),
    )
    rows: QuerySet[Exercise, Row] = exercises.values_list(*OF_EXERCISE, "is_published", "latest", "previous", "signs")
    return rows


OF_EXERCISE = [field.name for field in fields(Trained)]
AT_LATEST = len(OF_EXERCISE)
LATEST = CompiledQuery(_latest, int, int, int, int, constants=(TOO_MUCH_PAIN, 0))


def _latest_before(*values: Any) -> "QuerySet[Exercise, Row]":
    """Return what `_latest` does, as it was before a day: four numbers of the person, and the day four times."""
    return _latest(*values[:4], before=values[4:])


LATEST_BEFORE = CompiledQuery(_latest_before, *[int] * 4, *[date] * 4, constants=(TOO_MUCH_PAIN, 0))


@dataclass(frozen=True)
class Earlier:
    """The last two days' sessions of each exercise before a day, by its slug; all exercises are there, in their order.

    `offered` are the slugs of the published ones; `has_warning` when a warning sign was ticked in the last workout
    before the day.
    """

    exercises: Mapping[str, Trained]
    sessions: Mapping[str, Sequence[Session]]
    offered: Collection[str]
    has_warning: bool


def earlier_sessions(user: Person, day: date) -> Earlier:
    """Read what came before a day, as far as advice on it and later goes by that: two queries, however long the log."""
    rows = list(LATEST_BEFORE.rows(*[user.pk] * 4, *[day] * 4))
    # No row has the number 0; asked for all the same, the number of queries stays.
    found = _sessions(user, [session for row in rows for session in row[-3:-1] if session is not None] or [0])
    trained = [Trained(*row[:AT_LATEST]) for row in rows]
    sessions = {one.slug: found.get(one.pk, []) for one in trained}
    offered = {row[1] for row in rows if row[AT_LATEST]}
    return Earlier({one.slug: one for one in trained}, sessions, offered, any(row[-1] for row in rows))


def _sessions_of(user_id: int, *ids: int) -> "QuerySet[WorkoutExercise, Row]":
    mine = WorkoutExercise.objects.filter(workout__user_id=user_id, pk__in=ids).order_by(*ORDER)
    return mine.values_list(*OF_SESSION, *(f"sets__{name}" for name in OF_BOUT))


SESSIONS = CompiledQuery(_sessions_of, int, *[int] * SESSIONS_AT_ONCE)


def _sessions(user: Person, ids: Sequence[int]) -> dict[int, list[Session]]:
    """Read sessions by their rows' numbers; they are returned by the number of their exercise."""
    sessions: dict[int, list[Session]] = {}
    for start in range(0, len(ids), SESSIONS_AT_ONCE):
        some = ids[start : start + SESSIONS_AT_ONCE]
        # No row has the number 0.
        rows = SESSIONS.rows(user.pk, *some, *[0] * (SESSIONS_AT_ONCE - len(some)))
        for (exercise, _row), group in groupby(rows, key=itemgetter(0, 1)):
            of_it = list(group)
            _exercise, _id, day, before, during, morning = of_it[0][: len(OF_SESSION)]
            bouts = bouts_of(row[len(OF_SESSION) :] for row in of_it)
            sessions.setdefault(exercise, []).append(Session(day, bouts, before, during, morning))
    return sessions


def _advised(
    user: Person,
    exercise: Trained,
    sessions: Mapping[int, Sequence[Session]],
    bands: Sequence[Resistance],
    now: tuple[date, bool],
) -> ExerciseAdvice:
    today, has_warning = now
    rules, steps = rules_of(user, exercise), ladder_of(user, exercise, bands)
    of_it = sessions.get(exercise.pk, [])
    return ExerciseAdvice(
        exercise, advise(of_it, rules=rules, ladder=steps, today=today, has_warning=has_warning), rules
    )


def rules_of(user: Person, exercise: Trained) -> Rules:
    """Return what the rules of advice go by for one person and exercise."""
    return Rules(SIDES[exercise.sides], exercise.target_low, exercise.target_high, user.target_sets, user.pain_limit)


def ladder_of(user: Person, exercise: Trained, bands: Sequence[Resistance]) -> Ladder:
    """Return the steps of an exercise as somebody arranged them; `bands` are the usable ones in order."""
    return ladder(steps_of(user, exercise, bands), choice_of(user, exercise.slug))


def usable_bands(user: Person) -> list[Resistance]:
    """Read the bands that somebody uses, from easy to hard."""
    return [Resistance(*row) for row in user.bands.usable().values_list("pk", "name", "order")]


def steps_of(user: Person, exercise: Trained, bands: Sequence[Resistance]) -> list[Resistance]:
    """Return all steps that somebody has for an exercise, easiest first; `bands` are the usable ones in order."""
    place = exercise.weight_place
    weights = owned_weights(user.weights, unit=user.weight_unit, step=user.weight_step, place=place)
    return all_steps(
        asks_position=exercise.asks_band_position,
        allows_band=exercise.allows_band,
        weight_place=place,
        bands=bands,
        weights=weights,
    )


def choice_of(user: Person, slug: str) -> Choice:
    """Return how somebody has arranged the steps of an exercise."""
    kept: dict[str, Any] = (user.ladders or {}).get(slug, {})
    return Choice(tuple(kept.get("order", ())), tuple(kept.get("hidden", ())))
