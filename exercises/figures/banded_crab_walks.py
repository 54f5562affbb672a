"""Banded crab walks: in a half squat, one foot steps out to the side and the other follows slowly."""

from exercises.figures.body import SIGN, SOLE, Pose, reaching, skeleton
from exercises.figures.drawing import Camera
from exercises.figures.flesh import band_round, band_round_feet
from exercises.figures.scenes import Arrow, Figure, Load, Mistake, Wearing
from exercises.figures.space import Vector, about_x, about_y, add

APART, STEP, LIFT = 10.0, 27.0, 5.0
HEIGHT, LEAN = 58.0, 36.0


def squatting(middle: float, left: Vector, right: Vector, knees: float = 0.2) -> Pose:
    """Return a half squat with the pelvis over `middle` and the ankles at two places; `knees` points them outward."""
    pose = Pose((middle, HEIGHT, -26.0), about_x(LEAN)).bent({"lumbar": (8, 0, 0), "neck": (-22, 0, 0)})
    for side, ankle in (("left", left), ("right", right)):
        waist = skeleton(pose)["pelvis"].point(SIGN[side] * 15, 13, 7)
        pose = reaching(pose, f"{side} shoulder", waist, (SIGN[side], 0, -0.7))
        pose = reaching(pose, f"{side} hip", ankle, (SIGN[side] * knees, 0, 1), about_y(SIGN[side] * 12))
    return pose


def pose(share: float) -> Pose:
    """Return the pose at a share of one step: first the leading foot, then the one that follows."""
    lead, follow = min(1.0, share * 2), max(0.0, share * 2 - 1)
    left = (APART + STEP * lead, SOLE + _lift(lead), 0.0)
    right = (-APART + STEP * follow, SOLE + _lift(follow), 0.0)
    return squatting(STEP * (lead + follow) / 2, left, right)


def _lift(share: float) -> float:
    return LIFT * 4 * share * (1 - share)


def around_legs(start: str, end: str, share: float, radius: float) -> Wearing:
    """Return a band round both legs."""
    return Wearing(bands=lambda bones: [band_round(bones, start, end, share, radius)])


CAMERA = Camera(elevation=12, zoom=1.46, middle=(STEP / 2, 55.5, 0))
WIDE = pose(0.5)
ALONG = tuple(add((STEP / 2, 0, 36), (x, 0, 0)) for x in (-42, 0, 42))
AT_ANKLES = around_legs("knee", "ankle", 0.86, 4.6)
FIGURE = Figure(
    name="banded-crab-walks",
    camera=CAMERA,
    mat=(-68, 95, -40, 42),
    pose=pose,
    turning=0.5,
    working=frozenset({"left leg", "right leg", "pelvis"}),
    arrow=Arrow(ALONG, both_ends=True),
    wearing=AT_ANKLES,
    # The trunk leans over the thighs, and the hands are in front of both.
    lifts={"left arm": 30.0, "right arm": 30.0, "chest": 15.0},
    mistakes=(
        Mistake(
            CAMERA,
            squatting(STEP / 2, (APART + STEP, SOLE, 0), (-APART, SOLE, 0), knees=-0.3),
            WIDE,
            Arrow(((44, 44, 20), (36, 44, 20), (28, 44, 20))),
        ),
    ),
    loads=(
        Load(WIDE, around_legs("hip", "knee", 0.86, 6.9)),
        Load(WIDE, AT_ANKLES),
        Load(WIDE, Wearing(bands=lambda bones: [band_round_feet(bones)])),
    ),
)
