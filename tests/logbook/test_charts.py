from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.charts import (
    HEIGHT,
    LEFT_EDGE,
    RIGHT_EDGE,
    WIDTH,
    Frame,
    Series,
    bar_chart,
    line_chart,
    nice_step,
    number_table,
)

VALUES = st.lists(st.none() | st.integers(0, 100_000), min_size=1, max_size=60)
NASTY = "<script>&\"'"


def frame(count: int, *, marks: tuple[int, ...] = ()) -> Frame:
    words = [f"point {number}" for number in range(count)]
    return Frame("reps", "A title", "A description", words, [str(number) for number in range(count)], marks=marks)


def drawn(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def strips(svg: ElementTree.Element) -> list[ElementTree.Element]:
    """Return the strips that have the words of the points."""
    return [*next(one for one in svg.iter("g") if one.attrib.get("class") == "chart-tips")]


def path(svg: str, name: str) -> str:
    """Return what a path of this class draws; the first is in front of the one of a legend."""
    return next(one.attrib["d"] for one in drawn(svg).iter("path") if name in one.attrib.get("class", "").split())


@pytest.mark.parametrize(
    ("highest", "step"),
    [(0.5, 1), (1, 1), (4, 1), (4.1, 2), (7, 2), (8, 2), (10, 5), (20, 5), (21, 10), (40, 10), (41, 20), (300, 100)],
)
def test_nice_step_reaches_the_highest_in_four(highest: float, step: float) -> None:
    assert nice_step(highest) == step


@given(st.integers(1, 10**9))
def test_nice_step_is_not_larger_than_needed(highest: int) -> None:
    step = nice_step(highest)

    assert step * 4 >= highest
    assert step == 1 or step * 4 <= highest * 10


def test_chart_names_itself_for_who_cannot_see_it() -> None:
    svg = drawn(bar_chart(frame(2), Series("Reps", [1, 2])))

    title, words = svg.attrib["aria-labelledby"].split()
    texts = {one.attrib["id"]: one.text for one in svg.iter() if "id" in one.attrib}

    assert svg.attrib["role"] == "img"
    assert (texts[title], texts[words]) == ("A title", "A description")


def test_each_point_has_its_words_as_a_tooltip() -> None:
    svg = drawn(line_chart(frame(3), [Series("Mean", [1, None, 2])]))

    tips = [strip.findtext("title") for strip in strips(svg)]

    assert tips == ["point 0", "point 1", "point 2"]


def test_bars_grow_from_the_same_floor_and_nothing_has_none() -> None:
    shapes = path(bar_chart(frame(4), Series("Reps", [10, 0, None, 20])), "chart-bars")

    bars = [bar.split("V") for bar in shapes.strip("Mz").split("zM")]

    assert len(bars) == 2
    assert {bar[0].split()[1] for bar in bars} == {"168"}
    assert float(bars[0][1].split("h")[0]) == (168 + 26) / 2
    assert float(bars[1][1].split("h")[0]) == 26


def test_line_is_interrupted_where_a_value_is_missing() -> None:
    line = path(line_chart(frame(5), [Series("Mean", [1, 2, None, 0, 1])]), "chart-line-1")

    assert [part.count("L") for part in line.split("M")[1:]] == [1, 1]


def test_unfinished_point_is_hollow_and_no_line_leads_there() -> None:
    unfinished = replace(frame(3), unfinished=2)

    bars = bar_chart(unfinished, Series("Reps", [3, 2, 1]))
    lines = line_chart(unfinished, [Series("Mean", [3, 2, 1])])

    assert (path(bars, "chart-bars").count("z"), path(bars, "chart-bars-hollow").count("z")) == (2, 1)
    assert (path(lines, "chart-line-1").count("L"), path(lines, "chart-markers-1").count("z")) == (1, 3)


def test_axis_ends_where_it_is_told_to() -> None:
    texts = [text.text for text in drawn(bar_chart(replace(frame(1), top=7), Series("Days", [7]))).iter("text")]

    assert texts == ["0", "2", "4", "6", "0"]


def test_labels_stand_apart_where_points_are_uneven() -> None:
    labels = [str(place) if place % 12 == 0 or place == 25 else "" for place in range(60)]
    svg = drawn(bar_chart(replace(frame(60), labels=labels), Series("Reps", [1] * 60)))

    below = [text.text for text in svg.iter("text") if text.attrib.get("text-anchor") == "middle"]

    assert below == ["0", "12", "24", "36", "48"]


def test_two_lines_differ_by_more_than_colour() -> None:
    svg = line_chart(frame(2), [Series("Mean", [1, 1]), Series("Highest", [2, 2])])

    discs, triangles = path(svg, "chart-markers-1"), path(svg, "chart-markers-2")

    assert (discs.count("a"), discs.count("L")) == (4, 0)
    assert (triangles.count("a"), triangles.count("L")) == (0, 2)
    assert [text.text for text in drawn(svg).iter("text")][-2:] == ["Mean", "Highest"]


def test_points_that_are_close_have_a_marker_only_where_no_line_leads() -> None:
    values = [5 if place < 10 or place == 20 else None for place in range(52)]

    markers = path(line_chart(frame(52), [Series("Mean", values)]), "chart-markers-1")

    assert markers.count("z") == 1


def test_level_is_drawn_across_each_point() -> None:
    level = path(bar_chart(frame(3), Series("Days", [1, 2, 3]), Series("Goal", [3, 3, 5])), "chart-level")

    assert level.count("h") == 3
    assert level.split("M")[1].split("h")[0].split()[1] == level.split("M")[2].split("h")[0].split()[1]


def test_mark_goes_through_the_whole_height() -> None:
    svg = line_chart(frame(3, marks=(1,)), [Series("Most", [1, 2, 3])])

    assert path(svg, "chart-mark") == f"M{(LEFT_EDGE + RIGHT_EDGE) / 2:.1f} 26V168"


@pytest.mark.parametrize(
    ("count", "shown"), [(12, [str(n) for n in range(12)]), (52, [str(n) for n in range(0, 52, 5)])]
)
def test_labels_that_have_no_room_are_thinned_out_evenly(count: int, shown: list[str]) -> None:
    svg = drawn(bar_chart(frame(count), Series("Reps", [1] * count)))

    below = [text.text for text in svg.iter("text") if text.attrib.get("text-anchor") == "middle"]

    assert below == shown


@given(VALUES, VALUES)
def test_nothing_leaves_the_picture(one: list[int | None], other: list[int | None]) -> None:
    count = min(len(one), len(other))
    svg = drawn(line_chart(frame(count), [Series("A", one[:count]), Series("B", other[:count])]))

    for strip in strips(svg):
        left, width = strip.attrib["d"].removeprefix("M").split("v")[0].split(" 26h")
        assert float(left) >= LEFT_EDGE
        assert float(left) + float(width) <= RIGHT_EDGE + 0.2
    for text in svg.iter("text"):
        assert 0 <= float(text.attrib["x"]) <= WIDTH
        assert 0 <= float(text.attrib["y"]) <= HEIGHT


def test_words_in_a_chart_are_escaped() -> None:
    nasty = Frame(NASTY, NASTY, NASTY, [NASTY], [NASTY])

    svg = drawn(bar_chart(nasty, Series(NASTY, [1]), Series(NASTY, [1])))

    assert svg.findtext("title") == NASTY
    assert [text.text for text in svg.iter("text")][-3:] == [NASTY] * 3


def test_table_has_a_caption_and_heads_for_rows_and_columns() -> None:
    table = drawn(number_table(NASTY, ["Week", "Reps"], [("16–22 Nov", "140"), (NASTY, NASTY)]))

    assert table.findtext("caption") == NASTY
    assert [(cell.attrib["scope"], cell.text) for cell in table.iter("th")] == [
        ("col", "Week"),
        ("col", "Reps"),
        ("row", "16–22 Nov"),
        ("row", NASTY),
    ]
    assert [cell.text for cell in table.iter("td")] == ["140", NASTY]


def test_three_lines_differ_by_their_markers_and_say_which_is_which() -> None:
    names = ["Before", "Worst during", "Next morning"]

    svg = line_chart(frame(3), [Series(name, [1, 2, 3]) for name in names])

    assert [path(svg, f"chart-markers-{number}").count("a") for number in (1, 2, 3)] == [6, 0, 0]
    assert [path(svg, f"chart-markers-{number}").count("v") for number in (1, 2, 3)] == [0, 0, 3]
    texts = [one for one in drawn(svg).iter("text") if one.text in names]
    places = [float(one.attrib["x"]) for one in texts]
    assert [one.text for one in texts] == names
    assert places == sorted(places)
    assert places[-1] < RIGHT_EDGE - 60
