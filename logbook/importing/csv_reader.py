"""Reading the CSV of this product (docs/export.md). Pure: text in, what it says and what is wrong in it out."""

from collections.abc import Hashable
from typing import Any

from django.utils.translation import gettext as _

from logbook.importing.assembling import Assembler
from logbook.importing.found import (
    EXERCISE_NOTE,
    NOTE,
    PAIN_BEFORE,
    PAIN_DURING,
    PAIN_NEXT_MORNING,
    Found,
    Site,
)
from logbook.importing.kinds import CSV, Recognised
from logbook.importing.tables import Row, rows_of
from logbook.transfer.names import as_written

# What each line of a workout, or of an exercise in it, says again; by the name of the column and of the value.
OF_WORKOUT = {
    "date": "performed_on",
    "started_at": "started_at",
    "time_zone": "time_zone",
    "pain_before": "pain_before",
    "pain_next_morning": "pain_next_morning",
    "note": "note",
    "workout": "id",
}
OF_EXERCISE = {"exercise": "exercise", "revision": "revision", "pain_during": "pain_during", "exercise_note": "note"}
OF_SET = {
    "set": "number",
    "side": "side",
    "count": "count",
    "band": "band",
    "band_position": "band_position",
    "weight_value": "weight",
    "weight_unit": "unit",
}
SAYS = (NOTE, EXERCISE_NOTE, PAIN_BEFORE, PAIN_DURING, PAIN_NEXT_MORNING)
# Written by people and programs; the others are words of ours, around which a space means nothing.
TEXTS = {"note", "exercise_note", "band"}


def read_csv(file: Recognised, site: Site) -> Found:
    """Return what a CSV says; raise BrokenFileError where it cannot be read as a whole."""
    found = Found()
    workouts: dict[Hashable, dict[str, Any]] = {}
    columns: set[str] = set()
    for line, row in rows_of(file, found):
        columns = columns or set(row)
        _add_line(workouts, line, {name: _cell(name, text) for name, text in row.items()}, found)
    found.says = frozenset(name for name in SAYS if name in columns)
    assembler = Assembler(site, found, CSV)
    for workout in workouts.values():
        workout["exercises"] = list(workout.pop("by_slug").values())
        assembler.add(workout, workout["line"])
    assembler.finish()
    found.workouts.sort(key=lambda one: one.performed_on)
    return found


def _cell(name: str, text: str) -> str:
    text = as_written(text)
    return text if name in TEXTS else text.strip()


def _add_line(workouts: dict[Hashable, dict[str, Any]], line: int, row: Row, found: Found) -> None:
    key = row.get("workout") or (row["date"], row.get("started_at", ""))
    workout = workouts.get(key)
    if workout is None:
        workout = workouts[key] = {"line": line, "by_slug": {}, **_part(row, OF_WORKOUT)}
    other = _differs(workout, row, OF_WORKOUT)
    if not other:
        by_slug: dict[str, dict[str, Any]] = workout["by_slug"]
        exercise = by_slug.get(row["exercise"])
        if exercise is None:
            exercise = {"line": line, "sets": [], **_part(row, OF_EXERCISE)}
            by_slug[row["exercise"]] = exercise
        other = _differs(exercise, row, OF_EXERCISE)
        if not other:
            exercise["sets"].append({"line": line} | _part(row, OF_SET))
    if other:
        column, before = other
        words = _("“%(column)s” says something else here than in line %(before)s, of the same workout.")
        found.complain(line, words % {"column": column, "before": before})


def _part(row: Row, names: dict[str, str]) -> dict[str, Any]:
    return {name: row.get(column, "") for column, name in names.items()}


def _differs(part: dict[str, Any], row: Row, names: dict[str, str]) -> tuple[str, int] | None:
    """Return the first column that says something else than in an earlier line, with that line's number."""
    for column, name in names.items():
        if part[name] != row.get(column, ""):
            return column, part["line"]
    return None
