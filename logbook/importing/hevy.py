"""Reading the CSV that the app Hevy exports. Pure.

Its header is English on every phone and says the unit of weights (weight_kg or weight_lbs). A start has the month in
the language of the phone, as in "22 févr. 2024, 18:30", or is written as ISO 8601 has it.
"""

from logbook.importing.app_lines import read_lines, words
from logbook.importing.foreign import RPES, SUPERSETS, WARM_UPS, Line, Sheet, unit_of
from logbook.importing.kinds import Recognised
from logbook.importing.starts import start_of
from logbook.importing.tables import Row
from logbook.models.imports import LONGEST_FOREIGN_NAME

WEIGHTS = ("weight_kg", "weight_lbs", "weight_lb")
EXAMPLE = "22 Nov 2024, 18:30"
WARM_UP = "warmup"


def read_hevy(file: Recognised) -> Sheet:
    """Return the lines of a file; raise BrokenFileError where it cannot be read as a whole."""
    return read_lines(file, _line)


def _line(number: int, row: Row) -> Line:
    remarks = [WARM_UPS] * (row.get("set_type", "").strip().lower() == WARM_UP)
    remarks += [RPES] * bool(row.get("rpe", "").strip()) + [SUPERSETS] * bool(row.get("superset_id", "").strip())
    column = next((name for name in WEIGHTS if name in row), "")
    return Line(
        number,
        start_of(row["start_time"], EXAMPLE),
        words(row.get("title", "")),
        words(row.get("description", "")),
        words(row["exercise_title"], LONGEST_FOREIGN_NAME),
        words(row.get("exercise_notes", "")),
        row["reps"].strip(),
        row.get(column, "").strip(),
        unit_of(column.removeprefix("weight_")),
        remarks=tuple(map(str, remarks)),
    )
