"""Reading how an exercise was described on the day when it was logged."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from exercises import versions
from exercises.models import Exercise
from hipstrength.accounts.models import User
from logbook.models import Workout
from tests.factories import done, make_workout
from tests.rendered import Element, main_form, parse, values

CHANGED = "This is how the exercise was described when you logged it. The text has been changed since."
SAME = "This is how the exercise was described when you logged it. The text of today is the same."
GONE = "The text of that day is not kept any more."
MARKER = "<script>alert('x')</script> & <b>"


@pytest.fixture
def workout(alice: User) -> Workout:
    """Alice's workout, with the delivered texts."""
    exercises = [done("clamshells", left=[12]), done("hip-bridges", both=[15])]
    return make_workout(user=alice, day=date(2026, 11, 17), exercises=exercises)


def edit(slug: str, **fields: Any) -> Exercise:
    exercise: Exercise = Exercise.objects.get(slug=slug)
    for name, value in fields.items():
        setattr(exercise, name, value)
    versions.store(exercise, by=None)
    return exercise


def page_of(client: Client, workout: Workout, slug: str = "clamshells") -> Element:
    return parse(client.get(f"{workout.get_absolute_url()}exercises/{slug}/"))


def notice(page: Element) -> str:
    return next(box.text for box in page.all("p") if box.attributes.get("class", "").startswith("alert"))


def links(page: Element) -> dict[str, str]:
    return {link.text: link.attributes["href"] for link in page.one("p", class_="page-actions").all("a")}


def test_text_is_shown_as_it_was(alices_client: Client, workout: Workout) -> None:
    before = Exercise.objects.get(slug="clamshells")
    edit("clamshells", name="Shells", summary="New.", steps="New.", target_low=5, muscles="", sides="both")
    edit("clamshells", summary="Newer.")

    page = page_of(alices_client, workout)

    assert (page.one("h1").text, notice(page)) == ("Shells on 17 November 2026", CHANGED)
    assert page.one("p", class_="lead").text == before.summary
    assert page.one("p", class_="target").text == f"{before.target} {before.side_meaning}"
    assert [item.text for item in page.one("ol", class_="steps").all("li")] == before.step_list
    assert before.muscles in page.text
    assert "It was called “Clamshells” then." in page.text
    assert links(page) == {
        "Back to the workout": workout.get_absolute_url(),
        "The text of today": "/exercises/clamshells/",
    }


def test_unchanged_text_is_said_to_be_the_same(alices_client: Client, workout: Workout) -> None:
    edit("clamshells", order=7)

    page = page_of(alices_client, workout)

    assert notice(page) == SAME
    assert page.one("p", class_="lead").text == Exercise.objects.get(slug="clamshells").summary


def test_text_that_came_back_is_said_to_be_the_same(alices_client: Client, workout: Workout) -> None:
    before = Exercise.objects.get(slug="clamshells").summary
    edit("clamshells", summary="New.")
    edit("clamshells", summary=before)

    assert notice(page_of(alices_client, workout)) == SAME


def test_text_that_is_not_kept_is_said_to_be_gone(alices_client: Client, workout: Workout) -> None:
    edit("clamshells", summary="New.")
    Exercise.history.filter(slug="clamshells", revision=1).delete()

    page = page_of(alices_client, workout)

    assert (notice(page), list(page.all("article"))) == (GONE, [])


def test_text_of_an_unpublished_exercise_is_shown_without_a_way_to_its_page(
    alices_client: Client, workout: Workout
) -> None:
    edit("clamshells", summary="New.")
    edit("clamshells", is_published=False)

    page = page_of(alices_client, workout)

    assert (notice(page), list(links(page))) == (CHANGED, ["Back to the workout"])


def test_corrected_workout_keeps_the_text_of_its_day(alices_client: Client, workout: Workout) -> None:
    before = Exercise.objects.get(slug="clamshells").summary
    edit("clamshells", summary="New.")
    url = f"{workout.get_absolute_url()}edit/"
    form = values(main_form(parse(alices_client.get(url))))

    alices_client.post(url, {**form, "note": "Corrected"})

    assert page_of(alices_client, workout).one("p", class_="lead").text == before


def test_workout_leads_to_the_texts_that_were_changed_since(alices_client: Client, workout: Workout) -> None:
    url = workout.get_absolute_url()
    before = list(parse(alices_client.get(url)).one("dl").all("a"))
    edit("hip-bridges", summary="New.")
    edit("clamshells", order=7, illustration="")

    found = [(link.text, link.attributes["href"]) for link in parse(alices_client.get(url)).one("dl").all("a")]

    assert before == []
    assert found == [("The text as it was then: Hip bridges", f"{url}exercises/hip-bridges/")]


def test_week_and_deletion_have_no_such_links(alices_client: Client, workout: Workout) -> None:
    edit("hip-bridges", summary="New.")

    pages = [alices_client.get(url) for url in ("/history/2026-11-16/", f"{workout.get_absolute_url()}delete/")]

    assert ["as it was then" in parse(page).text for page in pages] == [False, False]


@pytest.mark.parametrize("slug", ["banded-crab-walks", "nothing", "Clamshells", "x" * 3000, "clamshells%00"])
def test_exercise_that_was_not_done_is_not_found(alices_client: Client, workout: Workout, slug: str) -> None:
    assert alices_client.get(f"{workout.get_absolute_url()}exercises/{slug}/").status_code == 404


def test_text_typed_as_html_is_shown_as_typed(alices_client: Client, alice: User, catalogue: None) -> None:
    edit("clamshells", **dict.fromkeys(("name", "summary", "start_position", "steps", "easier"), MARKER))
    workout = make_workout(user=alice, day=date(2026, 11, 17), exercises=[done("clamshells", left=[12])])
    edit("clamshells", name="Clamshells")

    response = alices_client.get(f"{workout.get_absolute_url()}exercises/clamshells/")

    assert "<script>alert(" not in response.content.decode()
    assert parse(response).one("article").text.count(MARKER) == 5
