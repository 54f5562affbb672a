"""Two tabs correct one workout: the second is told what the first has saved, and loses nothing."""

from datetime import date
from functools import partial

import pytest
from django.test import Client

from hipstrength.accounts.models import User
from logbook.changes import Change, workout_changes
from logbook.entries import ExerciseEntry, WorkoutEntry
from logbook.models import Workout
from tests.factories import band, done, kg, make_workout
from tests.races import at_once
from tests.rendered import Element, main_form, parse, values
from tests.stored import all_rows

DAY = date(2026, 11, 17)
NAMES = {"clamshells": "Clamshells", "hip-bridges": "Hip bridges"}


@pytest.fixture
def workout(alice: User) -> Workout:
    clamshells = done("clamshells", left=[12], right=[10], resistance=band(alice))
    return make_workout(user=alice, day=DAY, exercises=[clamshells], note="First")


def address(workout: Workout) -> str:
    return f"/workouts/{workout.public_id}/edit/"


def opened(client: Client, workout: Workout) -> dict[str, str]:
    return values(main_form(parse(client.get(address(workout)))))


def told(page: Element) -> list[str]:
    """Return what the page says was changed in between."""
    return [line.text for line in page.one(id="conflict").all("dt", "dd")]


def test_second_tab_is_told_what_the_first_has_saved(alices_client: Client, workout: Workout) -> None:
    first, second = opened(alices_client, workout), opened(alices_client, workout)
    alices_client.post(address(workout), {**first, "clamshells.sets-0-left": "13", "note": "From the first tab"})
    before = all_rows()

    response = alices_client.post(address(workout), {**second, "note": "From the second tab", "pain_before": "2"})

    page = parse(response)
    assert response.status_code == 409
    assert told(page) == [
        *(
            "Clamshells",
            "before: 1 set: left 12 · right 10 · Light band",
            "now: 1 set: left 13 · right 10 · Light band",
        ),
        *("Note", "before: First", "now: From the first tab"),
    ]
    shown = values(main_form(page))
    assert (shown["note"].strip(), shown["pain_before"]) == ("From the second tab", "2")
    assert shown["clamshells.sets-0-left"] == "12"
    assert all_rows() == before


def test_second_tab_can_save_again(alices_client: Client, workout: Workout) -> None:
    first, second = opened(alices_client, workout), opened(alices_client, workout)
    alices_client.post(address(workout), {**first, "note": "First tab"})
    asked = main_form(parse(alices_client.post(address(workout), {**second, "note": "Second tab"})))

    response = alices_client.post(asked.attributes["action"], values(asked))

    workout.refresh_from_db()
    assert (response.status_code, workout.note, workout.revision) == (302, "Second tab", 3)


def test_third_version_in_between_is_told_too(alices_client: Client, workout: Workout) -> None:
    first, second = opened(alices_client, workout), opened(alices_client, workout)
    alices_client.post(address(workout), {**first, "note": "One"})
    asked = values(main_form(parse(alices_client.post(address(workout), {**second, "note": "Two"}))))
    alices_client.post(address(workout), {**opened(alices_client, workout), "note": "Three"})

    page = parse(alices_client.post(address(workout), asked))

    assert told(page) == ["Note", "before: One", "now: Three"]


def test_both_tabs_saving_the_same_is_no_conflict(alices_client: Client, workout: Workout) -> None:
    first, second = opened(alices_client, workout), opened(alices_client, workout)

    answers = [alices_client.post(address(workout), {**form, "note": "Same"}) for form in (first, second)]

    workout.refresh_from_db()
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert workout.revision == 2


@pytest.mark.parametrize("version", ["", "forged", "\0", "x" * 100_000])
def test_form_without_a_readable_version_asks_before_it_replaces(
    alices_client: Client, workout: Workout, version: str
) -> None:
    form = opened(alices_client, workout)
    before = all_rows()

    response = alices_client.post(address(workout), {**form, "note": "Mine", "version": version})

    assert (response.status_code, told(parse(response))) == (409, [])
    assert all_rows() == before


def test_version_of_another_workout_is_not_believed(alices_client: Client, alice: User, workout: Workout) -> None:
    other = make_workout(user=alice, day=DAY)
    version = opened(alices_client, other)["version"]

    response = alices_client.post(address(workout), {**opened(alices_client, workout), "note": "x", "version": version})

    assert response.status_code == 409


def test_workout_deleted_in_another_tab_is_offered_as_a_new_one(
    alices_client: Client, alice: User, workout: Workout
) -> None:
    form = opened(alices_client, workout)
    alices_client.post(f"/workouts/{workout.public_id}/delete/")

    response = alices_client.post(address(workout), {**form, "note": "Typed for long"})

    asked = main_form(parse(response))
    assert (response.status_code, asked.attributes["action"]) == (409, "/workouts/new/")
    alices_client.post(asked.attributes["action"], values(asked))
    logged: Workout = alice.workouts.with_sets().get()
    assert (logged.note, logged.performed_on) == ("Typed for long", DAY)
    assert logged.entry.exercises == (done("clamshells", left=[12], right=[10], resistance=band(alice)),)


def test_deleted_workout_of_somebody_else_never_was_there(
    alices_client: Client, client: Client, stranger: User, workout: Workout
) -> None:
    form = opened(alices_client, workout)
    workout.delete()
    client.force_login(stranger)

    response = client.post(address(workout), form)

    assert response.status_code == 404


@pytest.mark.django_db(transaction=True)
def test_tabs_that_save_at_the_same_instant_are_told(alice: User, client: Client) -> None:
    workout = make_workout(user=alice, day=DAY)
    client.force_login(alice)
    form = opened(client, workout)
    browsers = [Client(), Client(), Client()]
    for browser in browsers:
        browser.force_login(alice)
    forms = [{**form, "note": f"Tab {number}"} for number in range(3)]

    answers = at_once(
        [partial(browser.post, address(workout), sent) for browser, sent in zip(browsers, forms, strict=True)]
    )

    workout.refresh_from_db()
    assert sorted(answer.status_code for answer in answers) == [302, 409, 409]
    assert workout.revision == 2


def test_changes_name_everything_that_differs() -> None:
    before = WorkoutEntry(DAY, (done("clamshells", left=[12]), done("hip-bridges", both=[15])), pain_before=0)
    skipped = ExerciseEntry("clamshells", note="Sore", skip_reason="pain")
    now = WorkoutEntry(
        date(2026, 11, 16), (skipped, done("hip-bridges", both=[15], pain=7, resistance=kg("5"))), pain_next_morning=4
    )

    assert workout_changes(before, now, NAMES) == [
        Change("Date", ["Tue 17 November 2026"], ["Mon 16 November 2026"]),
        Change("Knee pain before you started", ["0 of 10"], []),
        Change("Knee pain the next morning", [], ["4 of 10"]),
        Change("Clamshells", ["1 set: left 12 · No resistance"], ["Left out", "Sore"]),
        Change("Hip bridges", ["1 set: 15 · No resistance"], ["1 set: 15 · 5 kg", "Worst knee pain 7 of 10"]),
    ]


def test_changes_of_the_same_workout_are_none() -> None:
    entry = WorkoutEntry(DAY, (done("clamshells", left=[12]),), note="x")

    assert workout_changes(entry, entry, NAMES) == []
