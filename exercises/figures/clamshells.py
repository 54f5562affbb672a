"""Clamshells: lying on the right side, the left knee opens while the feet stay together."""

from math import cos, radians, sin

from exercises.figures.body import Pose, reaching
from exercises.figures.drawing import Camera
from exercises.figures.flesh import band_round
from exercises.figures.scenes import Arrow, Figure, Load, Mistake, Wearing
from exercises.figures.side_lying import side_lying
from exercises.figures.space import Vector

RIGHT_ANKLE: Vector = (56.0, 4.4, 4.0)
LEFT_ANKLE: Vector = (56.0, 12.2, 4.0)
CLOSED, OPEN = -5.0, 52.0


def lying(opened: float, roll: float = 0.0) -> Pose:
    """Return the pose with the top knee opened by some degrees about the line from hip to ankle."""
    towards = (0.0, sin(radians(opened)), cos(radians(opened)))
    return reaching(side_lying(RIGHT_ANKLE, roll), "left hip", LEFT_ANKLE, towards)


def pose(share: float) -> Pose:
    """Return the pose at a share of the movement."""
    return lying(CLOSED + share * (OPEN - CLOSED))


def _arc(radius: float, low: float, high: float) -> tuple[Vector, ...]:
    """Return points round the line from hip to ankle, at the height of the knee."""
    angles = [radians(low + (high - low) * step / 8) for step in range(9)]
    return tuple((31.0, 19.0 + radius * sin(angle), 2.0 + radius * cos(angle)) for angle in angles)


CAMERA = Camera(elevation=24, zoom=1.85, middle=(-1, 26, 6))
ROLLING_BACK = Arrow(tuple((-23 + 4 * step, 22 + 27 * sin(0.35 * step), 27 * cos(0.35 * step)) for step in range(1, 6)))
FIGURE = Figure(
    name="clamshells",
    camera=CAMERA,
    mat=(-84, 82, -26, 46),
    pose=pose,
    working=frozenset({"left leg"}),
    arrow=Arrow(_arc(50, 50, 92)),
    mistakes=(Mistake(CAMERA, lying(OPEN + 18, roll=40), pose(1), ROLLING_BACK),),
    loads=(Load(pose(1), Wearing(bands=lambda bones: [band_round(bones, "hip", "knee", 0.8, 7.2)])),),
    lifts={"left leg": 6.0, "left foot": 6.0},
)
