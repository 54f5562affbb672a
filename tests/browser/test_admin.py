"""Editing the exercises in the admin."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from exercises.models import Exercise
from hipstrength.accounts.models import User
from tests.browser.helpers import log_in
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
