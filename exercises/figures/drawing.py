"""From poses to SVG: what the camera sees of a body, what lies in front of what, and in which colours."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import cos, hypot, radians, sin

from exercises.figures.body import Pose, Skeleton, skeleton
from exercises.figures.flesh import Ball, Loop, Part, body_parts
from exercises.figures.outline import Circle, Point, hulls_path, line_path
from exercises.figures.size import HEIGHT, WIDTH
from exercises.figures.space import Vector, cross, dot, unit

# A page sets these as custom properties, per theme; a file opened by itself has the ones given here.
COLOURS = {
    "skin": "#dcae8c",
    "hair": "#5b4a42",
    "shirt": "#dfe6e4",
    "leggings": "#9fb0ac",
    "shoe": "#66756f",
    "working": "#2a9d8f",
    "working-shoe": "#14665d",
    "band": "#e8912d",
    "band-behind": "#a8651b",
    "weight": "#55597a",
    "line": "#22302d",
    "floor": "#8a9996",
    "mat": "#eaf1ef",
    "wrong": "#b3261e",
    "right": "#1b7a43",
    "arrow": "#b4441f",
}


# What faces away by more than this, as the cosine of the angle to the viewer, is round the corner.
FACING = 0.2


def colour(name: str) -> str:
    """Return a colour as SVG names it."""
    return f"var(--drawing-{name},{COLOURS[name]})"


@dataclass(frozen=True)
class Camera:
    """Where the viewer stands, without perspective: degrees round the person and above the floor.

    Azimuth 0 looks along the z axis at what faces it, 90 at what is on the right of that. `zoom` is in units of
    the picture per centimetre, and the point of the world `middle` is shown in the middle of the picture.
    """

    azimuth: float = 0.0
    elevation: float = 0.0
    zoom: float = 1.7
    middle: Vector = (0.0, 0.0, 0.0)

    @property
    def right(self) -> Vector:
        """The direction shown as right."""
        return (cos(radians(self.azimuth)), 0.0, -sin(radians(self.azimuth)))

    @property
    def towards(self) -> Vector:
        """The direction from the person to the viewer."""
        level = cos(radians(self.elevation))
        return (
            sin(radians(self.azimuth)) * level,
            sin(radians(self.elevation)),
            cos(radians(self.azimuth)) * level,
        )

    @property
    def up(self) -> Vector:
        """The direction shown as up."""
        return cross(self.towards, self.right)

    def see(self, point: Vector) -> Point:
        """Return where in the picture a point of the world is."""
        x = dot(point, self.right) - dot(self.middle, self.right)
        y = dot(point, self.up) - dot(self.middle, self.up)
        return Point(WIDTH / 2 + self.zoom * x, HEIGHT / 2 - self.zoom * y)

    def depth(self, point: Vector) -> float:
        """Return how near a point is to the viewer; only differences mean something."""
        return dot(point, self.towards)


@dataclass(frozen=True)
class Scene:
    """One picture: a pose, what is accented, and what else is shown.

    `lifts` moves parts nearer to the viewer, in centimetres, where their middle does not tell what covers what.
    """

    pose: Pose
    camera: Camera
    working: frozenset[str] = frozenset()
    bands: Sequence[Loop] = ()
    things: Sequence[Part] = ()
    lifts: dict[str, float] = field(default_factory=dict)

    @property
    def bones(self) -> Skeleton:
        """Where the joints are."""
        return skeleton(self.pose)


def draw(scene: Scene) -> str:
    """Return the body with all it wears."""
    return "".join(svg for _name, svg in layers(scene))


def layers(scene: Scene) -> list[tuple[str, str]]:
    """Return the names and drawings of the parts, the farthest first."""
    camera = scene.camera
    found = [
        (_depth(part, camera) + scene.lifts.get(part.name, part.lift), part.name, _part(part, camera))
        for part in [*body_parts(scene.bones, scene.working), *scene.things]
    ]
    limbs = [near for near, name, _svg in found if name.endswith((" leg", " foot"))]
    for loop in scene.bands:
        behind, before = _band(loop, camera)
        found += [(min(limbs) - 0.1, "band behind", behind), (max(limbs) + 0.1, "band", before)]
    return [(name, svg) for _near, name, svg in sorted(found, key=lambda layer: layer[0])]


def _depth(part: Part, camera: Camera) -> float:
    depths = [camera.depth(ball.centre) for ball in part.balls]
    return sum(depths) / len(depths)


def _part(part: Part, camera: Camera) -> str:
    path = f'<path fill="{colour(part.tone)}" d="{hulls_path([_circles(hull, camera) for hull in part.hulls])}"/>'
    seen = [mark for mark in part.marks if dot(unit(mark.facing), camera.towards) > FACING]
    return path + "".join(
        f'<path fill="{colour(mark.tone)}" stroke="none" d="{hulls_path([_circles(mark.balls, camera)])}"/>'
        for mark in seen
    )


def _circles(balls: Sequence[Ball], camera: Camera) -> list[Circle]:
    return [Circle(camera.see(ball.centre), ball.radius * camera.zoom) for ball in balls]


def _band(loop: Loop, camera: Camera) -> tuple[str, str]:
    """Return the half of a band behind the legs, and the half in front of them."""
    count = len(loop.points)
    is_front = [dot(outward, camera.towards) > 0 for outward in loop.outward]
    first = next((i for i in range(count) if is_front[i] and not is_front[i - 1]), 0)
    order = [(first + i) % count for i in range(count)]
    front = [camera.see(loop.points[i]) for i in order if is_front[i]]
    back = [camera.see(loop.points[i]) for i in order if not is_front[i]]
    return (_strap([front[-1], *back, front[0]], "band-behind"), _strap(front, "band"))


def _strap(points: Sequence[Point], tone: str) -> str:
    line = line_path(points)
    return (
        f'<path fill="none" stroke-linecap="round" stroke-width="8.4" d="{line}"/>'
        f'<path fill="none" stroke-linecap="round" stroke="{colour(tone)}" stroke-width="5" d="{line}"/>'
    )


def mat(camera: Camera, corners: tuple[float, float, float, float]) -> str:
    """Return a mat on the floor, between two places along x and two along z."""
    left, right, back, front = corners
    points = [camera.see((x, 0.0, z)) for x, z in ((left, back), (right, back), (right, front), (left, front))]
    line = line_path(points, closed=True)
    return f'<path fill="{colour("mat")}" stroke="{colour("floor")}" stroke-width="2" d="{line}"/>'


def arrow(points: Sequence[Point], *, both_ends: bool = False, tone: str = "arrow") -> str:
    """Return an arrow along some points."""
    ends = [_head(points[-2], points[-1]), *([_head(points[1], points[0])] if both_ends else [])]
    line = "".join(line_path(piece) for piece in (points, *ends))
    return f'<path fill="none" stroke="{colour(tone)}" stroke-width="4" stroke-linecap="round" d="{line}"/>'


def _head(before: Point, tip: Point, size: float = 10.0) -> list[Point]:
    x, y = tip.x - before.x, tip.y - before.y
    x, y = x / hypot(x, y) * size, y / hypot(x, y) * size
    wings = [Point(tip.x - x + sign * y * 0.75, tip.y - y - sign * x * 0.75) for sign in (1, -1)]
    return [wings[0], tip, wings[1]]


def verdict(*, is_right: bool) -> str:
    """Return a tick or a cross, for the corner of a picture."""
    tone, path = ("right", "M15 25l7 7 13-15") if is_right else ("wrong", "M17 17l16 16M33 17l-16 16")
    ring = f'<circle cx="25" cy="25" r="17" fill="none" stroke="{colour(tone)}" stroke-width="3.5"/>'
    return f'{ring}<path fill="none" stroke="{colour(tone)}" stroke-width="5" stroke-linecap="round" d="{path}"/>'
