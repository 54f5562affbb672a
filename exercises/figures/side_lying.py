"""Lying on the right side, the way that two of the exercises begin."""

from exercises.figures.body import Pose, reaching
from exercises.figures.scenes import HAND_DOWN, ON_THE_RIGHT_SIDE
from exercises.figures.space import Vector, about_y, product

# Half the width of the hips above the floor.
HEIGHT = 17.8


def side_lying(right_ankle: Vector, roll: float = 0.0) -> Pose:
    """Return the position without the top leg, the bottom foot at a place; `roll` turns the hips back by degrees."""
    facing = product(ON_THE_RIGHT_SIDE, about_y(roll))
    pose = Pose((0.0, HEIGHT, 0.0), facing).bent({"lumbar": (0, 0, -roll * 0.5), "neck": (4, 3, 0)})
    pose = reaching(pose, "right shoulder", (-64, 4.5, -6), (-1, 0, 0.4))
    pose = reaching(pose, "left shoulder", (-26, 5, 22), (0.5, 0.5, 0.6), HAND_DOWN)
    return reaching(pose, "right hip", right_ankle, (0, -0.02, 1))
