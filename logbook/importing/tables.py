"""The lines of a CSV as dicts with their numbers. Pure."""

import csv
import io
from collections.abc import Container, Iterator, Sequence

from django.utils.translation import gettext as _

from logbook.importing.found import MOST_ROWS, BrokenFileError, Found
from logbook.importing.kinds import HEADERS, Recognised, kind_of_header, table_of
from logbook.transfer.names import plain_breaks

Row = dict[str, str]
MOST_COLUMNS = 100


def rows_of(file: Recognised, found: Found) -> Iterator[tuple[int, Row]]:
    """Yield number and cells of each line after the header; a cell is known by its column's name in small letters.

    Line breaks within cells are single characters, whatever the file has. Lines whose cells do not fit
    the header are told in `found`. Raises BrokenFileError where the file as a whole cannot be read.
    """
    text = plain_breaks(file.text)
    table = table_of(text)
    reader = csv.reader(io.StringIO(table, newline=""), delimiter=file.delimiter, strict=True)
    # Lines before the header count, too.
    skipped = text[: len(text) - len(table)].count("\n")
    # A last line that does not end may have been cut off; what it lacks is not known to be empty.
    cut = 0 if table.endswith("\n") else table.count("\n") + 1
    needed = {name for kind, names in HEADERS if kind == file.kind for name in names}
    header: list[str] = []
    begun, rows = 1, 0
    try:
        for cells in reader:
            line, begun = begun + skipped, reader.line_num + 1
            if not header:
                header = _header(cells, file)
            elif any(cells):
                rows += 1
                if rows > MOST_ROWS:
                    raise BrokenFileError(_("The file has more than 50,000 lines. Cut it into several files."))
                fitting = _fitting(cells, header, set(header) if reader.line_num == cut else needed)
                if fitting is not None:
                    yield line, dict(zip(header, fitting, strict=True))
                else:
                    words = _("This line has %(cells)s cells, and the header has %(names)s.")
                    found.complain(line, words % {"cells": len(cells), "names": len(header)})
    except csv.Error as error:
        raise BrokenFileError(
            _("The file is damaged near line %(line)s: %(why)s.")
            % {"line": begun + skipped, "why": _reason(str(error))}
        ) from error


def _fitting(cells: list[str], header: Sequence[str], needed: Container[str]) -> list[str] | None:
    """Return as many cells as the header has, with empty ones added or taken away at the end as spreadsheets do.

    None where one with words would be lost, or one that is `needed` would be made up.
    """
    if any(cell.strip() for cell in cells[len(header) :]) or any(name in needed for name in header[len(cells) :]):
        return None
    return [*cells[: len(header)], *[""] * (len(header) - len(cells))]


def _header(cells: Sequence[str], file: Recognised) -> list[str]:
    names = [cell.strip().lower() for cell in cells]
    # What it is was told by its first line alone, and a name may go on in the second one.
    if kind_of_header(names) != file.kind:
        raise BrokenFileError(_("The header of the file is damaged."))
    if len(names) > MOST_COLUMNS:
        raise BrokenFileError(_("The file has more columns than any known export."))
    for name in names:
        if name and names.count(name) > 1:
            raise BrokenFileError(_("The column “%(name)s” is there twice.") % {"name": name[:40]})
    return names


def _reason(error: str) -> str:
    if "field larger than" in error:
        return _("a cell is too long")
    if "unexpected end" in error:
        return _("a quotation mark is opened and never closed")
    return _("a quotation mark stands where none may be")
