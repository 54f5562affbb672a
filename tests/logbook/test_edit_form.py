from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client

from exercises.models import Exercise
from hipstrength.accounts.models import User
from logbook.entries import ExerciseEntry, SetEntry, WorkoutEntry
from logbook.models import Workout
from logbook.resistance import NO_RESISTANCE
from tests.factories import band, done, form_data, kg, lb, make_workout
from tests.races import at_once
from tests.rendered import errors, main_form, parse, values
from tests.stored import all_rows

DAY = date(2026, 11, 17)
SIDE, CRAB = "side-lying-hip-abduction", "banded-crab-walks"


@pytest.fixture
def workout(alice: User) -> Workout:
    """A workout with something in every box."""
    bouts = (
        SetEntry(1, "left", 10, kg("2.5")),
        SetEntry(1, "right", 9, kg("2.5")),
        SetEntry(2, "left", 8, lb("5")),
        SetEntry(3, "right", 7, NO_RESISTANCE),
    )
    return make_workout(
        user=alice,
        day=DAY,
        exercises=[
            done("clamshells", left=[12, 11], right=[10, 9], resistance=band(alice, "Medium"), pain=2),
            ExerciseEntry(SIDE, bouts, 0, "Slow\nand low"),
            done("hip-bridges", both=[15, 14, 13, 12], resistance=kg("10")),
            done(CRAB, left=[10], right=[11], resistance=band(alice, "Heavy", "feet")),
        ],
        pain_before=0,
        pain_next_morning=3,
        note="Good\nday",
    )


def edit_url(workout: Workout) -> str:
    return f"/workouts/{workout.public_id}/edit/"


def shown_for(client: Client, workout: Workout) -> dict[str, str]:
    return values(main_form(parse(client.get(edit_url(workout)))))


def entry_of(workout: Workout) -> WorkoutEntry:
    stored: Workout = Workout.objects.with_sets().get(pk=workout.pk)
    return stored.entry


def test_edit_form_shows_what_is_stored(alices_client: Client, alice: User, workout: Workout) -> None:
    shown = shown_for(alices_client, workout)

    medium, heavy = band(alice, "Medium").band_id, band(alice, "Heavy").band_id
    expected = {
        "performed_on": "2026-11-17",
        "pain_before": "0",
        "pain_next_morning": "3",
        "note": "Good\r\nday",
        "clamshells.sets-0-left": "12",
        "clamshells.sets-0-right": "10",
        "clamshells.sets-0-resistance": f"band-{medium}",
        "clamshells.sets-1-left": "11",
        "clamshells.sets-0-done": "on",
        "clamshells.sets-1-done": "on",
        "clamshells.all-pain_during": "2",
        f"{SIDE}.sets-0-weight": "2.5",
        f"{SIDE}.sets-0-unit": "kg",
        f"{SIDE}.sets-1-left": "8",
        f"{SIDE}.sets-1-right": "",
        f"{SIDE}.sets-1-resistance": "weight",
        f"{SIDE}.sets-1-weight": "5",
        f"{SIDE}.sets-1-unit": "lb",
        f"{SIDE}.sets-2-right": "7",
        f"{SIDE}.sets-2-resistance": "",
        f"{SIDE}.all-pain_during": "0",
        f"{SIDE}.all-note": "Slow\r\nand low",
        "hip-bridges.sets-3-both": "12",
        f"{CRAB}.sets-0-resistance": f"band-{heavy}-feet",
    }
    assert {name: shown[name] for name in expected} == expected


def test_edit_saved_unchanged_changes_nothing(alices_client: Client, workout: Workout) -> None:
    shown = shown_for(alices_client, workout)
    before = all_rows()

    response = alices_client.post(edit_url(workout), shown)

    assert response.status_code == 302
    assert all_rows() == before


def test_edit_leads_to_the_week_of_the_new_date(alices_client: Client, workout: Workout) -> None:
    shown = shown_for(alices_client, workout)

    response = alices_client.post(edit_url(workout), {**shown, "performed_on": "2026-11-10"})

    address = f"/history/2026-11-09/?saved={workout.public_id}"
    assert (response.status_code, response.headers["Location"]) == (302, address)
    assert entry_of(workout).performed_on == date(2026, 11, 10)


def test_edit_changes_what_was_typed_and_nothing_else(alices_client: Client, alice: User, workout: Workout) -> None:
    shown = shown_for(alices_client, workout)
    gone = [name for name in shown if name.startswith((SIDE, "hip-bridges")) and not name.endswith("_FORMS")]
    cleared = dict.fromkeys(gone, "")
    typed = {**shown, **cleared, "pain_before": "", "clamshells.sets-2-left": "8"}
    typed["clamshells.sets-2-resistance"] = typed["clamshells.sets-0-resistance"]

    alices_client.post(edit_url(workout), typed)

    assert entry_of(workout) == WorkoutEntry(
        performed_on=DAY,
        exercises=(
            done("clamshells", left=[12, 11, 8], right=[10, 9], resistance=band(alice, "Medium"), pain=2),
            done(CRAB, left=[10], right=[11], resistance=band(alice, "Heavy", "feet")),
        ),
        pain_next_morning=3,
        note="Good\nday",
    )


def test_edit_without_any_set_asks_before_it_removes_the_workout(alices_client: Client, workout: Workout) -> None:
    shown = shown_for(alices_client, workout)
    before = all_rows()
    ticked = [name for name in shown if name.endswith("-done")]

    response = alices_client.post(edit_url(workout), {**shown, **dict.fromkeys(ticked, ""), "only_ticks": "1"})

    question = parse(response).one(id="removal")
    words = (
        "No set is ticked any more. Without a set there is no workout: this removes 10 sets of Tue 17 November 2026."
    )
    assert response.status_code == 200
    assert next(question.all("p")).text == words
    assert all_rows() == before
    alices_client.post(question.one("button").attributes["formaction"])
    assert not Workout.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"is_published": False},
        {"sides": "both"},
        {"weight_place": ""},
        {"allows_band": False, "asks_band_position": False},
        {"asks_band_position": False},
        {"counts": "steps"},
    ],
)
def test_old_workout_stays_editable_when_its_exercises_change(
    alices_client: Client, workout: Workout, change: dict[str, Any]
) -> None:
    Exercise.objects.update(**change)
    before = all_rows()

    response = alices_client.post(edit_url(workout), shown_for(alices_client, workout))

    assert response.status_code == 302
    assert all_rows() == before


def test_old_workout_stays_editable_when_its_band_is_retired(
    alices_client: Client, alice: User, workout: Workout
) -> None:
    alice.bands.update(retired_at=datetime(2026, 1, 1, tzinfo=UTC))
    before = all_rows()
    shown = shown_for(alices_client, workout)

    saved = alices_client.post(edit_url(workout), shown)

    assert saved.status_code == 302
    assert all_rows() == before
    form = main_form(parse(alices_client.get(edit_url(workout))))
    offered = form.one("select", name="clamshells.sets-0-resistance").all("option")
    assert [option.text for option in offered] == ["No resistance", "Medium band"]


def test_old_workout_stays_editable_after_travelling_west(alices_client: Client, alice: User) -> None:
    workout = make_workout(user=alice, day=date(2026, 11, 19))
    before = all_rows()

    response = alices_client.post(edit_url(workout), shown_for(alices_client, workout))

    assert response.status_code == 302
    assert all_rows() == before


def test_edit_to_a_day_still_to_come_is_refused(alices_client: Client, workout: Workout) -> None:
    shown = shown_for(alices_client, workout)
    before = all_rows()

    response = alices_client.post(edit_url(workout), {**shown, "performed_on": "2026-11-19"})

    assert errors(parse(response)) == {"performed_on": "This day has not come yet."}
    assert all_rows() == before


@pytest.fixture
def deleted_on_the_way(workout: Workout) -> Iterator[None]:
    """The workout is deleted in another tab, just before a transaction would change it."""

    others = [workout]

    def execute(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "SAVEPOINT" in sql and others:
            others.pop().delete()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(execute):
        yield


def test_edit_of_a_workout_deleted_at_that_instant_is_offered_as_a_new_one(
    alices_client: Client, workout: Workout, request: pytest.FixtureRequest
) -> None:
    shown = shown_for(alices_client, workout)
    request.getfixturevalue("deleted_on_the_way")

    response = alices_client.post(edit_url(workout), {**shown, "note": "Too late"})

    form = main_form(parse(response))
    assert (response.status_code, form.attributes["action"]) == (409, "/workouts/new/")
    assert values(form)["note"].strip() == "Too late"
    assert Workout.objects.count() == 0


@pytest.fixture
def sent() -> dict[str, str]:
    """What a browser sent for a workout."""
    return form_data({"clamshells.sets-0-left": "12", "note": "First"})


def test_form_sent_twice_is_one_workout(alices_client: Client, sent: dict[str, str]) -> None:
    first = alices_client.post("/workouts/new/", sent)
    before = all_rows()

    second = alices_client.post("/workouts/new/", sent)

    assert (second.status_code, second.headers["Location"]) == (302, first.headers["Location"])
    assert all_rows() == before


@pytest.mark.django_db(transaction=True)
def test_form_sent_twice_at_the_same_instant_is_one_workout(alice: User, sent: dict[str, str]) -> None:
    browsers = [Client(), Client(), Client()]
    for browser in browsers:
        browser.force_login(alice)

    answers = at_once([partial(browser.post, "/workouts/new/", sent) for browser in browsers])

    assert {answer.status_code for answer in answers} == {302}
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert [workout.entry.exercises for workout in alice.workouts.with_sets()] == [(done("clamshells", left=[12]),)]


def test_form_sent_again_with_other_content_asks_before_it_replaces(
    alices_client: Client, alice: User, sent: dict[str, str]
) -> None:
    alices_client.post("/workouts/new/", sent)
    before = all_rows()

    response = alices_client.post("/workouts/new/", {**sent, "clamshells.sets-0-left": "15", "note": "Second"})

    page = parse(response)
    form = main_form(page)
    assert response.status_code == 422
    assert page.one("p", class_="alert alert-warning", role="status").text == (
        "This workout was saved before. Below is what you typed now: save to replace the earlier version."
    )
    assert form.attributes["action"] == edit_url(alice.workouts.get())
    assert (values(form)["clamshells.sets-0-left"], values(form)["note"]) == ("15", "Second")
    assert all_rows() == before


@pytest.mark.parametrize(
    ("typed", "reps", "note"), [({"clamshells.sets-0-left": "15"}, 15, "First"), ({"note": "Second"}, 12, "Second")]
)
def test_form_sent_again_with_other_content_replaces_when_confirmed(
    alices_client: Client, alice: User, sent: dict[str, str], typed: dict[str, str], reps: int, note: str
) -> None:
    alices_client.post("/workouts/new/", sent)
    asked = main_form(parse(alices_client.post("/workouts/new/", {**sent, **typed})))

    response = alices_client.post(asked.attributes["action"], values(asked))

    workout = alice.workouts.get()
    assert (response.status_code, workout.revision) == (302, 2)
    assert entry_of(workout).exercises == (done("clamshells", left=[reps]),)
    assert workout.note == note


def test_form_sent_again_keeps_a_score_that_was_added_meanwhile(
    alices_client: Client, alice: User, sent: dict[str, str]
) -> None:
    alices_client.post("/workouts/new/", sent)
    alice.workouts.update(pain_next_morning=4)

    asked = main_form(parse(alices_client.post("/workouts/new/", {**sent, "note": "Second"})))

    assert values(asked)["pain_next_morning"] == "4"


def test_form_sent_again_days_later_is_still_the_same_workout(
    alices_client: Client, alice: User, sent: dict[str, str]
) -> None:
    alices_client.post("/workouts/new/", sent)
    before = all_rows()

    with time_machine.travel("2026-11-25T12:00Z"):
        response = alices_client.post("/workouts/new/", sent)

    assert response.status_code == 302
    assert all_rows() == before
