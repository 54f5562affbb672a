"""What the export says of each thing that somebody has: plain values, in the order of docs/export.md. Pure."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any
from zoneinfo import ZoneInfo

from logbook.people import Person
from logbook.transfer.names import WEEK_STARTS, first_day, plain_number
from logbook.transfer.steps import step_told

Told = dict[str, Any]
Row = tuple[Any, ...]
AS_THEY_ARE = ("rest_seconds", "rest_sound", "rest_vibration", "wants_advice", "target_sets", "pain_limit", "weights")
# The columns of a workout, of an exercise in it and of a set, side by side in the rows of `workouts_told`.
OF_WORKOUT = (
    *("id", "public_id", "performed_on", "started_at", "timezone", "revision"),
    *("pain_before", "pain_next_morning", "warning_signs", "note"),
)
OF_EXERCISE = ("exercise__slug", "exercise_revision", "pain_during", "skip_reason", "note")
OF_SET = ("number", "side", "reps", "band_id", "band_position", "weight_value", "weight_unit")
AT_EXERCISE = len(OF_WORKOUT)
AT_SET = AT_EXERCISE + len(OF_EXERCISE)


def profile_told(person: Person, band_names: Mapping[int, str]) -> Told:
    """Return somebody's settings; steps of bands that are gone are left out."""
    return {
        "email": person.email,
        "time_zone": person.time_zone,
        "week_start": WEEK_STARTS[person.week_start],
        "weight_unit": person.weight_unit,
        "knee": person.knee,
        **{name: getattr(person, name) for name in AS_THEY_ARE},
        "weight_step": plain_number(person.weight_step),
        # Sorted, because not every database keeps the order.
        "steps": [_choice_told(slug, kept, band_names) for slug, kept in sorted((person.ladders or {}).items())],
    }


def _choice_told(slug: str, kept: Mapping[str, list[str]], band_names: Mapping[int, str]) -> Told:
    steps = {name: [step_told(key, band_names) for key in kept.get(name, ())] for name in ("order", "hidden")}
    return {"exercise": slug, **{name: [one for one in told if one is not None] for name, told in steps.items()}}


def band_told(name: str, colour: str, order: int, retired_at: datetime | None) -> Told:
    """Return what is said of a band."""
    return {"name": name, "colour": colour, "order": order, "retired_at": moment_told(retired_at)}


def goal_told(set_on: date, days: int) -> Told:
    """Return what is said of a goal, in days a week."""
    return {"set_on": set_on.isoformat(), "days": days}


def reason_told(week: int, reason: str, *, week_start: int) -> Told:
    """Return what is said of the reason for a week, which is named by its first day; `week` is its number."""
    return {"week": first_day(week, week_start).isoformat(), "reason": reason}


def rating_told(week: int, rated_on: date, score: int, *, week_start: int) -> Told:
    """Return what is said of a rating 0–10 of an activity."""
    return {"week": first_day(week, week_start).isoformat(), "rated_on": rated_on.isoformat(), "score": score}


def activity_told(name: str, retired_at: datetime | None, ratings: list[Told]) -> Told:
    """Return what is said of an activity."""
    return {"name": name, "retired_at": moment_told(retired_at), "ratings": ratings}


def clinic_score_told(name: str, value: Decimal, scored_on: date) -> Told:
    """Return what is said of a score that a clinic gave."""
    return {"name": name, "value": plain_number(value), "scored_on": scored_on.isoformat()}


def match_told(app: str, name: str, exercise: str | None, side: str) -> Told:
    """Return what is said of the name that another app gives an exercise; None for one that is left out."""
    return {"app": app, "name": name, "exercise": exercise, "side": side}


def workouts_told(rows: Iterable[Row], band_names: Mapping[int, str]) -> list[Told]:
    """Return what is said of whole workouts; the rows of each stand together, in order, with the columns above.

    Raises KeyError for a set with a band that is not among `band_names`.
    """
    return [_workout_told(list(group), band_names) for _id, group in groupby(rows, key=itemgetter(0))]


def _workout_told(rows: list[Row], band_names: Mapping[int, str]) -> Told:
    _id, public_id, day, started_at, zone, revision, before, next_morning, signs, note, *_rest = rows[0]
    groups = groupby(rows, key=itemgetter(slice(AT_EXERCISE, AT_SET)))
    return {
        "id": str(public_id),
        "performed_on": day.isoformat(),
        "started_at": moment_told(started_at, zone),
        "time_zone": zone,
        "revision": revision,
        "pain_before": before,
        "pain_next_morning": next_morning,
        "warning_signs": signs.split(),
        "note": note,
        # A workout without exercises is a row in which there is nothing behind the workout.
        "exercises": [_exercise_told(of_it, group, band_names) for of_it, group in groups if of_it[0] is not None],
    }


def _exercise_told(columns: Row, rows: Iterable[Row], band_names: Mapping[int, str]) -> Told:
    slug, revision, pain, skip_reason, note = columns
    sets = [_set_told(row[AT_SET:], band_names) for row in rows if row[AT_SET] is not None]
    return {
        "exercise": slug,
        "revision": revision,
        "pain_during": pain,
        "skip_reason": skip_reason,
        "note": note,
        "sets": sets,
    }


def _set_told(columns: Row, band_names: Mapping[int, str]) -> Told:
    number, side, count, band_id, position, weight, unit = columns
    return {
        "number": number,
        "side": side,
        "count": count,
        "band": None if band_id is None else band_names[band_id],
        "band_position": position,
        "weight": None if weight is None else plain_number(weight),
        "unit": unit,
    }


def moment_told(moment: datetime | None, time_zone: str = "UTC") -> str | None:
    """Return an aware moment in ISO 8601, with the offset that a zone has then; in UTC where the zone is unknown."""
    if moment is None:
        return None
    try:
        there = moment.astimezone(ZoneInfo(time_zone))
    except (KeyError, ValueError, OSError):
        return moment.astimezone(UTC).isoformat()
    # Long ago offsets had seconds, which the format of moments (RFC 3339) has no place for.
    offset = there.utcoffset() or timedelta()
    return (there if not offset % timedelta(minutes=1) else moment.astimezone(UTC)).isoformat()
