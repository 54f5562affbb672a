"""Reading the CSV that the app Strong exports. Pure.

It has come in several forms: with commas or semicolons, with the unit in a column of its own, in the name of
the column, or nowhere. "Set Order" has a number, a mark (W warm-up, D drop set, F failure), or says that the
line is no set: "Rest Timer", "Note". Header and words are in the language of the app, of which English and German are
known.
"""

from logbook.importing.app_lines import read_lines, words
from logbook.importing.foreign import RPES, WARM_UPS, Line, Sheet, unit_of
from logbook.importing.kinds import Recognised
from logbook.importing.starts import start_of
from logbook.importing.tables import Row
from logbook.models.imports import LONGEST_FOREIGN_NAME

WEIGHTS = ("weight", "weight (kg)", "weight (lbs)", "weight (lb)", "kg", "lbs")
GERMAN = {
    "datum": "date",
    "workout-name": "workout name",
    "name der übung": "exercise name",
    "reihenfolge festlegen": "set order",
    "wiederh.": "reps",
    "notizen": "notes",
    "workout-notizen": "workout notes",
    **{name.replace("weight", "gewicht"): name for name in WEIGHTS},
}
WARM_UP = "w"
NOTES, RESTS = ("note", "notiz"), ("rest timer", "ruhezeit")
EXAMPLE = "2024-01-05 18:30:00"


def read_strong(file: Recognised) -> Sheet:
    """Return the lines of a file; raise BrokenFileError where it cannot be read as a whole."""
    return read_lines(file, _line)


def _line(number: int, cells: Row) -> Line | None:
    row = {GERMAN.get(name, name): cell for name, cell in cells.items()} | cells
    order = row["set order"].strip().lower()
    note, exercise_note = words(row.get("workout notes", "")), words(row.get("notes", ""))
    is_rest = order.startswith(RESTS)
    if is_rest and not note and not exercise_note:
        return None
    remarks = [WARM_UPS] * (order == WARM_UP) + [RPES] * bool(row.get("rpe", "").strip(" 0.,"))
    column = next((name for name in WEIGHTS if name in row), "")
    return Line(
        number,
        start_of(row["date"], EXAMPLE),
        words(row.get("workout name", "")),
        note,
        words(row["exercise name"], LONGEST_FOREIGN_NAME),
        exercise_note,
        row["reps"].strip(),
        row.get(column, "").strip(),
        unit_of(row.get("weight unit", "")) or unit_of(column.removeprefix("weight")),
        is_note=is_rest or order in NOTES,
        remarks=tuple(map(str, remarks)),
    )
