"""Passkeys as the server sees them: a key that has not seen its owner lets nobody in."""

import json

import pytest
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.test import Client
from fido2.utils import websafe_encode

from hipstrength.accounts.models import User
from tests.accounts.passkeys import HOST, SoftKey, add_passkey
from tests.accounts.reauthentication import show_password
from tests.accounts.test_second_factor import AUTHENTICATE, is_in, type_password
from tests.factories import make_user
from tests.rendered import parse

LOGIN = "/accounts/second-factor/webauthn/login/"
AJAX = {"accept": "application/json", "x-requested-with": "XMLHttpRequest"}


@pytest.fixture
def browser() -> Client:
    """A browser that knows the site by a name."""
    return Client(headers={"host": HOST})


def handle_of(user: User) -> str:
    return websafe_encode(user_pk_to_url_str(user).encode())


def challenge_at_login(browser: Client) -> str:
    asked = browser.get(LOGIN, headers=AJAX).json()["request_options"]["publicKey"]
    assert asked["userVerification"] == "required"
    return str(asked["challenge"])


@pytest.mark.parametrize("is_verified", [True, False])
def test_key_lets_in_alone_only_if_it_has_seen_its_owner(browser: Client, alice: User, is_verified: bool) -> None:
    key = SoftKey()
    add_passkey(alice, key=key)

    answer = key.answer(challenge_at_login(browser), handle_of(alice), is_verified=is_verified)
    browser.post(LOGIN, {"credential": answer})

    assert is_in(browser) is is_verified


def test_challenge_of_the_second_step_is_no_way_around(browser: Client, alice: User) -> None:
    thief, stolen = make_user(email="thief@example.org"), SoftKey()
    add_passkey(thief)
    add_passkey(alice, key=stolen)
    type_password(browser, email="thief@example.org")
    form = next(parse(browser.get(AUTHENTICATE)).all("form", **{"data-passkey": "authenticateForm"}))
    asked = json.loads(form.attributes["data-options"])["request_options"]["publicKey"]
    browser.post("/accounts/logout/")

    browser.post(LOGIN, {"credential": stolen.answer(asked["challenge"], handle_of(alice), is_verified=False)})

    assert asked["userVerification"] == "required"
    assert not is_in(browser)


def test_answer_works_once(browser: Client, alice: User) -> None:
    key, again = SoftKey(), Client(headers={"host": HOST})
    add_passkey(alice, key=key)
    answer = key.answer(challenge_at_login(browser), handle_of(alice), is_verified=True)
    browser.post(LOGIN, {"credential": answer})

    challenge_at_login(again)
    again.post(LOGIN, {"credential": answer})

    assert (is_in(browser), is_in(again)) == (True, False)


def test_new_key_has_to_ask_for_its_owner(browser: Client, alice: User) -> None:
    browser.force_login(alice)
    show_password(browser)

    form = parse(browser.get("/accounts/second-factor/webauthn/add/")).one("form", **{"data-passkey": "addForm"})

    options = json.loads(form.attributes["data-options"])["creation_options"]["publicKey"]
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert not Authenticator.objects.exists()
