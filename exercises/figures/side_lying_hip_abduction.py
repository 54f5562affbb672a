"""Side-lying hip abduction: lying on the right side, the straight left leg lifts in line with the body."""

from exercises.figures.body import Pose, skeleton
from exercises.figures.drawing import Camera
from exercises.figures.flesh import cuff
from exercises.figures.scenes import Arrow, Figure, Load, Mistake, Wearing
from exercises.figures.side_lying import side_lying
from exercises.figures.space import Vector

LOW, HIGH = -9.0, 30.0
BEHIND = -5.0
RIGHT_ANKLE: Vector = (50.0, 4.4, -8.0)


def lying(raised: float, forward: float = 0.0) -> Pose:
    """Return the pose with the top leg raised, and drifted forward, by some degrees."""
    return side_lying(RIGHT_ANKLE).bent({"left hip": (BEHIND + forward, raised, 0), "left ankle": (18, 0, 0)})


def pose(share: float) -> Pose:
    """Return the pose at a share of the movement."""
    return lying(LOW + share * (HIGH - LOW))


def _path() -> tuple[Vector, ...]:
    ankles = (skeleton(lying(LOW + (HIGH - LOW) * step / 8))["left ankle"].place for step in range(1, 9))
    return tuple((x + 14, y, z) for x, y, z in ankles)


def _drift() -> tuple[Vector, ...]:
    ankles = (skeleton(lying(20, forward=42 * step / 8))["left ankle"].place for step in range(1, 8))
    return tuple((x + 16, y, z + 4) for x, y, z in ankles)


FROM_ABOVE = Camera(elevation=46, zoom=1.72, middle=(6, 24, 12))
FIGURE = Figure(
    name="side-lying-hip-abduction",
    camera=Camera(elevation=18, zoom=1.72, middle=(6, 34, 4)),
    mat=(-84, 96, -30, 44),
    pose=pose,
    working=frozenset({"left leg"}),
    arrow=Arrow(_path()),
    mistakes=(Mistake(FROM_ABOVE, lying(20, forward=42), lying(20), Arrow(_drift())),),
    loads=(Load(pose(1), Wearing(things=lambda bones: [cuff(bones, "left")])),),
    lifts={"left leg": 12.0, "left foot": 12.0, "weight": 13.0},
)
