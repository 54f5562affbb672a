"""What the browser tests start from."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page

from hipstrength.accounts.models import User
from tests.browser.helpers import log_in


@pytest.fixture
def context(context: BrowserContext) -> BrowserContext:
    """A browser that waits for nothing longer than a page takes on a busy machine."""
    context.set_default_timeout(10_000)
    return context


@pytest.fixture(scope="module", autouse=True)
def mail_server() -> Iterator[None]:
    """Let the site believe that mails are sent, so that it has all its pages; the tests keep the mails themselves."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EMAIL_URL", "smtp://127.0.0.1:25")
        yield


@pytest.fixture
def alices_page(alice: User, context: BrowserContext, page: Page, base_url: str) -> Page:
    """A page of a browser in which Alice is logged in."""
    log_in(context, alice, base_url)
    return page
