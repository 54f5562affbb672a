from datetime import date

import pytest
from django.test import Client

from hipstrength.accounts.models import User
from logbook.models import Workout
from tests.factories import band, done, kg, make_workout
from tests.rendered import main_form, messages, parse
from tests.stored import all_rows, rows_of

MARKER = "<script>alert('x')</script> & \"co\" <b>"


@pytest.fixture
def workout(alice: User) -> Workout:
    """Three exercises, one of them without a set."""
    return make_workout(
        user=alice,
        day=date(2026, 11, 17),
        exercises=[
            done("clamshells", left=[12, 12], right=[12, 10], resistance=band(alice), pain=0),
            done("hip-bridges", both=[15], resistance=kg("7.5"), note="Slow\nand low"),
            done("banded-crab-walks", pain=6),
        ],
        pain_before=1,
        pain_next_morning=0,
        note="Good day",
    )


def test_workout_page_tells_everything(alices_client: Client, workout: Workout) -> None:
    page = parse(alices_client.get(f"/workouts/{workout.public_id}/"))

    body = page.one("div", class_="card-body")
    assert page.one("h1").text == "Tuesday 17 November 2026"
    assert [item.text for item in body.one("dl").all("dt", "dd")] == [
        "Clamshells",
        "2 sets: left 12, 12 · right 12, 10 · Light band",
        "Worst knee pain 0 of 10",
        "Hip bridges",
        "1 set: 15 · 7.5 kg",
        "Slow and low",
        "Banded crab walks",
        "No sets",
        "Worst knee pain 6 of 10",
    ]
    assert [line.text for line in body.all("p")] == [
        "Knee pain before: 1 of 10",
        "Knee pain the next morning: 0 of 10",
        "Good day",
    ]


def test_workout_page_leads_on(alices_client: Client, workout: Workout) -> None:
    page = parse(alices_client.get(f"/workouts/{workout.public_id}/"))

    links = {link.text: link.attributes["href"] for link in page.one("p", class_="page-actions").all("a")}
    assert links == {
        "Edit": f"/workouts/{workout.public_id}/edit/",
        "Back to its week": "/history/2026-11-17/",
        "Delete": f"/workouts/{workout.public_id}/delete/",
    }


def test_delete_page_says_what_goes_and_deletes_nothing(alices_client: Client, workout: Workout) -> None:
    before = all_rows()

    page = parse(alices_client.get(f"/workouts/{workout.public_id}/delete/"))

    assert page.one("p", class_="lead").text == (
        "This deletes 3 sets of Tue 17 November 2026. It cannot be brought back."
    )
    assert page.one("a", class_="btn btn-secondary").attributes["href"] == f"/workouts/{workout.public_id}/"
    assert main_form(page).attributes["method"] == "post"
    assert all_rows() == before


def test_deleting_a_workout_deletes_it_and_nothing_else(
    alices_client: Client, alice: User, stranger: User, workout: Workout
) -> None:
    other = make_workout(user=alice, day=date(2026, 11, 17))
    make_workout(user=stranger, day=date(2026, 11, 17))
    before = rows_of(stranger)

    response = alices_client.post(f"/workouts/{workout.public_id}/delete/")

    assert (response.status_code, response.headers["Location"]) == (302, "/history/2026-11-16/")
    assert list(alice.workouts.all()) == [other]
    assert [len(rows_of(alice)[name]) for name in ("WorkoutExercise", "WorkoutSet")] == [1, 4]
    assert rows_of(stranger) == before
    assert messages(parse(alices_client.get("/history/2026-11-16/"))) == ["Deleted: 3 sets of Tue 17 November 2026."]


def test_deleting_a_workout_twice_says_that_it_is_gone(alices_client: Client, workout: Workout) -> None:
    first = alices_client.post(f"/workouts/{workout.public_id}/delete/")
    second = alices_client.post(f"/workouts/{workout.public_id}/delete/")

    assert (first.status_code, second.status_code) == (302, 404)


@pytest.mark.parametrize("url", ["/", "/history/", "/workouts/{}/", "/workouts/{}/edit/", "/workouts/{}/delete/"])
def test_what_people_type_is_shown_as_typed(alices_client: Client, alice: User, url: str) -> None:
    alice.bands.filter(name="Light").update(name=MARKER)
    clamshells = done("clamshells", left=[12], resistance=band(alice, MARKER), note=MARKER)
    workout = make_workout(user=alice, day=date(2026, 11, 17), exercises=[clamshells], note=MARKER)

    response = alices_client.get(url.format(workout.public_id))

    assert MARKER in parse(response).text
    assert "alert('x')" not in response.content.decode()
