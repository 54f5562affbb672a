"""What the boxes of the log form say before anybody has typed, and what becomes of them."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from hipstrength.accounts.models import User
from logbook.entries import ExerciseEntry, SetEntry
from logbook.models import Workout
from tests.factories import band, done, kg, make_user, make_workout
from tests.rendered import Element, errors, main_form, messages, parse, summary, values

CLAM, SIDE, BRIDGE, CRAB = "clamshells", "side-lying-hip-abduction", "hip-bridges", "banded-crab-walks"
TUESDAY, LAST_WEEK = date(2026, 11, 17), date(2026, 11, 10)
FORM = "/workouts/new/"


def form_of(client: Client, address: str = FORM) -> Element:
    return main_form(parse(client.get(address)))


def rows_shown(form: Element, slug: str) -> list[dict[str, str]]:
    """Return the boxes of an exercise, row by row."""
    shown = values(form)
    count = int(shown[f"{slug}.sets-TOTAL_FORMS"])
    prefixes = [f"{slug}.sets-{number}-" for number in range(count)]
    return [
        {
            name.removeprefix(prefix): text
            for name, text in shown.items()
            if name.startswith(prefix)
            if "shown" not in name
        }
        for prefix in prefixes
    ]


def origins(form: Element) -> list[str]:
    return [line.text for line in form.all("p", class_="origin")]


def logged(user: User) -> tuple[ExerciseEntry, ...]:
    """Return what the latest workout of a person says was done."""
    workout: Workout = user.workouts.with_sets().latest("pk")
    return workout.entry.exercises


@pytest.fixture
def usual(alice: User) -> tuple[ExerciseEntry, ...]:
    """What Alice did last time: all four, with everything that a set can have."""
    exercises = (
        done(CLAM, left=[15, 15], right=[15, 12], resistance=band(alice)),
        ExerciseEntry(SIDE, (SetEntry(1, "left", 12, kg("1.25")), SetEntry(2, "right", 11, kg("1.25")))),
        done(BRIDGE, both=[15, 14, 13]),
        done(CRAB, left=[20], right=[18], resistance=band(alice, "Medium", "ankles")),
    )
    make_workout(user=alice, day=TUESDAY, exercises=list(exercises))
    return exercises


def test_boxes_say_what_was_done_last_time(alices_client: Client, alice: User, usual: object) -> None:
    form = form_of(alices_client)

    light, medium = f"band-{band(alice).band_id}", f"band-{band(alice, 'Medium').band_id}-ankles"
    assert rows_shown(form, CLAM) == [
        {"left": "15", "right": "15", "resistance": light},
        {"left": "15", "right": "12", "resistance": light},
    ]
    assert rows_shown(form, SIDE) == [
        {"left": "12", "right": "", "resistance": "weight", "weight": "1.25", "unit": "kg"},
        {"left": "", "right": "11", "resistance": "weight", "weight": "1.25", "unit": "kg"},
    ]
    assert [row["both"] for row in rows_shown(form, BRIDGE)] == ["15", "14", "13"]
    assert rows_shown(form, CRAB) == [{"left": "20", "right": "18", "resistance": medium}]


def test_each_exercise_says_where_its_numbers_come_from(alices_client: Client, usual: object) -> None:
    assert origins(form_of(alices_client)) == [
        "Last time, Tue 17 Nov: 15/15, 15/12 Light band",
        "Last time, Tue 17 Nov: 12/–, –/11 1.25 kg",
        "Last time, Tue 17 Nov: 15, 14, 13 No resistance",
        "Last time, Tue 17 Nov: 20/18 Medium band, ankles",
    ]


def test_prefilled_is_not_done(alices_client: Client, alice: User, usual: object) -> None:
    response = alices_client.post(FORM, values(form_of(alices_client)))

    assert response.status_code == 422
    assert alice.workouts.count() == 1


def test_all_as_last_time_logs_just_that(alices_client: Client, alice: User, usual: tuple[ExerciseEntry, ...]) -> None:
    alices_client.post(FORM, {**values(form_of(alices_client)), "all_done": "on"})

    assert alice.workouts.count() == 2
    assert logged(alice) == usual


def test_ticked_exercise_is_logged_as_last_time(
    alices_client: Client, alice: User, usual: tuple[ExerciseEntry, ...]
) -> None:
    alices_client.post(FORM, {**values(form_of(alices_client)), f"{BRIDGE}.all-done": "on"})

    assert logged(alice) == (usual[2],)


def test_ticked_set_is_logged_alone(alices_client: Client, alice: User, usual: object) -> None:
    alices_client.post(FORM, {**values(form_of(alices_client)), f"{CLAM}.sets-1-done": "on"})

    assert logged(alice) == (done(CLAM, left=[15], right=[12], resistance=band(alice)),)


def test_changed_row_is_logged_without_a_tick(alices_client: Client, alice: User, usual: object) -> None:
    alices_client.post(FORM, {**values(form_of(alices_client)), f"{BRIDGE}.sets-1-both": "16"})

    assert logged(alice) == (done(BRIDGE, both=[16]),)


def test_row_that_lost_its_tick_is_not_logged_where_a_script_ticks(
    alices_client: Client, alice: User, usual: object
) -> None:
    typed = {f"{BRIDGE}.sets-1-both": "sixteen", f"{BRIDGE}.sets-0-done": "on", "only_ticks": "1"}

    response = alices_client.post(FORM, {**values(form_of(alices_client)), **typed})

    assert response.status_code == 302
    assert logged(alice) == (done(BRIDGE, both=[15]),)


def test_ticked_row_without_a_number_is_refused(alices_client: Client, alice: User, usual: object) -> None:
    typed = {f"{BRIDGE}.sets-0-both": "", f"{BRIDGE}.sets-0-done": "on"}

    page = parse(alices_client.post(FORM, {**values(form_of(alices_client)), **typed}))

    assert errors(page) == {f"{BRIDGE}.sets-0-both": "Type how many you did, or take the tick away."}
    assert rows_shown(main_form(page), BRIDGE)[0]["done"] == "on"


def test_refused_form_still_says_where_its_numbers_come_from(alices_client: Client, usual: object) -> None:
    page = parse(alices_client.post(FORM, values(form_of(alices_client))))

    assert origins(main_form(page)) == origins(form_of(alices_client))


def test_each_exercise_has_its_own_last_time(alices_client: Client, alice: User, usual: object) -> None:
    with_pain = ExerciseEntry(CLAM, pain_during=3)
    make_workout(user=alice, day=date(2026, 11, 18), exercises=[with_pain, done(BRIDGE, both=[9])])

    form = form_of(alices_client)

    assert [row["both"] for row in rows_shown(form, BRIDGE)] == ["9"]
    assert len(rows_shown(form, CLAM)) == 2
    assert origins(form)[0].startswith("Last time, Tue 17 Nov")


def test_of_two_workouts_of_one_day_the_later_one_is_last(alices_client: Client, alice: User, usual: object) -> None:
    make_workout(user=alice, day=TUESDAY, exercises=[done(BRIDGE, both=[8])])

    assert [row["both"] for row in rows_shown(form_of(alices_client), BRIDGE)] == ["8"]


def test_workout_dated_back_is_filled_from_the_time_before(alices_client: Client, alice: User, usual: object) -> None:
    make_workout(user=alice, day=LAST_WEEK, exercises=[done(BRIDGE, both=[7])])

    form = form_of(alices_client, f"{FORM}?date=2026-11-12")

    assert [row["both"] for row in rows_shown(form, BRIDGE)] == ["7"]


def test_first_form_shows_the_targets(alices_client: Client, alice: User) -> None:
    form = form_of(alices_client)

    none = {"left": "10", "right": "10", "resistance": ""}
    crab = {**none, "resistance": f"band-{band(alice).band_id}-above_knees"}
    assert rows_shown(form, CLAM) == [none, none]
    assert rows_shown(form, SIDE) == [{**none, "weight": "", "unit": "kg"}] * 2
    assert rows_shown(form, BRIDGE) == [{"both": "10", "resistance": "", "weight": "", "unit": "kg"}] * 2
    assert rows_shown(form, CRAB) == [crab, crab]
    assert set(origins(form)) == {"Not logged yet: the boxes show the lower end of the target."}


def test_first_form_without_any_band_still_works(alices_client: Client, alice: User) -> None:
    alice.bands.update(retired_at=datetime(2026, 1, 1, tzinfo=UTC))

    alices_client.post(FORM, {**values(form_of(alices_client)), f"{CRAB}.all-done": "on"})

    assert logged(alice) == (done(CRAB, left=[10, 10], right=[10, 10]),)


def test_all_as_last_time_leaves_out_what_was_never_done(alices_client: Client, alice: User) -> None:
    make_workout(user=alice, day=TUESDAY, exercises=[done(BRIDGE, both=[12])])

    alices_client.post(FORM, {**values(form_of(alices_client)), "all_done": "on"})

    assert logged(alice) == (done(BRIDGE, both=[12]),)


def test_all_as_listed_is_everything_the_first_time(alices_client: Client, alice: User) -> None:
    form = form_of(alices_client)

    alices_client.post(FORM, {**values(form), "all_done": "on"})

    assert form.one("label", for_="id_all_done").text == "All as listed below"
    assert [entry.slug for entry in logged(alice)] == [CLAM, SIDE, BRIDGE, CRAB]


def test_band_retired_since_is_offered_where_it_was_used(alices_client: Client, alice: User, usual: object) -> None:
    alice.bands.filter(name="Light").update(retired_at=datetime(2026, 1, 1, tzinfo=UTC))

    form = form_of(alices_client)

    offered = {slug: form.one("select", name=f"{slug}.sets-0-resistance") for slug in (CLAM, BRIDGE)}
    words = {slug: [option.text for option in select.all("option")] for slug, select in offered.items()}
    assert words[CLAM] == ["No resistance", "Medium band", "Heavy band", "Light band"]
    assert words[BRIDGE] == ["No resistance", "Medium band", "Heavy band", "Weight"]
    alices_client.post(FORM, {**values(form), f"{CLAM}.sets-0-done": "on"})
    assert logged(alice) == (done(CLAM, left=[15], right=[15], resistance=band(alice)),)


def test_last_time_of_somebody_else_is_not_shown(alices_client: Client, usual: object, client: Client) -> None:
    client.force_login(make_user(email="bob@example.org"))

    assert set(origins(form_of(client))) == {"Not logged yet: the boxes show the lower end of the target."}


def test_edit_form_offers_what_was_not_done_from_the_time_before(
    alices_client: Client, alice: User, usual: object
) -> None:
    make_workout(user=alice, day=LAST_WEEK, exercises=[done(BRIDGE, both=[7])])
    workout = make_workout(user=alice, day=date(2026, 11, 12), exercises=[done(CLAM, left=[5])])

    form = form_of(alices_client, f"/workouts/{workout.public_id}/edit/")

    assert [row.get("done", "") for row in rows_shown(form, CLAM)] == ["on"]
    assert rows_shown(form, BRIDGE) == [{"both": "7", "resistance": "", "weight": "", "unit": "kg"}]
    assert origins(form)[1] == "Last time, Tue 10 Nov: 7 No resistance"


class TestLeftOut:
    def test_exercise_left_out_is_stored_with_its_reason(
        self, alices_client: Client, alice: User, usual: object
    ) -> None:
        typed = {"all_done": "on", f"{CRAB}.all-skip_reason": "no_band"}

        response = alices_client.post(FORM, {**values(form_of(alices_client)), **typed}, follow=True)

        assert logged(alice)[3] == ExerciseEntry(CRAB, skip_reason="no_band")
        assert "Left out: no band at hand" in parse(response).one("main").text

    def test_reason_beside_ticked_sets_is_refused(self, alices_client: Client, usual: object) -> None:
        typed = {f"{CRAB}.sets-0-done": "on", f"{CRAB}.all-skip_reason": "no_band"}

        page = parse(alices_client.post(FORM, {**values(form_of(alices_client)), **typed}))

        words = "Sets of this exercise are ticked. Take the ticks away, or this answer."
        assert errors(page) == {f"{CRAB}.all-skip_reason": words}
        assert list(summary(page)) == [f"id_{CRAB}.all-skip_reason"]

    @pytest.mark.parametrize("reason", ["boring", "pain\0", "p" * 100_000])
    def test_unknown_reason_is_refused(self, alices_client: Client, usual: object, reason: str) -> None:
        page = parse(alices_client.post(FORM, {**values(form_of(alices_client)), f"{CRAB}.all-skip_reason": reason}))

        assert list(errors(page)) == [f"{CRAB}.all-skip_reason"]

    def test_workout_of_nothing_but_reasons_is_none(self, alices_client: Client, alice: User, usual: object) -> None:
        typed = {f"{slug}.all-skip_reason": "tired" for slug in (CLAM, SIDE, BRIDGE, CRAB)}

        response = alices_client.post(FORM, {**values(form_of(alices_client)), **typed})

        assert response.status_code == 422
        assert alice.workouts.count() == 1

    def test_reason_is_shown_when_it_is_corrected(self, alices_client: Client, alice: User) -> None:
        exercises = [done(BRIDGE, both=[12]), ExerciseEntry(CRAB, skip_reason="pain")]
        workout = make_workout(user=alice, day=TUESDAY, exercises=exercises)
        address = f"/workouts/{workout.public_id}/edit/"

        shown = values(form_of(alices_client, address))
        alices_client.post(address, shown)

        assert shown[f"{CRAB}.all-skip_reason"] == "pain"
        assert logged(alice) == tuple(exercises)


def test_exercise_with_a_score_and_no_ticked_set_is_mentioned(
    alices_client: Client, alice: User, usual: object
) -> None:
    """Somebody may have chosen a weight and forgotten the tick: no set would be lost in silence."""
    typed = {f"{CLAM}.all-done": "on", f"{BRIDGE}.all-pain_during": "1"}

    page = parse(alices_client.post(FORM, {**values(form_of(alices_client)), **typed}, follow=True))

    assert "No set is ticked of: Hip bridges. If you did some, correct the workout." in messages(page)
