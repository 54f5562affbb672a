from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from exercises.models import Exercise
from hipstrength.accounts.models import User
from logbook.entries import ExerciseEntry, SetEntry, WorkoutEntry
from logbook.models import Workout
from logbook.resistance import NO_RESISTANCE
from tests.factories import band, done, form_data, kg, lb, make_exercise
from tests.rendered import errors, main_form, messages, parse, summary, values

SIDE, CRAB = "side-lying-hip-abduction", "banded-crab-walks"
NOTHING_TICKED = "There is nothing to save yet. Tick at least one set that you did."
NIGHT = "2026-11-18T23:30Z"


def only_entry(user: User) -> WorkoutEntry:
    """Return the only workout of a person as plain values."""
    workout: Workout = user.workouts.with_sets().get()
    return workout.entry


def test_new_workout_stores_every_kind_of_set(alices_client: Client, alice: User) -> None:
    light, heavy = band(alice).band_id, band(alice, "Heavy").band_id
    typed = form_data(
        {
            "pain_before": "0",
            "note": "Good\r\nday",
            "clamshells.sets-0-left": "12",
            "clamshells.sets-0-right": "10",
            "clamshells.sets-0-resistance": f"band-{light}",
            "clamshells.all-pain_during": "10",
            "clamshells.all-note": "Slow",
            f"{SIDE}.sets-0-left": "100",
            f"{SIDE}.sets-0-resistance": "weight",
            f"{SIDE}.sets-0-weight": "2,5",
            f"{SIDE}.sets-1-right": "1",
            f"{SIDE}.sets-1-resistance": "weight",
            f"{SIDE}.sets-1-weight": "2.5",
            f"{SIDE}.sets-1-unit": "lb",
            "hip-bridges.sets-0-both": " 15 ",
            f"{CRAB}.sets-0-left": "10",
            f"{CRAB}.sets-0-right": "11",
            f"{CRAB}.sets-0-resistance": f"band-{heavy}-ankles",
        }
    )

    response = alices_client.post("/workouts/new/", typed)

    bouts = (SetEntry(1, "left", 100, kg("2.5")), SetEntry(2, "right", 1, lb("2.5")))
    assert response.status_code == 302
    assert only_entry(alice) == WorkoutEntry(
        performed_on=date(2026, 11, 18),
        exercises=(
            done("clamshells", left=[12], right=[10], resistance=band(alice), pain=10, note="Slow"),
            ExerciseEntry(SIDE, bouts),
            done("hip-bridges", both=[15]),
            done(CRAB, left=[10], right=[11], resistance=band(alice, "Heavy", "ankles")),
        ),
        pain_before=0,
        note="Good\nday",
    )


def test_new_workout_leads_to_its_place_in_the_week(alices_client: Client) -> None:
    typed = form_data({"clamshells.sets-0-left": "12"})

    response = alices_client.post("/workouts/new/", typed)

    address = f"/history/2026-11-16/?saved={typed['public_id']}"
    assert (response.status_code, response.headers["Location"]) == (302, address)
    page = parse(alices_client.get(address))
    assert page.one("article").attributes["id"] == f"workout-{typed['public_id']}"
    assert page.one("article").one("p", class_="workout-mark").text == "Saved just now"
    assert messages(page) == ["Saved: 1 set of Wed 18 November 2026."]


def test_row_with_a_resistance_and_no_reps_is_no_set(alices_client: Client, alice: User) -> None:
    weight = {"hip-bridges.sets-1-resistance": "weight", "hip-bridges.sets-1-weight": "5"}

    alices_client.post("/workouts/new/", form_data({"hip-bridges.sets-0-both": "12", **weight}))

    assert only_entry(alice).exercises == (done("hip-bridges", both=[12]),)


def test_box_with_a_space_is_an_empty_box(alices_client: Client, alice: User) -> None:
    typed = {"clamshells.sets-0-left": " 12 ", "clamshells.sets-0-right": " "}

    alices_client.post("/workouts/new/", form_data(typed))

    assert only_entry(alice).exercises == (done("clamshells", left=[12]),)


def test_form_come_back_to_after_saving_is_the_stored_workout(alices_client: Client, alice: User) -> None:
    typed = form_data({"hip-bridges.sets-0-both": "12"})
    alices_client.post("/workouts/new/", typed)

    response = alices_client.get("/workouts/new/", {"form": typed["public_id"]})

    assert (response.status_code, response.headers["Location"]) == (302, f"/workouts/{typed['public_id']}/edit/")


def test_reloaded_form_keeps_its_name(alices_client: Client, alice: User) -> None:
    name = "6a2f1f9e-6a39-4d0b-9b0c-0f6f0a8f4b11"

    form = values(main_form(parse(alices_client.get("/workouts/new/", {"form": name}))))

    assert form["public_id"] == name


def test_exercise_that_was_published_meanwhile_is_left_empty(alices_client: Client, alice: User) -> None:
    typed = form_data({"hip-bridges.sets-0-both": "12"})
    make_exercise(slug="wall-sit")

    alices_client.post("/workouts/new/", typed)

    assert only_entry(alice).exercises == (done("hip-bridges", both=[12]),)


def test_new_workout_remembers_when_the_form_was_opened(alices_client: Client, alice: User) -> None:
    form = values(main_form(parse(alices_client.get("/workouts/new/"))))

    with time_machine.travel("2026-11-18T12:40Z"):
        alices_client.post("/workouts/new/", {**form, "clamshells.sets-0-left": "12"})

    workout = alice.workouts.get()
    assert (workout.started_at, workout.timezone) == (datetime(2026, 11, 18, 12, tzinfo=UTC), "Europe/Berlin")
    assert str(workout.public_id) == form["public_id"]


@pytest.mark.parametrize(
    "started_at",
    [
        *("", "soon", "2026-11-18T11:00", "0001-01-01T00:00+14:00"),
        *("2026-11-18T12:00:01+00:00", "2026-11-16T11:59:59+00:00"),
    ],
)
def test_unbelievable_start_becomes_now(alices_client: Client, alice: User, started_at: str) -> None:
    alices_client.post("/workouts/new/", form_data({"started_at": started_at, "clamshells.sets-0-left": "12"}))

    assert alice.workouts.get().started_at == datetime(2026, 11, 18, 12, tzinfo=UTC)


def test_empty_rows_are_left_out_and_the_others_renumbered(alices_client: Client, alice: User) -> None:
    typed = form_data({"clamshells.sets-0-resistance": "", "clamshells.sets-2-left": "9"})
    typed |= {"hip-bridges.sets-1-both": "8", "hip-bridges.sets-2-both": "7", "hip-bridges.sets-TOTAL_FORMS": "3"}

    alices_client.post("/workouts/new/", typed)

    assert only_entry(alice).exercises == (done("clamshells", left=[9]), done("hip-bridges", both=[8, 7]))


def test_side_left_empty_is_not_stored(alices_client: Client, alice: User) -> None:
    typed = form_data({"clamshells.sets-0-left": "12", "clamshells.sets-0-right": ""})

    alices_client.post("/workouts/new/", typed)

    assert only_entry(alice).exercises == (done("clamshells", left=[12]),)


def test_exercise_with_only_pain_is_kept_beside_a_set(alices_client: Client, alice: User) -> None:
    typed = form_data({"clamshells.all-pain_during": "7", "hip-bridges.sets-0-both": "12"})

    alices_client.post("/workouts/new/", typed)

    assert only_entry(alice).exercises == (done("clamshells", pain=7), done("hip-bridges", both=[12]))


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"note": "Too sore today"},
        {"pain_before": "3", "clamshells.all-note": "Not today", "clamshells.all-pain_during": "0"},
    ],
)
def test_workout_without_a_set_is_refused_with_what_was_typed(alices_client: Client, typed: dict[str, str]) -> None:
    sent = form_data(typed)

    response = alices_client.post("/workouts/new/", sent)

    page = parse(response)
    shown = values(main_form(page))
    assert response.status_code == 422
    assert summary(page) == {"exercise-clamshells": NOTHING_TICKED}
    assert {name: shown[name].strip() for name in typed} == {name: text.strip() for name, text in typed.items()}
    assert Workout.objects.count() == 0


def test_refused_form_keeps_its_name(alices_client: Client, alice: User) -> None:
    sent = form_data({"clamshells.sets-0-left": "twelve"})
    shown = values(main_form(parse(alices_client.post("/workouts/new/", sent))))

    alices_client.post("/workouts/new/", {**shown, "clamshells.sets-0-left": "12"})

    assert str(alice.workouts.get().public_id) == sent["public_id"] == shown["public_id"]


def test_refused_form_says_error_in_its_title(alices_client: Client) -> None:
    response = alices_client.post("/workouts/new/", form_data())

    assert parse(response).one("title").text == "Error: Log a workout · HipStrength"


def test_empty_form_offers_what_each_exercise_allows(alices_client: Client, alice: User) -> None:
    form = main_form(parse(alices_client.get("/workouts/new/")))

    light, medium, heavy = (row.pk for row in alice.bands.all())
    offered = {
        select.attributes["name"].partition(".")[0]: [option.attributes["value"] for option in select.all("option")]
        for select in form.all("select")
        if select.attributes["name"].endswith("sets-0-resistance")
    }
    bands = [f"band-{light}", f"band-{medium}", f"band-{heavy}"]
    assert offered == {
        "clamshells": ["", *bands],
        SIDE: ["", *bands, "weight"],
        "hip-bridges": ["", *bands, "weight"],
        CRAB: ["", *(f"{row}-{place}" for row in bands for place in ("above_knees", "ankles", "feet"))],
    }


def test_new_weight_starts_with_the_persons_unit(alices_client: Client, alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(weight_unit="lb")

    shown = values(main_form(parse(alices_client.get("/workouts/new/"))))

    assert shown["hip-bridges.sets-0-unit"] == "lb"


def test_retired_band_is_not_offered(alices_client: Client, alice: User) -> None:
    alice.bands.filter(name="Light").update(retired_at=datetime(2026, 1, 1, tzinfo=UTC))

    form = main_form(parse(alices_client.get("/workouts/new/")))

    select = form.one("select", name="clamshells.sets-0-resistance")
    assert [option.text for option in select.all("option")] == ["No resistance", "Medium band", "Heavy band"]


@pytest.mark.parametrize(
    ("zone", "today"),
    [
        ("Europe/Berlin", "2026-11-19"),
        ("America/New_York", "2026-11-18"),
        ("Pacific/Kiritimati", "2026-11-19"),
        ("Etc/GMT+12", "2026-11-18"),
    ],
)
@pytest.mark.usefixtures("clamshells_only")
@time_machine.travel(NIGHT, tick=False)
def test_date_starts_as_today_where_the_person_is(client: Client, alice: User, zone: str, today: str) -> None:
    User.objects.filter(pk=alice.pk).update(time_zone=zone)
    client.force_login(alice)

    box = main_form(parse(client.get("/workouts/new/"))).one("input", name="performed_on")

    assert (box.attributes["value"], box.attributes["min"], box.attributes["max"]) == (today, "2000-01-01", today)


@time_machine.travel(NIGHT, tick=False)
def test_tomorrow_elsewhere_is_accepted_where_it_has_come(client: Client, alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(time_zone="Pacific/Kiritimati")
    client.force_login(alice)

    client.post("/workouts/new/", form_data({"performed_on": "2026-11-19", "clamshells.sets-0-left": "12"}))

    assert alice.workouts.get().performed_on == date(2026, 11, 19)


@time_machine.travel(NIGHT, tick=False)
def test_tomorrow_is_refused_where_it_has_not_come(client: Client, alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(time_zone="America/New_York")
    client.force_login(alice)
    typed = form_data({"performed_on": "2026-11-19", "clamshells.sets-0-left": "12"})

    response = client.post("/workouts/new/", typed)

    assert errors(parse(response)) == {"performed_on": "This day has not come yet."}
    assert Workout.objects.count() == 0


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("2026-11-10", "2026-11-10"),
        ("2000-01-01", "2000-01-01"),
        *((nonsense, "2026-11-18") for nonsense in ("", "soon", "2026-02-30", "0001-01-01", "9999-12-31", "\0")),
    ],
)
@pytest.mark.usefixtures("clamshells_only")
def test_link_can_ask_for_a_day(alices_client: Client, asked: str, shown: str) -> None:
    response = alices_client.get("/workouts/new/", {"date": asked})

    assert values(main_form(parse(response)))["performed_on"] == shown


def test_heavy_ankle_weight_is_stored_with_a_word_of_warning(alices_client: Client, alice: User) -> None:
    typed = {f"{SIDE}.sets-0-left": "8", f"{SIDE}.sets-0-resistance": "weight", f"{SIDE}.sets-0-weight": "5.25"}

    response = alices_client.post("/workouts/new/", form_data(typed), follow=True)

    assert messages(parse(response)) == [
        "Saved: 1 set of Wed 18 November 2026.",
        "An ankle weight over 5 kg is a lot. If that was a slip, correct the workout.",
    ]
    assert only_entry(alice).exercises == (done(SIDE, left=[8], resistance=kg("5.25")),)


@pytest.mark.parametrize(("slug", "side", "weight"), [(SIDE, "left", "5"), ("hip-bridges", "both", "100")])
def test_usual_weight_gets_no_warning(alices_client: Client, slug: str, side: str, weight: str) -> None:
    typed = {f"{slug}.sets-0-{side}": "8", f"{slug}.sets-0-resistance": "weight", f"{slug}.sets-0-weight": weight}

    response = alices_client.post("/workouts/new/", form_data(typed), follow=True)

    assert messages(parse(response)) == ["Saved: 1 set of Wed 18 November 2026."]


def test_twenty_sets_are_stored_in_order(alices_client: Client, alice: User) -> None:
    typed = {f"hip-bridges.sets-{row}-both": str(row + 1) for row in range(20)}

    alices_client.post("/workouts/new/", form_data({**typed, "hip-bridges.sets-TOTAL_FORMS": "20"}))

    bouts = tuple(SetEntry(number, "both", number, NO_RESISTANCE) for number in range(1, 21))
    assert only_entry(alice).exercises[0].sets == bouts


def test_unpublished_exercise_is_not_offered(alices_client: Client) -> None:
    Exercise.objects.filter(slug="clamshells").update(is_published=False)

    page = parse(alices_client.get("/workouts/new/"))

    assert [heading.text for heading in page.one("main").all("h2")] == [
        "Side-lying hip abduction",
        "Hip bridges",
        "Banded crab walks",
    ]


def test_exercise_unpublished_while_it_was_typed_is_stored(alices_client: Client, alice: User) -> None:
    form = values(main_form(parse(alices_client.get("/workouts/new/"))))
    Exercise.objects.filter(slug="clamshells").update(is_published=False)

    alices_client.post("/workouts/new/", {**form, "clamshells.sets-0-left": "12"})

    assert only_entry(alice).exercises == (done("clamshells", left=[12], right=[10]),)


def test_form_without_any_exercise_says_there_is_nothing_to_save(alices_client: Client) -> None:
    form = values(main_form(parse(alices_client.get("/workouts/new/"))))
    Exercise.objects.all().delete()

    response = alices_client.post("/workouts/new/", form)

    assert response.status_code == 422
    assert parse(response).one(id="error-summary").one("li").text == NOTHING_TICKED


def test_form_left_open_for_a_day_stays_on_its_day(alices_client: Client, alice: User) -> None:
    form = values(main_form(parse(alices_client.get("/workouts/new/"))))
    next_morning = datetime(2026, 11, 18, 12, tzinfo=UTC) + timedelta(hours=20)

    with time_machine.travel(next_morning):
        alices_client.post("/workouts/new/", {**form, "clamshells.sets-0-left": "12"})

    workout = alice.workouts.get()
    assert (workout.performed_on, workout.started_at) == (date(2026, 11, 18), datetime(2026, 11, 18, 12, tzinfo=UTC))
