import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from hipstrength.accounts.models import User
from tests.factories import PASSWORD
from tests.rendered import errors, main_form, parse

NEW = "another battery staple"
RESET = "/accounts/password/reset/"


def can_log_in(password: str) -> bool:
    response = Client().post("/accounts/login/", {"login": "alice@example.org", "password": password})
    return response.status_code == 302


def link_in_the_mail() -> str:
    """Return the path of the link in the only mail."""
    (letter,) = mail.outbox
    (path,) = re.findall(r"http://127\.0\.0\.1:8000(/accounts/password/reset/key/\S+)", str(letter.body))
    return str(path)


def opened(client: Client) -> str:
    """Open the link from the mail and return the address of the form behind it."""
    return str(client.get(link_in_the_mail()).headers["Location"])


def test_reset_sends_a_link_to_the_persons_address(client: Client, alice: User) -> None:
    response = client.post(RESET, {"email": "ALICE@example.org"})

    assert (response.status_code, response.headers["Location"]) == (302, "/accounts/password/reset/done/")
    assert [(letter.to, letter.subject) for letter in mail.outbox] == [
        (["alice@example.org"], "HipStrength: Password Reset Email")
    ]


def test_reset_link_sets_a_new_password(client: Client, alice: User) -> None:
    client.post(RESET, {"email": "alice@example.org"})
    form = opened(client)

    response = client.post(form, {"password1": NEW, "password2": NEW})

    assert response.headers["Location"] == "/accounts/password/reset/key/done/"
    assert (can_log_in(PASSWORD), can_log_in(NEW)) == (False, True)


def test_reset_link_works_once(client: Client, alice: User) -> None:
    client.post(RESET, {"email": "alice@example.org"})
    client.post(opened(client), {"password1": NEW, "password2": NEW})
    other = Client()

    page = parse(other.get(link_in_the_mail(), follow=True))

    assert page.one("h1").text == "This link does not work any more"
    assert [link.attributes["href"] for link in page.one("main").all("a")] == [RESET]


@pytest.mark.parametrize(
    "change", [str.upper, lambda key: f"{key[:-2]}xx", lambda key: f"{key}x", lambda key: f"z{key}"]
)
def test_reset_link_that_was_changed_does_not_work(client: Client, alice: User, change: Callable[[str], str]) -> None:
    client.post(RESET, {"email": "alice@example.org"})
    prefix, _slash, key = link_in_the_mail().rstrip("/").rpartition("/")

    response = client.get(f"{prefix}/{change(key)}/", follow=True)

    assert parse(response).one("h1").text == "This link does not work any more"


def test_reset_of_an_unknown_address_is_answered_the_same(client: Client, alice: User) -> None:
    pages = [client.post(RESET, {"email": email}, follow=True) for email in ("alice@example.org", "nobody@example.org")]

    texts = [parse(page).one("main").text for page in pages]
    assert texts[0] == texts[1]
    assert [page.redirect_chain for page in pages] == [[("/accounts/password/reset/done/", 302)]] * 2
    letters = [letter for letter in mail.outbox if letter.to == ["nobody@example.org"]]
    assert all("/reset/key/" not in letter.body for letter in letters)


@pytest.mark.parametrize(
    ("sends_mail", "button", "heading"),
    [(True, "Send the link", "Check your mail"), (False, "Make the link", "Ask for the link")],
)
def test_reset_promises_no_mail_where_none_is_sent(
    client: Client, alice: User, settings: Settings, sends_mail: bool, button: str, heading: str
) -> None:
    settings.SENDS_MAIL = sends_mail

    form = main_form(parse(client.get(RESET)))
    done = parse(client.post(RESET, {"email": "alice@example.org"}, follow=True))

    assert (form.one("button").text, form.one("label").text) == (button, "E-mail address*")
    assert done.one("h1").text == heading


def test_reset_of_no_address_is_refused(client: Client, alice: User) -> None:
    response = client.post(RESET, {"email": "alice"})

    assert (response.status_code, errors(parse(response))) == (422, {"email": "Enter a valid email address."})
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (
            {"password1": "ninechars", "password2": "ninechars"},
            {"password1": "This password is too short. It must contain at least 10 characters."},
        ),
        ({"password1": "1234567890", "password2": "1234567890"}, {"password1": "This password is too common."}),
        ({"password1": NEW, "password2": f"{NEW}s"}, {"password2": "You must type the same password each time."}),
    ],
)
def test_reset_holds_the_new_password_to_the_rules(
    client: Client, alice: User, typed: dict[str, str], expected: dict[str, str]
) -> None:
    client.post(RESET, {"email": "alice@example.org"})

    response = client.post(opened(client), typed)

    assert (response.status_code, errors(parse(response))) == (422, expected)
    assert can_log_in(PASSWORD)


def test_new_password_has_128_characters_at_most(client: Client, alice: User) -> None:
    client.post(RESET, {"email": "alice@example.org"})
    form, too_long = opened(client), "p" * 129

    response = client.post(form, {"password1": too_long, "password2": too_long})

    assert (response.status_code, errors(parse(response))) == (
        422,
        {"password1": "It can have at most 128 characters."},
    )
    assert can_log_in(PASSWORD)


def test_reset_is_not_for_locked_out_people(client: Client, alice: User) -> None:
    User.objects.update(is_active=False)

    client.post(RESET, {"email": "alice@example.org"})

    assert all("/reset/key/" not in letter.body for letter in mail.outbox)


def test_changing_the_password_ends_other_sessions(alices_client: Client, alice: User) -> None:
    other = Client()
    other.force_login(alice)
    typed = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}

    response = alices_client.post("/accounts/password/change/", typed)

    assert response.status_code == 302
    assert (alices_client.get("/settings/").status_code, other.get("/settings/").status_code) == (200, 302)
    assert (can_log_in(PASSWORD), can_log_in(NEW)) == (False, True)


def test_changing_the_password_needs_the_old_one(alices_client: Client, alice: User) -> None:
    typed = {"oldpassword": "a wrong password", "password1": NEW, "password2": NEW}

    response = alices_client.post("/accounts/password/change/", typed)

    assert response.status_code == 422
    assert list(errors(parse(response))) == ["oldpassword"]
    assert main_form(parse(response)).one("input", name="oldpassword").attributes.get("value", "") == ""
    assert can_log_in(PASSWORD)
