"""What kind of file was sent, by its content alone. Pure: bytes in, kind and text out."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from logbook.importing.found import BrokenFileError

JSON, CSV, STRONG, HEVY = "json", "csv", "strong", "hevy"
MOST_BYTES = 5 * 1024 * 1024
TOO_LARGE = gettext_lazy(
    "The file is too large: at most 5 MB can be imported. HipStrength can export one year at a time."
)
DELIMITERS = ",;\t"
# A line that tells Excel what stands between two cells; where it was saved by another program, with empty cells behind.
SEPARATOR = re.compile(r'"?sep=[,;\t]"?[,;\t ]*(?:[\r\n]+|\Z)', re.IGNORECASE)
# What a header must have to be one of these, in small letters. Strong translates its own; the German one is known.
HEADERS = (
    (CSV, {"date", "exercise", "set", "side", "count"}),
    (HEVY, {"exercise_title", "start_time", "reps"}),
    (STRONG, {"date", "exercise name", "set order", "reps"}),
    (STRONG, {"datum", "name der übung", "reihenfolge festlegen", "wiederh."}),
)
# A line of text may have a comma or two.
FEWEST_COLUMNS = 4
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM", b"II*\0", b"MM\0*")
PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")
UTF_8 = b"\xef\xbb\xbf"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Recognised:
    """A file that can be read: its kind, its text, and for a CSV what stands between two cells."""

    kind: str
    text: str
    delimiter: str = ","


def recognise(data: bytes) -> Recognised:
    """Return what a file is; raise BrokenFileError, with words for the person, where it is nothing that can be read."""
    text = _decoded(data)
    start = text.lstrip()
    if not start:
        raise BrokenFileError(_("The file is empty."))
    if start[0] in "{[":
        return Recognised(JSON, text)
    line = (table_of(text).splitlines() or [""])[0]
    for delimiter in DELIMITERS:
        kind = kind_of_header(_cells(line, delimiter))
        if kind:
            return Recognised(kind, text, delimiter)
    words = _("This is no file that can be imported: its first line is not the header of a known export.")
    words += " " + _("Here is “%(line)s”.") % {"line": line[:80]}
    if max(len(_cells(line, delimiter)) for delimiter in DELIMITERS) >= FEWEST_COLUMNS:
        words += " " + _("If it is from Strong or Hevy, set that app to English and export it again.")
    raise BrokenFileError(words)


def table_of(text: str) -> str:
    """Return a text from the header of its table on, without what stands before it: empty lines and "sep=;"."""
    start = text.lstrip()
    told = SEPARATOR.match(start)
    return start[told.end() :].lstrip() if told else start


def kind_of_header(cells: Sequence[str]) -> str:
    """Return which export has this header; "" for none."""
    names = {cell.strip().lower() for cell in cells}
    return next((kind for kind, needed in HEADERS if needed <= names), "")


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(line), delimiter=delimiter))
    except (csv.Error, StopIteration):
        return []


def _decoded(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        raise BrokenFileError(str(TOO_LARGE))
    if not data.strip(b" \t\r\n\0" + UTF_8):
        raise BrokenFileError(_("The file is empty."))
    if data.startswith(PACKED):
        raise BrokenFileError(
            _("This is a packed file or a spreadsheet. Unpack it, or save the spreadsheet as CSV in UTF-8.")
        )
    if data.startswith(UTF_16):
        raise BrokenFileError(_("The file is written in UTF-16. Save it as CSV in UTF-8, and send that."))
    if data.startswith(PICTURES) or data[4:8] == b"ftyp":
        raise BrokenFileError(_("This is a picture or a film. Send the file that was exported."))
    if data.startswith(b"%PDF"):
        raise BrokenFileError(_("This is a PDF, which is for reading. Send the JSON or CSV that was exported."))
    if b"\0" in data:
        _refuse_nulls(data)
    try:
        return data.removeprefix(UTF_8).decode("utf-8")
    except UnicodeDecodeError as error:
        raise BrokenFileError(
            _("The file is not written in UTF-8. Open it in your spreadsheet, save it as CSV in UTF-8, and send that.")
        ) from error


def _refuse_nulls(data: bytes) -> None:
    # Two bytes for each letter, and half of them are nothing.
    if data[:200].count(0) * 3 > len(data[:200]):
        raise BrokenFileError(_("The file is written in UTF-16. Save it as CSV in UTF-8, and send that."))
    raise BrokenFileError(_("The file has null characters in it, so it is no text, or it is damaged. Export it again."))
