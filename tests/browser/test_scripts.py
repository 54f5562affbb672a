"""What scripts add to forms that work without them, and that nothing is left lying about where they do not run."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.helpers import row, rows, section

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


def test_add_a_set_adds_a_row_without_asking_the_server(alices_page: Page) -> None:
    alices_page.goto("/workouts/new/")
    row(alices_page, "Hip bridges", 3).get_by_label("Resistance").select_option("Weight")
    row(alices_page, "Hip bridges", 3).get_by_label("Weight", exact=True).fill("12.5")
    row(alices_page, "Hip bridges", 3).get_by_label("Unit").select_option("lb")
    requested: list[str] = []
    alices_page.on("request", lambda request: requested.append(request.url))

    section(alices_page, "Hip bridges").get_by_role("button", name="Add a set").tap()

    added = row(alices_page, "Hip bridges", 4)
    expect(added.get_by_label("Reps")).to_be_focused()
    expect(added.get_by_label("Reps")).to_have_value("")
    expect(added.get_by_label("Resistance")).to_have_value("weight")
    expect(added.get_by_label("Weight", exact=True)).to_have_value("12.5")
    expect(added.get_by_label("Unit")).to_have_value("lb")
    assert requested == []


def test_add_a_set_counts_up_in_its_own_exercise(alices_page: Page) -> None:
    alices_page.goto("/workouts/new/")
    add = section(alices_page, "Clamshells").get_by_role("button", name="Add a set")

    add.tap()
    row(alices_page, "Clamshells", 4).get_by_label("Resistance").select_option("Heavy band")
    add.tap()

    expect(row(alices_page, "Clamshells", 5).get_by_label("Left")).to_be_focused()
    expect(row(alices_page, "Clamshells", 5).get_by_label("Resistance").locator(":checked")).to_have_text("Heavy band")
    expect(rows(alices_page, "Hip bridges")).to_have_count(3)


def test_add_a_set_stops_at_twenty(alices_page: Page) -> None:
    alices_page.goto("/workouts/new/")
    add = section(alices_page, "Clamshells").get_by_role("button", name="Add a set")

    for _ in range(17):
        add.tap()

    expect(row(alices_page, "Clamshells", 20)).to_be_visible()
    expect(add).to_be_disabled()


@without_scripts
def test_add_a_set_without_scripts_keeps_what_was_typed(alices_page: Page) -> None:
    alices_page.goto("/workouts/new/")
    row(alices_page, "Clamshells", 1).get_by_label("Left").fill("12")
    row(alices_page, "Clamshells", 2).get_by_label("Resistance").select_option("Medium band")
    row(alices_page, "Hip bridges", 1).get_by_label("Reps").fill("many")
    alices_page.get_by_label("Knee pain before you started").select_option("4")
    alices_page.get_by_label("Note", exact=True).last.fill("After the run.")
    section(alices_page, "Clamshells").get_by_text("Knee pain and note").click()
    section(alices_page, "Clamshells").get_by_label("Worst knee pain").select_option("2")

    section(alices_page, "Hip bridges").get_by_role("button", name="Add a set").tap()

    expect(rows(alices_page, "Hip bridges")).to_have_count(4)
    expect(rows(alices_page, "Clamshells")).to_have_count(3)
    expect(row(alices_page, "Clamshells", 1).get_by_label("Left")).to_have_value("12")
    expect(row(alices_page, "Clamshells", 2).get_by_label("Resistance").locator(":checked")).to_have_text("Medium band")
    expect(row(alices_page, "Hip bridges", 1).get_by_label("Reps")).to_have_value("many")
    expect(alices_page.get_by_label("Knee pain before you started")).to_have_value("4")
    expect(alices_page.get_by_label("Note", exact=True).last).to_have_value("After the run.")
    expect(section(alices_page, "Clamshells").get_by_label("Worst knee pain")).to_have_value("2")


@without_scripts
def test_weight_box_appears_when_it_is_chosen(alices_page: Page) -> None:
    alices_page.goto("/workouts/new/")
    bridge = row(alices_page, "Hip bridges", 1)
    expect(bridge.get_by_label("Weight", exact=True)).to_be_hidden()

    bridge.get_by_label("Resistance").select_option("Weight")

    expect(bridge.get_by_label("Weight", exact=True)).to_be_visible()
    expect(bridge.get_by_label("Unit")).to_be_visible()
