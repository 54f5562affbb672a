"""What scripts add to forms that work without them, and that nothing is left lying about where they do not run."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
without_scripts = pytest.mark.browser_context_args(java_script_enabled=False)


def test_password_is_shown_on_request(page: Page) -> None:
    page.goto("/accounts/signup/")
    password = page.get_by_role("textbox", name="Password")
    box = page.get_by_label("Show the password")

    box.check()
    expect(password).to_have_attribute("type", "text")
    box.uncheck()
    expect(password).to_have_attribute("type", "password")


@without_scripts
@pytest.mark.parametrize("address", ["/accounts/signup/", "/accounts/login/"])
def test_box_that_needs_a_script_is_hidden_without(page: Page, address: str) -> None:
    page.goto(address)

    expect(page.get_by_role("textbox", name="Password")).to_be_visible()
    expect(page.locator(".show-password")).to_be_hidden()


@pytest.mark.parametrize(("address", "kind"), [("login", "current-password"), ("signup", "new-password")])
def test_password_manager_knows_the_boxes(page: Page, address: str, kind: str) -> None:
    page.goto(f"/accounts/{address}/")

    expect(page.get_by_label("E-mail address")).to_have_attribute("autocomplete", "username")
    expect(page.get_by_role("textbox", name="Password")).to_have_attribute("autocomplete", kind)


def test_password_can_be_pasted(page: Page) -> None:
    page.goto("/accounts/signup/")
    email, password = page.get_by_label("E-mail address"), page.get_by_role("textbox", name="Password")
    email.fill("correct horse battery")
    email.press("Control+a")
    email.press("Control+x")

    password.press("Control+v")

    expect(password).to_have_value("correct horse battery")


def test_time_zone_of_the_browser_is_named_and_can_be_changed(page: Page) -> None:
    page.goto("/accounts/signup/")
    expect(page.get_by_text("Time zone: Europe/Berlin")).to_be_visible()

    page.get_by_text("Time zone:").click()
    page.get_by_label("Time zone").select_option("Asia/Tokyo")

    expect(page.get_by_text("Time zone: Asia/Tokyo")).to_be_visible()
