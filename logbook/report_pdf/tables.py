"""Tables of the PDF file: each column as wide as it needs to be, each cell an element of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from logbook.pages.report_parts import Table
from logbook.report_pdf.boxes import LEADING, Box, Pen
from logbook.report_pdf.fonts import REGULAR, SEMIBOLD, printable, width_of
from logbook.report_pdf.lines import Piece, Run, wrap

THICK, THIN = 0.7, 0.25
# Between a column and the next, and above and below the words of a row, in parts of their size.
BETWEEN, AROUND = 1.1, 0.14


class TableBox:
    """A table with its caption; `size` is that of its letters."""

    def __init__(self, table: Table, size: float) -> None:
        self._table = table
        self._size = size
        self._is_numbers = table.is_numbers
        self._caption = printable(table.caption)
        self._head = [printable(column.heading) for column in table.columns]
        self._rows = [[printable(cell) for cell in row] for row in table.rows]
        self._groups = [(printable(name), count) for name, count in table.groups]
        self._laid: dict[float, _Laid] = {}

    def height(self, width: float) -> float:
        """Return how high caption, headings and rows are."""
        laid = self._at(width)
        groups = self._line if self._groups else 0
        caption = len(laid.caption) * self._line + self._pad
        return caption + groups + sum(map(self._row_height, [laid.head, *laid.rows]))

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Draw it row by row."""
        laid = self._at(width)
        with pen.tags.element("Table"):
            with pen.tags.element("Caption"), pen.tags.content():
                pen.lines(x, y, laid.caption, self._size)
            y += len(laid.caption) * self._line + self._pad
            if self._groups:
                self._draw_groups(pen, x, y, laid.widths)
                y += self._line
            y = self._draw_row(pen, x, y, laid.head, laid.widths, is_head=True)
            pen.rule(x, y, width, THICK)
            for number, row in enumerate(laid.rows):
                if number:
                    pen.rule(x, y, width, THIN)
                y = self._draw_row(pen, x, y, row, laid.widths)

    def parts(self) -> Sequence[Box]:
        """Return two tables with half of the rows each."""
        half = len(self._table.rows) // 2
        if not half:
            return ()
        halves = self._table.rows[:half], self._table.rows[half:]
        return [TableBox(replace(self._table, rows=rows), self._size) for rows in halves]

    @property
    def _line(self) -> float:
        return self._size * LEADING

    @property
    def _pad(self) -> float:
        return self._size * AROUND

    @property
    def _between(self) -> float:
        return self._size * BETWEEN

    def _row_height(self, cells: "list[list[list[Piece]]]") -> float:
        return max(map(len, cells)) * self._line + 2 * self._pad

    def _at(self, width: float) -> "_Laid":
        if width not in self._laid:
            widths = self._widths(width)
            inner = [own - self._between for own in widths]
            self._laid[width] = _Laid(
                widths,
                wrap([Run(self._caption, REGULAR)], width, self._size),
                [wrap([Run(cell, SEMIBOLD)], own, self._size) for cell, own in zip(self._head, inner, strict=True)],
                [
                    [wrap([Run(cell, REGULAR)], own, self._size) for cell, own in zip(row, inner, strict=True)]
                    for row in self._rows
                ],
            )
        return self._laid[width]

    def _widths(self, width: float) -> list[float]:
        """Share the width out: what is narrow gets what it needs, and what is wide shares the rest."""
        needed = self._needed
        if sum(needed) <= width:
            spare = width - sum(needed)
            if self._is_numbers:
                return [needed[0], *(own + spare / (len(needed) - 1) for own in needed[1:])]
            return [own + spare * own / sum(needed) for own in needed]
        widths: dict[int, float] = {}
        for place in sorted(range(len(needed)), key=needed.__getitem__):
            fair = (width - sum(widths.values())) / (len(needed) - len(widths))
            widths[place] = min(needed[place], fair)
        return [widths[place] for place in range(len(needed))]

    @cached_property
    def _needed(self) -> list[float]:
        columns = zip(self._head, *self._rows, strict=True)
        return [
            max([width_of(head, SEMIBOLD, self._size), *(width_of(cell, REGULAR, self._size) for cell in cells)])
            + self._between
            + 0.1
            for head, *cells in columns
        ]

    def _draw_groups(self, pen: Pen, x: float, y: float, widths: Sequence[float]) -> None:
        place = 0
        with pen.tags.element("TR"):
            for name, count in self._groups:
                left, right = x + sum(widths[:place]), x + sum(widths[: place + count])
                place += count
                kind, scope = ("TH", "Column") if name else ("TD", "")
                with pen.tags.element(kind, scope=scope, span=count):
                    if name:
                        with pen.tags.content():
                            middle = (left + self._between + right - width_of(name, SEMIBOLD, self._size)) / 2
                            pen.write(middle, y, name, SEMIBOLD, self._size)
                if name:
                    pen.rule(left + self._between, y + self._line, right - left - self._between, THIN)

    def _draw_row(
        self,
        pen: Pen,
        x: float,
        y: float,
        cells: "list[list[list[Piece]]]",
        widths: Sequence[float],
        *,
        is_head: bool = False,
    ) -> float:
        """Draw a row and return where the next one begins."""
        with pen.tags.element("TR"):
            for place, (lines, own) in enumerate(zip(cells, widths, strict=True)):
                scope = "Column" if is_head else "" if place else "Row"
                with pen.tags.element("TH" if scope else "TD", scope=scope), pen.tags.content():
                    at = x + self._shift(lines, own) if place and self._is_numbers else x
                    pen.lines(at, y + self._pad, lines, self._size)
                x += own
        return y + self._row_height(cells)

    def _shift(self, lines: list[list[Piece]], own: float) -> float:
        """Return how far to the right the text of a cell begins, so that it ends where its column does."""
        longest = max((sum(width_of(one.text, one.font, self._size) for one in line) for line in lines), default=0)
        return own - longest


@dataclass(frozen=True)
class _Laid:
    """A table at one width: that of each column, and the lines of each cell."""

    widths: list[float]
    caption: list[list[Piece]]
    head: list[list[list[Piece]]]
    rows: list[list[list[list[Piece]]]]
