"""What a figure is: a movement, how it is looked at, and the small pictures that go with it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from exercises.figures.body import Pose, Skeleton
from exercises.figures.drawing import Camera, Scene
from exercises.figures.flesh import Loop, Part
from exercises.figures.space import Matrix, Vector, axes

# How the pelvis is turned in what people do on a floor, seen by a viewer who looks along the z axis.
ON_THE_RIGHT_SIDE: Matrix = axes((0, 1, 0), (-1, 0, 0), (0, 0, 1))
# A palm on the floor, fingers towards the viewer.
HAND_DOWN: Matrix = axes((-1, 0, 0), (0, 0.25, -0.968), (0, 0.968, 0.25))
ON_THE_BACK: Matrix = axes((0, 0, -1), (-1, 0, 0), (0, 1, 0))


@dataclass(frozen=True)
class Wearing:
    """What is put on: bands and weights, given the bones."""

    bands: Callable[[Skeleton], Sequence[Loop]] = lambda _bones: ()
    things: Callable[[Skeleton], Sequence[Part]] = lambda _bones: ()


NOTHING = Wearing()


@dataclass(frozen=True)
class Arrow:
    """The direction of the movement: world points that it runs along."""

    points: tuple[Vector, ...]
    both_ends: bool = False


@dataclass(frozen=True)
class Mistake:
    """A pose that goes wrong and the right one beside it, seen from where the difference shows."""

    camera: Camera
    wrong: Pose
    right: Pose
    arrow: Arrow


@dataclass(frozen=True)
class Load:
    """A pose with something put on that makes the exercise harder or easier."""

    pose: Pose
    wearing: Wearing


@dataclass(frozen=True)
class Figure:
    """One exercise as a drawing.

    `pose` takes the share of the movement, 0 at the start and 1 at its end; `turning` is
    the share at which the second of the two still pictures is taken. The mat lies on the
    floor between two places along x and two along z.
    """

    name: str
    camera: Camera
    mat: tuple[float, float, float, float]
    pose: Callable[[float], Pose]
    working: frozenset[str]
    arrow: Arrow
    mistakes: tuple[Mistake, ...]
    loads: tuple[Load, ...]
    turning: float = 1.0
    wearing: Wearing = NOTHING
    lifts: dict[str, float] = field(default_factory=dict)

    def scene(self, pose: Pose, *, wearing: Wearing | None = None, camera: Camera | None = None) -> Scene:
        """Return a picture of a pose, with what this exercise is done with or something else put on."""
        worn = self.wearing if wearing is None else wearing
        scene = Scene(pose, camera or self.camera, self.working, lifts=self.lifts)
        return replace(scene, bands=worn.bands(scene.bones), things=worn.things(scene.bones))
