"""What the report says: exercises, reasons, gaps, suggestions, and how many questions it asks the database."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hipstrength.accounts.models import User
from logbook.advising import advice_for
from logbook.entries import ExerciseEntry, SetEntry
from logbook.models import set_week_goal, set_week_reason
from logbook.pages.advice import advice_rows
from logbook.pages.report import report_page
from logbook.resistance import NO_RESISTANCE
from tests.factories import band, done, kg, make_user, make_workout
from tests.logbook.random_logs import make_people
from tests.logbook.reports import TODAY, ago, report, rows, section

QUERIES = 10
WORKED_OUT = "By today's bands and settings; the app may have said otherwise."


def test_sets_then_and_now_are_told_with_their_resistance(alice: User) -> None:
    light = band(alice)
    make_workout(user=alice, day=ago(100), exercises=[done("clamshells", left=[20], resistance=kg("5"))])
    make_workout(user=alice, day=ago(20), exercises=[done("clamshells", left=[10], right=[11])])
    make_workout(
        user=alice, day=ago(2), exercises=[done("clamshells", left=[12, 10], right=[13, 11], resistance=light)]
    )

    assert rows(alice, "exercises") == [
        [
            "Clamshells",
            "2",
            "1 set: left 10 · right 11 · No resistance (29 Oct 2026)",
            "2 sets: left 12, 10 · right 13, 11 · Light band (16 Nov 2026)",
        ]
    ]
    assert section(alice, "exercises").remarks == []


def test_sets_keep_the_place_of_a_side_that_was_left_out(alice: User) -> None:
    bouts = (SetEntry(1, "right", 12, NO_RESISTANCE), SetEntry(2, "left", 15, NO_RESISTANCE))
    make_workout(user=alice, day=ago(2), exercises=[ExerciseEntry("clamshells", bouts)])

    assert rows(alice, "exercises")[0][-1] == "2 sets: left –, 15 · right 12, – · No resistance (16 Nov 2026)"


def test_sides_with_a_resistance_each_are_the_same_sets(alice: User) -> None:
    sides = (("left", band(alice)), ("right", NO_RESISTANCE))
    bouts = tuple(SetEntry(number, side, 12, one) for number in (1, 2) for side, one in sides)
    make_workout(user=alice, day=ago(2), exercises=[ExerciseEntry("clamshells", bouts)])

    told = "2 sets: left 12, 12 · Light band; right 12, 12 · No resistance (16 Nov 2026)"
    assert rows(alice, "exercises")[0][-1] == told


def test_sides_with_sets_of_their_own_are_counted_apart(alice: User) -> None:
    bouts = (SetEntry(1, "left", 12, band(alice)), SetEntry(2, "right", 12, NO_RESISTANCE))
    make_workout(user=alice, day=ago(2), exercises=[ExerciseEntry("clamshells", bouts)])

    told = "1 set: left 12 · Light band; 1 set: right 12 · No resistance (16 Nov 2026)"
    assert rows(alice, "exercises")[0][-1] == told


def test_sets_with_several_resistances_say_which_were_done_with_what(alice: User) -> None:
    light = band(alice)
    bouts = (
        SetEntry(1, "right", 12, NO_RESISTANCE),
        *(SetEntry(2, side, reps, NO_RESISTANCE) for side, reps in (("left", 15), ("right", 11))),
        *(SetEntry(3, side, 8, light) for side in ("left", "right")),
    )
    make_workout(user=alice, day=ago(2), exercises=[ExerciseEntry("clamshells", bouts)])

    told = "2 sets: left –, 15 · right 12, 11 · No resistance; 1 set: left 8 · right 8 · Light band (16 Nov 2026)"
    assert rows(alice, "exercises")[0][-2:] == [told, told]


def test_directions_of_crab_walks_are_called_so_and_never_compared(alice: User) -> None:
    walks = done("banded-crab-walks", left=[15], right=[10], resistance=band(alice, position="ankles"))
    make_workout(user=alice, day=ago(2), exercises=[walks])

    told = "1 set: to the left 15 · to the right 10 · Light band, ankles (16 Nov 2026)"
    assert rows(alice, "exercises")[0][-1] == told
    assert section(alice, "exercises").remarks == [
        "In crab walks left and right are directions and not legs; steps are counted."
    ]


def test_ratings_in_the_period_are_told_first_and_latest(alice: User) -> None:
    make_workout(user=alice, day=ago(2))
    stairs = alice.activities.create(name="Stairs")
    for days, score in ((200, 10), (30, 7), (9, 5), (2, 4)):
        stairs.ratings.create(week=alice.week_of(ago(days)).number, rated_on=ago(days), score=score)
    alice.activities.create(name="Running")
    alice.activities.create(name="Old", retired_at="2026-01-01T12:00Z")
    aside = alice.activities.create(name="Kneeling", retired_at="2026-11-01T12:00Z")
    aside.ratings.create(week=alice.week_of(ago(20)).number, rated_on=ago(20), score=3)

    assert rows(alice, "activities") == [
        ["Stairs", "7 on 19 Oct 2026", "4 on 16 Nov 2026", "Easier: from 7 to 4 in 4 weeks"],
        ["Running", "not rated in these weeks", "–", "–"],
        ["Kneeling (set aside)", "3 on 29 Oct 2026", "–", "only one rating"],
    ]


def test_warning_signs_are_told_with_their_days(alice: User) -> None:
    make_workout(user=alice, day=ago(9), warning_signs=("locked",))
    make_workout(user=alice, day=ago(2), warning_signs=("locked", "swelling"))

    found = section(alice, "signs")

    assert found.pairs == [
        ("My knee locked", "9 Nov 2026, 16 Nov 2026"),
        ("My knee is newly swollen", "16 Nov 2026"),
    ]
    assert found.remarks == ["Not ticked means not answered, and not “no”."]


def test_no_warning_sign_is_not_a_no(alice: User) -> None:
    make_workout(user=alice, day=ago(2))

    found = section(alice, "signs")

    assert (found.words, found.remarks) == (["None was ticked."], ["Not ticked means not answered, and not “no”."])


def test_many_days_of_a_sign_are_counted(alice: User) -> None:
    for days in range(8):
        make_workout(user=alice, day=ago(days), warning_signs=("locked",))

    ((_label, words),) = section(alice, "signs").pairs

    assert words.startswith("on 8 days, the last ones 13 Nov 2026, 14 Nov 2026,")
    assert words.endswith("18 Nov 2026")


def test_workouts_without_sets_are_counted_on_their_own(alice: User) -> None:
    skipped = [ExerciseEntry("clamshells", skip_reason="no_time")]
    for days in (16, 15):
        make_workout(user=alice, day=ago(days), exercises=skipped)
    for days in (9, 9, 0):
        make_workout(user=alice, day=ago(days))

    assert ("Workouts", "3 on 2 days, and 2 without sets") in report(alice).facts


def test_exercises_left_out_are_told_with_reasons(alice: User) -> None:
    for days, reason in ((2, "pain"), (4, "no_time"), (6, "pain")):
        make_workout(user=alice, day=ago(days), exercises=[ExerciseEntry("clamshells", skip_reason=reason)])

    assert ("Clamshells", "pain 2, no time 1") in section(alice, "left-out").pairs


def test_weeks_below_the_goal_are_told_with_the_reasons_given(alice: User) -> None:
    set_week_goal(user=alice, days=1, today=ago(100))
    make_workout(user=alice, day=ago(35))
    for days, reason in ((7, "ill"), (14, "ill"), (21, "skipped"), (35, "forgot")):
        set_week_reason(user=alice, week=alice.week_of(ago(days)), reason=reason)

    # In the week 35 days ago the goal was met, whatever was said of it.
    assert section(alice, "left-out").pairs == [
        ("Below the goal in 4 of 5 finished weeks", "ill 2, reason not said 2"),
    ]


def test_missing_answers_and_workouts_dated_by_hand_are_counted(alice: User) -> None:
    make_workout(user=alice, day=ago(2), exercises=[done("clamshells", left=[10], pain=0)], pain_before=0)
    other = make_workout(user=alice, day=ago(4), pain_next_morning=1)
    alice.workouts.filter(pk=other.pk).update(started_at=None)

    assert section(alice, "gaps").pairs == [
        ("No score before", "1 of 2 workouts"),
        ("No score during", "1 of 2 exercises done"),
        ("No score the next morning", "1 of 2 workouts"),
        ("Entered for an earlier day, or with another date", "1 of 2 workouts"),
    ]


def test_scores_of_the_clinic_are_those_of_the_period(alice: User) -> None:
    alice.clinic_scores.create(name="Knee score", value="62.5", scored_on=ago(300))
    alice.clinic_scores.create(name="Knee score", value="70", scored_on=ago(30))

    assert section(alice, "scores").pairs == [("Knee score", "70, 19 Oct 2026")]
    assert section(alice, "scores", 52).pairs == [
        ("Knee score", "62.5, 22 Jan 2026"),
        ("Knee score", "70, 19 Oct 2026"),
    ]


def test_notes_are_there_only_when_asked_for(alice: User) -> None:
    exercises = [done("clamshells", left=[10], note="Slowly.")]
    for days in range(8):
        make_workout(user=alice, day=ago(days), exercises=exercises, note="Fine.")

    found = section(alice, "notes", with_notes=True)

    assert report(alice).section("notes") is None
    assert found.pairs[:2] == [("18 Nov 2026", "Fine."), ("18 Nov 2026, Clamshells", "Slowly.")]
    assert (len(found.pairs), found.left_out) == (10, 6)


def test_suggestions_are_counted_and_told_as_they_are_now(alice: User) -> None:
    top = [done("clamshells", left=[20, 20], right=[20, 20], pain=1)]
    harder = [done("clamshells", left=[10, 10], right=[10, 10], resistance=band(alice), pain=1)]
    make_workout(user=alice, day=ago(8), exercises=top)
    make_workout(user=alice, day=ago(6), exercises=top)
    make_workout(user=alice, day=ago(4), exercises=harder)
    make_workout(user=alice, day=ago(2), exercises=top)

    found = section(alice, "suggestions")

    assert found.words == [
        "How often the next workout was at the suggested resistance: 2 of 3 times (each exercise counts).",
        "One step up: followed 1 of 1. The same resistance again: followed 1 of 2.",
        "What the app now says to the person who trains:",
    ]
    assert found.pairs == [("Clamshells", "One more like this.")]
    assert found.remarks == [WORKED_OUT]


def test_more_after_too_much_pain_is_not_what_was_suggested(alice: User) -> None:
    for days, reps, sets in ((6, 15, 2), (4, 20, 3), (2, 30, 4)):
        hurting = done("clamshells", left=[reps] * sets, right=[reps] * sets, pain=8)
        make_workout(user=alice, day=ago(days), exercises=[hurting])

    found = section(alice, "suggestions")

    assert found.words[:2] == [
        "How often the next workout was at the suggested resistance: 0 of 2 times (each exercise counts).",
        "Fewer reps at the same resistance: followed 0 of 2.",
    ]
    assert found.remarks == [f"{WORKED_OUT} Where fewer reps were suggested, all reps together count, too."]


def test_workout_of_tomorrow_is_the_latest(alice: User) -> None:
    # After a flight west, on the last day of a week.
    sunday = ago(3)
    usual = [done("clamshells", left=[10], right=[10], pain=1)]
    make_workout(user=alice, day=sunday, exercises=usual)
    make_workout(user=alice, day=sunday + timedelta(days=1), exercises=usual, warning_signs=("locked",))

    page = report_page(alice, sunday, weeks=12, with_notes=False)

    signs, suggestions = page.section("signs"), page.section("suggestions")
    assert signs
    assert signs.pairs == [("My knee locked", "16 Nov 2026")]
    assert suggestions
    assert suggestions.words[-1] == "Nothing is suggested now: a warning sign was ticked in the latest workout."
    assert dict(page.facts)["Workouts"] == "2 on 2 days"


def test_exercise_that_was_stopped_is_left_out_with_its_pain(alice: User) -> None:
    for days in (4, 2):
        make_workout(user=alice, day=ago(days), exercises=[ExerciseEntry("hip-bridges", pain_during=8)])
    make_workout(user=alice, day=ago(1), exercises=[ExerciseEntry("hip-bridges", skip_reason="pain")])

    pairs = dict(section(alice, "left-out").pairs)

    assert pairs["Hip bridges"] == "pain 1, 2 times no sets, with pain of 8"


def test_many_sets_after_a_break_are_no_gentle_start(alice: User) -> None:
    make_workout(user=alice, day=ago(40), exercises=[done("clamshells", left=[10], right=[10], pain=1)])
    make_workout(user=alice, day=ago(2), exercises=[done("clamshells", left=[20] * 5, right=[20] * 5, pain=1)])

    found = section(alice, "suggestions")

    assert found.words[:2] == [
        "How often the next workout was at the suggested resistance: 0 of 1 time (each exercise counts).",
        "A gentle start after a break: followed 0 of 1.",
    ]
    assert found.remarks == [f"{WORKED_OUT} After a break the number of sets counts, too."]


def test_suggestion_of_the_first_day_goes_by_what_was_before_the_period(alice: User) -> None:
    top = [done("clamshells", left=[20, 20], right=[20, 20], pain=1)]
    harder = [done("clamshells", left=[10, 10], right=[10, 10], resistance=band(alice), pain=1)]
    make_workout(user=alice, day=date(2026, 10, 20), exercises=top)
    make_workout(user=alice, day=date(2026, 10, 22), exercises=top)
    make_workout(user=alice, day=date(2026, 10, 26), exercises=harder)

    assert section(alice, "suggestions", 4).words[1] == "One step up: followed 1 of 1."


@pytest.mark.parametrize("days", [5, 40])
def test_nothing_is_suggested_after_a_warning_sign(alice: User, days: int) -> None:
    make_workout(user=alice, day=ago(days + 2))
    make_workout(user=alice, day=ago(days), warning_signs=("locked",))
    alice.clinic_scores.create(name="Knee score", value="62.5", scored_on=TODAY)

    found = section(alice, "suggestions", 4)

    assert found.words[-1] == "Nothing is suggested now: a warning sign was ticked in the latest workout."
    assert found.pairs == ()


def test_warning_sign_that_nobody_answered_about_is_told_beside_suggestions(alice: User) -> None:
    for days in (9, 6):
        make_workout(user=alice, day=ago(days), warning_signs=("locked",))
    make_workout(user=alice, day=ago(2))

    found = section(alice, "suggestions", 4)

    assert found.words[-2] == "A warning sign was ticked on 12 Nov 2026; later workouts say nothing about it."
    assert found.pairs


def test_workouts_without_warning_signs_have_no_word_of_them_beside_suggestions(alice: User) -> None:
    make_workout(user=alice, day=ago(40), warning_signs=("locked",))
    make_workout(user=alice, day=ago(2))

    assert not [words for words in section(alice, "suggestions", 4).words if "warning" in words]


def test_suggestions_that_are_switched_off_are_not_counted(alice: User) -> None:
    alice.wants_advice = False
    alice.save()
    for days in (4, 2):
        make_workout(user=alice, day=ago(days))

    found = section(alice, "suggestions")

    assert found.words == ["They are switched off, so none are shown and none are counted."]
    assert (found.pairs, found.remarks) == ((), ())


def test_suggestion_of_now_is_the_one_on_the_home_page(db: None, catalogue: None) -> None:
    for one in make_people(40, seed=5):
        today = max([entry.performed_on for entry in one.entries], default=TODAY) + timedelta(days=1)
        page = report_page(one.user, today, weeks=4, with_notes=False)
        found = page.section("suggestions")
        expected = [] if page.is_empty else [(row.name, row.words) for row in advice_rows(advice_for(one.user, today))]

        assert [*(found.pairs if found else [])] == expected


def test_knee_and_name_are_told_and_nothing_else_of_the_person(alice: User) -> None:
    alice.knee = "left"
    alice.save()

    page = report_page(alice, TODAY, weeks=4, with_notes=True, name="Sam")

    assert ("Sore knee", "left") in page.facts
    assert page.name == "Sam"
    assert alice.email not in str(page)


@pytest.mark.parametrize("weeks", [4, 52])
@pytest.mark.parametrize("count", [0, 1, 500])
def test_report_asks_the_same_of_every_log(catalogue: None, count: int, weeks: int) -> None:
    user = make_user()
    with time_machine.travel("2026-11-18T12:00Z", tick=False):
        for number in range(count):
            make_workout(user=user, day=ago(7 * number))

    with CaptureQueriesContext(connection) as queries:
        report(user, weeks, with_notes=True)

    assert len(queries) == QUERIES
