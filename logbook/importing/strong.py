"""Reading the CSV that the app Strong exports. Pure.

It has come in several forms: with commas or semicolons, with the unit in a column of its own, in the name of
the column, or nowhere. "Set Order" has a number, a mark (W warm-up, D drop set, F failure), or says that the
line is no set: "Rest Timer", "Note".
"""

from datetime import date, datetime

from django.utils.translation import gettext as _

from logbook.importing.checks import shown, text
from logbook.importing.foreign import RPES, WARM_UPS, Line, Sheet, tidy, unit_of
from logbook.importing.found import BrokenFileError, Found
from logbook.importing.kinds import STRONG, Recognised
from logbook.importing.tables import Row, rows_of
from logbook.models.imports import LONGEST_FOREIGN_NAME

WEIGHTS = ("weight", "weight (kg)", "weight (lbs)", "weight (lb)", "kg", "lbs")
WARM_UP, NOTE, REST = "w", "note", "rest timer"
LONGEST_WORDS = 2_000
EXAMPLE = "2024-01-05 18:30:00"


def read_strong(file: Recognised) -> Sheet:
    """Return the lines of a file; raise BrokenFileError where it cannot be read as a whole."""
    sheet, found = Sheet(STRONG), Found()
    for number, row in rows_of(file, found):
        try:
            line = _line(number, row)
        except ValueError as error:
            found.complain(number, error)
            continue
        if line is not None:
            sheet.lines.append(line)
    sheet.problems = found.problems
    if not sheet.lines and not sheet.problems:
        raise BrokenFileError(_("The file has a header, and no set below it."))
    return sheet


def _line(number: int, row: Row) -> Line | None:
    order = row["set order"].strip().lower()
    if order.startswith(REST):
        return None
    remarks = [WARM_UPS] * (order == WARM_UP) + [RPES] * bool(row.get("rpe", "").strip(" 0."))
    column = next((name for name in WEIGHTS if name in row), "")
    return Line(
        number,
        start_of(row["date"]),
        words(row.get("workout name", "")),
        words(row.get("workout notes", "")),
        words(row["exercise name"], LONGEST_FOREIGN_NAME),
        words(row.get("notes", "")),
        row["reps"].strip(),
        row.get(column, "").strip(),
        unit_of(row.get("weight unit", "")) or unit_of(column.removeprefix("weight")),
        is_note=order == NOTE,
        remarks=tuple(map(str, remarks)),
    )


def words(value: str, longest: int = LONGEST_WORDS) -> str:
    """Return somebody's words; raise ValueError where they cannot be stored."""
    return text(tidy(value), longest, _("A text in this line"))


def start_of(value: str, example: str = EXAMPLE) -> datetime | date:
    """Return when a workout began, as clocks showed it: "2024-01-05 18:30:00", or the day alone.

    Raises ValueError with words that have `example`, which is how the app writes a start.
    """
    written = value.strip()
    try:
        if len(written) == len("2024-01-05"):
            return date.fromisoformat(written)
        return datetime.fromisoformat(written)
    except ValueError as error:
        raise no_start(value, example) from error


def no_start(value: str, example: str) -> ValueError:
    """Return what to raise for a start that is none."""
    words = _("A start looks like %(example)s. Here is %(value)s.")
    return ValueError(words % {"example": example, "value": shown(value)})
