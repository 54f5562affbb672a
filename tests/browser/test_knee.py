"""The page about the knee, and the question on home, by tap and by keyboard, with scripts and without."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from hipstrength.accounts.models import User
from tests.browser.helpers import log_in
from tests.browser.measures import axe, measure, media
from tests.factories import make_workout

pytestmark = pytest.mark.browser


@pytest.fixture
def plain_page(browser: Browser, browser_context_args: dict[str, Any], alice: User, base_url: str) -> Iterator[Page]:
    """A small phone in which Alice is logged in and no script runs."""
    context = browser.new_context(
        **{**browser_context_args, "java_script_enabled": False, "viewport": {"width": 320, "height": 800}}
    )
    context.set_default_timeout(10_000)
    log_in(context, alice, base_url)
    yield context.new_page()
    context.close()


def press(page: Page, name: str) -> None:
    """Tap on a button and wait for the answer."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).tap()


def test_activity_is_added_and_rated_without_scripts(plain_page: Page, alice: User) -> None:
    plain_page.goto("/knee/")
    plain_page.get_by_label("Activity").fill("stairs down")
    press(plain_page, "Add activity")
    scale = plain_page.get_by_role("radiogroup", name="stairs down")

    scale.get_by_role("radio", name="7", exact=True).tap()
    press(plain_page, "Save this week")

    expect(plain_page.get_by_role("status")).to_have_text("Your ratings of this week are saved.")
    expect(scale.get_by_role("radio", name="7", exact=True)).to_be_checked()
    assert list(alice.activities.get().ratings.values_list("score", flat=True)) == [7]


def test_scale_is_one_stop_of_the_keyboard(alices_page: Page, alice: User) -> None:
    alice.activities.create(name="stairs down")
    alices_page.goto("/knee/")
    alices_page.get_by_role("radio", name="Not rated").focus()

    for _time in range(3):
        alices_page.keyboard.press("ArrowRight")
    chosen = alices_page.locator("fieldset input:checked").input_value()
    alices_page.keyboard.press("Tab")

    assert chosen == "2"
    expect(alices_page.get_by_role("button", name="Save this week")).to_be_focused()


def test_reason_takes_one_tap_and_no_script(plain_page: Page, alice: User) -> None:
    make_workout(user=alice, day=alice.local_date(timezone.now()) - timedelta(weeks=3))
    plain_page.goto("/")

    press(plain_page, "No time")

    box = plain_page.locator("#last-week")
    assert plain_page.url.endswith("/#last-week")
    expect(box).to_contain_text("You said: no time.")
    expect(box.get_by_role("button")).to_have_count(0)


@pytest.mark.parametrize("address", ["/", "/knee/"])
def test_full_pages_have_no_faults_on_a_small_phone(alices_page: Page, alice: User, address: str) -> None:
    today = alice.local_date(timezone.now())
    make_workout(user=alice, day=today - timedelta(weeks=3))
    for name in ("stairs down", "running to the bus", "sitting for two hours in the cinema, knees bent"):
        activity = alice.activities.create(name=name)
        for weeks in range(60):
            day = today - timedelta(weeks=weeks)
            activity.ratings.create(week=alice.week_of(day).number, rated_on=day, score=weeks % 11)
    alice.clinic_scores.create(name="Score of the clinic", value="72.5", scored_on=today)
    alices_page.set_viewport_size({"width": 320, "height": 800})
    alices_page.goto(address)

    with media(alices_page, color_scheme="dark"):
        in_the_dark = axe(alices_page, only_colours=True)

    assert axe(alices_page) + in_the_dark == []
    assert measure(alices_page, "overflow") + measure(alices_page, "smallTargets") == []


def test_knee_is_printed_in_black_on_white_without_forms(alices_page: Page, alice: User) -> None:
    today = alice.local_date(timezone.now())
    activity = alice.activities.create(name="stairs down")
    for weeks in range(6):
        day = today - timedelta(weeks=weeks)
        activity.ratings.create(week=alice.week_of(day).number, rated_on=day, score=weeks)
    alice.clinic_scores.create(name="Score of the clinic", value="72.5", scored_on=today)
    alices_page.goto("/knee/")

    with media(alices_page, media="print", color_scheme="dark"):
        faults = measure(alices_page, "onPaper")

    assert faults == []
