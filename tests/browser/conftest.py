"""What the browser tests start from."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page

from hipstrength.accounts.models import User
from logbook.entries import ExerciseEntry
from tests.browser.helpers import log_in
from tests.factories import band, done, kg, make_workout


@pytest.fixture
def context(context: BrowserContext) -> BrowserContext:
    """A browser that waits for nothing longer than a page takes on a busy machine."""
    context.set_default_timeout(10_000)
    return context


@pytest.fixture(scope="module", autouse=True)
def mail_server() -> Iterator[None]:
    """Let the site believe that mails are sent, so that it has all its pages; the tests keep the mails themselves."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "SENDS_MAIL", True)
        yield


@pytest.fixture
def alices_page(alice: User, context: BrowserContext, page: Page, base_url: str) -> Page:
    """A page of a browser in which Alice is logged in."""
    log_in(context, alice, base_url)
    return page


@pytest.fixture
def usual(alice: User) -> tuple[ExerciseEntry, ...]:
    """What Alice did the day before yesterday: 12 sets."""
    exercises = (
        done("clamshells", left=[15, 15, 15], right=[15, 15, 12], resistance=band(alice)),
        done("side-lying-hip-abduction", left=[12, 12, 12], right=[12, 12, 12], resistance=kg("1")),
        done("hip-bridges", both=[15, 15, 15]),
        done("banded-crab-walks", left=[20, 20, 20], right=[20, 20, 20], resistance=band(alice, "Medium", "ankles")),
    )
    day = alice.local_date(timezone.now()) - timedelta(days=2)
    make_workout(user=alice, day=day, exercises=list(exercises))
    return exercises


@pytest.fixture
def log(alices_page: Page, usual: object) -> Page:
    """The form, filled from last time."""
    alices_page.goto("/workouts/new/")
    return alices_page


@pytest.fixture
def said(log: Page) -> list[str]:
    """What a screen reader is told, in order."""
    heard: list[str] = []
    log.expose_function("hear", lambda text: heard.append(text))  # noqa: PLW0108 — a method of a list has no signature that could be read
    log.evaluate(
        """() => {
            const status = document.querySelector("[data-log-status]");
            new MutationObserver(() => hear(status.textContent)).observe(status, { childList: true });
        }"""
    )
    return heard
