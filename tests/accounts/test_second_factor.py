"""A second factor by an authenticator app, and what to do when it is lost."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO
from urllib.parse import quote

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client, TestCase
from pytest_django import Settings

from hipstrength.accounts.models import User
from tests.accounts.passkeys import add_passkey, registration
from tests.accounts.reauthentication import show_password
from tests.accounts.totp import code_of
from tests.factories import PASSWORD
from tests.rendered import errors, parse

INDEX, ADD, CODES = "/accounts/second-factor/", "/accounts/second-factor/totp/activate/", "/accounts/second-factor/"
AUTHENTICATE = "/accounts/second-factor/authenticate/"
RECOVERY = "/accounts/second-factor/recovery-codes/"


def add_app(client: Client) -> str:
    """Add an authenticator app as a person does; return its key."""
    show_password(client)
    secret = parse(client.get(ADD)).one("code", class_="totp-key").text.replace(" ", "")
    response = client.post(ADD, {"code": code_of(secret)})
    assert response.status_code == 302, errors(parse(response))
    return secret


def recovery_codes(client: Client) -> list[str]:
    return [code.text for code in parse(client.get(RECOVERY)).one("ul", class_="codes").all("code")]


def type_password(client: Client, *, email: str = "alice@example.org", **more: str) -> str:
    response = client.post("/accounts/login/", {"login": email, "password": PASSWORD, **more})
    return str(response.headers.get("Location"))


def is_in(client: Client) -> bool:
    return client.get("/workouts/new/").status_code == 200


def test_adding_an_app_takes_the_password_first(alices_client: Client) -> None:
    response = alices_client.get(ADD)

    assert response.headers["Location"] == f"/accounts/reauthenticate/?next={quote(ADD, safe='')}"


def test_app_that_was_added_is_asked_for_at_login(alices_client: Client) -> None:
    secret, phone = add_app(alices_client), Client()

    location = type_password(phone)

    assert (location.partition("?")[0], is_in(phone)) == (AUTHENTICATE, False)
    phone.post(AUTHENTICATE, {"code": code_of(secret, steps=1)})
    assert is_in(phone)


def test_login_goes_on_to_where_it_was_asked_for(alices_client: Client) -> None:
    secret, phone = add_app(alices_client), Client()

    location = type_password(phone, next="/knee/")
    response = phone.post(location, {"code": code_of(secret, steps=1), "next": "/knee/"})

    assert response.headers["Location"] == "/knee/"


@pytest.mark.parametrize("separator", [" ", "-"])
def test_code_may_be_typed_as_the_app_shows_it(alices_client: Client, separator: str) -> None:
    secret, phone = add_app(alices_client), Client()
    type_password(phone)
    code = code_of(secret, steps=1)

    phone.post(AUTHENTICATE, {"code": f"{code[:3]}{separator}{code[3:]}"})

    assert is_in(phone)


@pytest.mark.parametrize("code", ["", "000000", "abcdef", "1" * 5000, "12345\0", "١٢٣٤٥٦", "🦵", "-1", "1e5"])
def test_wrong_code_is_refused_beside_its_box(alices_client: Client, code: str) -> None:
    add_app(alices_client)
    phone = Client()
    type_password(phone)

    response = phone.post(AUTHENTICATE, {"code": code})

    assert (response.status_code, list(errors(parse(response)))) == (422, ["code"])
    assert not is_in(phone)


@pytest.mark.parametrize("later", [0, 31, 59])
def test_code_works_once_however_late_it_is_used_again(alices_client: Client, later: int) -> None:
    with time_machine.travel(datetime(2026, 11, 16, 12, tzinfo=UTC), tick=False) as clock:
        secret = add_app(alices_client)
        code = code_of(secret, steps=1)
        first, second = Client(), Client()
        for phone in (first, second):
            type_password(phone)
            phone.post(AUTHENTICATE, {"code": code})
            clock.shift(timedelta(seconds=later))

    assert (is_in(first), is_in(second)) == (True, False)


def test_code_that_added_the_app_is_used_up(alices_client: Client) -> None:
    # At one moment: half a minute later there is another code.
    with time_machine.travel(datetime(2026, 11, 16, 12, tzinfo=UTC), tick=False):
        secret, phone = add_app(alices_client), Client()
        type_password(phone)

        phone.post(AUTHENTICATE, {"code": code_of(secret)})

    assert not is_in(phone)


def test_adding_a_second_factor_ends_logins_that_did_not_need_it(client: Client, alice: User) -> None:
    thief = Client()
    for browser in (client, thief):
        type_password(browser)

    with TestCase.captureOnCommitCallbacks(execute=True):
        add_app(client)

    assert (is_in(client), is_in(thief)) == (True, False)


@pytest.mark.parametrize(
    "answer",
    [
        "[]",
        "9" * 5_000,
        "[" * 5_000,
        '{"id": NaN}',
        '{"id": "a\\u0000"}',
        '{"id": 1, "rawId": [], "type": {}, "response": null, "clientExtensionResults": 7}',
        '{"id": "a", "rawId": "a", "type": "public-key", "response": {}}',
        json.dumps(registration()),
        "x" * 100_000,
    ],
)
@pytest.mark.parametrize(
    "url",
    [
        "/accounts/second-factor/webauthn/add/",
        "/accounts/second-factor/webauthn/reauthenticate/",
        "/accounts/second-factor/webauthn/login/",
    ],
)
def test_answer_that_no_passkey_gives_is_refused(client: Client, alice: User, url: str, answer: str) -> None:
    if "login" not in url:
        client.force_login(alice)
        show_password(client)
        add_passkey(alice)
    client.get(url, headers={"accept": "application/json", "x-requested-with": "XMLHttpRequest"})

    response = client.post(url, {"credential": answer, "name": "A"})

    assert response.status_code in (302, 422)
    assert Authenticator.objects.filter(user=alice).count() == ("login" not in url)


def test_codes_are_limited_by_account(alices_client: Client, settings: Settings) -> None:
    secret = add_app(alices_client)
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key"}
    phone = Client()
    type_password(phone)
    for _attempt in range(5):
        phone.post(AUTHENTICATE, {"code": "000000"})

    response = phone.post(AUTHENTICATE, {"code": code_of(secret, steps=1)})

    assert response.status_code == 422
    assert not is_in(phone)


def test_each_recovery_code_lets_in_once(alices_client: Client) -> None:
    add_app(alices_client)
    codes = recovery_codes(alices_client)
    first, second = Client(), Client()
    for phone in (first, second):
        type_password(phone)
        phone.post(AUTHENTICATE, {"code": codes[0]})

    assert len(set(codes)) == 10
    assert (is_in(first), is_in(second)) == (True, False)
    assert recovery_codes(alices_client) == codes[1:]


def test_new_recovery_codes_replace_the_old_ones(alices_client: Client) -> None:
    add_app(alices_client)
    old = recovery_codes(alices_client)

    alices_client.post(f"{RECOVERY}generate/")

    assert not set(old) & set(recovery_codes(alices_client))


def test_recovery_codes_are_hidden_until_the_password_is_typed(alices_client: Client, alice: User) -> None:
    add_app(alices_client)
    codes, other = recovery_codes(alices_client), Client()
    other.force_login(alice)

    pages = [other.get(RECOVERY), other.get(f"{RECOVERY}download/")]

    assert all(code not in page.content.decode() for page in pages for code in codes)


def test_removed_app_is_not_asked_for(alices_client: Client) -> None:
    add_app(alices_client)
    phone = Client()

    alices_client.post("/accounts/second-factor/totp/deactivate/")
    type_password(phone)

    assert is_in(phone)
    assert not Authenticator.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_owner_is_told_by_mail(alices_client: Client, settings: Settings) -> None:
    settings.ACCOUNT_EMAIL_NOTIFICATIONS = True
    add_app(alices_client)

    assert mail.outbox[0].to == ["alice@example.org"]
    assert "Authenticator App Activated" in mail.outbox[0].subject


def test_index_says_what_there_is(alices_client: Client) -> None:
    before = parse(alices_client.get(INDEX)).one("main").text
    add_app(alices_client)

    after = parse(alices_client.get(INDEX)).one("main").text

    assert ("Add an app" in before, "Recovery codes" in before) == (True, False)
    assert ("Remove the app" in after, "10 codes are left." in after) == (True, True)


@pytest.mark.parametrize(("host", "works"), [("127.0.0.1", False), ("[::1]", False), ("localhost", True)])
def test_passkeys_are_offered_where_browsers_make_them(
    alices_client: Client, settings: Settings, host: str, works: bool
) -> None:
    settings.ALLOWED_HOSTS = ["*"]

    page = parse(alices_client.get(INDEX, headers={"host": host}))

    assert bool(list(page.all("a", href="/accounts/second-factor/webauthn/add/"))) is works


def test_admin_command_takes_a_lost_second_factor_away(alices_client: Client, alice: User, stranger: User) -> None:
    add_app(alices_client)
    Authenticator.objects.create(user=stranger, type="totp", data={"secret": ""})
    said, phone = StringIO(), Client()

    call_command("reset_second_factor", "ALICE@example.org", stdout=said)
    type_password(phone)

    assert "alice@example.org logs in by password alone now." in said.getvalue()
    assert [letter.to for letter in mail.outbox] == [["alice@example.org"]]
    assert is_in(phone)
    assert list(Authenticator.objects.values_list("user", flat=True)) == [stranger.pk]


@pytest.mark.parametrize(
    ("email", "words"), [("nobody@example.org", "There is no account"), ("alice@example.org", "has no second factor")]
)
def test_admin_command_says_when_there_is_nothing_to_do(alice: User, email: str, words: str) -> None:
    with pytest.raises(CommandError, match=words):
        call_command("reset_second_factor", email)
