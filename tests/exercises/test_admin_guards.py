"""What the admin keeps people from changing by mistake."""

from datetime import date

import pytest
from django.test import Client

from exercises.models import Exercise
from hipstrength.accounts.models import User
from tests.factories import PASSWORD, make_exercise, make_workout
from tests.rendered import parse, values


@pytest.fixture
def admins_client(client: Client, catalogue: None) -> Client:
    """A browser in which an admin is logged in."""
    client.force_login(User.objects.create_superuser("admin@example.org", PASSWORD))
    return client


def fields(client: Client, exercise: Exercise) -> set[str]:
    """Return the names of the boxes on the exercise's page."""
    return set(
        values(parse(client.get(f"/admin/exercises/exercise/{exercise.pk}/change/")).one("form", id="exercise_form"))
    )


def test_meaning_of_logged_numbers_cannot_be_changed(admins_client: Client, alice: User) -> None:
    logged, unused = Exercise.objects.get(slug="clamshells"), make_exercise(slug="wall-sit")
    make_workout(user=alice, day=date(2026, 11, 16))

    asked = {"counts", "sides", "slug", "steps"}

    assert asked & fields(admins_client, logged) == {"steps"}
    assert asked & fields(admins_client, unused) == {"counts", "sides", "steps"}


def test_unpublished_page_is_a_preview_for_admins_only(admins_client: Client) -> None:
    Exercise.objects.filter(slug="clamshells").update(is_published=False)

    seen = parse(admins_client.get("/exercises/clamshells/")).one("p", class_="alert alert-warning").text

    assert seen == "This exercise is not published. Only people who may use the admin see this page."
    assert Client().get("/exercises/clamshells/").status_code == 404
