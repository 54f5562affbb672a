"""The names of the export's two formats, shared by what writes and what reads them. Pure; docs/export.md.

JSON has everything; CSV has the sets, one row for each side of a set.
"""

import re
from datetime import date
from decimal import Decimal

from logbook.weeks import DAYS_IN_WEEK, MONDAY, SUNDAY, WEEK_ZERO, Week

FORMAT = "hipstrength"
# Raised when an older reader would misread what is written; it refuses a version that it does not know.
VERSION = 1
# Names of the days on which weeks can start, by their number in Python.
WEEK_STARTS = {MONDAY: "monday", SUNDAY: "sunday"}
CSV_COLUMNS = (
    *("date", "started_at", "exercise", "revision", "set", "side", "count", "count_unit", "band", "band_position"),
    *("weight_value", "weight_unit", "pain_before", "pain_during", "pain_next_morning", "note"),
    # So that no note is lost, and importing a file twice adds nothing; a file without them can be read, too.
    *("exercise_note", "time_zone", "workout"),
)
# Spreadsheets take a file with this mark for UTF-8.
BYTE_ORDER_MARK = "\ufeff"
# A cell begins where a text does; in spreadsheets that split at semicolons also within it, after one and on a new line.
_BEGIN = r"(?:\A|(?<=[;\t\r\n]))"
# A spreadsheet runs a cell that begins so, perhaps after spaces and quotation marks, some also signs of full width.
# One with our own mark in front could be taken for one that was marked.
_RUN = r"(?='*(?:[^\S;\t\r\n]|\")*[=+\-@\uff1d\uff0b\uff0d\uff20])"
_BLANK = r"(?='*[\t\r])"
RUN_BY_SPREADSHEETS = re.compile(rf"{_BEGIN}{_RUN}|\A{_BLANK}")
MARKED = re.compile(rf"{_BEGIN}'{_RUN}|\A'{_BLANK}")


def plain_breaks(text: str) -> str:
    """Return a text whose line breaks are single characters, as the forms of the log keep them.

    Editors give all lines of a file the same ends, those within a cell too. So in a CSV they mean nothing.
    """
    return text.replace("\r\n", "\n").replace("\r", "\n")


def harmless(text: str) -> str:
    """Return a text for a cell of CSV so that no spreadsheet runs it, split at commas or semicolons: with marks.

    A ' stands before whatever would be run (docs/export.md); a text that has nothing of the kind stays as it is.
    """
    return RUN_BY_SPREADSHEETS.sub("'", text)


def as_written(cell: str) -> str:
    """Return the text that `harmless` made a cell of."""
    return MARKED.sub("", cell)


def first_day(number: int, week_start: int) -> date:
    """Return the first day of the week with a number (`Week.number`), which names it in the file."""
    return Week.numbered(number, week_start).first


def week_number(day: date) -> int:
    """Return the number of the week that begins on a day, whichever weekday that is."""
    return (day - WEEK_ZERO[SUNDAY]).days // DAYS_IN_WEEK


def plain_number(value: Decimal) -> int | float:
    """Return a number with two decimals at most as JSON writes it: 12, 2.5."""
    return int(value) if value == value.to_integral_value() else float(value)
