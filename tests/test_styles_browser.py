"""Whether the trimmed style sheet has a rule for every class that a browser meets."""

import pytest
from django.conf import settings
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from hipstrength import styles

PAGES = ["/", "/exercises/", "/exercises/clamshells/", "/why/", "/safety/", "/accounts/login/", "/accounts/signup/"]

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def full() -> str:
    return styles.bootstrap()


@pytest.fixture(scope="module")
def used() -> set[str]:
    return styles.used_names(settings.BASE_DIR)


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.usefixtures("catalogue")
def test_page_has_only_classes_that_were_kept(
    page: Page, live_server: LiveServer, full: str, used: set[str], address: str
) -> None:
    response = page.goto(live_server.url + address)
    rendered = set(page.evaluate("[...document.querySelectorAll('*')].flatMap(element => [...element.classList])"))

    assert response
    assert response.status == 200
    assert sorted((rendered & styles.class_names(full)) - used) == []
    # A class may be known and yet lack a rule that names it together with another.
    assert styles.trimmed(full, used | rendered) == styles.trimmed(full, used)
