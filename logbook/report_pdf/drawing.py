"""Charts of the PDF file, as vectors in black: what differs, differs by its shape and its dashes."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from logbook.charts import Series, nice_step
from logbook.pages.report_parts import Chart
from logbook.report_pdf.boxes import LEADING, Box, Pen
from logbook.report_pdf.fonts import REGULAR, SEMIBOLD, printable, width_of

GREY, LIGHT = 0.35, 0.75
BAR_SHARE, MARKER = 0.66, 1.7
# One for each line: through, dashes, dots.
DASHES: Sequence[tuple[float, ...]] = ((), (4, 2), (1, 1.6))
SAMPLE = 15.0


class ChartBox:
    """A chart with its title and its key, `tall` points high."""

    def __init__(self, chart: Chart, size: float, tall: float) -> None:
        self._chart = chart
        self._size = size
        self._tall = tall

    def height(self, width: float) -> float:  # noqa: ARG002 — every box is asked so
        """Return how high it is."""
        return self._tall

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Draw it; who cannot see it hears its title and where the numbers are."""
        frame = self._chart.frame
        with (
            pen.tags.element("Figure", alt=printable(f"{frame.title}. {frame.description}")),
            pen.tags.content(),
        ):
            pen.write(x, y, printable(frame.title), SEMIBOLD, self._size)
            _Plot(pen, self._chart, Place(x, y, width, self._tall, self._size)).draw()

    def parts(self) -> Sequence[Box]:
        """Return nothing."""
        return ()


@dataclass(frozen=True)
class Place:
    """Where on the page a chart is, and how large; `size` is that of its letters."""

    x: float
    y: float
    width: float
    tall: float
    size: float


class _Plot:
    """The inside of a chart: from points and values to places on the page."""

    def __init__(self, pen: Pen, chart: Chart, at: Place) -> None:
        self._pen, self._canvas, self._chart = pen, pen.canvas, chart
        self._at, self._size = at, at.size
        line = at.size * LEADING
        self._key_y = at.y + line
        values = [value for one in chart.series for value in one.values if value is not None]
        highest = max([chart.frame.top or 1, *values])
        self._step = nice_step(highest)
        self._top = chart.frame.top or highest
        self._left, self._right = at.x + 2.2 * at.size, at.x + at.width
        self._upper, self._lower = at.y + 2 * line + 0.5 * at.size, at.y + at.tall - line
        self._slot = (self._right - self._left) / max(len(chart.frame.points), 1)

    def draw(self) -> None:
        """Draw axes, values and key."""
        self._canvas.saveState()
        self._axes()
        if self._chart.has_bars:
            bars, level = self._chart.series
            self._bars(bars)
            self._level(level)
        else:
            for number, one in enumerate(self._chart.series):
                self._line(number, one)
        self._key()
        self._canvas.restoreState()

    def _x(self, place: int) -> float:
        return self._left + (place + 0.5) * self._slot

    def _y(self, value: float) -> float:
        """Return the height of a value, from the bottom of the page as reportlab counts."""
        return self._pen.height - self._lower + (self._lower - self._upper) * value / self._top

    def _axes(self) -> None:
        self._canvas.setStrokeGray(LIGHT)
        self._canvas.setLineWidth(0.4)
        value = 0.0
        while value <= self._top:
            self._canvas.line(self._left, self._y(value), self._right, self._y(value))
            label = f"{value:g}"
            at = self._left - 0.5 * self._size - width_of(label, REGULAR, self._size)
            self._pen.write(at, self._pen.height - self._y(value) - 0.62 * self._size, label, REGULAR, self._size)
            value += self._step
        self._canvas.setStrokeGray(0)
        self._labels()

    def _labels(self) -> None:
        after = 0.0
        for place, label in enumerate(self._chart.frame.labels):
            text = printable(label)
            wide = width_of(text, REGULAR, self._size)
            at = min(self._x(place) - wide / 2, self._right - wide)
            if text and at >= after:
                self._pen.write(at, self._lower + 0.1 * self._size, text, REGULAR, self._size)
                after = at + wide + self._size

    def _bars(self, bars: Series) -> None:
        wide = self._slot * BAR_SHARE
        self._canvas.setLineWidth(0.7)
        for place, value in enumerate(bars.values):
            if value:
                is_whole = place != self._chart.frame.unfinished
                self._canvas.setFillGray(GREY if is_whole else 1)
                low = self._y(0)
                self._canvas.rect(self._x(place) - wide / 2, low, wide, self._y(value) - low, stroke=1, fill=1)
        self._canvas.setFillGray(0)

    def _level(self, level: Series) -> None:
        self._canvas.setLineWidth(1.3)
        self._canvas.setDash(3, 1.5)
        for place, value in enumerate(level.values):
            if value is not None:
                begin = self._left + place * self._slot
                self._canvas.line(begin, self._y(value), begin + self._slot, self._y(value))
        self._canvas.setDash()

    def _line(self, number: int, line: Series) -> None:
        """Draw one line, which no missing value and no unfinished week is joined to, and its markers."""
        unfinished = self._chart.frame.unfinished
        self._canvas.setLineWidth(0.9)
        self._canvas.setDash(*_dash(number))
        for (place, value), (_next, following) in pairwise(enumerate(line.values)):
            if value is not None and following is not None and unfinished not in (place, place + 1):
                self._canvas.line(self._x(place), self._y(value), self._x(place + 1), self._y(following))
        self._canvas.setDash()
        for place, value in enumerate(line.values):
            if value is not None:
                self._marker(number, self._x(place), self._y(value))

    def _marker(self, number: int, x: float, y: float) -> None:
        """Draw a disc for the first line, a triangle for the second, and a hollow square for the third."""
        if number == 0:
            self._canvas.circle(x, y, MARKER, stroke=0, fill=1)
        elif number == 1:
            path = self._canvas.beginPath()
            path.moveTo(x - 1.3 * MARKER, y - MARKER)
            path.lineTo(x + 1.3 * MARKER, y - MARKER)
            path.lineTo(x, y + 1.3 * MARKER)
            path.close()
            self._canvas.drawPath(path, stroke=0, fill=1)
        else:
            self._canvas.setFillGray(1)
            self._canvas.setLineWidth(0.7)
            self._canvas.rect(x - MARKER, y - MARKER, 2 * MARKER, 2 * MARKER, stroke=1, fill=1)
            self._canvas.setFillGray(0)

    def _key(self) -> None:
        names = [printable(one.name) for one in self._chart.series]
        widths = [SAMPLE + 2 + width_of(name, REGULAR, self._size) for name in names]
        # Where they do not fit beside each other they begin further to the left, and stand closer.
        x = max(self._at.x, min(self._left, self._right - sum(widths) - self._size * (len(names) - 1)))
        between = min(self._size, (self._right - x - sum(widths)) / max(len(names) - 1, 1))
        middle = self._pen.height - self._key_y - 0.62 * self._size
        for number, (name, wide) in enumerate(zip(names, widths, strict=True)):
            self._sample(number, x, middle)
            self._pen.write(x + SAMPLE + 2, self._key_y, name, REGULAR, self._size)
            x += wide + between

    def _sample(self, number: int, x: float, y: float) -> None:
        if self._chart.has_bars and number == 0:
            self._canvas.setFillGray(GREY)
            self._canvas.setLineWidth(0.7)
            self._canvas.rect(x + SAMPLE - 8, y - 2.4, 8, 4.8, stroke=1, fill=1)
            self._canvas.setFillGray(0)
            return
        self._canvas.setLineWidth(1.3 if self._chart.has_bars else 0.9)
        self._canvas.setDash(*((3, 1.5) if self._chart.has_bars else _dash(number)))
        self._canvas.line(x, y, x + SAMPLE, y)
        self._canvas.setDash()
        if not self._chart.has_bars:
            self._marker(number, x + SAMPLE / 2, y)


def _dash(number: int) -> tuple[list[float]]:
    return (list(DASHES[number]),)
