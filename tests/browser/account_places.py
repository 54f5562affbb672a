"""The pages about people's accounts, and how to get there; see tests/browser/places.py."""

from playwright.sync_api import Page

from tests.accounts.totp import code_of
from tests.browser.places import Reach, World, at, clear_and_send, press, send
from tests.factories import PASSWORD


def half_logged_in_places(world: World) -> dict[str, Reach]:
    """Return what somebody sees whose password was right, and who has a second factor."""
    return {
        "second factor asked for": lambda page: log_in_with(page, world.guarded.email),
        "second factor, wrong": lambda page: send(page, "/accounts/second-factor/authenticate/"),
    }


def unguarded_places() -> dict[str, Reach]:
    """Return what somebody sees who has no second factor."""
    return {
        "where logged in": at("/accounts/sessions/"),
        "second factor, none yet": at("/accounts/second-factor/"),
        "passkeys, none yet": at("/accounts/second-factor/webauthn/"),
        "delete the account": at_after_password("/accounts/delete/"),
        "delete the account, refused": lambda page: send_danger(page, "/accounts/delete/"),
        "add an app": at("/accounts/second-factor/totp/activate/"),
        "add an app, refused": lambda page: send(page, "/accounts/second-factor/totp/activate/"),
    }


def passwordless_places() -> dict[str, Reach]:
    """Return what differs for somebody without a password."""
    return {"set password": at("/accounts/password/set/")}


def guarded_places(world: World) -> dict[str, Reach]:
    """Return what differs for somebody with a second factor."""
    passkey = f"/accounts/second-factor/webauthn/keys/{world.passkey.pk}"
    return {
        "log in again, by passkey": at("/accounts/second-factor/webauthn/reauthenticate/"),
        "add a passkey": at_after_password("/accounts/second-factor/webauthn/add/"),
        "make codes": at("/accounts/second-factor/recovery-codes/generate/"),
        "codes": lambda page: send(page, "/accounts/second-factor/recovery-codes/generate/"),
        "make codes again": at("/accounts/second-factor/recovery-codes/generate/"),
        "app added": add_app,
        "remove the app": at("/accounts/second-factor/totp/deactivate/"),
        "second factors": at("/accounts/second-factor/"),
        "passkeys": at("/accounts/second-factor/webauthn/"),
        "rename a passkey": at(f"{passkey}/edit/"),
        "rename a passkey, refused": lambda page: clear_and_send(page, f"{passkey}/edit/", "#id_name"),
        "remove a passkey": at(f"{passkey}/remove/"),
        "log in again, by code": at("/accounts/second-factor/reauthenticate/"),
        "log in again, wrong code": lambda page: send(page, "/accounts/second-factor/reauthenticate/"),
    }


def undecided_places() -> dict[str, Reach]:
    """Return what somebody sees who has not agreed to the privacy page."""
    return {"consent": at("/"), "consent, refused": lambda page: send(page, "/accounts/consent/")}


def log_in_with(page: Page, email: str) -> None:
    """Log in by the form."""
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    press(page)


def at_after_password(address: str) -> Reach:
    """Go to an address that asks for the password first, and type it."""

    def reach(page: Page) -> None:
        page.goto(address)
        page.get_by_role("textbox", name="Password").fill(PASSWORD)
        press(page)

    return reach


def send_danger(page: Page, address: str) -> None:
    """Send the form of something that cannot be taken back, as it is."""
    page.goto(address)
    with page.expect_navigation():
        page.locator("main form .btn-danger").click()


def add_app(page: Page) -> None:
    """Add an authenticator app."""
    page.goto("/accounts/second-factor/totp/activate/")
    page.get_by_label("Authenticator code").fill(code_of(page.locator(".totp-key").inner_text().replace(" ", "")))
    press(page)
