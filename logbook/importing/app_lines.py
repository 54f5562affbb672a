"""What reading the files of other apps has in common: their lines and their words. Pure."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from logbook.importing.checks import text
from logbook.importing.foreign import Line, Sheet, tidy
from logbook.importing.found import BrokenFileError, Found
from logbook.importing.kinds import Recognised
from logbook.importing.tables import Row, rows_of

LONGEST_WORDS = 2_000


def read_lines(file: Recognised, line_of: Callable[[int, Row], Line | None]) -> Sheet:
    """Return the lines of an app's file, each as `line_of` reads its number and cells; None is no set.

    What `line_of` raises ValueError for is told beside the line. Raises BrokenFileError where the
    file cannot be read as a whole.
    """
    sheet, found = Sheet(file.kind), Found()
    for number, row in rows_of(file, found):
        try:
            line = line_of(number, row)
        except ValueError as error:
            found.complain(number, error)
            continue
        if line is not None:
            sheet.lines.append(line)
    sheet.problems = found.problems
    if not sheet.lines and not sheet.problems:
        raise BrokenFileError(_("The file has a header, and no set below it."))
    return sheet


def words(value: str, longest: int = LONGEST_WORDS) -> str:
    """Return somebody's words; raise ValueError where they cannot be stored."""
    return text(tidy(value), longest, _("A text in this line"))
