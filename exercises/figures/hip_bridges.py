"""Hip bridges: lying on the back with planted feet, the hips lift until knees, hips and shoulders make one line."""

from exercises.figures.body import CHEST, LUMBAR, SIDES, SIGN, SOLE, Pose, reaching, skeleton
from exercises.figures.drawing import Camera
from exercises.figures.flesh import band_round, bar
from exercises.figures.scenes import ON_THE_BACK, Arrow, Figure, Load, Mistake, Wearing
from exercises.figures.space import Matrix, Vector, about_z, add, apply, axes, product

TOP = 26.0
SHOULDERS: Vector = (-45.5, 10.3, 0.0)
ANKLE_X = 40.0
# A foot flat on the floor, toes away from the head.
FLAT: Matrix = axes((0, 0, -1), (0, 1, 0), (1, 0, 0))
UP: Vector = (0.2, 1.0, 0.0)


def lying(lifted: float, arched: float = 0.0) -> Pose:
    """Return the pose with the trunk lifted about the shoulders, and the low back arched, by some degrees."""
    trunk = about_z(lifted)
    to_pelvis = add(apply(trunk, (CHEST - 1, 0, 0)), apply(about_z(lifted - arched), (LUMBAR, 0, 0)))
    pose = Pose(add(SHOULDERS, to_pelvis), product(about_z(lifted - arched), ON_THE_BACK))
    pose = pose.bent(
        {
            "lumbar": (
                -arched,
                0,
                0,
            ),  # The neck begins above the shoulders, which turn: it has to bend further, or the head would sink.
            "neck": (1.22 * lifted - 3, 0, 0),
        }
    )
    for side, z in (("left", -1.0), ("right", 1.0)):
        pose = reaching(pose, f"{side} shoulder", (2, 3, z * 22), (-0.2, 0.0, z), ON_THE_BACK)
        pose = reaching(pose, f"{side} hip", (ANKLE_X, SOLE, z * 10), UP, FLAT)
    return pose


def pose(share: float) -> Pose:
    """Return the pose at a share of the movement."""
    return lying(share * TOP)


def holding() -> Pose:
    """Return the top of the movement with the hands on a bar."""
    pelvis = skeleton(pose(1))["pelvis"]
    held = pose(1)
    for side in SIDES:
        held = reaching(held, f"{side} shoulder", pelvis.point(SIGN[side] * 11, 8, 15), (0, -0.3, -SIGN[side]))
    return held


CAMERA = Camera(azimuth=-12, elevation=10, zoom=1.85, middle=(-8, 30, 0))
FIGURE = Figure(
    name="hip-bridges",
    camera=CAMERA,
    mat=(-84, 66, -28, 28),
    pose=pose,
    working=frozenset({"left leg", "right leg", "pelvis"}),
    arrow=Arrow(((-4, 48, 0), (-4, 58, 0), (-4, 68, 0))),
    mistakes=(Mistake(CAMERA, lying(TOP + 15, arched=48), pose(1), Arrow(((-18, 48, 0), (-18, 56, 0), (-18, 64, 0)))),),
    loads=(
        Load(pose(1), Wearing(bands=lambda bones: [band_round(bones, "hip", "knee", 0.8, 7.2)])),
        Load(holding(), Wearing(things=bar)),
    ),
    # Hair and face are equally near: the hair is on this side of the head.
    lifts={"hair": 6.0},
)
