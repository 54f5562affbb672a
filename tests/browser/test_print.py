"""The instructions on paper."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.measures import measure, media
from tests.browser.places import EXERCISES

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("catalogue")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_instructions_are_printed_in_black_on_white_without_navigation(page: Page, scheme: str) -> None:
    page.goto("/exercises/clamshells/")

    with media(page, media="print", color_scheme=scheme):
        faults = measure(page, "onPaper")

    assert faults == []


def test_instructions_fit_on_one_sheet(page: Page) -> None:
    sheets = {}
    for slug in EXERCISES:
        page.goto(f"/exercises/{slug}/")
        sheets[slug] = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))

    assert sheets == dict.fromkeys(EXERCISES, 1)
