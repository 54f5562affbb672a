"""A workout as plain data that fits into JSON, and back. Pure."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from logbook.entries import ExerciseEntry, SetEntry, WorkoutEntry
from logbook.resistance import Resistance

Data = dict[str, Any]


def snapshot(entry: WorkoutEntry) -> Data:
    """Return a workout as dicts, lists, texts and numbers; `read_snapshot` makes an equal workout of it."""
    return {
        "performed_on": entry.performed_on.isoformat(),
        "pain_before": entry.pain_before,
        "pain_next_morning": entry.pain_next_morning,
        "note": entry.note,
        "warning_signs": list(entry.warning_signs),
        "exercises": [
            {
                "slug": done.slug,
                "pain_during": done.pain_during,
                "note": done.note,
                "skip_reason": done.skip_reason,
                "sets": [[bout.number, bout.side, bout.reps, *_resistance(bout.resistance)] for bout in done.sets],
            }
            for done in entry.exercises
        ],
    }


def _resistance(one: Resistance) -> list[Any]:
    weight = None if one.weight is None else str(one.weight)
    return [one.band_id, one.band_name, one.band_order, one.band_position, weight, one.unit]


def read_snapshot(data: Any) -> WorkoutEntry:
    """Return the workout that `snapshot` was made of; raise ValueError for anything else."""
    try:
        return WorkoutEntry(
            performed_on=date.fromisoformat(data["performed_on"]),
            exercises=tuple(_exercise(done) for done in data["exercises"]),
            pain_before=data["pain_before"],
            pain_next_morning=data["pain_next_morning"],
            note=data["note"],
            # A form that was opened at the release before has none.
            warning_signs=tuple(data.get("warning_signs", [])),
        )
    except (KeyError, TypeError, InvalidOperation) as error:
        raise ValueError("no snapshot of a workout") from error


def _exercise(data: Data) -> ExerciseEntry:
    sets = tuple(_bout(*bout) for bout in data["sets"])
    return ExerciseEntry(data["slug"], sets, data["pain_during"], data["note"], data["skip_reason"])


def _bout(number: int, side: str, reps: int, *resistance: Any) -> SetEntry:
    band_id, name, order, position, weight, unit = resistance
    value = None if weight is None else Decimal(weight)
    return SetEntry(number, side, reps, Resistance(band_id, name, order, position, value, unit))
