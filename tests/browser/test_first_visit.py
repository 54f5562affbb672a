"""What a first visit costs. The compressed size is measured elsewhere: this server does not compress files."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Response

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("catalogue")]

ADDRESSES = [
    "/",
    "/exercises/",
    "/exercises/clamshells/",
    "/exercises/banded-crab-walks/",
    "/exercises/print/",
    "/why/",
    "/safety/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/nowhere/",
]
MOST_REQUESTS = 8
# 60 KB compressed are allowed; text has less than half of its size then.
MOST_BYTES = 120_000


def collect_responses(page: Page) -> list[Response]:
    """Return a list that grows with what the server answers."""
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))  # noqa: PLW0108 — it takes no built-in
    return responses


def test_first_visit_is_small(browser: Browser, browser_context_args: dict[str, Any]) -> None:
    counts, sizes = {}, {}
    for address in ADDRESSES:
        # A browser that has nothing of the site yet.
        context = browser.new_context(**browser_context_args)
        page = context.new_page()
        responses = collect_responses(page)
        page.goto(address)
        # A browser without a window does not ask for the icon.
        counts[address] = len(responses) + page.locator("link[rel=icon]").count()
        sizes[address] = sum(len(response.body()) for response in responses)
        context.close()

    assert {address: count for address, count in counts.items() if count > MOST_REQUESTS} == {}
    assert {address: size for address, size in sizes.items() if size > MOST_BYTES} == {}
