"""How the parts of a report are laid out on paper: what matters most on top."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from logbook.pages.report import ReportPage
from logbook.pages.report_log import more_notes
from logbook.pages.report_parts import Chart, Section, Table
from logbook.report_pdf.boxes import Box, Columns, Rule, Stack, Text
from logbook.report_pdf.drawing import ChartBox
from logbook.report_pdf.fonts import BOLD, REGULAR, SEMIBOLD, lacks, printable, width_of
from logbook.report_pdf.lines import Run
from logbook.report_pdf.tables import TableBox

# Of body text, in points; other letters go by it.
SIZE = 8.8
# How the width is shared by two columns.
SHARES = (1.3, 1.0)
# How high a chart is at least, in parts of the size of body text: three lines need to be told apart.
LOWEST_CHART = 10.5


@dataclass(frozen=True)
class Layout:
    """Lays a report out with letters of `scale` times the usual size.

    `notes` are the places of the notes that it has, None for all.
    """

    page: ReportPage
    scale: float
    notes: Sequence[int] | None = None

    @property
    def size(self) -> float:
        """The size of body text."""
        return SIZE * self.scale

    def boxes(self) -> list[Box]:
        """Return what stands below each other; between two of them a page may end."""
        rows = [self._row(columns) for columns in self.page.rows]
        empty = [Text(printable(self.page.empty_words), self.size)] if self.page.empty_words else []
        return [*self._head(), *empty, *rows, *self._foot()]

    def _row(self, columns: Sequence[Sequence[Section]]) -> Box:
        boxes = [Stack([self._section(one) for one in column], 0.5 * self.size) for column in columns]
        if len(boxes) == 1:
            return boxes[0]
        return Columns(list(zip(boxes, SHARES, strict=True)), 1.6 * self.size)

    def _head(self) -> list[Box]:
        title = [Run(printable(self.page.title), BOLD)]
        if self.page.name:
            title.append(Run(f" – {printable(self.page.name)}", SEMIBOLD))
        facts = [
            Stack([Text(printable(label), 0.8 * self.size), Text([Run(printable(words), SEMIBOLD)], self.size)])
            for label, words in self.page.facts
        ]
        shares = [self._needed(*fact) for fact in self.page.facts]
        return [
            Text(title, 1.8 * self.size, kind="H1", below=0.1 * self.size),
            Text(printable(self.page.disclaimer), self.size, below=0.5 * self.size),
            Rule(0.9, 0.3 * self.size),
            Columns(list(zip(facts, shares, strict=True)), 0.8 * self.size),
        ]

    def _needed(self, label: str, words: str) -> float:
        """Return how wide a fact is."""
        return max(width_of(label, REGULAR, 0.8 * self.size), width_of(words, SEMIBOLD, self.size))

    def _foot(self) -> list[Box]:
        told = [
            *(self.page.title, self.page.name),
            *(words for _label, words in self.page.facts),
            *(text for one in self.page.sections for text in self._texts(one)),
        ]
        words = _("Some signs cannot be printed here; each stands as ☐. They are on the page of the report.")
        return [Text(printable(words), 0.85 * self.size)] if any(map(lacks, told)) else []

    def _section(self, section: Section) -> Box:
        tables = [self._table(section, section.table)] if section.table else []
        return Stack([*self._heading(section), *tables, *self._words(section)], 0.15 * self.size, kind="Sect")

    def _table(self, section: Section, table: Table) -> Box:
        """Return a table, with the charts of the same numbers beside it."""
        if not section.charts:
            return TableBox(table, 0.9 * self.size)
        tall = max(LOWEST_CHART * self.size, (len(table.rows) + 1) * self.size * 1.3 / 2)
        charts = Stack([self._chart(chart, tall) for chart in section.charts], 0.5 * self.size)
        return Columns([(TableBox(table, 0.86 * self.size), 1.95), (charts, 1)], 1.6 * self.size)

    def _chart(self, chart: Chart, tall: float) -> Box:
        size = 0.74 * self.size
        note = [Text(printable(chart.note), size)] if chart.note else []
        return Stack([ChartBox(chart, size, tall), *note], 0.2 * size)

    def _heading(self, section: Section) -> list[Box]:
        heading = Text([Run(printable(section.heading), BOLD)], 1.12 * self.size, kind="H2")
        return [heading, Rule(0.5, 0.1 * self.size)]

    def _words(self, section: Section) -> list[Box]:
        size = 0.92 * self.size
        pairs = self._pairs(section)
        left_out = section.left_out + len(section.pairs) - len(pairs)
        told = [[Run(f"{printable(label)}: ", SEMIBOLD), Run(printable(words), REGULAR)] for label, words in pairs]
        remarks = [*section.remarks, *([more_notes(left_out)] if left_out else [])]
        return [
            *(Text(printable(text), size) for text in section.words),
            *(Text(runs, size) for runs in told),
            *(Text(printable(text), size) for text in remarks),
        ]

    def _pairs(self, section: Section) -> Sequence[tuple[str, str]]:
        if self.notes is None or not section.is_own_text:
            return section.pairs
        return [section.pairs[place] for place in self.notes]

    def _texts(self, section: Section) -> list[str]:
        """Return what of a section may be in any letters."""
        rows = section.table.rows if section.table else []
        pairs = self._pairs(section)
        return [*(text for pair in pairs for text in pair), *(cell for row in rows for cell in row)]
