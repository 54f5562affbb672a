"""The instructions on paper."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.measures import measure, media
from tests.browser.places import EXERCISES

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("catalogue")]
HISTORY = ["/history/", "/history/weeks/12/", "/history/months/", "/history/exercises/clamshells/"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_instructions_are_printed_in_black_on_white_without_navigation(page: Page, scheme: str) -> None:
    page.goto("/exercises/clamshells/")

    with media(page, media="print", color_scheme=scheme):
        faults = measure(page, "onPaper")

    assert faults == []


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_each_exercise_fits_on_one_sheet_and_so_do_all_four(page: Page, paper: str) -> None:
    sheets = {}
    for name in (*EXERCISES, "print"):
        page.goto(f"/exercises/{name}/")
        sheets[name] = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper)))

    assert sheets == dict.fromkeys((*EXERCISES, "print"), 1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", HISTORY)
def test_history_is_printed_in_black_on_white_without_navigation(
    alices_page: Page, usual: object, address: str, scheme: str
) -> None:
    alices_page.goto(address)

    with media(alices_page, media="print", color_scheme=scheme):
        faults = measure(alices_page, "onPaper")

    assert faults == []


@pytest.mark.parametrize("address", ["/history/weeks/12/", "/history/exercises/clamshells/"])
def test_numbers_beneath_charts_are_printed_without_a_tap(alices_page: Page, usual: object, address: str) -> None:
    alices_page.goto(address)
    cells = alices_page.locator("details td")
    assert not any(cell.is_visible() for cell in cells.all())

    with media(alices_page, media="print"):
        heights = [box["height"] for cell in cells.all() if (box := cell.bounding_box())]

    assert len(heights) == cells.count() > 0
    assert min(heights) > 0
