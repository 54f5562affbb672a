"""Sharing a report: from making the link to ending it, in two browsers."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from hipstrength.accounts.models import User
from tests.browser.account_places import at_after_password
from tests.factories import make_workout
from tests.wall.world import DAY

pytestmark = pytest.mark.browser


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def physios_page(request: Any, browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """A clean browser, in which nobody is logged in."""
    context = browser.new_context(**{**browser_context_args, "java_script_enabled": request.param})
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def press(page: Page, role: Any, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role(role, name=name).click()


def test_report_is_shared_read_and_taken_back(
    alices_page: Page, physios_page: Page, alice: User, usual: object
) -> None:
    make_workout(user=alice, day=DAY, note="Only for me.")
    at_after_password("/data/links/new/")(alices_page)
    alices_page.get_by_label("Who it is for").fill("Physio")
    press(alices_page, "button", "Make the link")
    address = alices_page.get_by_label("The link").input_value()
    address = address[address.index("/shared/") :]

    answer = physios_page.goto(address)
    assert answer
    assert answer.status == 200
    expect(physios_page.get_by_role("main")).to_contain_text("self-reported", ignore_case=True)
    expect(physios_page.get_by_role("main")).to_contain_text("Clamshells")
    assert "Only for me." not in physios_page.content()
    assert alice.email not in physios_page.content()
    assert physios_page.context.cookies() == []

    alices_page.goto("/data/links/")
    expect(alices_page.get_by_role("main")).to_contain_text("Opened 1 time")
    press(alices_page, "link", "End it now")
    press(alices_page, "button", "End the link")
    expect(alices_page.get_by_role("status")).to_contain_text("The link shows nothing any more.")

    gone = physios_page.reload()
    assert gone
    assert gone.status == 404
    expect(physios_page.get_by_role("heading", level=1)).to_have_text("This link shows nothing")
    assert "Clamshells" not in physios_page.content()


def test_link_is_copied(alices_page: Page) -> None:
    alices_page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    at_after_password("/data/links/new/")(alices_page)
    alices_page.get_by_label("Who it is for").fill("Physio")
    press(alices_page, "button", "Make the link")

    alices_page.get_by_role("button", name="Copy the link").click()

    expect(alices_page.get_by_role("status").get_by_text("Copied")).to_be_visible()
    copied = alices_page.evaluate("navigator.clipboard.readText()")
    assert copied == alices_page.get_by_label("The link").input_value()
