"""How the parts of a report are laid out on paper: what matters most on top."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from logbook.pages.report import ReportPage
from logbook.pages.report_log import more_notes
from logbook.pages.report_parts import Section
from logbook.report_pdf.boxes import Box, Columns, Rule, Stack, Text
from logbook.report_pdf.drawing import ChartBox
from logbook.report_pdf.fonts import BOLD, REGULAR, SEMIBOLD, lacks, printable, width_of
from logbook.report_pdf.lines import Run
from logbook.report_pdf.tables import TableBox

# Of body text, in points; other letters go by it.
SIZE = 8.8


@dataclass(frozen=True)
class Layout:
    """Lays a report out with letters of `scale` times the usual size, and at most `most_notes` notes, None for all."""

    page: ReportPage
    scale: float
    most_notes: int | None = None

    @property
    def size(self) -> float:
        """The size of body text."""
        return SIZE * self.scale

    def boxes(self) -> list[Box]:
        """Return what stands below each other; between two of them a page may end."""
        find = self.page.section
        above = [find("activities"), self._beside(find("signs"), find("scores"))]
        below = [self._beside(find("left-out"), find("gaps")), find("suggestions")]
        parts = [
            *self._head(),
            self._pair(above, (1.5, 1)),
            self._weeks(find("weeks")),
            self._section(find("exercises")),
            self._pair(below, (1, 1.25)),
            self._section(find("notes")),
            *self._foot(),
        ]
        return [part for part in parts if part]

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
            *(text for one in self.page.sections for text in _texts(one)),
        ]
        words = _("Some signs cannot be printed here; each stands as ☐. They are on the page of the report.")
        return [Text(printable(words), 0.85 * self.size)] if any(map(lacks, told)) else []

    def _beside(self, *sections: Section | None) -> Sequence[Section]:
        return [one for one in sections if one]

    def _pair(self, sides: Sequence[Section | Sequence[Section] | None], shares: tuple[float, float]) -> Box | None:
        boxes: list[tuple[Box, float]] = []
        for side, share in zip(sides, shares, strict=True):
            parts = [self._section(one) for one in ([side] if isinstance(side, Section) else side or [])]
            found = [part for part in parts if part]
            if found:
                boxes.append((Stack(found, 0.5 * self.size), share))
        return Columns(boxes, 1.6 * self.size) if boxes else None

    def _weeks(self, section: Section | None) -> Box | None:
        if section is None or section.table is None:
            return None
        table = TableBox(section.table, 0.86 * self.size)
        tall = max(6.8 * self.size, (len(section.table.rows) + 3) * self.size * 1.3 / 2)
        charts = [ChartBox(chart, 0.74 * self.size, tall) for chart in section.charts]
        beside = Columns([(table, 1.95), (Stack(charts, 0.6 * self.size), 1)], 1.6 * self.size) if charts else table
        return Stack([*self._heading(section), beside, *self._words(section)], 0.2 * self.size, kind="Sect")

    def _section(self, section: Section | None) -> Box | None:
        if section is None:
            return None
        table = [TableBox(section.table, 0.9 * self.size)] if section.table else []
        return Stack([*self._heading(section), *table, *self._words(section)], 0.15 * self.size, kind="Sect")

    def _heading(self, section: Section) -> list[Box]:
        heading = Text([Run(printable(section.heading), BOLD)], 1.12 * self.size, kind="H2")
        return [heading, Rule(0.5, 0.1 * self.size)]

    def _words(self, section: Section) -> list[Box]:
        size = 0.92 * self.size
        pairs = section.pairs
        left_out = section.left_out
        if section.name == "notes" and self.most_notes is not None:
            left_out += max(len(pairs) - self.most_notes, 0)
            pairs = pairs[: self.most_notes]
        told = [[Run(f"{printable(label)}: ", SEMIBOLD), Run(printable(words), REGULAR)] for label, words in pairs]
        remarks = [*section.remarks, *([more_notes(left_out)] if left_out else [])]
        return [
            *(Text(printable(text), size) for text in section.words),
            *(Text(runs, size) for runs in told),
            *(Text(printable(text), size) for text in remarks),
        ]


def _texts(section: Section) -> list[str]:
    rows = section.table.rows if section.table else []
    return [*section.words, *(text for pair in section.pairs for text in pair), *(cell for row in rows for cell in row)]
