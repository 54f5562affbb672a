"""Advice for one person: reads what was logged last, and asks the rules (`progression.py`)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from exercises.models import Exercise
from logbook.entries import SIDES
from logbook.ladders import Choice, all_steps, ladder
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


def advice_for(user: Person, exercises: "QuerySet[Exercise, Exercise]", today: date) -> Advised:
    """Return the advice for some exercises, in three queries however long the log is; none where it is unwanted."""
    if not user.wants_advice:
        return NO_ADVICE
    found = list(exercises.annotate(**_latest(user)).values_list(*(field.name for field in fields(Trained)), *LATEST))
    ids = [row[at] for row in found for at in (-3, -2) if row[at] is not None]
    sessions = _sessions(user, ids)
    has_warning = any(row[-1] for row in found)
    bands = usable_bands(user)
    advised = [_advised(user, Trained(*row[:-4]), sessions, bands, (today, has_warning)) for row in found]
    return Advised(advised, has_warning)


LATEST = ("latest_day", "latest", "previous", "signs")


def _latest(user: Person) -> dict[str, Subquery]:
    """Return, for each exercise, the last two days' sessions, and what was ticked in the person's latest workout.

    A session without a set counts where the exercise hurt too much: that is why it has none.
    """
    done = Q(exercises__pain_during__gte=TOO_MUCH_PAIN)
    for side in ("left", "right", "both"):
        done |= Q((f"exercises__{side}_reps__gt", 0))
    sessions = user.workouts.filter(done, exercises__exercise=OuterRef("pk")).order_by("-performed_on", "-id")
    earlier = sessions.filter(performed_on__lt=OuterRef("latest_day"))
    return {
        "latest_day": Subquery(sessions.values("performed_on")[:1]),
        "latest": Subquery(sessions.values("exercises__pk")[:1]),
        "previous": Subquery(earlier.values("exercises__pk")[:1]),
        "signs": Subquery(user.workouts.order_by("-performed_on", "-id").values("warning_signs")[:1]),
    }


def _sessions(user: Person, ids: Iterable[int]) -> dict[int, list[Session]]:
    """Read sessions by their rows' numbers; they are returned by the number of their exercise."""
    mine = WorkoutExercise.objects.filter(pk__in=list(ids), workout__in=Workout.objects.filter(user_id=user.pk))
    ordered = mine.order_by("exercise_id", "workout__performed_on", "id", "sets__number", "sets__side")
    rows = ordered.values_list(*OF_SESSION, *(f"sets__{name}" for name in OF_BOUT))
    sessions: dict[int, list[Session]] = {}
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
    rules = Rules(SIDES[exercise.sides], exercise.target_low, exercise.target_high, user.target_sets, user.pain_limit)
    steps = ladder(steps_of(user, exercise, bands), choice_of(user, exercise.slug))
    of_it = sessions.get(exercise.pk, [])
    return ExerciseAdvice(
        exercise, advise(of_it, rules=rules, ladder=steps, today=today, has_warning=has_warning), rules
    )


def usable_bands(user: Person) -> list[Resistance]:
    """Read the bands that somebody uses, from easy to hard."""
    return [Resistance(band.pk, band.name, band.order) for band in user.bands.usable()]


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
