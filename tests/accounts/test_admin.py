"""What admins can do with people, and what they cannot see."""

from datetime import date
from smtplib import SMTPException
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client

from hipstrength.accounts.models import User
from tests.factories import PASSWORD, done, make_workout
from tests.races import at_once
from tests.rendered import main_form, messages, parse, values


class BrokenMail(BaseEmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, email_messages: Any) -> int:
        raise SMTPException("closed")


@pytest.fixture
def admins_client(client: Client, catalogue: None) -> Client:
    """A browser in which an admin is logged in."""
    client.force_login(User.objects.create_superuser("admin@example.org", PASSWORD))
    return client


def test_deleting_a_person_shows_how_much_goes_and_nothing_of_the_log(admins_client: Client, alice: User) -> None:
    make_workout(user=alice, day=date(2026, 11, 16), exercises=[done("clamshells", left=[77])])

    page = parse(admins_client.get(f"/admin/accounts/user/{alice.pk}/delete/")).one("div", id="content").text

    assert ("Workouts: 1" in page, "Sets: 1" in page, "alice@example.org" in page) == (True, True, True)
    assert ("77" in page, "2026-11-16" in page, "Clamshells" in page) == (False, False, False)


def test_changed_address_replaces_the_old_one_at_login(admins_client: Client, alice: User) -> None:
    EmailAddress.objects.create(user=alice, email="alice@example.org", verified=True, primary=True)
    url = f"/admin/accounts/user/{alice.pk}/change/"
    form = {**values(parse(admins_client.get(url)).one("form", id="user_form")), "email": "New@example.org"}

    admins_client.post(url, form)

    tries = {
        email: Client().post("/accounts/login/", {"login": email, "password": PASSWORD}).status_code
        for email in ("alice@example.org", "new@example.org")
    }
    assert tries == {"alice@example.org": 422, "new@example.org": 302}


@pytest.mark.django_db(transaction=True)
def test_two_signups_for_one_address_at_one_instant_make_one_account(catalogue: None) -> None:
    typed = {"email": "new@example.org", "password1": PASSWORD, "time_zone": "Europe/Berlin", "agree": "on"}

    statuses = at_once([lambda: Client().post("/accounts/signup/", typed).status_code] * 3)

    assert User.objects.filter(email="new@example.org").count() == 1
    assert set(statuses) <= {302, 422}


def test_mail_that_cannot_be_sent_is_said_in_words(client: Client, alice: User, settings: Any) -> None:
    settings.EMAIL_BACKEND = "tests.accounts.test_admin.BrokenMail"

    response = client.post("/accounts/password/reset/", {"email": "alice@example.org"}, follow=True)

    said = "We could not send the mail just now. Please try again in some minutes."
    assert (response.status_code, messages(parse(response))) == (200, [said])


def test_password_like_the_address_is_refused(client: Client, catalogue: None) -> None:
    typed = {"email": "long.address@example.org", "password1": "long.address@example.org"}

    response = client.post("/accounts/signup/", typed)

    assert (response.status_code, User.objects.count()) == (422, 0)
    assert "too similar" in parse(response).one(id="error-summary").text
    assert main_form(parse(response)) is not None
