"""Reading the CSV of this product (docs/export.md). Pure: text in, what it says and what is wrong in it out."""

import re
from collections.abc import Hashable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from logbook.importing.assembling import Assembler
from logbook.importing.checks import shown
from logbook.importing.found import (
    EXERCISE_NOTE,
    NOTE,
    PAIN_BEFORE,
    PAIN_DURING,
    PAIN_NEXT_MORNING,
    RESISTANCE,
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
# What is said about a workout beside its sets; where two lines differ in it, their sets are as good.
SAYS = {NOTE, EXERCISE_NOTE, PAIN_BEFORE, PAIN_DURING, PAIN_NEXT_MORNING}
# Kept as they are; the others are words of ours and names, around which a space means nothing.
TEXTS = {"note", "exercise_note"}
DAYS = {"date", "started_at"}
# With slashes nobody knows which number is the month.
DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?=[ T]|\Z)", re.ASCII)


def read_csv(file: Recognised, site: Site) -> Found:
    """Return what a CSV says; raise BrokenFileError where it cannot be read as a whole."""
    found = Found()
    workouts: dict[Hashable, dict[str, Any]] = {}
    columns: set[str] = set()
    for line, row in rows_of(file, found):
        columns = columns or set(row)
        _add_line(workouts, line, {name: _cell(name, text) for name, text in row.items()}, found)
    found.says = frozenset((SAYS | RESISTANCE) & columns)
    assembler = Assembler(site, found, CSV)
    for workout in workouts.values():
        workout["exercises"] = list(workout.pop("by_slug").values())
        assembler.add(workout, workout["line"])
    assembler.finish()
    found.workouts.sort(key=lambda one: one.performed_on)
    return found


def _cell(name: str, text: str) -> str:
    text = as_written(text)
    if name in TEXTS:
        return text
    return _without_dots(text.strip()) if name in DAYS else text.strip()


def _without_dots(written: str) -> str:
    """Return a day as 2025-03-05 that a spreadsheet wrote as 05.03.2025; anything else as it is."""
    match = DOTTED.match(written)
    try:
        return f"{date(*map(int, match.group(3, 2, 1)))}{written[match.end() :]}" if match else written
    except ValueError:
        return written


def _add_line(workouts: dict[Hashable, dict[str, Any]], line: int, row: Row, found: Found) -> None:
    key = row.get("workout") or (row["date"], row.get("started_at", ""))
    workout = workouts.setdefault(key, {"line": line, "by_slug": {}, "said": {}})
    # Kept even where the line is wrong: the first line of a workout contradicts nothing.
    by_slug: dict[str, dict[str, Any]] = workout["by_slug"]
    exercise = by_slug.get(row["exercise"]) or {"line": line, "sets": [], "said": {}}
    faults = {**_contradictions(workout, row, OF_WORKOUT), **_contradictions(exercise, row, OF_EXERCISE)}
    if faults:
        found.complain(line, " ".join(faults.values()))
    if not SAYS.issuperset(faults):
        return
    _say(workout, line, row, OF_WORKOUT)
    _say(exercise, line, row, OF_EXERCISE)
    by_slug[row["exercise"]] = exercise
    exercise["sets"].append({"line": line} | {name: row.get(column, "") for column, name in OF_SET.items()})


def _say(part: dict[str, Any], line: int, row: Row, names: dict[str, str]) -> None:
    """Add what a line says to what earlier ones said, which counts; what no line says is empty."""
    for column, name in names.items():
        cell = row.get(column, "")
        if cell and not part.get(name):
            part["said"][column] = line
        part[name] = part.get(name) or cell


def _contradictions(part: dict[str, Any], row: Row, names: dict[str, str]) -> dict[str, str]:
    """Return words for each column that says something else than an earlier line; an empty cell says nothing.

    Of SAYS the same words are told once.
    """
    faults: dict[str, str] = {}
    for column, name in names.items():
        cell = row.get(column)
        if not cell or not part.get(name) or part[name] == cell:
            continue
        words = _("“%(column)s” says something else here than in line %(before)s, of the same workout.")
        if column in SAYS:
            told = part.setdefault("told", set())
            if (column, cell) in told:
                continue
            told.add((column, cell))
            words += " " + _("What line %(before)s says counts. Here is %(value)s.")
        faults[column] = words % {"column": column, "before": part["said"][column], "value": shown(cell)}
    return faults
