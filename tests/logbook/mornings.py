"""Answering how the knee was the morning after a workout, as a person does."""

from django.test import Client

from logbook.models import Workout
from tests.logbook.history_pages import page_at
from tests.rendered import Answer, Element

SAVED = "Saved: knee pain {} of 10 the morning after Tue 17 November 2026."


def address(workout: Workout) -> str:
    return f"/workouts/{workout.public_id}/next-morning/"


def question(page: Element) -> Element | None:
    """Return the form that asks for a morning, if the page asks."""
    return next((part.one("form") for part in page.all("section", id="next-morning")), None)


def asked_at_home(client: Client) -> str:
    """Return where the home page sends an answer to; "" when it does not ask."""
    form = question(page_at(client, "/"))
    return form.attributes["action"] if form else ""


def tap(client: Client, workout: Workout, score: str, **more: str) -> Answer:
    return client.post(address(workout), {"pain_next_morning": score, **more}, follow=True)
