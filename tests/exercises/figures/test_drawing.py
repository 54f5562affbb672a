"""What the camera sees, and the files that browsers get."""

import gzip
import itertools
import re
from math import cos, hypot, pi, sin
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from exercises.figures.catalogue import FIGURES
from exercises.figures.drawing import COLOURS, Camera, Scene, layers
from exercises.figures.files import files
from exercises.figures.film import CYCLE, FRAMES, corner, keyframes, seen, share_at
from exercises.figures.flesh import body_parts
from exercises.figures.outline import Circle, Point, hull, hulls_path, number
from exercises.figures.outline import Path as Line
from exercises.figures.scenes import Figure
from exercises.figures.size import HEIGHT, WIDTH
from exercises.illustrations import ILLUSTRATIONS
from tests.exercises.figures.poses import FILMS

SVG = "{http://www.w3.org/2000/svg}"
FILES = files()
DRAWINGS = {name: text for name, text in FILES.items() if name.endswith(".svg")}
MOST_BYTES = 12_000
coordinate = st.floats(0, 300)
circles = st.lists(
    st.builds(Circle, st.builds(Point, coordinate, coordinate), st.floats(1, 40)), min_size=1, max_size=6
)


def scenes(figure: Figure) -> list[Scene]:
    """Return every picture of an exercise."""
    return [
        *(figure.scene(pose) for pose in FILMS[figure.name]),
        *(figure.scene(pose, camera=m.camera) for m in figure.mistakes for pose in (m.wrong, m.right)),
        *(figure.scene(load.pose, wearing=load.wearing) for load in figure.loads),
    ]


def test_camera_sees_what_is_right_up_and_near() -> None:
    camera = Camera(azimuth=0, elevation=0, zoom=2)

    assert camera.see((10, 20, 30)) == pytest.approx((WIDTH / 2 + 20, HEIGHT / 2 - 40))
    assert camera.depth((0, 0, 1)) > camera.depth((0, 0, 0))
    above = Camera(elevation=30)
    assert above.see((0, 0, 10)).y > above.see((0, 0, 0)).y


@pytest.mark.parametrize("name", FIGURES)
def test_nothing_leaves_the_picture(name: str) -> None:
    outside = set()
    for scene in scenes(FIGURES[name]):
        for part in [*body_parts(scene.bones, frozenset()), *scene.things]:
            for ball in part.balls:
                seen_at, radius = scene.camera.see(ball.centre), ball.radius * scene.camera.zoom
                if not (radius <= seen_at.x <= WIDTH - radius and radius <= seen_at.y <= HEIGHT - radius):
                    outside.add(part.name)

    assert outside == set()


@pytest.mark.parametrize("name", FIGURES)
def test_parts_do_not_jump_in_front_of_each_other(name: str) -> None:
    figure = FIGURES[name]
    orders = [[layer for layer, _svg in layers(figure.scene(pose))] for pose in FILMS[name]]

    changed = {
        frozenset((one, other))
        for one, other in itertools.combinations(orders[0], 2)
        if len({order.index(one) < order.index(other) for order in orders}) > 1 and overlap(figure, one, other)
    }
    assert changed == set()


def overlap(figure: Figure, one: str, other: str) -> bool:
    """Return whether two parts cover each other in some frame, as far as their balls tell."""
    for pose in FILMS[figure.name]:
        scene = figure.scene(pose)
        parts = {part.name: part.balls for part in body_parts(scene.bones, frozenset())}
        for a, b in itertools.product(parts.get(one, []), parts.get(other, [])):
            at, there = scene.camera.see(a.centre), scene.camera.see(b.centre)
            if hypot(at.x - there.x, at.y - there.y) < (a.radius + b.radius) * scene.camera.zoom - 2:
                return True
    return False


@pytest.mark.parametrize("name", ["clamshells", "side-lying-hip-abduction"])
def test_bottom_leg_is_behind_the_top_leg(name: str) -> None:
    for scene in scenes(FIGURES[name]):
        order = [layer for layer, _svg in layers(scene)]

        assert order.index("right leg") < order.index("left leg")
        assert order.index("right arm") < order.index("left arm")


@pytest.mark.parametrize("name", FIGURES)
def test_band_is_half_behind_and_half_in_front(name: str) -> None:
    figure = FIGURES[name]
    for load in figure.loads:
        order = [layer for layer, _svg in layers(figure.scene(load.pose, wearing=load.wearing))]

        if "band" in order:
            assert order.index("band behind") < min(order.index("left leg"), order.index("right leg"))
            assert order.index("band") > max(order.index("left leg"), order.index("right leg"))
        else:
            assert {"weight", "left weight", "right weight"} & set(order)


@given(circles)
def test_hull_goes_round_every_circle(balls: list[Circle]) -> None:
    corners = [arc.circle.edge(angle) for arc in hull(balls) for angle in (arc.start, arc.end)]
    for step in range(72):
        x, y = cos(2 * pi * step / 72), sin(2 * pi * step / 72)
        farthest = max(ball.centre.x * x + ball.centre.y * y + ball.radius for ball in balls)
        arcs = max(arc.circle.centre.x * x + arc.circle.centre.y * y + arc.circle.radius for arc in hull(balls))

        assert farthest - arcs < 0.15
        assert all(corner.x * x + corner.y * y <= farthest + 1e-6 for corner in corners)


def test_single_circle_is_drawn_whole() -> None:
    assert hulls_path([[Circle(Point(10, 20), 5)]]) == "M15 20a5 5 0 0 1 -10 0a5 5 0 0 1 10 0z"


def test_two_circles_are_drawn_as_a_capsule() -> None:
    path = hulls_path([[Circle(Point(10, 10), 5), Circle(Point(40, 10), 5)]])

    assert path == "M10 15a5 5 0 0 1 0 -10l30 0a5 5 0 0 1 0 10z"


def test_moved_shape_has_the_same_steps() -> None:
    shape = [Circle(Point(10.04, 10.33), 5.2), Circle(Point(40.57, 17.91), 3.7)]
    moved = [Circle(Point(ball.centre.x + 13.37, ball.centre.y - 4.21), ball.radius) for ball in shape]

    paths = [re.sub(r"^M[^al]+", "", hulls_path([found])) for found in (shape, moved)]
    assert paths[0] == paths[1]


def test_rounding_does_not_add_up() -> None:
    line = Line()
    line.move(Point(0, 0))
    for step in range(1, 101):
        line.line(Point(step * 0.04, 0))

    steps = [float(step.split()[0]) for step in line.text.split("l")[1:]]
    assert sum(steps) == pytest.approx(4.0)


@pytest.mark.parametrize(("value", "text"), [(1.0, "1"), (-0.04, "0"), (12.34, "12.3"), (0.5, "0.5")])
def test_numbers_are_short(value: float, text: str) -> None:
    assert number(value) == text


def test_film_shows_one_frame_at_every_moment() -> None:
    moments = sorted((start, end, frame) for frame in range(FRAMES) for start, end in seen(frame))

    assert (moments[0][0], moments[-1][1]) == pytest.approx((0, CYCLE))
    assert all(before[1] == pytest.approx(after[0]) for before, after in itertools.pairwise(moments))
    there_and_back = [*range(FRAMES), *range(FRAMES - 2, 0, -1)]
    assert [frame for _start, _end, frame in moments] == there_and_back


def test_film_keeps_the_tempo() -> None:
    moments = {frame: seen(frame) for frame in range(FRAMES)}

    up = moments[FRAMES - 1][0][0] - moments[0][0][1]
    pause = moments[FRAMES - 1][0][1] - moments[FRAMES - 1][0][0]
    down = CYCLE - moments[FRAMES - 1][0][1]
    assert (up, pause, down) == pytest.approx((2.0, 1.5, 2.5))


def test_movement_starts_and_ends_slowly() -> None:
    steps = [share_at(frame + 1) - share_at(frame) for frame in range(FRAMES - 1)]

    assert (share_at(0), share_at(FRAMES - 1)) == pytest.approx((0, 1))
    assert max(steps) / min(steps) > 5
    assert min(steps) > 0


def test_style_sheet_pulls_each_frame_into_the_picture_when_it_is_seen() -> None:
    steps = re.findall(r"([\d.]+)%\{transform:translate\((-?\d+)px,(-?\d+)px\)\}", keyframes())

    times = {start: frame for frame in range(FRAMES) for start, _end in seen(frame)}
    expected = [(time, *corner(frame)) for time, frame in sorted(times.items())]
    found = [(float(percent) * CYCLE / 100, -int(x), -int(y)) for percent, x, y in steps]
    assert len(found) == len(expected)
    assert all(one == pytest.approx(other, abs=0.001) for one, other in zip(found, expected, strict=True))
    assert re.fullmatch(r"@keyframes film\{.*\}\n", keyframes())


def test_frames_do_not_lie_on_each_other() -> None:
    corners = [corner(frame) for frame in range(FRAMES)]

    assert corners[0] == (0, 0)
    assert len(set(corners)) == FRAMES
    assert all(x % WIDTH == 0 and y % HEIGHT == 0 and x < 2000 for x, y in corners)


@pytest.mark.parametrize("name", DRAWINGS)
def test_drawing_is_small_and_well_formed(name: str) -> None:
    root = ElementTree.fromstring(DRAWINGS[name])

    assert root.attrib["viewBox"] == f"0 0 {WIDTH} {HEIGHT}"
    assert len(gzip.compress(DRAWINGS[name].encode())) < MOST_BYTES


@pytest.mark.parametrize("name", DRAWINGS)
def test_drawing_has_nothing_that_a_strict_policy_blocks(name: str) -> None:
    elements = list(ElementTree.fromstring(DRAWINGS[name]).iter())

    assert {element.tag.removeprefix(SVG) for element in elements} <= {"svg", "defs", "g", "path", "circle", "use"}
    assert {attribute for element in elements for attribute in element.attrib} & {"style", "onload", "class"} == set()
    assert [value for element in elements for value in element.attrib.values() if "://" in value] == []


@pytest.mark.parametrize("name", FIGURES)
def test_drawing_has_each_picture_that_the_page_shows(name: str) -> None:
    drawn = ILLUSTRATIONS[name]
    groups = [group.attrib["id"] for group in ElementTree.fromstring(FILES[drawn.file]).iter(f"{SVG}g")]

    frames = [part for part, _x, _y in drawn.frames]
    mistakes = [f"{verdict}-{n}" for n in range(1, len(drawn.mistakes) + 1) for verdict in ("wrong", "right")]
    assert groups == [
        "start",
        "turn",
        "back",
        *frames,
        "front",
        *mistakes,
        *(f"load-{n}" for n in range(1, len(drawn.loads) + 1)),
    ]
    assert mistakes != []


@pytest.mark.parametrize("name", FIGURES)
def test_film_begins_with_the_first_picture_and_ends_with_the_last(name: str) -> None:
    groups = dict(re.findall(r'<g id="([^"]+)"[^>]*>(.*)</g>', FILES[ILLUSTRATIONS[name].file]))

    frames = [groups["back"] + groups[f"f{frame}"] + groups["front"] for frame in range(FRAMES)]
    assert frames[0] == groups["start"]
    assert FIGURES[name].turning == 0.5 or frames[-1] == groups["turn"]
    assert len(set(frames)) == FRAMES


def test_small_drawing_has_the_start_and_end_of_all() -> None:
    groups = [group.attrib["id"] for group in ElementTree.fromstring(FILES["img/figures/small.svg"]).iter(f"{SVG}g")]

    assert groups == [f"{name}-{part}" for name in ILLUSTRATIONS for part in ("start", "end")]


def test_every_illustration_is_drawn() -> None:
    assert list(ILLUSTRATIONS) == list(FIGURES)


@pytest.mark.parametrize("name", FIGURES)
def test_working_leg_is_accented(name: str) -> None:
    scene = FIGURES[name].scene(FILMS[name][0])
    tones = {part.name: part.tone for part in body_parts(scene.bones, scene.working)}

    assert tones["left leg"] == "working"
    assert tones["left arm"] == "skin"


def test_every_colour_can_be_changed_by_the_page() -> None:
    named = set(re.findall(r"var\(--drawing-([a-z-]+),#[0-9a-f]{6}\)", "".join(DRAWINGS.values())))

    assert named == set(COLOURS)


class TestCommand:
    def test_writes_all_files_and_leaves_equal_ones_alone(self, tmp_path: Path) -> None:
        call_command("draw_figures", output=tmp_path, verbosity=0)
        before = {name: (tmp_path / name).stat().st_ino for name in FILES}

        call_command("draw_figures", output=tmp_path, verbosity=0)

        assert {name: (tmp_path / name).read_text(encoding="utf-8") for name in FILES} == FILES
        assert {name: (tmp_path / name).stat().st_ino for name in FILES} == before

    def test_says_why_it_cannot_write(self, tmp_path: Path) -> None:
        (tmp_path / "img").write_text("in the way")

        with pytest.raises(CommandError, match="was not written"):
            call_command("draw_figures", output=tmp_path, verbosity=0)
