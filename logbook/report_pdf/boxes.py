"""What a page of the PDF file is put together from: boxes that say how high they are, and draw themselves.

All lengths are points; places count from the top left corner of the page. A box draws
its parts in the order in which they are read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from reportlab.pdfgen.canvas import Canvas

from logbook.report_pdf.fonts import REGULAR
from logbook.report_pdf.lines import Piece, Run, wrap
from logbook.report_pdf.tagging import Tagger

# How high a line is, and where letters stand in it, in parts of their size.
LEADING, BASELINE = 1.24, 0.93


class Pen:
    """Draws on the pages of a file, `height` points high."""

    def __init__(self, canvas: Canvas, height: float) -> None:
        self.canvas = canvas
        self.height = height
        self.tags = Tagger(canvas)

    def write(self, x: float, y: float, text: str, font: str, size: float) -> None:
        """Write a text whose line begins at a place."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.height - y - BASELINE * size, text)

    def lines(self, x: float, y: float, lines: Sequence[Sequence[Piece]], size: float) -> None:
        """Write lines one below the other."""
        for number, pieces in enumerate(lines):
            for piece in pieces:
                self.write(x + piece.x, y + number * LEADING * size, piece.text, piece.font, size)

    def rule(self, x: float, y: float, width: float, thickness: float) -> None:
        """Draw a level line, as decoration."""
        with self.tags.artifact():
            self.canvas.setLineWidth(thickness)
            self.canvas.line(x, self.height - y, x + width, self.height - y)


class Box(Protocol):
    """Something that is drawn at a place, as wide as it is told."""

    def height(self, width: float) -> float:
        """Return how high it is at a width."""

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Draw it with its top left corner at a place."""

    def parts(self) -> "Sequence[Box]":
        """Return what it can be taken apart into where it is higher than a page; nothing where it cannot."""


class Text:
    """Some text, one element of the tree; `below` is the space under it, `rule` a line there."""

    def __init__(self, runs: Sequence[Run] | str, size: float, *, kind: str = "P", below: float = 0) -> None:
        self._runs = [Run(runs, REGULAR)] if isinstance(runs, str) else runs
        self._size = size
        self._kind = kind
        self._below = below
        self._lines: dict[float, list[list[Piece]]] = {}

    def _wrapped(self, width: float) -> list[list[Piece]]:
        if width not in self._lines:
            self._lines[width] = wrap(self._runs, width, self._size)
        return self._lines[width]

    def height(self, width: float) -> float:
        """Return how high its lines are."""
        return len(self._wrapped(width)) * self._size * LEADING + self._below

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Write it."""
        with pen.tags.element(self._kind), pen.tags.content():
            pen.lines(x, y, self._wrapped(width), self._size)

    def parts(self) -> Sequence[Box]:
        """Return nothing: no text of a report is as long as a page."""
        return ()


@dataclass(frozen=True)
class Rule:
    """A line from side to side, with space below."""

    thickness: float
    below: float

    def height(self, width: float) -> float:  # noqa: ARG002 — every box is asked so
        """Return the space that it takes."""
        return self.thickness + self.below

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Draw it."""
        pen.rule(x, y + self.thickness / 2, width, self.thickness)

    def parts(self) -> Sequence[Box]:
        """Return nothing."""
        return ()


@dataclass(frozen=True)
class Stack:
    """Boxes below each other; `kind` puts them into an element of their own."""

    boxes: Sequence[Box]
    gap: float = 0
    kind: str = ""

    def height(self, width: float) -> float:
        """Return how high all of them are."""
        return sum(box.height(width) for box in self.boxes) + self.gap * max(len(self.boxes) - 1, 0)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Draw one after the other."""
        if self.kind:
            with pen.tags.element(self.kind):
                self._draw(pen, x, y, width)
        else:
            self._draw(pen, x, y, width)

    def parts(self) -> Sequence[Box]:
        """Return what is in it."""
        return self.boxes

    def _draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        for box in self.boxes:
            box.draw(pen, x, y, width)
            y += box.height(width) + self.gap


@dataclass(frozen=True)
class Columns:
    """Boxes beside each other, each with its share of the width."""

    boxes: Sequence[tuple[Box, float]]
    gap: float

    def _widths(self, width: float) -> list[float]:
        free = width - self.gap * (len(self.boxes) - 1)
        total = sum(share for _box, share in self.boxes)
        return [free * share / total for _box, share in self.boxes]

    def height(self, width: float) -> float:
        """Return how high the highest one is."""
        return max(box.height(own) for (box, _share), own in zip(self.boxes, self._widths(width), strict=True))

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Draw them from left to right."""
        for (box, _share), own in zip(self.boxes, self._widths(width), strict=True):
            box.draw(pen, x, y, own)
            x += own + self.gap

    def parts(self) -> Sequence[Box]:
        """Return what stands beside each other, to be put below each other."""
        return [box for box, _share in self.boxes]
