"""Going through pages with the keyboard alone."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from hipstrength.accounts.models import User
from tests.browser.measures import measure, media
from tests.factories import make_workout

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("catalogue")]

MOST_STOPS = 150


def stops(page: Page) -> list[dict[str, object]]:
    """Press Tab through the whole page; return what got the focus and how it looked then."""
    found = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = measure(page, "focused")
        if stop is None:
            return found
        found.append(stop)
    raise AssertionError("the focus does not leave the page")
