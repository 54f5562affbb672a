"""The outline round circles, as an SVG path."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import acos, atan2, cos, hypot, pi, sin
from typing import NamedTuple

# Three degrees: what is outermost over less than that, between the same neighbour twice, does not show.
STEP = pi / 60
DIRECTIONS = [STEP * step for step in range(120)]


class Point(NamedTuple):
    """A place in the picture: x to the right, y down."""

    x: float
    y: float


@dataclass(frozen=True)
class Circle:
    """What a ball looks like."""

    centre: Point
    radius: float

    def edge(self, angle: float) -> Point:
        """Return its outermost point in a direction; angles are in radians."""
        return Point(self.centre.x + self.radius * cos(angle), self.centre.y + self.radius * sin(angle))


@dataclass(frozen=True)
class Arc:
    """A piece of a circle, clockwise on the screen from one direction to another, which is the larger number."""

    circle: Circle
    start: float
    end: float


def hull(circles: Sequence[Circle]) -> list[Arc]:
    """Return the curved pieces of a rubber band round all the circles; between them it runs straight.

    Looks into all directions which circle reaches farthest; where another one takes
    over, the rubber band is on their common tangent.
    """
    farthest = [_farthest(circles, angle) for angle in DIRECTIONS]
    # Who takes over, and next to which direction.
    turns = [
        turn
        for step, angle in enumerate(DIRECTIONS)
        for turn in _turns(circles, (angle - STEP, farthest[step - 1]), (angle, farthest[step]))
    ]
    if not turns:
        return [Arc(farthest[0], 0.0, pi), Arc(farthest[0], pi, 2 * pi)]
    arcs = []
    for index, (circle, near) in enumerate(turns):
        after, near_after = turns[(index + 1) % len(turns)]
        start, end = _tangent(turns[index - 1][0], circle, near), _tangent(circle, after, near_after)
        arcs.append(Arc(circle, start, end if end > start else end + 2 * pi))
    return arcs


def _farthest(circles: Sequence[Circle], angle: float) -> Circle:
    x, y = cos(angle), sin(angle)
    return max(circles, key=lambda circle: circle.centre.x * x + circle.centre.y * y + circle.radius)


def _turns(
    circles: Sequence[Circle], before: tuple[float, Circle], after: tuple[float, Circle], halvings: int = 8
) -> list[tuple[Circle, float]]:
    """Return which circles take over between two directions, by looking at the half, and the half of the half."""
    if before[1] == after[1]:
        return []
    if not halvings:
        return [(after[1], after[0])]
    angle = (before[0] + after[0]) / 2
    middle = (angle, _farthest(circles, angle))
    return [*_turns(circles, before, middle, halvings - 1), *_turns(circles, middle, after, halvings - 1)]


def _tangent(before: Circle, after: Circle, near: float) -> float:
    """Return the direction in which both circles reach equally far, the one next to a given direction."""
    x, y = before.centre.x - after.centre.x, before.centre.y - after.centre.y
    middle = atan2(y, x)
    spread = acos(max(-1.0, min(1.0, (after.radius - before.radius) / (hypot(x, y) or 1.0))))
    # Directions repeat after a whole turn, so take the difference the short way round.
    return near + min((((middle + s - near) + pi) % (2 * pi) - pi for s in (spread, -spread)), key=abs)


class Path:
    """Writes an SVG path in steps from one point to the next, to a tenth of a unit.

    Only the first point is absolute, and rounding starts from there. So a shape that is
    moved without turning has the same text but for its first numbers, which compresses well.
    """

    def __init__(self) -> None:
        self.text = ""
        self._origin = Point(0.0, 0.0)
        self._at = (0, 0)

    def move(self, point: Point) -> None:
        """Begin a new piece."""
        if self.text:
            self.text += f"m{self._step(point)}"
        else:
            self.text = f"M{place(point)}"
            self._origin = point
        self._start = self._at

    def line(self, point: Point) -> None:
        """Draw a straight line to a point; none where the path is already."""
        step = self._step(point)
        if step != "0 0":
            self.text += f"l{step}"

    def arc(self, arc: Arc) -> None:
        """Draw a piece of a circle."""
        radius, is_large = number(arc.circle.radius), int(arc.end - arc.start > pi)
        self.text += f"a{radius} {radius} 0 {is_large} 1 {self._step(arc.circle.edge(arc.end))}"

    def close(self) -> None:
        """Go back to where the piece began."""
        self.text += "z"
        self._at = self._start

    def _step(self, point: Point) -> str:
        goal = (round(10 * (point.x - self._origin.x)), round(10 * (point.y - self._origin.y)))
        step = (goal[0] - self._at[0], goal[1] - self._at[1])
        self._at = goal
        return f"{number(step[0] / 10)} {number(step[1] / 10)}"


def number(value: float) -> str:
    """Return a number as short as SVG takes it, to a tenth of a unit."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def place(point: Point) -> str:
    """Return a point as SVG writes it."""
    return f"{number(point.x)} {number(point.y)}"


def hulls_path(groups: Iterable[Sequence[Circle]]) -> str:
    """Return one path with the outline round each group of circles."""
    path = Path()
    for circles in groups:
        arcs = hull(circles)
        path.move(arcs[0].circle.edge(arcs[0].start))
        for index, arc in enumerate(arcs):
            if index:
                path.line(arc.circle.edge(arc.start))
            path.arc(arc)
        path.close()
    return path.text


def line_path(points: Sequence[Point], *, closed: bool = False) -> str:
    """Return a path along some points."""
    path = Path()
    path.move(points[0])
    for point in points[1:]:
        path.line(point)
    if closed:
        path.close()
    return path.text
