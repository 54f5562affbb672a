"""What the bones look like: balls that a skin is stretched over, and the things that people put on."""

from dataclasses import dataclass
from math import cos, pi, sin

from exercises.figures.body import SIDES, SIGN, Frame, Skeleton
from exercises.figures.space import Vector, add, between, cross, dot, scale, subtract, unit

SKIN, HAIR, SHIRT, LEGGINGS, SHOE, WORKING, WORKING_SHOE = (
    "skin", "hair", "shirt", "leggings", "shoe", "working", "working-shoe",
)  # fmt: skip
KNEE_RADIUS, ANKLE_RADIUS = 5.7, 3.7


@dataclass(frozen=True)
class Ball:
    """A round piece of the body; centimetres."""

    centre: Vector
    radius: float


@dataclass(frozen=True)
class Part:
    """A piece of the body in one colour; each of its `hulls` is a skin round some balls.

    `lift` moves it nearer to the viewer, in centimetres, where its middle does not tell what it covers.
    `marks` are painted on it.
    """

    name: str
    tone: str
    hulls: tuple[tuple[Ball, ...], ...]
    lift: float = 0.0
    marks: tuple["Mark", ...] = ()

    @property
    def balls(self) -> list[Ball]:
        """All its balls."""
        return [ball for hull in self.hulls for ball in hull]


@dataclass(frozen=True)
class Mark:
    """Something flat on the skin, such as an eye, to be seen from the side that it faces."""

    tone: str
    balls: tuple[Ball, ...]
    facing: Vector


def body_parts(bones: Skeleton, working: frozenset[str]) -> list[Part]:
    """Return the whole body; `working` names the parts to accent, such as "left leg"."""
    parts = [*_trunk(bones, working), *_head(bones)]
    for side in SIDES:
        parts += [_arm(bones, side), *_leg(bones, side, is_working=f"{side} leg" in working)]
    return parts


def _trunk(bones: Skeleton, working: frozenset[str]) -> list[Part]:
    pelvis, lumbar = bones["pelvis"], bones["lumbar"]
    hips = (*(Ball(pelvis.point(x, 2, -1), 10.3) for x in (-7.5, 7.5)), Ball(pelvis.point(0, -1.5, -1.6), 9.6))
    waist = tuple(Ball(lumbar.point(x, 1, 0), 9.2) for x in (-4, 4))
    ribs = tuple(Ball(lumbar.point(x, 17, 0), 10.0) for x in (-5.5, 5.5))
    shoulders = tuple(Ball(lumbar.point(x, 31.5, -3), 6.3) for x in (-11.7, 11.7))
    return [
        Part("pelvis", WORKING if "pelvis" in working else LEGGINGS, ((*hips, *waist),)),
        Part("chest", SHIRT, ((*waist, *ribs), (*ribs, *shoulders))),
    ]


def _head(bones: Skeleton) -> list[Part]:
    neck = bones["neck"]
    throat = (Ball(neck.point(0, -3, -0.5), 5.0), Ball(neck.point(0, 9, 0), 4.6))
    skull, chin = Ball(neck.point(0, 18, 0), 9.2), Ball(neck.point(0, 13, 3.6), 5.6)
    nose = (Ball(neck.point(0, 16, 8.3), 2.4), Ball(neck.point(0, 14.9, 10.6), 1.4))
    ears = tuple((Ball(neck.point(x, 16.5, -0.5), 2.0),) for x in (-8.6, 8.6))
    hair = (
        Ball(neck.point(0, 17, -3.2), 7.5),
        Ball(neck.point(0, 21.5, -2.6), 7.3),
        Ball(neck.point(0, 24.4, 1.6), 5.4),
    )
    bun = (Ball(neck.point(0, 28, -5), 3.9),)
    return [
        # A collar covers the neck, from wherever one looks.
        Part("neck", SKIN, (throat,), lift=-40.0),
        Part("head", SKIN, ((skull, chin), nose, *ears), marks=_face(neck)),
        Part("hair", HAIR, (hair, bun)),
    ]


def _face(neck: Frame) -> tuple[Mark, ...]:
    eyes = (Mark("line", (Ball(neck.point(x, 18.2, 8.2), 1.0),), neck.direction(x / 8, 0, 1)) for x in (-3.3, 3.3))
    mouth = tuple(Ball(neck.point(x, y, 8.2), 0.4) for x, y in ((-1.9, 11.4), (0, 11.0), (1.9, 11.4)))
    return (*eyes, Mark("line", mouth, neck.direction(0, 0, 1)))


def _arm(bones: Skeleton, side: str) -> Part:
    shoulder, elbow, wrist = (bones[f"{side} {joint}"] for joint in ("shoulder", "elbow", "wrist"))
    upper = (Ball(shoulder.point(-SIGN[side], 0, 0), 5.0), Ball(elbow.place, 3.9))
    fore = (Ball(elbow.place, 3.9), Ball(wrist.place, 2.7))
    hand = (Ball(wrist.point(0, -2, 0), 2.9), Ball(wrist.point(0, -10, 0.5), 2.3))
    return Part(f"{side} arm", SKIN, (upper, fore, hand))


def _leg(bones: Skeleton, side: str, *, is_working: bool) -> list[Part]:
    hip, knee, ankle = (bones[f"{side} {joint}"] for joint in ("hip", "knee", "ankle"))
    thigh = (Ball(hip.place, 9.0), Ball(hip.point(0, -14, 0), 8.4), Ball(knee.place, KNEE_RADIUS))
    shin = (Ball(knee.place, KNEE_RADIUS), Ball(knee.point(0, -12, -1.4), 5.6), Ball(ankle.place, ANKLE_RADIUS))
    heel = Ball(ankle.point(0, -4.0, -3.2), 3.4)
    foot = (Ball(ankle.place, 3.9), heel, Ball(ankle.point(0, -5.0, 10), 2.4), Ball(ankle.point(0, -5.4, 14.5), 2.0))
    # Kneecaps tell where a knee points when it points at the viewer.
    cap = (Ball(knee.point(0, 2.2, 4.6), 2.3), Ball(knee.point(0, -1.2, 4.6), 1.9))
    shoe = WORKING_SHOE if is_working else SHOE
    return [
        Part(
            f"{side} leg",
            WORKING if is_working else LEGGINGS,
            (thigh, shin),
            marks=(Mark(shoe, cap, knee.direction(0, 0, 1)),),
        ),
        Part(f"{side} foot", shoe, (foot,)),
    ]


@dataclass(frozen=True)
class Loop:
    """A band round both legs: the points of its middle line, and which way is outward at each."""

    points: tuple[Vector, ...]
    outward: tuple[Vector, ...]


def band_round(bones: Skeleton, start: str, end: str, share: float, radius: float) -> Loop:
    """Return a band round both legs at a share of the way between two joints, such as "hip" and "knee".

    `radius` is that of the leg there. The band lies in one plane across both legs, half
    round each of them and straight between.
    """
    ends = [(bones[f"{side} {start}"].place, bones[f"{side} {end}"].place) for side in SIDES]
    return _loop([between(a, b, share) for a, b in ends], [unit(subtract(b, a)) for a, b in ends], radius)


def band_round_feet(bones: Skeleton) -> Loop:
    """Return a band round the middle of both feet."""
    ankles = [bones[f"{side} ankle"] for side in SIDES]
    return _loop([ankle.point(0, -4.4, 4.5) for ankle in ankles], [ankle.direction(0, 0, 1) for ankle in ankles], 3.6)


def _loop(centres: list[Vector], directions: list[Vector], radius: float) -> Loop:
    apart = subtract(centres[0], centres[1])
    axis = unit(add(*directions))
    across = unit(subtract(apart, scale(axis, dot(apart, axis))))
    return _stadium(centres[0], centres[1], across, cross(axis, across), radius)


def _stadium(one: Vector, other: Vector, across: Vector, ahead: Vector, radius: float, spin: int = 12) -> Loop:
    points, outward = [], []
    for centre, sign in ((one, 1.0), (other, -1.0)):
        for step in range(spin + 1):
            angle = pi * step / spin - pi / 2
            way = add(scale(across, sign * cos(angle)), scale(ahead, sign * sin(angle)))
            points.append(add(centre, scale(way, radius)))
            outward.append(way)
    return Loop(tuple(points), tuple(outward))


def cuff(bones: Skeleton, side: str) -> Part:
    """Return a weight round an ankle."""
    knee = bones[f"{side} knee"]
    return Part("weight", "weight", ((Ball(knee.point(0, -31, -0.4), 6.0), Ball(knee.point(0, -37, 0), 5.6)),))


def bar(bones: Skeleton) -> tuple[Part, ...]:
    """Return a short bar with a disc at either end, lying on the hips."""
    pelvis = bones["pelvis"]
    axis = pelvis.direction(1, 0, 0)
    parts = [Part("bar", "weight", ((Ball(pelvis.point(-15, 4, 13.5), 1.6), Ball(pelvis.point(15, 4, 13.5), 1.6)),))]
    for side in SIDES:
        end = pelvis.point(15 * SIGN[side], 4, 13.5)
        disc = (Ball(add(end, scale(axis, -1.2)), 6.8), Ball(add(end, scale(axis, 1.2)), 6.8))
        hub = Mark("shirt", (Ball(end, 1.8),), scale(axis, SIGN[side]))
        parts.append(Part(f"{side} weight", "weight", (disc,), marks=(hub,)))
    return tuple(parts)
