"""What a report is made of: sections with words, pairs, tables and charts. The page and the PDF file show the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.safestring import SafeString

from logbook.charts import Frame, Series, bar_chart, line_chart


@dataclass(frozen=True)
class Column:
    """A column of a table, and the heading that it shares with its neighbours, or ""."""

    heading: str
    group: str = ""


@dataclass(frozen=True)
class Table:
    """A table; the first cell of a row names it. Cells that are numbers stand to the right where `is_numbers`."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    is_numbers: bool = False

    @property
    def labels(self) -> list[str]:
        """What each cell is called where it stands alone: a shared heading is said once, by its first column."""
        before = ["", *(column.group for column in self.columns)]
        return [
            f"{column.group}, {column.heading}" if column.group and column.group != last else column.heading
            for column, last in zip(self.columns, before, strict=False)
        ]

    @property
    def told(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The rows: what names each one, and its cells with their labels."""
        return [(row[0], list(zip(self.labels[1:], row[1:], strict=True))) for row in self.rows]

    @property
    def groups(self) -> list[tuple[str, int]]:
        """The shared headings and how many columns each one has, in order; empty where there are none."""
        if not any(column.group for column in self.columns):
            return []
        return [(name, len(list(same))) for name, same in groupby(column.group for column in self.columns)]


@dataclass(frozen=True)
class Chart:
    """A small chart whose numbers stand in the section's table: bars with a level, or lines.

    `note` stands below it and says what its shapes do not; "" for none.
    """

    frame: Frame
    series: Sequence[Series]
    has_bars: bool = False
    note: str = ""

    @property
    def svg(self) -> SafeString:
        """The chart as it stands on the page."""
        return bar_chart(self.frame, *self.series) if self.has_bars else line_chart(self.frame, self.series)


@dataclass(frozen=True)
class Section:
    """A part of the report: a table and charts, `words` in sentences, `pairs` of a label and words, and `remarks`.

    `is_own_text` when the pairs are what somebody wrote; `left_out` counts those that are not shown.
    """

    name: str
    heading: str
    words: Sequence[str] = ()
    pairs: Sequence[tuple[str, str]] = ()
    table: Table | None = None
    charts: Sequence[Chart] = ()
    remarks: Sequence[str] = ()
    is_own_text: bool = False
    left_out: int = 0
