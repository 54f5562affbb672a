"""The page of results."""

from dataclasses import replace

import pytest

from bench.judging import targets
from bench.pages import PAGES
from bench.progress import bar
from bench.report import growth_table, number, pages_table, report, table, targets_table
from bench.server import megabytes
from tests.bench.results import load, measured

STATUS = "Name:\tpython\nVmRSS:\t   80300 kB\nRssAnon:\t   60000 kB\n"


def lines_with(text: str, *starts: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith(starts)]


def test_table_fills_up_short_rows() -> None:
    assert table(["a", "b"], [["1"], ["2", "3"]]) == "| a | b |\n| --- | --- |\n| 1 |  |\n| 2 | 3 |"


@pytest.mark.parametrize(("value", "text"), [(1.204, "1.20"), (99.9, "99.90"), (100, "100"), (1234.5, "1,234")])
def test_figures_have_as_many_digits_as_they_are_worth(value: float, text: str) -> None:
    assert number(value) == text


def test_pages_stand_beside_their_floors() -> None:
    text = pages_table(load(floor=4, short=8, long=10), {"floor": 400, "week": 120.5})

    assert lines_with(text, "| floor ", "| week ") == [
        "| floor | – | – | 4.0 | 8.0 | – | 1 | – | 400 |",
        "| week | 8.0 | 16.0 | 10.0 | 20.0 | 2.00 | 2.50 | 2.5 | 120.5 |",
    ]


def test_page_that_is_not_there_is_said_to_be_so() -> None:
    whole = load()
    older = replace(whole, times={name: times for name, times in whole.times.items() if name != "52 weeks"})

    assert lines_with(pages_table(older, {}), "| 52 weeks ") == ["| 52 weeks | not there |  |  |  |  |  |  |  |"]
    assert lines_with(growth_table([older, older]), "| 52 weeks ", "| *52 weeks* ") == []
    assert lines_with(targets_table(targets(measured(older))), "| SQLite | 52 weeks ") == [
        "| SQLite | 52 weeks | 4 times the floor | – | not measured |  |"
    ]


def test_growth_shows_medians_and_multiples() -> None:
    text = growth_table([load(10_000, long=8), load(long=10)])

    assert lines_with(text, "| week | 10", "| *week* ") == [
        "| week | 10 years | 8.0 (2.00) | 10.0 (2.50) | 1.25 |",
        "| *week* | 10 years / 1 week | 1.00 | 1.25 |  |",
    ]


def test_one_size_has_no_growth_but_its_times() -> None:
    assert lines_with(growth_table([load()]), "| week | 10") == ["| week | 10 years | 8.0 (2.00) | – |"]


def test_report_tells_everything() -> None:
    one = measured()

    text = report(about={"cores": "2"}, measured=[one], targets=targets(one), requests=300, is_full=True)

    assert [line for line in text.splitlines() if line.startswith("#")] == [
        "# How fast it is",
        "## Targets",
        "## SQLite 3.53.4",
        "## How it was measured",
        "## Where",
    ]
    assert "not the full run" not in text
    assert "| cores | 2 |" in text
    assert all(f"| {page.name} |" in text for page in PAGES)
    assert "80.1 MB resident (its share: 60.2 MB); 79 MB resident (its share: 59 MB)" in text


def test_small_run_is_marked() -> None:
    text = report(about={}, measured=[measured()], targets=[], requests=50, is_full=False)

    assert "**This is not the full run**" in text


def test_memory_is_read_in_megabytes() -> None:
    assert megabytes(STATUS, "VmRSS") == 82.2
    assert megabytes(STATUS, "VmSwap") == 0


@pytest.mark.parametrize(
    ("done", "text"),
    [
        (0, "[------------------------------]   0%  0 sets, 0.0/s"),
        (500, "[###############---------------]  50%  500 sets, 50/s, 10 s to go"),
        (1_001, "[##############################] 100%  1,001 sets, 100/s"),
    ],
)
def test_progress_says_how_far_it_is(done: int, text: str) -> None:
    assert bar(done, 1_000, 10, "sets") == text
