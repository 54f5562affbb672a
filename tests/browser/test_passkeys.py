"""Passkeys in a real browser, with an authenticator that the browser makes up."""

from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from hipstrength.accounts.models import User
from tests.browser.helpers import listen
from tests.factories import PASSWORD

pytestmark = pytest.mark.browser


@pytest.fixture
def phone(context: BrowserContext, live_server: LiveServer, alice: User) -> Iterator[Page]:
    """A browser with a built-in authenticator, at the name of this machine: passkeys need a name."""
    complaints = listen(context)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    yield page
    assert complaints == []


@pytest.fixture
def site(live_server: LiveServer) -> str:
    """Where the site is, by name."""
    return live_server.url.replace("127.0.0.1", "localhost")


def log_in_by_password(page: Page, site: str) -> None:
    page.goto(f"{site}/accounts/login/")
    page.get_by_label("E-mail address").fill("alice@example.org")
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Log in", exact=True).click()


def add_passkey(page: Page, site: str, *, alone: bool = True) -> None:
    page.goto(f"{site}/accounts/second-factor/webauthn/add/")
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Name of the passkey").fill("My phone")
    page.get_by_role("checkbox", name="Log in with it alone").set_checked(alone)
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")


def log_in_by_passkey(page: Page, site: str, *, to: str = "/") -> None:
    page.goto(f"{site}/accounts/login/?next={to}")
    page.get_by_role("button", name="Log in with a passkey").click()


def log_out(page: Page) -> None:
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("link", name="Log in", exact=True)).to_be_visible()


def test_passkey_lets_in_alone(phone: Page, site: str, alice: User) -> None:
    log_in_by_password(phone, site)
    add_passkey(phone, site)
    log_out(phone)

    log_in_by_passkey(phone, site, to="/knee/")

    expect(phone).to_have_title("My knee · HipStrength")
    assert Authenticator.objects.get(type="webauthn").last_used_at is not None


def test_passkey_is_asked_for_after_the_password(phone: Page, site: str, alice: User) -> None:
    log_in_by_password(phone, site)
    add_passkey(phone, site, alone=False)
    log_out(phone)

    log_in_by_password(phone, site)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Show that it is you")
    phone.get_by_role("button", name="Use a passkey").click()

    expect(phone.get_by_role("button", name="Log out")).to_be_visible()


def test_passkey_confirms_that_it_is_still_the_owner(phone: Page, site: str, alice: User) -> None:
    log_in_by_password(phone, site)
    add_passkey(phone, site)
    log_out(phone)
    log_in_by_passkey(phone, site)
    expect(phone.get_by_role("button", name="Log out")).to_be_visible()

    phone.goto(f"{site}/accounts/delete/")
    phone.get_by_role("link", name="security key").click()
    phone.get_by_role("button", name="Use a passkey").click()
    phone.get_by_label("Your e-mail address").fill("alice@example.org")
    phone.get_by_role("button", name="Delete everything").click()

    expect(phone.get_by_role("heading", level=1)).to_have_text("Your account is deleted")
    assert not User.objects.filter(pk=alice.pk).exists()


def test_passkey_that_is_cancelled_is_said_in_words(phone: Page, site: str, alice: User) -> None:
    log_in_by_passkey(phone, site)

    expect(phone.get_by_role("alert")).to_contain_text("That did not work, or it was cancelled.")


def test_removed_passkey_lets_nobody_in(phone: Page, site: str, alice: User) -> None:
    log_in_by_password(phone, site)
    add_passkey(phone, site)
    phone.goto(f"{site}/accounts/second-factor/webauthn/")
    phone.get_by_role("link", name="Remove").click()
    phone.get_by_role("button", name="Remove it").click()
    expect(phone.get_by_text("You have no passkeys.")).to_be_visible()
    log_out(phone)

    log_in_by_passkey(phone, site)

    expect(phone.locator(".alert-danger:visible")).to_be_visible()
    expect(phone.get_by_role("button", name="Log out")).to_have_count(0)
