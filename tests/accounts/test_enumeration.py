"""Nobody finds out who has an account: neither by words nor by how much work an answer takes."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.test import Client
from pytest_django import Settings

from hipstrength.accounts.models import User
from tests.factories import PASSWORD
from tests.rendered import parse

KNOWN, UNKNOWN = "alice@example.org", "alicia@example.org"


@dataclass
class Work:
    """What takes long: passwords hashed."""

    hashed: int = 0


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    """Count hashed passwords."""
    work, encode = Work(), MD5PasswordHasher.encode

    def counted(self: Any, *args: Any, **kwargs: Any) -> str:
        work.hashed += 1
        return encode(self, *args, **kwargs)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    return work


@pytest.fixture
def with_mail(settings: Settings) -> None:
    """What the settings say where EMAIL_URL names a server."""
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True


def answer(url: str, typed: dict[str, str], email: str, work: Work) -> tuple[object, ...]:
    """Return all that somebody learns from an answer, with the address itself taken out."""
    work.hashed = 0
    mail.outbox.clear()
    client = Client()
    response = client.post(url, {name: text.replace("ADDRESS", email) for name, text in typed.items()})
    hashed = work.hashed
    followed = client.get(response.headers["Location"]) if response.status_code == 302 else response
    text = parse(followed).one("main").text.replace(email, "ADDRESS")
    return response.status_code, response.headers.get("Location"), text, hashed, len(mail.outbox)


@pytest.mark.parametrize(
    ("url", "typed"),
    [
        ("/accounts/login/", {"login": "ADDRESS", "password": "a wrong password"}),
        ("/accounts/password/reset/", {"email": "ADDRESS"}),
        ("/accounts/signup/", {"email": "ADDRESS", "password1": PASSWORD, "agree": "on"}),
    ],
)
def test_known_and_unknown_addresses_are_answered_alike(
    alice: User, work: Work, with_mail: None, url: str, typed: dict[str, str]
) -> None:
    known, unknown = (answer(url, typed, email, work) for email in (KNOWN, UNKNOWN))

    assert known == unknown


@pytest.mark.parametrize("is_active", [True, False])
def test_login_by_a_wrong_password_hashes_once_for_everybody(alice: User, work: Work, is_active: bool) -> None:
    User.objects.update(is_active=is_active)
    typed = {"login": "ADDRESS", "password": "a wrong password"}

    hashed = [answer("/accounts/login/", typed, email, work)[3] for email in (KNOWN, UNKNOWN)]

    assert hashed == [1, 1]


def test_person_without_a_password_is_answered_like_any_other(alice: User, work: Work) -> None:
    alice.set_unusable_password()
    alice.save()
    typed = {"login": "ADDRESS", "password": "a wrong password"}

    known, unknown = (answer("/accounts/login/", typed, email, work) for email in (KNOWN, UNKNOWN))

    assert known == unknown
