"""Advice on the pages: what it says, why, where it stands, and how it is used."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from exercises.models import Exercise
from hipstrength.accounts.models import User
from logbook.advising import advice_for
from logbook.entries import ExerciseEntry, SetEntry
from logbook.pages.advice import AdviceRow, advice_rows, day_list
from logbook.progression import Kind
from logbook.recording import correct_workout, delete_workout
from logbook.resistance import NO_RESISTANCE, Resistance
from tests.factories import band, done, kg, make_workout
from tests.logbook.test_prefilled_form import form_of, rows_shown
from tests.rendered import main_form, messages, parse, values

CLAM, SIDE, BRIDGE, CRAB = "clamshells", "side-lying-hip-abduction", "hip-bridges", "banded-crab-walks"
TODAY, TUESDAY, SUNDAY = date(2026, 11, 18), date(2026, 11, 17), date(2026, 11, 15)


def told(user: User, today: date = TODAY) -> dict[str, AdviceRow]:
    return {row.slug: row for row in advice_rows(advice_for(user, today))}


def good(slug: str, *, resistance: Resistance = NO_RESISTANCE, pain: int | None = None) -> ExerciseEntry:
    return done(slug, left=[20, 20], right=[20, 20], resistance=resistance, pain=pain)


def log(user: User, day: date, *exercises: ExerciseEntry, **fields: object) -> None:
    make_workout(user=user, day=day, exercises=list(exercises), **{"pain_before": 1, **fields})


def test_two_good_ones_are_told_with_days_and_numbers(alice: User) -> None:
    for day in (SUNDAY, TUESDAY):
        log(alice, day, good(CLAM, pain=2))

    row = told(alice)[CLAM]

    assert row.words == "One step up: Light band. Aim for 10. Fewer than before is what to expect."
    assert row.reason == "20 or more on both sides on 15 and 17 November, knee pain 2 or less."
    assert row.use_url == "/workouts/new/?use=clamshells#exercise-clamshells"


@pytest.mark.parametrize(
    ("exercises", "fields", "words", "reason"),
    [
        (
            [done(SIDE, left=[12, 12], right=[12, 10], resistance=kg("1"), pain=1)],
            {},
            "One or two more reps, right leg first.",
            "The fewest in a set were 10 on 17 November; the target is 20.",
        ),
        (
            [done(CRAB, left=[12, 12], right=[12, 12])],
            {},
            "One or two more steps where you did the fewest.",
            "The fewest in a set were 12 on 17 November; the target is 20.",
        ),
        (
            [done(BRIDGE, both=[20, 20], pain=1)],
            {},
            "One more like this.",
            "20 or more on 17 November. A second time within 14 days decides.",
        ),
        (
            [good(SIDE, resistance=kg("1"), pain=7)],
            {},
            "One step easier: 0.5 kg.",
            "Knee pain of 7 of 10 during it on 17 November.",
        ),
        (
            [done(BRIDGE, both=[20, 20], pain=1)],
            {"pain_next_morning": 4},
            "Take it easier: the same level, and about a quarter less.",
            "Knee pain of 4 of 10 on the morning after 17 November, and 1 before it.",
        ),
        (
            [done(BRIDGE, both=[20, 20], pain=1)],
            {"pain_before": None, "pain_next_morning": 6},
            "Take it easier: the same level, and about a quarter less.",
            "Knee pain of 6 of 10 on the morning after 17 November.",
        ),
        (
            [done(BRIDGE, both=[20], pain=1)],
            {},
            "Do all 2 sets that you aim for.",
            "On 17 November there were fewer sets than the 2 that you aim for.",
        ),
        (
            [ExerciseEntry(BRIDGE, (SetEntry(1, "both", 20, NO_RESISTANCE), SetEntry(2, "both", 20, kg("5"))))],
            {},
            "Use one level for all sets.",
            "There was more than one level on 17 November.",
        ),
    ],
)
def test_advice_after_one_workout(
    alice: User, exercises: list[ExerciseEntry], fields: dict[str, int], words: str, reason: str
) -> None:
    log(alice, TUESDAY, *exercises, **fields)

    (row,) = told(alice).values()

    assert (row.words, row.reason) == (words, reason)


@pytest.mark.parametrize(
    ("first", "second", "words", "reason"),
    [
        (
            done(BRIDGE, both=[20, 20]),
            done(BRIDGE, both=[20, 20], pain=1),
            "Once more like this, and write down your knee pain.",
            "20 or more on 15 and 17 November, but a pain score is missing.",
        ),
        (
            done(BRIDGE, both=[20, 20], pain=4),
            done(BRIDGE, both=[20, 20], pain=1),
            "Stay at this level for now.",
            "20 or more on 15 and 17 November, but knee pain was 4 of 10, and the limit is 2.",
        ),
        (
            done(BRIDGE, both=[9, 20], pain=1),
            done(BRIDGE, both=[20, 9], pain=1),
            "Take it easier: the same level, and about a quarter less.",
            "Fewer than 10 in a set on 15 and 17 November.",
        ),
    ],
)
def test_advice_after_two_workouts(
    alice: User, first: ExerciseEntry, second: ExerciseEntry, words: str, reason: str
) -> None:
    log(alice, SUNDAY, first)
    log(alice, TUESDAY, second)

    (row,) = told(alice).values()

    assert (row.words, row.reason) == (words, reason)


def test_morning_after_the_first_holds_the_step(alice: User) -> None:
    log(alice, SUNDAY, done(BRIDGE, both=[20, 20], pain=1), pain_next_morning=3)
    log(alice, TUESDAY, done(BRIDGE, both=[20, 20], pain=1))

    assert told(alice)[BRIDGE].reason == (
        "20 or more on 15 and 17 November, but on the morning after 15 November the knee was not as calm as before."
    )


def test_top_of_the_list_and_new_start_are_told(alice: User) -> None:
    heavy = band(alice, "Heavy")
    for day in (SUNDAY, TUESDAY):
        log(alice, day, good(CLAM, resistance=heavy, pain=0))

    assert told(alice)[CLAM].words == "Keep going like this. It is the highest step on your list."
    later = told(alice, TUESDAY + timedelta(days=21))[CLAM]
    assert later.words == "Begin again gently: one set at the same level, aim for 10."
    assert later.reason == "The last time was on 17 November."


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([date(2026, 3, 3)], "3 March"),
        ([date(2026, 3, 3), date(2026, 3, 5)], "3 and 5 March"),
        ([date(2026, 2, 28), date(2026, 3, 5)], "28 February and 5 March"),
        ([date(2025, 12, 31), date(2026, 1, 2)], "31 December and 2 January"),
    ],
)
def test_days_are_told_briefly(days: list[date], expected: str) -> None:
    assert day_list(days) == expected


@pytest.mark.parametrize("count", [1, 40])
def test_advice_for_all_costs_three_queries(alice: User, count: int) -> None:
    for number in range(count):
        everything = [good(CLAM), good(SIDE), done(BRIDGE, both=[20]), good(CRAB)]
        log(alice, TUESDAY - timedelta(days=number), *everything)
    user = User.objects.get(pk=alice.pk)

    with CaptureQueriesContext(connection) as queries:
        found = advice_for(user, TODAY)

    assert len(queries) == 3
    assert len(found.exercises) == 4


def test_settings_decide(alice: User) -> None:
    for day in (SUNDAY, TUESDAY):
        log(alice, day, done(BRIDGE, both=[20, 20], pain=4))
    alice.pain_limit = 5
    assert told(alice)[BRIDGE].kind == Kind.UP
    alice.target_sets = 3
    assert told(alice)[BRIDGE].kind == Kind.ADD_REPS
    alice.wants_advice = False
    assert told(alice) == {}


def test_advice_is_of_ones_own_log(alice: User, stranger: User) -> None:
    log(stranger, TUESDAY, good(CLAM), warning_signs=("fever",))

    found = advice_for(alice, TODAY)

    assert advice_rows(found) == []
    assert not found.has_warning


def test_workout_of_pain_alone_counts_and_an_empty_one_does_not(alice: User) -> None:
    log(alice, SUNDAY, good(CLAM, resistance=band(alice), pain=1))
    log(alice, date(2026, 11, 16), done(CLAM, note="Left out", pain=2))
    assert told(alice)[CLAM].kind == Kind.CONFIRM

    log(alice, TUESDAY, done(CLAM, pain=8))
    assert told(alice)[CLAM].reason == "Knee pain of 8 of 10 during it on 17 November."


def test_changing_a_workout_and_changing_it_back_gives_the_same_advice(alice: User) -> None:
    log(alice, SUNDAY, good(CLAM, pain=1))
    workout = make_workout(user=alice, day=TUESDAY, exercises=[good(CLAM, pain=1)], pain_before=1)
    exercises = {exercise.slug: exercise for exercise in Exercise.objects.all()}
    before, entry = told(alice), workout.entry

    correct_workout(workout=workout, entry=replace(entry, exercises=(good(CLAM, pain=9),)), exercises=exercises, seen=1)
    changed = told(alice)
    correct_workout(workout=workout, entry=entry, exercises=exercises, seen=2)

    assert changed[CLAM].kind == Kind.EASE_REPS
    assert told(alice) == before
    assert before[CLAM].kind == Kind.UP


def test_deleted_workout_no_longer_counts(alice: User) -> None:
    log(alice, SUNDAY, good(CLAM, pain=1))
    before = told(alice)
    workout = make_workout(user=alice, day=TUESDAY, exercises=[good(CLAM, pain=9)])
    assert told(alice) != before

    delete_workout(workout=workout)

    assert told(alice) == before


def test_home_shows_advice_and_says_what_it_is(alices_client: Client, alice: User) -> None:
    assert "What next" not in alices_client.get("/").content.decode()

    log(alice, TUESDAY, good(CLAM, pain=1))
    page = parse(alices_client.get("/"))

    assert "One more like this." in page.text
    assert "They are not a treatment, and you decide." in page.text
    assert [link.text for link in page.all("a") if link.text.startswith("Use this")] == ["Use this for Clamshells"]


def test_one_click_turns_it_off(alices_client: Client, alice: User) -> None:
    log(alice, TUESDAY, good(CLAM, pain=1))

    response = alices_client.post("/settings/advice/off/", follow=True)

    assert messages(parse(response)) == [
        "There are no suggestions from now on. You can turn them on again in the settings."
    ]
    for address in ("/", "/workouts/new/", f"/exercises/{CLAM}/"):
        assert "One more like this." not in parse(alices_client.get(address)).text


def test_exercise_page_shows_its_advice_to_its_person_only(alices_client: Client, alice: User, client: Client) -> None:
    log(alice, TUESDAY, good(CLAM, pain=1), done(BRIDGE, both=[12, 12]))

    page = parse(alices_client.get(f"/exercises/{CLAM}/"))

    assert "One more like this." in page.text
    assert "One or two more" not in page.text
    assert "What next" not in Client().get(f"/exercises/{CLAM}/").content.decode()


def test_use_this_fills_the_form_and_ticks_nothing(alices_client: Client, alice: User) -> None:
    for day in (SUNDAY, TUESDAY):
        log(alice, day, good(CLAM, pain=1), done(BRIDGE, both=[12, 12]))
    light = alice.bands.get(name="Light")

    form = form_of(alices_client, "/workouts/new/?use=clamshells")

    assert rows_shown(form, CLAM) == 2 * [{"left": "10", "right": "10", "resistance": f"band-{light.pk}"}]
    assert [row["both"] for row in rows_shown(form, BRIDGE)] == ["12", "12"]
    assert "The boxes below show it." in form.text
    assert form.text.count("Done as last time") == 1
    assert "All as listed below" in form.text
    assert alices_client.post("/workouts/new/", values(form)).status_code == 422


def test_use_this_keeps_what_was_typed_elsewhere(alices_client: Client, alice: User) -> None:
    for day in (SUNDAY, TUESDAY):
        log(alice, day, good(CLAM, pain=1), done(BRIDGE, both=[12, 12]))
    typed = values(form_of(alices_client)) | {f"{BRIDGE}.sets-0-both": "17", "note": "Rain", "use": CLAM}

    form = main_form(parse(alices_client.post("/workouts/new/more/", typed)))

    assert [row["left"] for row in rows_shown(form, CLAM)] == ["10", "10"]
    assert rows_shown(form, BRIDGE)[0]["both"] == "17"
    assert values(form)["note"] == "Rain"


@pytest.mark.parametrize("used", ["nonsense", "", "banded-crab-walks", "\N{SNOWMAN}" * 500])
def test_unknown_use_is_as_good_as_none(alices_client: Client, alice: User, used: str) -> None:
    log(alice, TUESDAY, good(CLAM, pain=1))

    assert alices_client.get("/workouts/new/", {"use": used}).status_code == 200
    assert alices_client.post("/workouts/new/more/", {"use": used}).status_code == 200


def test_all_as_last_time_means_what_is_advised_too(alices_client: Client, alice: User) -> None:
    for day in (SUNDAY, TUESDAY):
        log(alice, day, good(CLAM, pain=1))
    typed = values(form_of(alices_client, "/workouts/new/?use=clamshells")) | {"all_done": "on"}

    assert alices_client.post("/workouts/new/", typed).status_code == 302

    (stored,) = alice.workouts.with_sets().latest("pk").entry.exercises
    assert {bout.reps for bout in stored.sets} == {10}


def test_stored_workout_has_no_advice(alices_client: Client, alice: User) -> None:
    workout = make_workout(user=alice, day=TUESDAY)

    assert "Suggestion:" not in alices_client.get(f"/workouts/{workout.public_id}/edit/").content.decode()


def test_text_of_an_admin_is_escaped(alices_client: Client, alice: User) -> None:
    log(alice, TUESDAY, done(CLAM, left=[9], right=[9], resistance=band(alice), pain=9))
    alice.bands.filter(name="Light").update(name="<b>Light</b>")
    Exercise.objects.filter(slug=CLAM).update(name="<i>Clam</i>")

    for address in ("/", "/workouts/new/", f"/exercises/{CLAM}/"):
        content = alices_client.get(address).content.decode()
        assert "<b>Light" not in content
        assert "<i>Clam" not in content
