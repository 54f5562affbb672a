"""Charts as SVG that needs no script: scales, axes, bars and lines. It knows nothing of workouts.

A chart is drawn at the width of a phone, 360 units, and grows with the page. Colours and
strokes are in history.css; what differs by colour differs by shape as well. Each
point has a strip of the full height with its words, which browsers show as a tooltip.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import escape as escape_text
from itertools import pairwise
from math import ceil
from statistics import median

from django.utils.safestring import SafeString

WIDTH, HEIGHT = 360, 190
LEFT_EDGE, RIGHT_EDGE, TOP_EDGE, BOTTOM_EDGE = 32, 352, 26, 168
LEGEND_HEIGHT = 16
MOST_TICKS = 4
# What stands in a table where there is no value.
NOTHING = "–"
TIP_END = "</title></path>"
# Labels below the axis stand at least so far apart.
LABEL_SPACE = 25
BAR_SHARE = 0.72
SPECIAL = re.compile("[&<>\"']")
# No text has this character: neither forms nor databases take it.
BETWEEN = "\0"
LARGEST_MARKER, SMALLEST_MARKER, MARKER_SPACE = 3.4, 2, 8
THIRD = 3
# Where the words for two lines begin, and for three.
LEGEND_PLACES = {1: (LEFT_EDGE,), 2: (LEFT_EDGE, 200), THIRD: (LEFT_EDGE, 122, 242)}


@dataclass(frozen=True)
class Series:
    """A name, and one value from 0 on for each point; None where there is none."""

    name: str
    values: Sequence[float | None]


@dataclass(frozen=True)
class Frame:
    """What every chart has beside its values.

    `name` is unique on the page; `title` and `description` are for who cannot see it.
    `points` has the words of each point, and `labels` what stands below it, often "".
    `top` is the value at which the axis ends, None where it ends above the values. `marks` are the places of
    points at which a line goes through the whole height. At the place `unfinished` values
    still grow: its bar is hollow, and no line leads there.
    """

    name: str
    title: str
    description: str
    points: Sequence[str]
    labels: Sequence[str]
    top: float | None = None
    marks: Sequence[int] = ()
    unfinished: int | None = None


@dataclass(frozen=True)
class Scale:
    """From points and values to places in the drawing: `count` points, values from 0 to `top` in steps of `step`."""

    count: int
    top: float
    step: float

    @classmethod
    def of(cls, frame: Frame, series: Iterable[Series]) -> "Scale":
        """Return a scale that has room for all values."""
        highest = max([frame.top or 1, *(value for one in series for value in one.values if value is not None)])
        step = nice_step(highest)
        return cls(len(frame.points), frame.top or -(-highest // step) * step, step)

    @cached_property
    def slot(self) -> float:
        """The width of one point."""
        return (RIGHT_EDGE - LEFT_EDGE) / max(self.count, 1)

    def x(self, place: int) -> float:
        """Return the middle of a point."""
        return LEFT_EDGE + (place + 0.5) * self.slot

    def y(self, value: float) -> float:
        """Return the height of a value."""
        return BOTTOM_EDGE - (BOTTOM_EDGE - TOP_EDGE) * value / self.top

    @property
    def ticks(self) -> list[float]:
        """The values at which the axis has a number."""
        return [self.step * number for number in range(int(self.top / self.step) + 1)]


def escape(text: str) -> str:
    """Return a text as it stands in HTML; most have nothing to escape, and looking is quicker than doing it."""
    return text if text.isdecimal() or not SPECIAL.search(text) else escape_text(text)


def escape_all(texts: Sequence[str]) -> list[str]:
    """Return many texts as they stand in HTML: a page of charts has thousands, and a call for each takes its time."""
    return escape(BETWEEN.join(texts)).split(BETWEEN) if texts else []


def nice_step(highest: float) -> float:
    """Return the smallest of 1, 2, 5, 10, 20, 50 … that reaches `highest`, above 0, in four steps or fewer."""
    size = 1
    while True:
        for step in (size, 2 * size, 5 * size):
            if step * MOST_TICKS >= highest:
                return step
        size *= 10


def bar_chart(frame: Frame, bars: Series, line: Series | None = None) -> SafeString:
    """Draw one bar for each point, and with `line` a level that they are held against."""
    series = [bars, line] if line else [bars]
    scale = Scale.of(frame, series)
    shapes = [
        f"{begin}{scale.y(value):.1f}{end}" if value else ""
        for (begin, end), value in zip(_bar_sides(scale.count), bars.values, strict=True)
    ]
    hollow = shapes.pop(frame.unfinished) if frame.unfinished is not None else ""
    inside = f'<path class="chart-bars" d="{"".join(shapes)}"/>'
    if hollow:
        inside += f'<path class="chart-bars chart-bars-hollow" d="{hollow}"/>'
    if line:
        inside += f'<path class="chart-level" d="{_levels(scale, line)}"/>{_legend_of_bars(bars, line)}'
    return _svg(frame, scale, inside, has_legend=line is not None)


@lru_cache
def _bar_sides(count: int) -> list[tuple[str, str]]:
    """Return what comes before and after the height of each bar; all charts of a page have the same."""
    scale = Scale(count, 1, 1)
    half = scale.slot * BAR_SHARE / 2
    end = f"h{2 * half:.1f}V{BOTTOM_EDGE}z"
    return [(f"M{scale.x(place) - half:.1f} {BOTTOM_EDGE}V", end) for place in range(count)]


def line_chart(frame: Frame, lines: Sequence[Series]) -> SafeString:
    """Draw up to three lines with a marker at each value; they are interrupted where a value is missing."""
    scale = Scale.of(frame, lines)
    inside = "".join(
        f'<path class="chart-line chart-line-{number}" d="{_line(scale, one, frame.unfinished)}"/>'
        f'<path class="chart-markers chart-markers-{number}" d="{_markers(scale, one, number, frame.unfinished)}"/>'
        for number, one in enumerate(lines, start=1)
    )
    legend = _legend_of_lines(lines) if len(lines) > 1 else ""
    return _svg(frame, scale, inside + legend, has_legend=bool(legend))


def _levels(scale: Scale, line: Series) -> str:
    edges = ((LEFT_EDGE + place * scale.slot, value) for place, value in enumerate(line.values) if value is not None)
    return "".join(f"M{x:.1f} {scale.y(value):.1f}h{scale.slot:.1f}" for x, value in edges)


def _line(scale: Scale, line: Series, unfinished: int | None) -> str:
    steps, pen = [], "M"
    for place, (middle, value) in enumerate(zip(_middles(scale.count), line.values, strict=True)):
        if value is None or place == unfinished:
            pen = "M"
            continue
        steps.append(f"{pen}{middle}{scale.y(value):.1f}")
        pen = "L"
    return "".join(steps)


@lru_cache
def _middles(count: int) -> list[str]:
    """Return the middle of each point; all charts of a page have the same."""
    scale = Scale(count, 1, 1)
    return [f"{scale.x(place):.1f} " for place in range(count)]


def _markers(scale: Scale, line: Series, number: int, unfinished: int | None) -> str:
    size = min(LARGEST_MARKER, max(SMALLEST_MARKER, scale.slot / 4))
    values = [None, *line.values, None]
    lone = {place for place in range(len(line.values)) if values[place] is values[place + 2] is None} | {unfinished}
    return "".join(
        _marker(scale.x(place), scale.y(value), size, number)
        for place, value in enumerate(line.values)
        # Where points are close, only those that no line leads to.
        if value is not None and (scale.slot >= MARKER_SPACE or place in lone)
    )


def _marker(x: float, y: float, size: float, number: int) -> str:
    """Return a disc for the first line, a triangle for the second, and a square for the third."""
    if number == 1:
        arc = f"a{size:.1f} {size:.1f} 0 1 0"
        return f"M{x - size:.1f} {y:.1f}{arc} {2 * size:.1f} 0{arc} {-2 * size:.1f} 0z"
    side = 1.3 * size
    if number == THIRD:
        return f"M{x - size:.1f} {y - size:.1f}h{2 * size:.1f}v{2 * size:.1f}h{-2 * size:.1f}z"
    return f"M{x - side:.1f} {y + size:.1f}h{2 * side:.1f}L{x:.1f} {y - 1.2 * size:.1f}z"


def _svg(frame: Frame, scale: Scale, inside: str, *, has_legend: bool) -> SafeString:
    name, top = escape(frame.name), 0 if has_legend else LEGEND_HEIGHT
    # Every text in it went through escape.
    return SafeString(
        f'<svg class="chart" viewBox="0 {top} {WIDTH} {HEIGHT - top}" role="img"'
        f' aria-labelledby="{name}-title {name}-words">'
        f'<title id="{name}-title">{escape(frame.title)}</title>'
        f'<desc id="{name}-words">{escape(frame.description)}</desc>'
        f"{_axes(frame, scale)}{inside}{_tips(frame, scale)}</svg>"
    )


def _axes(frame: Frame, scale: Scale) -> str:
    grid = "".join(f"M{LEFT_EDGE} {scale.y(tick):.1f}H{RIGHT_EDGE}" for tick in scale.ticks)
    numbers = "".join(
        f'<text x="{LEFT_EDGE - 5}" y="{scale.y(tick) + 4:.1f}" text-anchor="end">{tick:g}</text>'
        for tick in scale.ticks
    )
    marks = "".join(f"M{scale.x(place):.1f} {TOP_EDGE}V{BOTTOM_EDGE}" for place in frame.marks)
    below = "".join(
        f'<text x="{x:.1f}" y="{BOTTOM_EDGE + 15}" text-anchor="middle">{escape(label)}</text>'
        for x, label in _spaced(frame, scale)
    )
    lines = f'<path class="chart-grid" d="{grid}"/>' + (f'<path class="chart-mark" d="{marks}"/>' if marks else "")
    return f"{lines}{numbers}{below}"


def _spaced(frame: Frame, scale: Scale) -> list[tuple[float, str]]:
    """Return the labels that have room: all, or every second, third …, less those that are in the way of one before."""
    places = [(scale.x(place), label) for place, label in enumerate(frame.labels) if label]
    gaps = [later - earlier for (earlier, _one), (later, _other) in pairwise(places)]
    every = ceil(LABEL_SPACE / median(gaps)) if gaps else 1
    spaced: list[tuple[float, str]] = []
    for x, label in places[::every]:
        if not spaced or x - spaced[-1][0] >= LABEL_SPACE:
            spaced.append((min(max(x, LEFT_EDGE + 6), RIGHT_EDGE - 8), label))
    return spaced


def _tips(frame: Frame, scale: Scale) -> str:
    words = escape_all(frame.points)
    tips = [f"{strip}{text}" for strip, text in zip(_strips(scale.count), words, strict=True)]
    return f'<g class="chart-tips">{TIP_END.join(tips)}{TIP_END if tips else ""}</g>'


@lru_cache
def _strips(count: int) -> list[str]:
    """Return the beginnings of strips of the full height; all charts of a page have the same."""
    width, height = (RIGHT_EDGE - LEFT_EDGE) / max(count, 1), BOTTOM_EDGE - TOP_EDGE
    return [
        f'<path d="M{LEFT_EDGE + place * width:.1f} {TOP_EDGE}h{width:.1f}v{height}H{LEFT_EDGE + place * width:.1f}z">'
        "<title>"
        for place in range(count)
    ]


def _legend_of_bars(bars: Series, line: Series) -> str:
    return (
        f'<path class="chart-bars" d="M{LEFT_EDGE} 4h12v11h-12z"/>{_legend_text(LEFT_EDGE + 17, bars.name)}'
        f'<path class="chart-level" d="M200 10h22"/>{_legend_text(227, line.name)}'
    )


def _legend_of_lines(lines: Sequence[Series]) -> str:
    return "".join(
        f'<path class="chart-line chart-line-{number}" d="M{x} 10h26"/>'
        f'<path class="chart-markers chart-markers-{number}" d="{_marker(x + 13, 10, LARGEST_MARKER, number)}"/>'
        f"{_legend_text(x + 31, one.name)}"
        for number, (x, one) in enumerate(zip(LEGEND_PLACES[len(lines)], lines, strict=True), start=1)
    )


def _legend_text(x: float, text: str) -> str:
    return f'<text x="{x}" y="14">{escape(text)}</text>'


def number_table(
    caption: str, head: Sequence[str], rows: Sequence[Sequence[str]], *, addresses: Sequence[str] = ()
) -> SafeString:
    """Write the numbers of a chart as a table: the first cell of each row names it, and leads to its address if any."""
    columns = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    names, *cells = [escape_all(column) for column in zip(*rows, strict=True)] or [[]]
    if addresses:
        names = [
            f'<a class="nav-item" href="{address}">{name}</a>'
            for name, address in zip(names, escape_all(addresses), strict=True)
        ]
    body = "".join(
        f'<tr><th scope="row">{name}</th><td>{"</td><td>".join(row)}</td></tr>'
        for name, *row in zip(names, *cells, strict=True)
    )
    # Every text in it went through escape.
    return SafeString(
        f'<table class="table numbers"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{columns}</tr></thead><tbody>{body}</tbody></table>"
    )
