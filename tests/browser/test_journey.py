"""What a person does on a phone, from the first visit on: once with scripts, once without."""

import re
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django import Settings

from hipstrength.accounts.models import User
from logbook.models import Workout
from tests.browser.helpers import box, row, save, section, type_reps, workouts_shown
from tests.factories import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("catalogue")]

EMAIL = "new@example.org"
SITE_ZONE = "Pacific/Auckland"


@pytest.fixture(autouse=True)
def _site_elsewhere(settings: Settings) -> None:
    """Run the site far from the browser, so that the two zones cannot be mixed up."""
    settings.SITE_TIME_ZONE = SITE_ZONE


def sign_up(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Start your log").tap()
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("checkbox", name="I agree").check()
    page.get_by_role("main").get_by_role("button", name="Sign up").tap()
    expect(page).to_have_title("Log a workout · HipStrength")


def read_exercise(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Exercises").tap()
    page.get_by_role("link", name=name).tap()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(page.get_by_role("list").filter(has_text="Squeeze your bottom muscles gently.")).to_be_visible()
    page.get_by_role("link", name="Log this exercise").tap()
    expect(section(page, name)).to_be_in_viewport()


def change_and_delete(page: Page) -> None:
    """Correct the only workout of the week, and delete it."""
    page.get_by_role("link", name="Edit").tap()
    type_reps(page, "Clamshells", 1, left=13)
    save(page)
    assert re.search(r"^\d sets?: left 13\b", workouts_shown(page)[0][1])

    page.get_by_role("link", name="Delete").tap()
    expect(page.get_by_role("main")).to_contain_text("It cannot be brought back.")
    page.get_by_role("button", name="Yes, delete it").tap()
    expect(page.get_by_role("status")).to_contain_text("Deleted:")
    expect(page.locator(".empty")).to_contain_text("Nothing is logged yet.")
    assert not Workout.objects.exists()


def test_person_with_scripts_logs_edits_and_deletes(page: Page) -> None:
    today = date.fromisoformat(page.evaluate("new Date().toLocaleDateString('sv')"))

    sign_up(page)
    read_exercise(page, "Clamshells")
    type_reps(page, "Clamshells", 1, left=12, right=10)
    type_reps(page, "Hip bridges", 1, both=15)
    box(page, "Hip bridges", 1, "resistance").select_option("Weight")
    box(page, "Hip bridges", 1, "weight").fill("7,5")
    type_reps(page, "Banded crab walks", 1, left=20, right=20)
    box(page, "Banded crab walks", 1, "resistance").select_option("Light band, ankles")
    expect(page.get_by_label("Date")).to_have_value(str(today))
    save(page)

    saved = f"Saved: 3 sets of {today:%a} {today.day} {today:%B} {today.year}."
    expect(page.get_by_role("status")).to_have_text(saved)
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^This week "))
    expect(page.locator("article").get_by_role("heading", level=3)).to_have_text(f"{today:%A} {today.day} {today:%B}")
    assert workouts_shown(page) == [
        [
            "Clamshells",
            "1 set: left 12 · right 10 · No resistance",
            "Hip bridges",
            "1 set: 15 · 7.5 kg",
            "Banded crab walks",
            "1 set: left 20 · right 20 · Light band, ankles",
        ]
    ]
    expect(page.get_by_text("1 of 3 days")).to_be_visible()
    assert User.objects.get().time_zone == "Europe/Berlin"
    change_and_delete(page)


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_person_without_scripts_logs_edits_and_deletes(page: Page) -> None:
    sign_up(page)
    read_exercise(page, "Clamshells")
    type_reps(page, "Clamshells", 1, left=12, right=10)
    section(page, "Clamshells").get_by_role("button", name="Add a set").tap()
    expect(row(page, "Clamshells", 3)).to_be_in_viewport()
    type_reps(page, "Clamshells", 3, left=8)
    box(page, "Hip bridges", 2, "resistance").select_option("Weight")
    box(page, "Hip bridges", 2, "weight").fill("7.5")
    section(page, "Hip bridges").get_by_role("button", name="Add a set").tap()
    expect(row(page, "Hip bridges", 3)).to_be_in_viewport()
    type_reps(page, "Hip bridges", 2, both=15)
    expect(page.get_by_label("Date")).to_have_value(str(timezone.now().astimezone(ZoneInfo(SITE_ZONE)).date()))
    save(page)

    expect(page.get_by_role("status")).to_contain_text("Saved: 3 sets of ")
    assert workouts_shown(page) == [
        ["Clamshells", "2 sets: left 12, 8 · right 10, 10 · No resistance", "Hip bridges", "1 set: 15 · 7.5 kg"]
    ]
    assert User.objects.get().time_zone == SITE_ZONE
    change_and_delete(page)
