from datetime import date

import pytest
from django.test import Client

from hipstrength.accounts.models import User
from logbook.models import Workout
from tests.factories import band, done, form_data, make_workout
from tests.rendered import Element, main_form, parse, values
from tests.stored import all_rows

SLUGS = ["clamshells", "side-lying-hip-abduction", "hip-bridges", "banded-crab-walks"]


def seen_in(boxes: dict[str, str]) -> dict[str, str]:
    """Return what a person sees in the boxes: the hidden ones are for the machine."""
    hidden = ("_FORMS", "-shown", "-origin", "only_ticks", "owner", "version")
    return {name: text for name, text in boxes.items() if not name.endswith(hidden)}


def typed_in(form: Element) -> dict[str, str]:
    return seen_in(values(form))


def row_of(boxes: dict[str, str], slug: str, number: int) -> dict[str, str]:
    """Return what is in the boxes of one row."""
    prefix = f"{slug}.sets-{number}-"
    return {name.removeprefix(prefix): text for name, text in boxes.items() if name.startswith(prefix)}


def asked_for(
    client: Client, form: dict[str, str], slug: str, url: str = "/workouts/new/more/", button: str = "more"
) -> Element:
    """Return the form after "Add a set", or "Remove the last", was pressed at an exercise."""
    response = client.post(url, {**form, button: slug})
    assert response.status_code == 200
    return main_form(parse(response))


@pytest.fixture
def typed(alice: User) -> dict[str, str]:
    """A form full of things that are right, and of things that are not."""
    return form_data(
        {
            "started_at": "2026-11-18T11:58:00+00:00",
            "performed_on": "2026-02-30",
            "pain_before": "0",
            "note": "  <b>bold</b> & “quoted”\r\n\r\nlast line",
            "clamshells.sets-0-left": "twelve",
            "clamshells.sets-0-right": "-1",
            "clamshells.sets-1-resistance": f"band-{band(alice, 'Heavy').band_id}",
            "clamshells.sets-2-left": "1000000000",
            "clamshells.all-pain_during": "10",
            "clamshells.all-note": "n" * 201,
            "hip-bridges.sets-0-both": "15",
            "hip-bridges.sets-0-resistance": "weight",
            "hip-bridges.sets-0-weight": "sNaN",
            "hip-bridges.sets-0-unit": "lb",
        }
    )


@pytest.mark.parametrize("slug", SLUGS)
def test_add_a_set_adds_one_row_and_keeps_everything_typed(
    alices_client: Client, typed: dict[str, str], slug: str
) -> None:
    before = all_rows()

    form = asked_for(alices_client, typed, slug)

    row = {f"{slug}.sets-3-{name}": text for name, text in row_of(typed, slug, 2).items()}
    assert typed_in(form) == seen_in({**typed, **row})
    assert values(form)[f"{slug}.sets-TOTAL_FORMS"] == "4"
    assert all_rows() == before


def test_add_a_set_leaves_the_form_to_be_saved_at_its_own_address(alices_client: Client) -> None:
    form = asked_for(alices_client, form_data({"clamshells.sets-0-left": "12"}), "clamshells")

    response = alices_client.post(form.attributes["action"], {**values(form), "clamshells.sets-3-left": "9"})

    assert (form.attributes["action"], response.status_code) == ("/workouts/new/", 302)
    workout: Workout = Workout.objects.with_sets().get()
    assert workout.entry.exercises == (done("clamshells", left=[12, 9]),)


def test_add_a_set_complains_about_nothing(alices_client: Client, typed: dict[str, str]) -> None:
    form = asked_for(alices_client, typed, "clamshells")

    assert list(form.all(aria_invalid="true")) == []


def test_add_a_set_leads_to_the_new_set(alices_client: Client) -> None:
    form = main_form(parse(alices_client.get("/workouts/new/")))

    actions = [button.attributes.get("formaction") for button in form.all("button", name="more")]
    assert actions == [f"/workouts/new/more/#exercise-{slug}-set-3" for slug in SLUGS]
    grown = asked_for(alices_client, values(form), "clamshells")
    assert len(list(grown.all(id="exercise-clamshells-set-3"))) == 1


def test_enter_key_saves_rather_than_adds(alices_client: Client) -> None:
    form = main_form(parse(alices_client.get("/workouts/new/")))

    first = next(button for button in form.all("button") if button.attributes.get("type") == "submit")

    assert "formaction" not in first.attributes
    assert first.text == "Save"


@pytest.mark.parametrize("more", ["", "unknown", "clamshells\0", "x" * 100_000])
def test_add_a_set_to_no_exercise_keeps_everything_typed(
    alices_client: Client, typed: dict[str, str], more: str
) -> None:
    form = asked_for(alices_client, typed, more)

    assert typed_in(form) == seen_in(typed)


def test_add_a_set_ends_at_twenty(alices_client: Client) -> None:
    typed = form_data({f"hip-bridges.sets-{row}-both": str(row + 1) for row in range(20)})

    form = asked_for(alices_client, typed, "hip-bridges")

    rows = {name: text for name, text in values(form).items() if name.endswith("-both")}
    assert rows == {f"hip-bridges.sets-{row}-both": str(row + 1) for row in range(20)}


def test_add_a_set_believes_no_counter(alices_client: Client) -> None:
    counters = {"clamshells.sets-TOTAL_FORMS": "1000000000", "clamshells.sets-INITIAL_FORMS": "-1"}

    form = asked_for(alices_client, form_data({**counters, "clamshells.sets-0-left": "12"}), "clamshells")

    assert values(form)["clamshells.sets-TOTAL_FORMS"] == "4"
    assert typed_in(form)["clamshells.sets-0-left"] == "12"


@pytest.fixture
def workout(alice: User) -> Workout:
    """Three sets of clamshells with a band."""
    clamshells = done("clamshells", left=[12, 11, 10], right=[9, 8, 7], resistance=band(alice), note="Slow\nand low")
    return make_workout(user=alice, day=date(2026, 11, 17), exercises=[clamshells], pain_next_morning=2)


def test_add_a_set_to_a_stored_workout_keeps_everything_typed(alices_client: Client, workout: Workout) -> None:
    url = f"/workouts/{workout.public_id}/edit/"
    shown = values(main_form(parse(alices_client.get(url))))
    typed = {**shown, "clamshells.sets-1-left": "twelve", "pain_next_morning": "5", "performed_on": ""}
    before = all_rows()

    form = asked_for(alices_client, typed, "clamshells", f"{url}more/")

    repeated = {name: text for name, text in row_of(typed, "clamshells", 2).items() if name != "done"}
    row = {f"clamshells.sets-3-{name}": text for name, text in repeated.items()}
    assert typed_in(form) == seen_in({**typed, **row})
    assert form.attributes["action"] == url
    assert all_rows() == before


def test_add_a_set_to_a_stored_workout_keeps_a_cleared_box_clear(alices_client: Client, workout: Workout) -> None:
    url = f"/workouts/{workout.public_id}/edit/"
    shown = values(main_form(parse(alices_client.get(url))))
    typed = {**shown, "clamshells.sets-0-left": "", "clamshells.sets-0-resistance": "", "clamshells.all-note": ""}

    form = asked_for(alices_client, typed, "hip-bridges", f"{url}more/")

    assert typed_in(form)["clamshells.sets-0-left"] == ""
    assert typed_in(form)["clamshells.sets-0-resistance"] == ""
    assert typed_in(form)["clamshells.all-note"] == ""


def test_added_set_repeats_the_one_before_and_is_not_done(alices_client: Client, alice: User) -> None:
    before = {"clamshells.sets-2-left": "12", "clamshells.sets-2-resistance": f"band-{band(alice).band_id}"}

    form = asked_for(alices_client, form_data({**before, "clamshells.sets-2-done": "on"}), "clamshells")
    alices_client.post("/workouts/new/", values(form))

    workout: Workout = Workout.objects.with_sets().get()
    assert row_of(typed_in(form), "clamshells", 3) == row_of(seen_in(form_data(before)), "clamshells", 2)
    assert workout.entry.exercises == (done("clamshells", left=[12], resistance=band(alice)),)


def test_added_set_counts_when_it_is_changed(alices_client: Client) -> None:
    form = asked_for(alices_client, form_data({"clamshells.sets-2-left": "12"}), "clamshells")

    alices_client.post("/workouts/new/", {**values(form), "clamshells.sets-3-left": "11"})

    workout: Workout = Workout.objects.with_sets().get()
    assert workout.entry.exercises == (done("clamshells", left=[12, 11]),)


def test_remove_the_last_takes_one_row_and_keeps_everything_else(alices_client: Client, typed: dict[str, str]) -> None:
    before = all_rows()

    form = asked_for(alices_client, typed, "clamshells", button="fewer")

    kept = {name: text for name, text in typed.items() if not name.startswith("clamshells.sets-2-")}
    assert typed_in(form) == seen_in(kept)
    assert all_rows() == before


def test_remove_the_last_leaves_one_row(alices_client: Client) -> None:
    form = values(main_form(parse(alices_client.get("/workouts/new/"))))

    for _ in range(3):
        form = values(asked_for(alices_client, form, "hip-bridges", button="fewer"))

    assert [name for name in form if name.endswith("-both")] == ["hip-bridges.sets-0-both"]
