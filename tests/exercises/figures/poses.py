"""Every pose that is drawn, and what can be measured on it."""

import itertools

from exercises.figures.body import HINGES, LENGTHS, SIDES, TIPS, Pose, Skeleton, skeleton
from exercises.figures.catalogue import FIGURES
from exercises.figures.film import FRAMES, share_at
from exercises.figures.flesh import Ball, body_parts
from exercises.figures.space import between, length, subtract

FILMS = {name: [figure.pose(share_at(frame)) for frame in range(FRAMES)] for name, figure in FIGURES.items()}
OTHERS = {
    name: [
        *(pose for mistake in figure.mistakes for pose in (mistake.wrong, mistake.right)),
        *(load.pose for load in figure.loads),
    ]
    for name, figure in FIGURES.items()
}
ALL = {name: [*FILMS[name], *OTHERS[name]] for name in FIGURES}


def bone_lengths(bones: Skeleton) -> dict[str, float]:
    """Return the distance between the joints at the ends of each bone."""
    ends = {"trunk": ("lumbar", "neck"), "low back": ("pelvis", "lumbar")}
    for side in SIDES:
        for root in LENGTHS:
            hinge = f"{side} {HINGES[root]}"
            ends |= {f"{side} {root}": (f"{side} {root}", hinge), hinge: (hinge, f"{side} {TIPS[root]}")}
    ends |= {"hips": ("left hip", "right hip"), "shoulders": ("left shoulder", "right shoulder")}
    return {name: round(apart(bones, *pair), 6) for name, pair in ends.items()}


def apart(bones: Skeleton, one: str, other: str) -> float:
    """Return how far two joints are from each other."""
    return length(subtract(bones[one].place, bones[other].place))


def balls(pose: Pose, part: str) -> list[Ball]:
    """Return the balls of one part of the body."""
    return next(found.balls for found in body_parts(skeleton(pose), frozenset()) if found.name == part)


def lowest(pose: Pose, part: str) -> float:
    """Return the height of the lowest point of a part above the floor."""
    return min(ball.centre[1] - ball.radius for ball in balls(pose, part))


def gap(pose: Pose, one: str, other: str) -> float:
    """Return the free space between two parts, in steps along their limbs; negative where they overlap."""
    return min(
        length(subtract(a.centre, b.centre)) - a.radius - b.radius
        for a in filled(balls(pose, one))
        for b in filled(balls(pose, other))
    )


def filled(row: list[Ball], steps: int = 8) -> list[Ball]:
    """Return the balls of a limb with others between them."""
    return [
        Ball(between(a.centre, b.centre, share), a.radius + (b.radius - a.radius) * share)
        for a, b in itertools.pairwise(row)
        for share in (step / steps for step in range(steps + 1))
    ]
