"""What is left on the screen of a shared computer."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Playwright, expect

from hipstrength.accounts.models import User
from tests.browser.helpers import log_in, type_reps
from tests.factories import make_workout

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser(playwright: Playwright, browser_type_launch_args: dict[str, Any]) -> Iterator[Browser]:
    """A browser that keeps whole pages for the back button, as people's browsers do; Playwright's keeps none."""
    browser = playwright.chromium.launch(
        **browser_type_launch_args, ignore_default_args=["--disable-back-forward-cache"]
    )
    yield browser
    browser.close()


@pytest.fixture
def week(alice: User, context: BrowserContext, page: Page, base_url: str) -> Page:
    """The page of a week with something private in it."""
    make_workout(user=alice, day=date(2026, 11, 16), note="Private.")
    log_in(context, alice, base_url)
    page.goto("/history/2026-11-16/")
    expect(page.get_by_text("Private.")).to_be_visible()
    return page


def test_back_button_after_logging_out_shows_nothing_private(week: Page) -> None:
    week.get_by_role("button", name="Log out").click()
    expect(week.get_by_role("link", name="Log in")).to_be_visible()

    week.go_back(wait_until="commit")

    expect(week).to_have_title("Log in · HipStrength")
    assert "Private." not in week.content()


def test_back_button_shows_public_pages_without_asking_again(page: Page, catalogue: None) -> None:
    """Shows that this browser would have kept the private page, had it been allowed to."""
    page.goto("/why/")
    page.evaluate("window.isKept = true")
    page.goto("/safety/")

    page.go_back(wait_until="commit")

    assert page.evaluate("window.isKept")


@pytest.fixture
def unsaved(alices_page: Page) -> Page:
    """The log form with something entered that was not saved."""
    alices_page.goto("/workouts/new/")
    type_reps(alices_page, "Clamshells", 1, left=17)
    alices_page.wait_for_function("() => localStorage.length > 0")
    return alices_page


def test_logging_out_asks_before_an_unsaved_workout_goes(unsaved: Page) -> None:
    asked: list[str] = []

    def refuse(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    unsaved.on("dialog", refuse)

    unsaved.get_by_role("button", name="Log out").click()

    assert asked == ["There is a workout in this browser that was not saved. Log out and lose it?"]
    expect(unsaved.get_by_role("button", name="Log out")).to_be_visible()
    assert unsaved.evaluate("localStorage.length") == 1


@pytest.mark.parametrize("address", ["", "/accounts/logout/", "/accounts/sessions/"])
def test_logging_out_leaves_no_unsaved_workout_behind(unsaved: Page, address: str) -> None:
    unsaved.on("dialog", lambda dialog: dialog.accept())
    if address:
        unsaved.goto(address)

    unsaved.locator("[data-log-out]").last.get_by_role("button").click()

    expect(unsaved.get_by_role("link", name="Log in", exact=True)).to_be_visible()
    assert unsaved.evaluate("localStorage.length") == 0
