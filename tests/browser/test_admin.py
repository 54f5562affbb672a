"""Editing the exercises in the admin."""

from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from exercises.models import Exercise
from exercises.versions import store
from hipstrength.accounts.models import User
from tests.browser.helpers import log_in
from tests.browser.measures import axe, measure
from tests.factories import make_user, make_workout

pytestmark = pytest.mark.browser


@pytest.fixture
def staff_page(catalogue: None, context: BrowserContext, page: Page, base_url: str) -> Page:
    """A wide screen in front of somebody who may do everything."""
    log_in(context, make_user(email="staff@example.org", is_staff=True, is_superuser=True), base_url)
    page.set_viewport_size({"width": 1280, "height": 900})
    return page


def change_address(slug: str) -> str:
    return f"/admin/exercises/exercise/{Exercise.objects.get(slug=slug).pk}/change/"


def test_edited_steps_are_on_the_site(staff_page: Page) -> None:
    staff_page.goto("/admin/")
    staff_page.get_by_role("link", name="Exercises", exact=True).last.click()
    staff_page.get_by_role("link", name="Clamshells").click()
    staff_page.get_by_label("Steps").fill("Lie down.\n\nLift <b>your</b> knee.\n")
    staff_page.get_by_role("button", name="Save and continue editing").click()
    expect(staff_page.get_by_text("was changed successfully")).to_be_visible()

    staff_page.get_by_role("link", name="View on site").click()

    expect(staff_page).to_have_title("Clamshells · HipStrength")
    assert staff_page.locator(".steps li").all_inner_texts() == ["Lie down.", "Lift <b>your</b> knee."]


def test_admin_pages_raise_no_complaint_in_the_browser(staff_page: Page, alice: User) -> None:
    """The complaints, such as of a blocked script or style, are collected and judged by the `page` fixture."""
    exercise = change_address("clamshells")
    person = f"/admin/accounts/user/{alice.pk}/change/"
    for address in (
        "/admin/",
        "/admin/exercises/exercise/",
        "/admin/exercises/exercise/add/",
        exercise,
        exercise.replace("change", "history"),
        exercise.replace("change", f"history/{Exercise.history.get(slug='clamshells').pk}"),
        exercise.replace("change", "delete"),
        "/admin/accounts/user/",
        "/admin/accounts/user/add/",
        person,
        person.replace("change", "password"),
    ):
        response = staff_page.goto(address)

        assert response
        assert response.status == 200, address
        expect(staff_page.locator("#site-name")).to_have_text("HipStrength")


def test_exercise_in_use_is_not_deleted_and_says_why(staff_page: Page, alice: User) -> None:
    make_workout(user=alice, day=alice.date_joined.date())
    staff_page.goto(change_address("clamshells"))

    staff_page.get_by_role("link", name="Delete").click()

    expect(staff_page.locator(".errornote, .messagelist")).to_have_text(
        "“Clamshells” cannot be deleted, because people have logged sets of it."
        " To take it off the site, untick “Published”: their logs stay as they are."
    )
    assert Exercise.objects.filter(slug="clamshells").exists()


def test_unused_exercise_is_deleted(staff_page: Page) -> None:
    staff_page.goto(change_address("clamshells"))

    staff_page.get_by_role("link", name="Delete").click()
    staff_page.get_by_role("button", name="Yes").click()

    expect(staff_page.locator(".messagelist")).to_contain_text("was deleted successfully")
    assert not Exercise.objects.filter(slug="clamshells").exists()


def test_preview_opens_beside_the_form_and_keeps_what_was_typed(staff_page: Page) -> None:
    staff_page.goto(change_address("clamshells"))
    staff_page.get_by_label("Steps").fill("Lie down.\nLift <b>your</b> knee.")

    with staff_page.context.expect_page() as opened:
        staff_page.get_by_role("button", name="Preview").click()

    preview = opened.value
    expect(preview).to_have_title("Preview of Clamshells · HipStrength")
    expect(preview.locator(".alert-warning").first).to_contain_text("Nothing is saved")
    assert preview.locator(".steps li").all_inner_texts() == ["Lie down.", "Lift <b>your</b> knee."]
    expect(staff_page.get_by_label("Steps")).to_have_value("Lie down.\nLift <b>your</b> knee.")
    assert Exercise.history.filter(slug="clamshells").count() == 1


def test_enter_in_a_box_saves_and_previews_nothing(staff_page: Page) -> None:
    staff_page.goto(change_address("clamshells"))

    staff_page.get_by_label("Name").fill("Shells")
    staff_page.get_by_label("Name").press("Enter")

    expect(staff_page.locator(".messagelist")).to_contain_text("was changed successfully")
    assert len(staff_page.context.pages) == 1


def test_second_of_two_admins_is_told_and_replaces_on_purpose(
    staff_page: Page, browser: Browser, base_url: str
) -> None:
    theirs = browser.new_context(base_url=base_url)
    log_in(theirs, make_user(email="ben@example.org", is_staff=True, is_superuser=True), base_url)
    bens_page = theirs.new_page()
    for page in (bens_page, staff_page):
        page.goto(change_address("clamshells"))
    bens_page.get_by_label("Summary").fill("By Ben.")
    bens_page.get_by_role("button", name="Save", exact=True).click()
    expect(bens_page.locator(".messagelist")).to_contain_text("was changed successfully")
    theirs.close()

    staff_page.get_by_label("Where you feel it").fill("Here.")
    staff_page.get_by_role("button", name="Save", exact=True).click()
    told = staff_page.get_by_role("region", name="Saved before you")
    expect(told).to_contain_text("ben@example.org")
    expect(told.locator("ins").first).to_have_text("By Ben.")
    expect(staff_page.get_by_label("Where you feel it")).to_have_value("Here.")
    staff_page.get_by_label("Summary").fill("By Ben.")
    staff_page.get_by_role("button", name="Save", exact=True).click()

    expect(staff_page.locator(".messagelist")).to_contain_text("was changed successfully")
    exercise = Exercise.objects.get(slug="clamshells")
    assert (exercise.summary, exercise.muscles, exercise.revision) == ("By Ben.", "Here.", 3)


def test_older_version_comes_back(staff_page: Page) -> None:
    before = Exercise.objects.get(slug="clamshells").summary
    staff_page.goto(change_address("clamshells"))
    staff_page.get_by_label("Summary").fill("New.")
    staff_page.get_by_role("button", name="Save and continue editing").click()

    staff_page.get_by_role("link", name="History").click()
    staff_page.locator(".versions li").last.get_by_role("link").click()
    # The boxes are long: without a place of its own the button would be far below.
    expect(staff_page.get_by_role("button", name="Revert")).to_be_in_viewport()
    staff_page.get_by_role("button", name="Revert").click()

    expect(staff_page.locator(".messagelist")).to_contain_text("Back to revision 1")
    expect(staff_page.locator(".versions li")).to_have_count(3)
    assert Exercise.objects.get(slug="clamshells").summary == before


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_pages_of_versions_can_be_read_by_everybody(staff_page: Page, scheme: Any, width: int) -> None:
    exercise = Exercise.objects.get(slug="clamshells")
    exercise.steps = exercise.steps.replace("slowly", "gently") + "\n" + "x" * 300
    store(exercise, by=None)
    staff_page.set_viewport_size({"width": width, "height": 800})
    staff_page.emulate_media(color_scheme=scheme)
    history = change_address("clamshells").replace("change", "history")

    for address in (history, f"{history}{Exercise.history.filter(slug='clamshells').earliest().pk}/"):
        staff_page.goto(address)

        # What Django's own admin gets wrong is not ours to judge.
        found = axe(staff_page, only_colours=True, within="#content-main")
        assert (found, measure(staff_page, "overflow")) == ([], []), address
