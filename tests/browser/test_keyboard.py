"""Going through pages with the keyboard alone."""

from itertools import pairwise
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from hipstrength.accounts.models import User
from tests.browser.helpers import chosen_pain
from tests.browser.measures import measure, media
from tests.factories import make_workout

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("catalogue")]

Stop = dict[str, Any]
MOST_PRESSES = 200


def stops(page: Page) -> list[Stop]:
    """Press Tab through the whole page; return what got the focus, in order."""
    # Else the page still glides to what has the focus while that is looked at.
    page.emulate_media(reduced_motion="reduce")
    found: list[Stop] = []
    for _ in range(MOST_PRESSES):
        page.keyboard.press("Tab")
        stop = measure(page, "focused")
        if stop is None or (found and stop["index"] == found[0]["index"]):
            return found
        # A date box takes several presses: day, month, year, calendar.
        if not found or stop["index"] != found[-1]["index"]:
            found.append(stop)
    raise AssertionError("the focus never leaves the page")


def is_read_after(later: Stop, earlier: Stop) -> bool:
    """Return whether one box stands below another, or to its right in the same line."""
    is_below = later["top"] >= earlier["bottom"] - 1
    is_right = later["left"] >= earlier["right"] - 1 and later["bottom"] > earlier["top"]
    return bool(is_below or is_right)


def test_tab_goes_through_the_log_form_as_it_is_read(alices_page: Page) -> None:
    alices_page.goto("/workouts/new/")

    found = stops(alices_page)

    # The first is the skip link, which lies over the top of the page.
    pairs = pairwise(found[1:])
    disorder = [f"{one['name']} → {other['name']}" for one, other in pairs if not is_read_after(other, one)]
    assert disorder == []
    assert len(found) == measure(alices_page, "stopCount")
    assert {stop["name"]: stop["faults"] for stop in found if stop["faults"]} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["/", "/accounts/signup/", "/history/", "/settings/"])
def test_focus_is_seen(alices_page: Page, alice: User, address: str, scheme: str) -> None:
    make_workout(user=alice, day=alice.local_date(timezone.now()))
    if address == "/accounts/signup/":
        alices_page.context.clear_cookies()
    alices_page.goto(address)

    with media(alices_page, color_scheme=scheme):
        found = stops(alices_page)

    assert len(found) == measure(alices_page, "stopCount")
    assert {stop["name"]: stop["faults"] for stop in found if stop["faults"]} == {}


def test_first_stop_leads_past_the_navigation(page: Page) -> None:
    page.goto("/why/")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to the content")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")

    expect(page.get_by_role("main").get_by_role("link").first).to_be_focused()


def test_parts_are_unfolded_by_keyboard(alices_page: Page) -> None:
    alices_page.goto("/workouts/new/")
    summary = alices_page.locator("#exercise-clamshells summary", has_text="Knee pain")
    summary.focus()

    alices_page.keyboard.press("Enter")
    alices_page.keyboard.press("Tab")

    expect(chosen_pain(alices_page.locator("#exercise-clamshells"), "pain_during")).to_be_focused()
