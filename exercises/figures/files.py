"""The files that browsers fetch: a drawing for each exercise, one with all of them small, the film's style sheet."""

from collections.abc import Iterator
from itertools import takewhile

from exercises.figures.catalogue import FIGURES
from exercises.figures.drawing import Camera, arrow, colour, draw, layers, mat, verdict
from exercises.figures.film import FRAMES, keyframes, share_at
from exercises.figures.scenes import Arrow, Figure
from exercises.figures.size import HEIGHT, WIDTH

# The small pictures are shown at a third of their size, so their lines are thicker.
LINE, SMALL_LINE = 1.8, 3.0


def names() -> list[str]:
    """Return the path of each file below the folder of static files."""
    return [*(f"img/figures/{name}.svg" for name in (*FIGURES, "small")), "css/figures.css"]


def files() -> dict[str, str]:
    """Return the content of each file by its path below the folder of static files."""
    drawings = {f"img/figures/{figure.name}.svg": drawing(figure) for figure in FIGURES.values()}
    return {**drawings, "img/figures/small.svg": small(), "css/figures.css": keyframes()}


def drawing(figure: Figure) -> str:
    """Return the file of an exercise.

    Whole pictures: its "start", its end ("turn"), mistakes "wrong-1" and "right-1", loads "load-1". The film: frames
    "f0" to "f32" with what changes, and "back" and "front" with what lies behind and before it all the time.
    """
    ground, direction = mat(figure.camera, figure.mat), _arrow(figure.arrow, figure.camera)
    stills = [("start", figure.pose(0.0)), ("turn", figure.pose(figure.turning))]
    groups = [
        *((name, ground + draw(figure.scene(pose)) + direction) for name, pose in stills),
        *_film(figure, ground, direction),
        *_mistakes(figure),
        *(
            (f"load-{number}", ground + draw(figure.scene(load.pose, wearing=load.wearing)))
            for number, load in enumerate(figure.loads, start=1)
        ),
    ]
    return _file(groups, LINE, shown="start")


def small() -> str:
    """Return one file with the start and the end of every exercise, as in "clamshells-start"."""
    groups = []
    for figure in FIGURES.values():
        for name, share in (("start", 0.0), ("end", figure.turning)):
            body = mat(figure.camera, figure.mat) + draw(figure.scene(figure.pose(share)))
            if name == "end":
                body += _arrow(figure.arrow, figure.camera)
            groups.append((f"{figure.name}-{name}", body))
    return _file(groups, SMALL_LINE, shown=groups[0][0])


def _film(figure: Figure, ground: str, direction: str) -> Iterator[tuple[str, str]]:
    """Yield the film in three: most of the body stays still, and need not be there in every frame."""
    frames = [[svg for _name, svg in layers(figure.scene(figure.pose(share_at(n))))] for n in range(FRAMES)]
    back = _count_same(frames)
    front = _count_same([frame[back:][::-1] for frame in frames])
    yield ("back", ground + "".join(frames[0][:back]))
    for number, frame in enumerate(frames):
        yield (f"f{number}", "".join(frame[back : len(frame) - front]))
    yield ("front", "".join(frames[0][len(frames[0]) - front :]) + direction)


def _count_same(frames: list[list[str]]) -> int:
    """Return how many of the first layers are alike in all frames."""
    same = (len(set(layer)) == 1 for layer in zip(*frames, strict=True))
    return len(list(takewhile(bool, same)))


def _mistakes(figure: Figure) -> Iterator[tuple[str, str]]:
    for number, mistake in enumerate(figure.mistakes, start=1):
        camera = mistake.camera
        ground, direction = mat(camera, figure.mat), _arrow(mistake.arrow, camera, "wrong")
        wrong, right = (draw(figure.scene(pose, camera=camera)) for pose in (mistake.wrong, mistake.right))
        yield (f"wrong-{number}", ground + wrong + direction + verdict(is_right=False))
        yield (f"right-{number}", ground + right + verdict(is_right=True))


def _arrow(path: Arrow, camera: Camera, tone: str = "arrow") -> str:
    return arrow([camera.see(point) for point in path.points], both_ends=path.both_ends, tone=tone)


def _file(groups: list[tuple[str, str]], line: float, *, shown: str) -> str:
    looks = f'stroke="{colour("line")}" stroke-width="{line}" stroke-linejoin="round" paint-order="stroke"'
    bodies = "".join(f'<g id="{name}" {looks}>{body}</g>\n' for name, body in groups)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<defs>\n{bodies}</defs><use href="#{shown}"/></svg>\n'
    )
