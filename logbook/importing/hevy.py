"""Reading the CSV that the app Hevy exports. Pure.

Its header says the unit of weights (weight_kg or weight_lbs). A start is "22 Nov 2024, 18:30", or written as
ISO 8601 has it.
"""

import re
from datetime import date, datetime

from logbook.importing.app_lines import no_start, read_lines, start_of, words
from logbook.importing.foreign import RPES, SUPERSETS, WARM_UPS, Line, Sheet, unit_of
from logbook.importing.kinds import Recognised
from logbook.importing.tables import Row
from logbook.models.imports import LONGEST_FOREIGN_NAME

WEIGHTS = ("weight_kg", "weight_lbs", "weight_lb")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
START = re.compile(r"(\d{1,2}) ([A-Za-z]{3})[a-z]*\.? (\d{4}),? (\d{1,2}):(\d\d)", re.ASCII)
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
        _start(row["start_time"]),
        words(row.get("title", "")),
        words(row.get("description", "")),
        words(row["exercise_title"], LONGEST_FOREIGN_NAME),
        words(row.get("exercise_notes", "")),
        row["reps"].strip(),
        row.get(column, "").strip(),
        unit_of(column.removeprefix("weight_")),
        remarks=tuple(map(str, remarks)),
    )


def _start(value: str) -> datetime | date:
    match = START.fullmatch(value.strip())
    if not match or match[2].lower() not in MONTHS:
        return start_of(value, EXAMPLE)
    day, year, hour, minute = map(int, match.group(1, 3, 4, 5))
    try:
        return datetime(year, MONTHS.index(match[2].lower()) + 1, day, hour, minute)  # noqa: DTZ001 — as clocks showed it
    except ValueError as error:
        raise no_start(value, EXAMPLE) from error
