"""What two people, or one in a hurry, do to the same exercise."""

from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.db import models
from django.test import Client

from exercises import versions
from exercises.catalogue import load_missing
from exercises.models import Exercise
from hipstrength.accounts.models import User
from tests.exercises.editing import LIST, change_url, complaints, notes, row_of, shown_for
from tests.factories import make_exercise, make_workout
from tests.rendered import parse


def test_double_click_saves_once_and_says_so(admins_client: Client, clamshells: Exercise) -> None:
    form = {**shown_for(admins_client, clamshells), "summary": "New."}

    answers = [admins_client.post(change_url(clamshells), form) for _click in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert versions.versions_of(clamshells.pk).count() == 2
    assert notes(parse(admins_client.get(LIST)))[-1] == "Nothing was changed: the exercise is like that already."


def test_saving_the_same_is_not_called_a_change(admins_client: Client, clamshells: Exercise) -> None:
    admins_client.post(change_url(clamshells), shown_for(admins_client, clamshells))

    page = parse(admins_client.get(LIST))
    assert notes(page) == ["Nothing was changed: the exercise is like that already."]
    assert User.objects.get(email="anna@example.org").logentry_set.count() == 0


def test_edit_of_what_numbers_mean_is_refused_once_somebody_logged_it(
    admins_client: Client, clamshells: Exercise, alice: User
) -> None:
    form = {**shown_for(admins_client, clamshells), "counts": "steps", "summary": "New."}
    make_workout(user=alice, day=date(2026, 11, 17))
    before = row_of(clamshells)

    response = admins_client.post(change_url(clamshells), form)

    page = parse(response)
    assert "“counted in” stays as it is: somebody has logged this exercise since you opened the page." in page.text
    assert page.one("textarea", name="summary").text == "New."
    assert row_of(clamshells) == before
    assert "counts" not in complaints(page)


def test_deletion_that_comes_too_late_says_why(
    admins_client: Client, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    unused = make_exercise(slug="wall-sit")

    def protected(*_arguments: Any) -> None:
        raise models.ProtectedError("in use", set())

    monkeypatch.setattr(Exercise, "delete", protected)
    response = admins_client.post(f"{LIST}{unused.pk}/delete/", {"post": "yes"})

    assert (response.status_code, response.headers["Location"]) == (302, change_url(unused))
    assert "cannot be deleted" in notes(parse(admins_client.get(change_url(unused))))[0]


def test_text_typed_about_a_deleted_exercise_is_given_back(admins_client: Client) -> None:
    unused = make_exercise(slug="wall-sit")
    form = {**shown_for(admins_client, unused), "summary": "My <b>words</b>.", "steps": "One.\r\nTwo."}
    admins_client.post(f"{LIST}{unused.pk}/delete/", {"post": "yes"})

    response = admins_client.post(change_url(unused), form)

    page = parse(response)
    assert response.status_code == 409
    assert {"My <b>words</b>.", "One. Two."} <= {text.text for text in page.one("dl", class_="typed").all("dd")}
    assert not Exercise.objects.filter(slug="wall-sit").exists()


def test_text_that_came_past_the_history_has_a_revision_of_its_own(catalogue: None, alice: User) -> None:
    exercise = Exercise.objects.get(slug="clamshells")
    exercise.summary = "Second."
    versions.store(exercise, by=None)
    call_command("loaddata", "exercises", verbosity=0)

    load_missing()
    exercise.refresh_from_db()
    exercise.summary = "Fourth."
    versions.store(exercise, by=None)

    texts = {row.revision: row.summary for row in versions.versions_of(exercise.pk)}
    assert list(texts) == [4, 3, 2, 1]
    assert (texts[4], texts[2], texts[3]) == ("Fourth.", "Second.", texts[1])


@pytest.mark.parametrize("key", ["9" * 5000, "9" * 19, "0x1", "-1"])
def test_version_that_is_none_is_nowhere(admins_client: Client, clamshells: Exercise, key: str) -> None:
    response = admins_client.get(f"{LIST}{clamshells.pk}/history/{key}/")

    assert response.status_code in (302, 404)
