"""Editing exercises in the admin, as several tests do."""

from typing import Any

from django.test import Client

from exercises.models import Exercise
from tests.rendered import Element, parse, values

LIST = "/admin/exercises/exercise/"


def change_url(exercise: Exercise) -> str:
    return f"{LIST}{exercise.pk}/change/"


def history_url(exercise: Exercise) -> str:
    return f"{LIST}{exercise.pk}/history/"


def version_url(row: Any) -> str:
    return f"{LIST}{row.id}/history/{row.history_id}/"


def shown_for(client: Client, exercise: Exercise) -> dict[str, str]:
    """Return what the admin's form shows, and a browser would send."""
    return values(parse(client.get(change_url(exercise))).one("form", id="exercise_form"))


def save(client: Client, exercise: Exercise, **typed: str) -> Any:
    """Open the admin's form, type something and save."""
    return client.post(change_url(exercise), {**shown_for(client, exercise), **typed})


def rows(exercise: Exercise) -> list[Any]:
    """Return the versions of an exercise, oldest first."""
    return list(Exercise.history.filter(id=exercise.pk).order_by("history_id"))


def complaints(page: Element) -> dict[str, str]:
    """Return the complaint beside each field, by the field's name."""
    return {
        item.attributes["id"].removeprefix("id_").removesuffix("_error"): item.text
        for item in page.all("ul", class_="errorlist")
        if "id" in item.attributes
    }


def notes(page: Element) -> list[str]:
    return [item.text for item in page.one("ul", class_="messagelist").all("li")]


def row_of(exercise: Exercise) -> dict[str, Any]:
    row: dict[str, Any] = Exercise.objects.filter(pk=exercise.pk).values().get()
    return row


def shown_changes(box: Element) -> dict[str, list[str]]:
    """Return the lines beside each changed field, what was removed in [- -] and what was added in {+ +}."""
    marks = {"del": "[-{}-]", "ins": "{{+{}+}}"}
    return {
        change.one("dt").text: [
            "".join(part if isinstance(part, str) else marks[part.tag].format(part.raw_text) for part in line.children)
            for line in change.one("dd").all("p")
        ]
        for change in box.one("dl", class_="changes").all("div")
    }
