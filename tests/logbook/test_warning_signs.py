"""Warning signs: ticked in the log, told on the pages, and no advice until there is none."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from hipstrength.accounts.models import User
from logbook.entries import WARNING_SIGNS
from logbook.recording import correct_workout
from logbook.seals import seal_version, version_of
from logbook.warning_signs import SIGNS, sign_labels
from tests.factories import done, form_data, make_workout
from tests.rendered import main_form, messages, parse, values

CLAM = "clamshells"
MONDAY, TUESDAY = date(2026, 11, 16), date(2026, 11, 17)
TICKED = {f"{CLAM}.sets-0-left": "12", f"{CLAM}.sets-0-done": "on"}


def test_every_sign_has_words() -> None:
    assert tuple(SIGNS) == WARNING_SIGNS
    assert sign_labels(["fever", "locked"]) == ["I have a fever, and my knee is hot or red", "My knee locked"]


@pytest.mark.parametrize("signs", [(), ("locked",), ("gave_way", "fever"), WARNING_SIGNS])
def test_ticked_signs_are_stored(alices_client: Client, alice: User, signs: tuple[str, ...]) -> None:
    response = alices_client.post("/workouts/new/", form_data(TICKED | {f"sign_{name}": "on" for name in signs}))

    workout = alice.workouts.with_sets().get()
    assert response.status_code == 302
    assert workout.entry.warning_signs == signs


def test_signs_are_folded_until_one_is_ticked(alices_client: Client, alice: User) -> None:
    first = parse(alices_client.get("/workouts/new/"))
    workout = make_workout(user=alice, day=TUESDAY, warning_signs=("swelling",))
    new, stored = (parse(alices_client.get(url)) for url in ("/workouts/new/", f"/workouts/{workout.public_id}/edit/"))

    folded = [next(one for one in page.all("details") if "Warning signs" in one.text) for page in (first, new, stored)]
    # After a workout with one they are asked about again.
    assert ["open" in one.attributes for one in folded] == [False, True, True]
    assert values(main_form(stored))["sign_swelling"] == "on"
    assert "sign_swelling" not in values(main_form(new))


def test_correction_keeps_and_changes_signs(alices_client: Client, alice: User) -> None:
    workout = make_workout(user=alice, day=TUESDAY, warning_signs=("swelling",))
    url = f"/workouts/{workout.public_id}/edit/"
    typed = values(main_form(parse(alices_client.get(url))))

    alices_client.post(url, typed | {"note": "Rain"})
    assert alice.workouts.get().warning_signs == "swelling"

    typed = values(main_form(parse(alices_client.get(url))))
    del typed["sign_swelling"]
    alices_client.post(url, typed | {"sign_locked": "on"})
    assert alice.workouts.get().warning_signs == "locked"


def test_sealed_version_knows_the_signs(alice: User) -> None:
    workout = make_workout(user=alice, day=TUESDAY, warning_signs=("fever",))

    seen = version_of(seal_version(alice, workout), alice, workout.public_id)

    assert seen is not None
    assert seen.entry.warning_signs == ("fever",)


def test_any_sign_turns_advice_off_until_a_later_workout_without(alices_client: Client, alice: User) -> None:
    make_workout(user=alice, day=MONDAY, exercises=[done(CLAM, left=[20, 20], right=[20, 20])])
    warned = make_workout(user=alice, day=TUESDAY, exercises=[done("hip-bridges", both=[9])], warning_signs=("locked",))
    pages = ("/", "/workouts/new/", f"/exercises/{CLAM}/")

    for url in pages:
        text = parse(alices_client.get(url)).text
        assert "You ticked a warning sign in your latest workout." in text
        assert "One more like this." not in text

    # One that is entered later, but lies before it, changes nothing.
    make_workout(user=alice, day=MONDAY)
    assert "You ticked a warning sign" in parse(alices_client.get("/")).text

    make_workout(user=alice, day=date(2026, 11, 18))
    for url in pages:
        assert "You ticked a warning sign" not in parse(alices_client.get(url)).text
    assert warned.warning_signs == "locked"


def test_taking_the_tick_away_brings_advice_back(alices_client: Client, alice: User) -> None:
    workout = make_workout(user=alice, day=TUESDAY, warning_signs=("locked",))
    entry = replace(workout.entry, warning_signs=())
    exercises = {done.exercise.slug: done.exercise for done in workout.exercises.all()}
    assert "You ticked a warning sign" in parse(alices_client.get("/")).text

    correct_workout(workout=workout, entry=entry, exercises=exercises, seen=1)

    assert "You ticked a warning sign" not in parse(alices_client.get("/")).text


def test_saving_with_a_sign_leads_to_the_safety_page(alices_client: Client) -> None:
    response = alices_client.post("/workouts/new/", form_data(TICKED | {"sign_fever": "on"}), follow=True)

    assert any("You ticked a warning sign." in message for message in messages(parse(response)))


def test_week_tells_the_signs(alices_client: Client, alice: User) -> None:
    make_workout(user=alice, day=TUESDAY, warning_signs=("locked", "fever"))

    text = parse(alices_client.get("/history/")).text

    assert "You ticked: My knee locked · I have a fever, and my knee is hot or red." in text


@pytest.mark.parametrize(("pain", "is_told"), [("3", False), ("7", True)])
def test_no_score_is_called_all_right_beside_a_sign(alices_client: Client, pain: str, is_told: bool) -> None:
    sent = form_data(TICKED | {"pain_before": pain, "sign_swelling": "on"})

    told = messages(parse(alices_client.post("/workouts/new/", sent, follow=True)))

    assert any("knee pain of" in text for text in told) == is_told
    assert not any("OK if it settles" in text for text in told)
