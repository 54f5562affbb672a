"""What an import does to settings, bands and steps of resistance, through its page as people use it."""

import json
from typing import Any

import pytest
from django.test import Client

from hipstrength.accounts.models import User
from logbook.ladders import key_of
from logbook.models import ImportMatch, Workout, WorkoutExercise
from logbook.resistance import KG, LB, NO_RESISTANCE
from tests.factories import band, done, kg, make_workout
from tests.logbook.importing.imports import document, exported_json, lose_everything, problems_of, workout
from tests.logbook.importing.test_import_pages import STRONG, form_of, send
from tests.logbook.transfer.exports import DAY, fresh
from tests.rendered import main_form, parse, values

STEPS = {"clamshells": {"order": [key_of(kg("0.5")), key_of(NO_RESISTANCE)], "hidden": []}}

NOTHING_ALONE = {"exercise": "clamshells", "order": [{}], "hidden": []}


def import_by_hand(user: User, data: bytes, **changes: str | None) -> None:
    """Import a file through its page; None in `changes` takes a tick away."""
    client = Client()
    client.force_login(user)
    url = send(client, data)
    form = {**form_of(parse(client.get(url))), **changes}
    response = client.post(url, {name: value for name, value in form.items() if value is not None})
    assert response.headers["Location"] == "/data/import/"


def bands_of(user: User) -> list[str]:
    return list(user.bands.order_by("order").values_list("name", flat=True))


@pytest.mark.parametrize("is_used", [True, False])
def test_bands_come_back_where_no_setting_differs(alice: User, is_used: bool) -> None:
    alice.bands.filter(name="Light").update(name="Yellow", colour="yellow")
    alice.bands.filter(name="Heavy").delete()
    if is_used:
        sets = done("clamshells", left=[10], right=[10], resistance=band(alice, "Yellow"))
        make_workout(user=alice, day=DAY, exercises=[sets])
    before = exported_json(alice)

    again = lose_everything(alice)
    import_by_hand(again, before)

    assert bands_of(again) == ["Yellow", "Medium"]
    assert exported_json(again) == before


def test_bands_are_put_together_without_the_tick(alice: User) -> None:
    alice.bands.filter(name="Light").update(name="Yellow", colour="yellow")
    sets = done("clamshells", left=[10], right=[10], resistance=band(alice, "Yellow"))
    make_workout(user=alice, day=DAY, exercises=[sets])
    before = exported_json(alice)

    again = lose_everything(alice)
    import_by_hand(again, before, settings=None)

    assert bands_of(again) == ["Light", "Medium", "Heavy", "Yellow"]


@pytest.mark.parametrize(
    ("said", "steps"),
    [
        ({}, STEPS),
        ({"steps": []}, {}),
        ({"steps": [NOTHING_ALONE]}, {"clamshells": {"order": [key_of(NO_RESISTANCE)], "hidden": []}}),
        ({"steps": [NOTHING_ALONE | {"hidden": [{"weight": 0, "unit": "kg"}]}]}, STEPS),
    ],
    ids=["not said", "none", "others", "wrong"],
)
def test_steps_stay_unless_the_file_has_others(alice: User, said: dict[str, Any], steps: dict[str, Any]) -> None:
    alice.ladders = STEPS
    alice.save()

    import_by_hand(alice, document(profile={"knee": "left", **said}), settings="on")

    assert (fresh(alice).knee, fresh(alice).ladders) == ("left", steps)


def test_page_says_that_steps_change(alices_client: Client, alice: User) -> None:
    alice.ladders = STEPS
    alice.save()

    page = parse(alices_client.get(send(alices_client, document(profile={"steps": []}))))

    assert "Your steps of resistance are arranged as in the file." in page.text
    assert "Import" in [button.text for button in page.all("button")]


@pytest.mark.parametrize("unit", [KG, LB])
def test_steps_between_the_weights_of_the_log_round_trip(alice: User, unit: str) -> None:
    alice.weight_unit = unit
    steps = [f"weight:{weight}:{unit}" for weight in ("0.25", "0.75", "0.5", "100")]
    alice.ladders = {"hip-bridges": {"order": steps, "hidden": steps[1:2]}}
    alice.save()
    before = exported_json(alice)

    again = lose_everything(alice)
    import_by_hand(again, before)

    assert exported_json(again) == before
    assert fresh(again).ladders == alice.ladders


@pytest.mark.parametrize("weight", ["0", "-1", "1000", "0.00001", '"heavy"', "null", "[]"])
def test_step_that_is_no_weight_is_told(alice: User, weight: str) -> None:
    step = {"weight": json.loads(weight), "unit": "kg"}
    profile = {"steps": [{"exercise": "clamshells", "order": [step], "hidden": []}]}

    ((place, text),) = problems_of(alice, document(profile=profile))

    assert place == "Your steps of resistance"
    assert "weight" in text


def test_names_that_mean_something_else_by_now_are_shown_again(alices_client: Client, alice: User) -> None:
    url = send(alices_client, STRONG)
    form = values(main_form(parse(alices_client.get(f"{url}match/"))))
    page = alices_client.post(f"{url}match/", form).headers["Location"]
    shown = form_of(parse(alices_client.get(page)))
    # In another tab.
    ImportMatch.objects.filter(name="Clamshell").update(exercise=None)

    response = alices_client.post(url, shown)

    assert Workout.objects.count() == 0
    back = parse(alices_client.get(response.headers["Location"]))
    assert "Something changed just now, and nothing was imported." in back.text
    alices_client.post(url, form_of(parse(alices_client.get(page))))
    assert list(WorkoutExercise.objects.values_list("exercise__slug", flat=True)) == ["hip-bridges"]


def test_names_of_other_files_may_change_meanwhile(alices_client: Client, alice: User) -> None:
    url = send(alices_client, STRONG)
    form = values(main_form(parse(alices_client.get(f"{url}match/"))))
    page = alices_client.post(f"{url}match/", form).headers["Location"]
    shown = form_of(parse(alices_client.get(page)))
    alice.import_matches.create(app="strong", name="Another")

    alices_client.post(url, shown)

    assert Workout.objects.count() == 1


def test_own_file_has_no_names_to_change(alices_client: Client) -> None:
    page = parse(alices_client.get(send(alices_client, document(workout()))))

    assert "matched" not in form_of(page)
