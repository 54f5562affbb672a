"""Taking back what was saved last."""

from datetime import date

import pytest
from django.test import Client

from hipstrength.accounts.models import User
from logbook.models import Workout
from tests.factories import band, done, form_data, kg, make_workout
from tests.rendered import main_form, messages, parse, values
from tests.stored import all_rows, rows_of

DAY = date(2026, 11, 17)


def save_new(client: Client, **typed: str) -> str:
    """Log a workout and return its name."""
    form = form_data({"clamshells.sets-0-left": "12", **typed})
    assert client.post("/workouts/new/", form).status_code == 302
    return form["public_id"]


def has_undo(client: Client, address: str) -> bool:
    page = parse(client.get(address))
    return any(form.attributes["action"].endswith("/undo/") for form in page.one("main").all("form"))


def test_saved_workout_can_be_taken_back_where_it_is_shown(alices_client: Client) -> None:
    name = save_new(alices_client)

    assert has_undo(alices_client, f"/history/2026-11-16/?saved={name}")
    assert not has_undo(alices_client, "/history/2026-11-16/")


@pytest.mark.parametrize("saved", ["", "soon", "\0", "6a2f1f9e-6a39-4d0b-9b0c-0f6f0a8f4b11"])
def test_nothing_is_offered_for_what_was_not_saved(alices_client: Client, saved: str) -> None:
    save_new(alices_client)

    assert not has_undo(alices_client, f"/history/2026-11-16/?saved={saved}")


def test_taken_back_workout_is_a_form_again(alices_client: Client, alice: User) -> None:
    name = save_new(alices_client, note="Good", **{"hip-bridges.sets-0-both": "15", "hip-bridges.all-pain_during": "2"})

    response = alices_client.post(f"/workouts/{name}/undo/", follow=True)

    form = main_form(parse(response))
    assert not alice.workouts.exists()
    assert form.attributes["action"] == "/workouts/new/"
    alices_client.post("/workouts/new/", values(form))
    again: Workout = alice.workouts.with_sets().get()
    assert again.entry.exercises == (done("clamshells", left=[12]), done("hip-bridges", both=[15], pain=2))
    assert (again.note, again.performed_on) == ("Good", date(2026, 11, 18))


def test_second_tap_on_undo_leads_to_the_same_form(alices_client: Client, alice: User) -> None:
    name = save_new(alices_client, note="Good")
    alices_client.post(f"/workouts/{name}/undo/")

    response = alices_client.post(f"/workouts/{name}/undo/", follow=True)

    assert values(main_form(parse(response)))["note"].strip() == "Good"


@pytest.fixture
def workout(alice: User) -> Workout:
    clamshells = done("clamshells", left=[12, 11], right=[10, 9], resistance=band(alice), pain=1, note="Slow")
    return make_workout(
        user=alice, day=DAY, exercises=[clamshells, done("hip-bridges", both=[9], resistance=kg("2.5"))]
    )


def correct(client: Client, workout: Workout, **typed: str) -> None:
    address = f"/workouts/{workout.public_id}/edit/"
    form = values(main_form(parse(client.get(address))))
    assert client.post(address, {**form, **typed}).status_code == 302


def entry_of(workout: Workout) -> object:
    stored: Workout = Workout.objects.with_sets().get(pk=workout.pk)
    return stored.entry


def test_correction_can_be_taken_back(alices_client: Client, workout: Workout) -> None:
    before = entry_of(workout)
    correct(alices_client, workout, performed_on="2026-11-10", **{"hip-bridges.sets-0-done": "", "only_ticks": "1"})
    assert entry_of(workout) != before
    assert has_undo(alices_client, f"/history/2026-11-09/?saved={workout.public_id}")

    response = alices_client.post(f"/workouts/{workout.public_id}/undo/", follow=True)

    assert messages(parse(response)) == ["Taken back: the workout is as it was before."]
    assert entry_of(workout) == before


def test_correction_that_changed_nothing_offers_nothing(alices_client: Client, workout: Workout) -> None:
    correct(alices_client, workout)

    assert not has_undo(alices_client, f"/history/2026-11-16/?saved={workout.public_id}")


def test_what_was_changed_since_is_not_taken_back(alices_client: Client, alice: User) -> None:
    name = save_new(alices_client)
    alice.workouts.update(revision=2, note="From the other tab")
    before = all_rows()

    response = alices_client.post(f"/workouts/{name}/undo/", follow=True)

    words = "Nothing was taken back: this workout was changed since. You can edit or delete it."
    assert messages(parse(response))[-1] == words
    assert all_rows() == before


def test_correction_that_was_changed_since_is_not_taken_back(alices_client: Client, workout: Workout) -> None:
    correct(alices_client, workout, note="Mine")
    Workout.objects.update(revision=9)
    before = all_rows()

    alices_client.post(f"/workouts/{workout.public_id}/undo/")

    assert all_rows() == before


@pytest.mark.django_db(transaction=True)
def test_correction_whose_band_is_gone_is_not_taken_back(alices_client: Client, alice: User, workout: Workout) -> None:
    correct(alices_client, workout, **{"clamshells.sets-0-done": "", "clamshells.sets-1-done": "", "only_ticks": "1"})
    alice.bands.get(name="Light").delete()
    before = entry_of(workout)

    response = alices_client.post(f"/workouts/{workout.public_id}/undo/", follow=True)

    assert response.status_code == 200
    assert entry_of(workout) == before


def test_workout_not_saved_just_now_is_not_taken_back(alices_client: Client, workout: Workout) -> None:
    before = all_rows()

    response = alices_client.post(f"/workouts/{workout.public_id}/undo/")

    assert (response.status_code, response.headers["Location"]) == (302, workout.get_absolute_url())
    assert all_rows() == before


def test_workout_of_somebody_else_is_not_taken_back(alices_client: Client, stranger: User) -> None:
    theirs = make_workout(user=stranger, day=DAY)
    before = rows_of(stranger)

    response = alices_client.post(f"/workouts/{theirs.public_id}/undo/")

    assert response.status_code == 404
    assert rows_of(stranger) == before
