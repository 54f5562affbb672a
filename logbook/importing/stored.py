"""What somebody has already, as plain values beside which a file is held; and what reading needs of the site."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.timezone import get_default_timezone

from exercises.models import Exercise
from logbook.importing.checks import zone_of
from logbook.importing.found import Found, FoundExercise, FoundSet, FoundWorkout, KnownExercise, Site
from logbook.importing.settings import KINDS
from logbook.models import ActivityRating, Band, WorkoutExercise, WorkoutSet
from logbook.people import Person

OF_SET = ("workout_exercise_id", "number", "side", "reps", "band__name", "band_position", "weight_value", "weight_unit")
OF_EXERCISE = ("workout_id", "id", "exercise__slug", "exercise_revision", "pain_during", "skip_reason", "note")
# Where each day begins first (Line Islands). A file may be from wherever its person was.
FIRST_ZONE = timezone(timedelta(hours=14))
State = tuple[Any, ...]


@dataclass(frozen=True)
class StoredActivity:
    """An activity with the score of each week that was rated."""

    pk: int
    name: str
    is_retired: bool
    scores: dict[int, int]


@dataclass(frozen=True)
class Stored:
    """What somebody has; of the workouts those from the first day of the file to its last, and whatever has its ids.

    `state` changes with whatever would change how a file is held against it.
    """

    workouts: Sequence[FoundWorkout]
    has_workouts: bool
    uses_bands: bool
    bands: Sequence[Band]
    goals: dict[date, int]
    reasons: dict[int, str]
    activities: Sequence[StoredActivity]
    scores: Sequence[tuple[date, str, Decimal]]
    matches: dict[tuple[str, str], tuple[str | None, str]]
    settings: dict[str, Any]
    ladders: Any
    state: State


def site_of(user: Person, now: datetime) -> Site:
    """Return what reading needs: all exercises in order, with the revisions that are kept, and the latest today."""
    sides: dict[int, dict[int, str]] = {}
    versions = Exercise.history.exclude(history_type="-").order_by("history_id")
    for pk, revision, of_it in versions.values_list("id", "revision", "sides"):
        sides.setdefault(pk, {})[revision] = of_it
    known = {}
    for one in Exercise.objects.order_by("order", "slug"):
        known[one.slug] = KnownExercise(
            pk=one.pk,
            slug=one.slug,
            name=one.name,
            counts=one.counts,
            sides=one.sides,
            weight_place=one.weight_place,
            revision=one.revision,
            is_published=one.is_published,
            sides_at={**sides.get(one.pk, {}), one.revision: one.sides},
        )
    zone = zone_of(user.time_zone, get_default_timezone())
    return Site(known, now.astimezone(FIRST_ZONE).date(), zone, user.time_zone)


def state_of(user: Person) -> State:
    """Return what a file is held against, short enough to be asked for again under a lock."""
    return (
        tuple(user.workouts.order_by("id").values_list("id", "revision", "public_id", "performed_on")),
        tuple(user.bands.order_by("id").values_list("id", "name", "order", "retired_at")),
        tuple(user.week_goals.order_by("id").values_list("set_on", "days")),
        tuple(user.week_reasons.order_by("id").values_list("week", "reason")),
        tuple(user.activities.order_by("id").values_list("id", "name", "retired_at")),
        tuple(user.clinic_scores.order_by("id").values_list("scored_on", "name", "value")),
        tuple(user.import_matches.order_by("id").values_list("app", "name", "exercise__slug", "side")),
        tuple(Exercise.objects.order_by("id").values_list("id", "slug", "revision", "is_published", "sides")),
    )


def read_stored(user: Person, found: Found) -> Stored:
    """Read what a file is held against, in the same few queries however much it is."""
    # First, so that whatever changes after it is noticed.
    state = state_of(user)
    ids = {one.public_id for one in found.workouts}
    # A workout of the file may have got another day here.
    days = [day for _pk, _revision, public_id, day in state[0] if public_id in ids]
    days += [one.performed_on for one in found.workouts]
    bands = list(user.bands.order_by("order", "id"))
    person: Any = get_user_model()._default_manager.get(pk=user.pk)
    return Stored(
        workouts=_workouts(user, min(days), max(days)) if days else [],
        has_workouts=bool(state[0]),
        uses_bands=WorkoutSet.objects.filter(band__in=[band.pk for band in bands]).exists(),
        bands=bands,
        goals=dict(state[2]),
        reasons=dict(state[3]),
        activities=_activities(user, state[4]),
        scores=state[5],
        matches={(app, name): (slug, side) for app, name, slug, side in state[6]},
        settings={name: getattr(person, name) for name in KINDS},
        ladders=person.ladders or {},
        state=state,
    )


def _activities(user: Person, rows: Sequence[tuple[int, str, datetime | None]]) -> list[StoredActivity]:
    scores: dict[int, dict[int, int]] = {}
    ratings = ActivityRating.objects.filter(activity__user_id=user.pk)
    for pk, week, score in ratings.values_list("activity_id", "week", "score"):
        scores.setdefault(pk, {})[week] = score
    return [StoredActivity(pk, name, retired_at is not None, scores.get(pk, {})) for pk, name, retired_at in rows]


def _workouts(user: Person, first: date, last: date) -> list[FoundWorkout]:
    within = {"workout__user_id": user.pk, "workout__performed_on__range": (first, last)}
    sets: dict[int, list[FoundSet]] = {}
    rows = WorkoutSet.objects.filter(**{f"workout_exercise__{name}": value for name, value in within.items()})
    for pk, *values in rows.order_by("workout_exercise_id", "number", "side").values_list(*OF_SET):
        sets.setdefault(pk, []).append(FoundSet(*values))
    exercises = WorkoutExercise.objects.filter(**within).order_by("workout_id", "id").values_list(*OF_EXERCISE)
    done = {
        pk: tuple(
            FoundExercise(slug, tuple(sets.get(key, ())), revision, pain, reason, note)
            for _pk, key, slug, revision, pain, reason, note in of_it
        )
        for pk, of_it in groupby(exercises, key=itemgetter(0))
    }
    return [
        FoundWorkout(
            public_id=one.public_id,
            has_id=True,
            performed_on=one.performed_on,
            started_at=one.started_at,
            time_zone=one.timezone,
            exercises=done.get(one.pk, ()),
            revision=one.revision,
            pain_before=one.pain_before,
            pain_next_morning=one.pain_next_morning,
            warning_signs=tuple(one.warning_signs.split()),
            note=one.note,
        )
        for one in user.workouts.between(first, last).order_by("performed_on", "id")
    ]
