"""One jointed person: bones of fixed length, joints that turn by degrees, and where that puts everything.

Lengths are in centimetres, of somebody 1.70 m tall; segment lengths roughly as in
Winter, Biomechanics and Motor Control of Human Movement, table 4.1. In the frame of a
bone x points to the person's left, y to the head and z to the front, standing upright.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from exercises.figures.space import (
    ORIGIN,
    UNTURNED,
    Matrix,
    Vector,
    about_xzy,
    add,
    angle_between,
    angles_xzy,
    apply,
    axes,
    cross,
    dot,
    length,
    product,
    scale,
    subtract,
    transposed,
    unit,
)

LEFT, RIGHT = "left", "right"
SIDES = (LEFT, RIGHT)
# What is mirrored between the sides: left is towards positive x.
SIGN = {LEFT: 1.0, RIGHT: -1.0}

HALF_HIPS, HALF_SHOULDERS = 9.0, 14.0
LUMBAR, CHEST, NECK = 12.0, 34.0, 21.0
# Each limb: its upper and lower bone.
LENGTHS = {"hip": (42.0, 41.0), "shoulder": (29.0, 25.0)}
HINGES = {"hip": "knee", "shoulder": "elbow"}
TIPS = {"hip": "ankle", "shoulder": "wrist"}
SOLE = 7.4

# What healthy adults can do, in degrees, lowest and highest: bend, side and turn of each
# joint (American Academy of Orthopaedic Surgeons, Joint Motion, rounded up). Bend is
# forward, but backward for the knee; side is away from the middle; turn is outward.
Range = tuple[float, float]
RANGES: dict[str, tuple[Range, Range, Range]] = {
    # The one joint of the back stands for the low and the middle back together.
    "lumbar": ((-50, 80), (-45, 45), (-60, 60)),
    "neck": ((-60, 50), (-45, 45), (-80, 80)),
    "hip": ((-30, 125), (-30, 50), (-45, 50)),
    "knee": ((-5, 145), (0, 0), (0, 0)),
    "ankle": ((-50, 30), (-35, 35), (-30, 30)),
    "shoulder": ((-60, 180), (-50, 180), (-100, 100)),
    "elbow": ((-5, 150), (0, 0), (0, 0)),
    "wrist": ((-80, 80), (-40, 40), (-90, 90)),
}
# The bones bend the way that the frame's axes turn, or the other way.
BENDS_BACKWARD = {"lumbar", "neck", "knee"}

Angles = Mapping[str, Vector]


@dataclass(frozen=True)
class Pose:
    """Where the middle between the hips is, how the pelvis is turned, and the angles of the joints.

    Angles are by the joint's name, those of limbs with their side as in "left knee":
    bend, side and turn in degrees, as in RANGES. A joint that is left out is straight.
    """

    pelvis: Vector = ORIGIN
    facing: Matrix = UNTURNED
    angles: Angles = field(default_factory=dict)

    def bent(self, angles: Angles) -> "Pose":
        """Return the pose with some joints at other angles."""
        return replace(self, angles={**self.angles, **angles})

    def moved(self, way: Vector) -> "Pose":
        """Return the pose somewhere else."""
        return replace(self, pelvis=add(self.pelvis, way))


@dataclass(frozen=True)
class Frame:
    """Where a joint is, and how the bone beyond it is turned."""

    place: Vector
    turn: Matrix

    def point(self, x: float, y: float, z: float) -> Vector:
        """Return a point fixed to the bone."""
        return add(self.place, apply(self.turn, (x, y, z)))

    def direction(self, x: float, y: float, z: float) -> Vector:
        """Return a direction fixed to the bone."""
        return apply(self.turn, (x, y, z))


Skeleton = dict[str, Frame]


def turn_of(joint: str, angles: Vector) -> Matrix:
    """Return how the bone beyond a joint is turned against the bone before it."""
    side, _space, kind = joint.rpartition(" ")
    mirror = SIGN.get(side, 1.0)
    bend = angles[0] if kind in BENDS_BACKWARD else -angles[0]
    return about_xzy((bend, angles[1] * mirror, angles[2] * mirror))


def angles_of(joint: str, turn: Matrix) -> Vector:
    """Return the angles at which the bone beyond a joint is turned like that."""
    side, _space, kind = joint.rpartition(" ")
    mirror = SIGN.get(side, 1.0)
    bend, aside, about = angles_xzy(turn)
    return (bend if kind in BENDS_BACKWARD else -bend, aside * mirror, about * mirror)


def skeleton(pose: Pose) -> Skeleton:
    """Return where every joint is and how its bone is turned, by the joint's name."""
    bones = {"pelvis": Frame(pose.pelvis, pose.facing)}

    def grow(joint: str, parent: str, offset: Vector) -> None:
        before = bones[parent]
        turn = turn_of(joint, pose.angles.get(joint, ORIGIN))
        bones[joint] = Frame(before.point(*offset), product(before.turn, turn))

    grow("lumbar", "pelvis", (0, LUMBAR, 0))
    grow("neck", "lumbar", (0, CHEST + 3, 0))
    for side in SIDES:
        for root, parent, offset in (
            ("hip", "pelvis", (SIGN[side] * HALF_HIPS, 0, 0)),
            ("shoulder", "lumbar", (SIGN[side] * HALF_SHOULDERS, CHEST - 1, 0)),
        ):
            upper, lower = LENGTHS[root]
            grow(f"{side} {root}", parent, offset)
            grow(f"{side} {HINGES[root]}", f"{side} {root}", (0, -upper, 0))
            grow(f"{side} {TIPS[root]}", f"{side} {HINGES[root]}", (0, -lower, 0))
    return bones


class OutOfReachError(ValueError):
    """The limb is too short to get there."""


def reaching(pose: Pose, limb: str, target: Vector, towards: Vector, tip: Matrix | None = None) -> Pose:
    """Return the pose with one limb bent so that its end is at a place.

    `limb` is such as "left hip" or "right shoulder"; `target` is where the ankle or the
    wrist comes to be, and `towards` the direction in which knee or elbow point. `tip` is
    how the foot or the hand is turned in space; left out, it goes on straight.
    Raises OutOfReachError.
    """
    side, root = limb.split()
    bones = skeleton(pose)
    start, parent = bones[limb].place, bones["pelvis" if root == "hip" else "lumbar"]
    hinge = _hinge_place(start, target, LENGTHS[root], towards)
    upper, lower = subtract(hinge, start), subtract(target, hinge)
    upper_turn = _upper_turn(upper, lower, knee=root == "hip")
    hinge_angles = (angle_between(upper, lower), 0.0, 0.0)
    hinge_name, tip_name = f"{side} {HINGES[root]}", f"{side} {TIPS[root]}"
    angles = {
        limb: angles_of(limb, product(transposed(parent.turn), upper_turn)),
        hinge_name: hinge_angles,
        tip_name: ORIGIN,
    }
    if tip is not None:
        lower_turn = product(upper_turn, turn_of(hinge_name, hinge_angles))
        bend, aside, about = angles_of(tip_name, product(transposed(lower_turn), tip))
        # A hand is round in the drawing, and turns with the forearm.
        angles[tip_name] = (bend, aside, about if root == "hip" else 0.0)
    return pose.bent(angles)


def _hinge_place(start: Vector, target: Vector, lengths: tuple[float, float], towards: Vector) -> Vector:
    upper, lower = lengths
    way = subtract(target, start)
    distance = length(way)
    along = (upper**2 - lower**2 + distance**2) / (2 * distance)
    if abs(along) >= upper:
        raise OutOfReachError(f"{distance:.1f} cm are out of reach of {upper:g} and {lower:g} cm.")
    ahead = unit(way)
    aside = unit(subtract(towards, scale(ahead, dot(towards, ahead))))
    return add(start, scale(ahead, along), scale(aside, (upper**2 - along**2) ** 0.5))


def _upper_turn(upper: Vector, lower: Vector, *, knee: bool) -> Matrix:
    """Return how the upper bone is turned: a knee bends the lower one backward, an elbow forward."""
    y = scale(unit(upper), -1)
    across = subtract(lower, scale(y, dot(lower, y)))
    z = scale(unit(across), -1 if knee else 1)
    return axes(cross(y, z), y, z)
