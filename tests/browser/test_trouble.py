"""Nothing entered is lost while the database takes no writes."""

import sqlite3
from collections.abc import Iterator

import pytest
from django.db import connection, connections
from playwright.sync_api import BrowserContext, Page, expect

from hipstrength.accounts.models import User
from logbook.models import WorkoutSet
from tests.browser.helpers import box, listen, save, type_reps

pytestmark = pytest.mark.browser
FORM = "/workouts/new/"


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page whose browser may say that it was answered 503."""
    complaints = listen(context)
    yield context.new_page()
    assert [text for text in complaints if "status of 503" not in text] == []


@pytest.fixture
def held(alice: User, monkeypatch: pytest.MonkeyPatch) -> Iterator[sqlite3.Connection]:
    """Another program's connection, which can keep everybody from writing; the site has little patience here."""
    # The connections of the server's threads are made from this.
    monkeypatch.setitem(connections.settings["default"]["OPTIONS"], "timeout", 0.1)
    other = sqlite3.connect(str(connection.settings_dict["NAME"]), isolation_level=None)
    yield other
    other.close()


@pytest.fixture
def refused(alices_page: Page, held: sqlite3.Connection) -> Page:
    """The page after a workout could not be saved."""
    alices_page.goto(FORM)
    type_reps(alices_page, "Clamshells", 1, left=17, right=18)
    held.execute("BEGIN IMMEDIATE")
    with alices_page.expect_response(lambda response: response.request.method == "POST") as answer:
        save(alices_page)
    assert answer.value.status == 503
    expect(alices_page.get_by_role("heading", level=1)).to_have_text("Please wait a minute")
    return alices_page


def stored() -> list[int]:
    return list(WorkoutSet.objects.order_by("pk").values_list("reps", flat=True))


def test_page_loaded_again_sends_the_form_again(refused: Page, held: sqlite3.Connection) -> None:
    refused.reload()
    expect(refused.get_by_role("heading", level=1)).to_have_text("Please wait a minute")
    held.execute("ROLLBACK")

    refused.reload()

    expect(refused.get_by_role("status")).to_contain_text("Saved:")
    assert stored() == [17, 18]


def test_form_opened_again_offers_what_was_entered(refused: Page, held: sqlite3.Connection) -> None:
    held.execute("ROLLBACK")

    refused.goto(FORM)
    refused.get_by_role("button", name="Go on with it").tap()
    expect(box(refused, "Clamshells", 1, "left")).to_have_value("17")
    save(refused)

    expect(refused.get_by_role("status")).to_contain_text("Saved:")
    assert stored() == [17, 18]


def test_back_and_save_again_store_it_once(refused: Page, held: sqlite3.Connection) -> None:
    held.execute("ROLLBACK")

    refused.go_back()
    expect(box(refused, "Clamshells", 1, "left")).to_have_value("17")
    save(refused)

    expect(refused.get_by_role("status")).to_contain_text("Saved:")
    assert stored() == [17, 18]


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_scripts_the_page_loaded_again_saves(refused: Page, held: sqlite3.Connection) -> None:
    held.execute("ROLLBACK")

    refused.reload()

    expect(refused.get_by_role("status")).to_contain_text("Saved:")
    assert stored() == [17, 18]
