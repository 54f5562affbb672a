"""What several tests need."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.template.base import Template
from django.test import Client
from django.test.utils import override_settings
from django.utils import translation
from playwright.sync_api import BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from exercises.catalogue import load_missing
from hipstrength.accounts.models import User
from tests import started
from tests.browser.helpers import listen
from tests.chromium import CHROMIUM
from tests.databases import empty_database
from tests.factories import make_user

# What Django's tests replace.
RENDER = vars(Template)["_render"]
# Playwright's own loop makes Django believe that the tests run asynchronously.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session", autouse=True)
def templates_as_they_are(django_test_environment: None) -> Iterator[None]:
    """Render as the product does: Django's tests copy the context of every template, and no test of ours looks at it.

    It took half of the time of a page with long lists.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", RENDER)
        yield


@pytest.fixture
def catalogue(db: None) -> None:
    """Put the four delivered exercises into the database."""
    load_missing()


@pytest.fixture
def alice(catalogue: None) -> User:
    """Somebody with an account, in Berlin."""
    return make_user(email="alice@example.org")


@pytest.fixture
def stranger(catalogue: None) -> User:
    """Somebody else with an account."""
    return make_user(email="stranger@example.org")


@pytest.fixture
def alices_client(client: Client, alice: User) -> Client:
    """A browser in which Alice is logged in."""
    client.force_login(alice)
    return client


@pytest.fixture
def with_german() -> Iterator[None]:
    """Add a second language, and with it the look-up of texts, which one language does without."""
    # Django keeps how it looks texts up; its source names this way to make it ask the settings again.
    kept = vars(vars(translation)["_trans"])
    with override_settings(LANGUAGES=[("en", "English"), ("de", "German")], USE_I18N=True):
        kept.clear()
        yield
    kept.clear()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use Debian's browser where there is one; inside containers it cannot make a sandbox of its own."""
    if not os.path.exists(CHROMIUM):  # noqa: PTH110 — one call
        return browser_type_launch_args
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": ["--no-sandbox"]}


@pytest.fixture(scope="session")
def base_url(live_server: LiveServer) -> str:
    """Let browser tests say `/why/`; whoever asks for a page gets the live server and its flushed database."""
    return live_server.url


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Browse on a phone in Berlin."""
    return {
        **browser_context_args,
        "viewport": {"width": 360, "height": 800},
        "has_touch": True,
        "timezone_id": "Europe/Berlin",
        "locale": "en-GB",
    }


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that fails its test when the browser complains: a broken script, a missing file, a blocked style."""
    complaints = listen(context)
    yield context.new_page()
    assert complaints == []


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Say plainly that browser tests are left out where there is no browser; under CI that is a failure."""
    if os.environ.get("CI") == "true" or shutil.which("chromium") or _has_own_browser():
        return
    missing = pytest.mark.skip(reason="there is no browser on this machine: run `make test`, which installs one")
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(missing)


def _has_own_browser() -> bool:
    with sync_playwright() as playwright:
        return os.path.exists(playwright.chromium.executable_path)  # noqa: PTH110 — one call


@pytest.fixture(scope="module")
def database_url() -> Iterator[str]:
    """The address of an empty database: a new one on the server of these tests, or the default file."""
    with empty_database() as url:
        yield url


@pytest.fixture
def free_port() -> int:
    """A port of this machine on which nothing listens."""
    return int(started.free_port())
