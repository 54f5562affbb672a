"""Deleting one's account: everything goes, at once, and nothing of anybody else."""

from unittest.mock import patch

import pytest
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import Model
from django.test import Client

from exercises.models import Exercise
from hipstrength.accounts.deleting import delete_account
from hipstrength.accounts.models import User
from tests.accounts.reauthentication import show_password
from tests.factories import PASSWORD, form_data
from tests.rendered import errors, parse
from tests.stored import OWNERS, all_rows, fill, rows_of

URL = "/accounts/delete/"


def log_in(user: User) -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    return client


def log_in_and_show_password(user: User) -> Client:
    client = log_in(user)
    show_password(client)
    return client


def row_counts() -> dict[type[Model], int]:
    return {model: model._default_manager.count() for model in apps.get_models() if model._meta.managed}


def test_deleting_takes_the_password_first(alices_client: Client, alice: User) -> None:
    response = alices_client.get(URL)

    assert response.status_code == 302
    assert response.headers["Location"] == "/accounts/reauthenticate/?next=%2Faccounts%2Fdelete%2F"


def test_typed_address_survives_the_question_for_the_password(alices_client: Client, alice: User) -> None:
    alices_client.post(URL, {"email": "alice@example.org"})

    alices_client.post("/accounts/reauthenticate/?next=/accounts/delete/", {"password": PASSWORD, "next": URL})

    assert not User.objects.filter(pk=alice.pk).exists()


def test_deleting_leaves_no_row_behind(alice: User, stranger: User) -> None:
    before = row_counts()
    alice_again = User.objects.create_user("gone@example.org", PASSWORD)
    fill(alice_again)
    client = log_in_and_show_password(alice_again)
    assert all(model._default_manager.filter(**{way: alice_again}).exists() for model, way in OWNERS.items())

    response = client.post(URL, {"email": "GONE@example.org "}, follow=True)

    assert parse(response).one("h1").text == "Your account is deleted"
    after = row_counts()
    assert {model: (count, after[model]) for model, count in before.items() if after[model] != count} == {}
    connection.check_constraints()


def test_deleting_ends_the_logins_of_all_browsers(alice: User) -> None:
    fill(alice)
    other, client = log_in(alice), log_in_and_show_password(alice)
    assert UserSession.objects.filter(user=alice).count() == 2

    response = client.post(URL, {"email": "alice@example.org"})

    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert [browser.get("/settings/").status_code for browser in (client, other)] == [302, 302]
    assert not Session.objects.exists()
    assert log_in(alice).get("/settings/").status_code == 302


def test_deleting_touches_nobody_else(alice: User, stranger: User) -> None:
    fill(alice)
    fill(stranger)
    client, before = log_in_and_show_password(alice), rows_of(stranger)

    client.post(URL, {"email": "alice@example.org"})

    assert rows_of(stranger) == before
    assert {name: len(rows) for name, rows in all_rows().items()} == {
        name: len(rows) for name, rows in before.items() if name != "User"
    }


def test_form_that_was_left_is_not_sent_after_a_later_password(alices_client: Client, alice: User) -> None:
    alices_client.post(URL, {"email": "alice@example.org"})
    # Thought better of, and opened again another day, only to read it.
    alices_client.get(URL)

    alices_client.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": URL})

    assert User.objects.filter(pk=alice.pk).exists()
    assert alices_client.get(URL).status_code == 200


def test_deleting_takes_forms_that_were_kept_after_a_login_had_ended(alices_client: Client, alice: User) -> None:
    page = parse(alices_client.get("/workouts/new/"))
    owner = page.one("input", name="owner").attributes["value"]
    Client().post("/workouts/new/", form_data({"owner": owner, "note": "My knee hurts"}))
    assert Session.objects.count() == 2

    show_password(alices_client)
    alices_client.post(URL, {"email": "alice@example.org"})

    assert not Session.objects.exists()


def test_second_click_on_delete_is_answered_like_the_first(alices_client: Client, alice: User) -> None:
    show_password(alices_client)
    with patch("hipstrength.accounts.views.delete_account", lambda user: user.delete() and delete_account(user)):
        response = alices_client.post(URL, {"email": "alice@example.org"})

    assert (response.status_code, response.headers["Location"]) == (302, "/accounts/deleted/")


@pytest.mark.parametrize("typed", ["", "alice", "stranger@example.org", "alice@example.org\0", "a" * 300])
def test_another_address_deletes_nothing(alices_client: Client, alice: User, stranger: User, typed: str) -> None:
    show_password(alices_client)
    before = rows_of(alice)

    response = alices_client.post(URL, {"email": typed})

    assert (response.status_code, list(errors(parse(response)))) == (422, ["email"])
    assert rows_of(alice) == before


def test_texts_that_an_editor_changed_stay(client: Client, catalogue: None) -> None:
    editor = User.objects.create_superuser("editor@example.org", PASSWORD)
    exercise = Exercise.objects.get(slug="clamshells")
    exercise._history_user = editor
    exercise.summary = "Changed."
    exercise.save()
    client = log_in_and_show_password(editor)

    client.post(URL, {"email": "editor@example.org"})

    latest = exercise.history.latest()
    assert (latest.summary, latest.history_user) == ("Changed.", None)
