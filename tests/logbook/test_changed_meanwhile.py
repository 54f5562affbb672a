"""What an admin, another tab or time changes between opening a form and saving it."""

from datetime import date

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from exercises.models import Exercise
from hipstrength.accounts.models import User
from logbook.models import Workout
from logbook.recording import delete_workout
from tests.factories import PASSWORD, band, done, form_data, kg, make_workout
from tests.rendered import errors, main_form, parse, values

FORM = "/workouts/new/"


def logged(user: User) -> object:
    workout: Workout = user.workouts.with_sets().latest("pk")
    return workout.entry.exercises


def test_last_time_is_offered_as_the_exercise_is_done_now(alices_client: Client, alice: User) -> None:
    exercises = [
        done("clamshells", left=[12], right=[11], resistance=band(alice)),
        done("hip-bridges", both=[9], resistance=kg("5")),
    ]
    make_workout(user=alice, day=date(2026, 11, 17), exercises=exercises)
    Exercise.objects.filter(slug="clamshells").update(allows_band=False)
    Exercise.objects.filter(slug="hip-bridges").update(weight_place="")

    alices_client.post(FORM, {**values(main_form(parse(alices_client.get(FORM)))), "all_done": "on"})

    assert logged(alice) == (done("clamshells", left=[12], right=[11]), done("hip-bridges", both=[9]))


@pytest.mark.parametrize("choice", ["band-" + "9" * 5000, "band-", "band--1", "band-1-wrists", "weight-1"])
def test_unknown_resistance_is_refused(alices_client: Client, choice: str) -> None:
    typed = form_data({"clamshells.sets-0-left": "12", "clamshells.sets-0-resistance": choice})

    answers = [alices_client.post(FORM, typed), alices_client.post(f"{FORM}more/", {**typed, "more": "clamshells"})]

    assert [answer.status_code for answer in answers] == [422, 200]
    assert list(errors(parse(answers[0]))) == ["clamshells.sets-0-resistance"]


def test_kept_form_with_a_band_that_is_gone_is_refused(alices_client: Client, alice: User) -> None:
    light = alice.bands.get(name="Light").pk
    form = values(main_form(parse(alices_client.get(FORM))))
    Session.objects.all().delete()
    alices_client.post(FORM, {**form, "clamshells.sets-0-left": "12", "clamshells.sets-0-resistance": f"band-{light}"})
    alice.bands.get(pk=light).delete()
    alices_client.post("/accounts/login/", {"login": alice.email, "password": PASSWORD})

    response = alices_client.post(FORM, values(main_form(parse(alices_client.get(FORM)))))

    assert response.status_code == 422
    assert "clamshells.sets-0-resistance" in errors(parse(response))


def test_kept_form_stays_while_another_workout_is_corrected(alices_client: Client, alice: User) -> None:
    workout = make_workout(user=alice, day=alice.local_date(alice.date_joined))
    form = values(main_form(parse(alices_client.get(FORM))))
    Session.objects.all().delete()
    alices_client.post(FORM, {**form, "note": "Kept"})
    alices_client.post("/accounts/login/", {"login": alice.email, "password": PASSWORD})
    address = f"/workouts/{workout.public_id}/edit/"

    alices_client.post(address, {**values(main_form(parse(alices_client.get(address)))), "note": "Corrected"})

    assert values(main_form(parse(alices_client.get(FORM))))["note"].strip() == "Kept"


def test_cleared_rows_beside_a_reason_are_no_sets(alices_client: Client, alice: User) -> None:
    form = values(main_form(parse(alices_client.get(FORM))))
    cleared = {name: "" for name in form if name.startswith("clamshells.sets-") and name.endswith(("-left", "-right"))}
    typed = {**cleared, "clamshells.all-skip_reason": "tired", "hip-bridges.sets-0-done": "on"}

    response = alices_client.post(FORM, {**form, **typed})

    assert response.status_code == 302


def test_delete_workout_of_another_revision_deletes_nothing(alice: User) -> None:
    workout = make_workout(user=alice, day=alice.local_date(alice.date_joined))
    alice.workouts.update(revision=2)

    is_deleted = delete_workout(workout=workout, seen=1)

    assert (is_deleted, alice.workouts.count()) == (False, 1)
    assert delete_workout(workout=workout, seen=2)
    assert not delete_workout(workout=workout)
