"""Logging on the floor with one hand: what scripts add to the form, on a phone with a touch screen."""

import re

import pytest
from playwright.sync_api import Page, expect

from hipstrength.accounts.models import User
from logbook.entries import ExerciseEntry
from tests.browser.helpers import box, latest, reps, row, save, section, tick, ticked, type_reps
from tests.factories import band, done

pytestmark = pytest.mark.browser
MOST_TAPS = 4
COUNT_TAPS = "window.taps = 0; addEventListener('pointerdown', () => { taps += 1; }, true);"


def test_usual_workout_takes_at_most_four_taps_and_save(
    log: Page, alice: User, usual: tuple[ExerciseEntry, ...]
) -> None:
    log.evaluate(COUNT_TAPS)

    log.get_by_text("All as last time").tap()
    taps = log.evaluate("taps")
    with log.expect_navigation():
        log.get_by_role("button", name="Save workout").tap()

    assert taps == 1 <= MOST_TAPS
    assert latest(alice).exercises == usual
    assert latest(alice).set_count == 12


def test_each_exercise_is_ticked_by_one_tap(log: Page, alice: User, usual: tuple[ExerciseEntry, ...]) -> None:
    log.evaluate(COUNT_TAPS)

    for name in ("Clamshells", "Side-lying hip abduction", "Hip bridges", "Banded crab walks"):
        section(log, name).locator(".tick-exercise").tap()
    taps = log.evaluate("taps")
    save(log)

    assert taps == MOST_TAPS
    assert latest(alice).exercises == usual


def test_one_set_differs_by_one_tap(log: Page, alice: User) -> None:
    row(log, "Hip bridges", 2).get_by_role("button", name="One more").tap()
    expect(box(log, "Hip bridges", 2, "both")).to_have_value("16")
    save(log)

    assert latest(alice).exercises == (done("hip-bridges", both=[16]),)


def test_nothing_is_ticked_at_first(log: Page) -> None:
    assert ticked(log, "Clamshells") == [False, False, False]
    expect(log.locator("[data-tick-all]")).not_to_be_checked()


def test_untouched_form_is_not_saved(log: Page, alice: User) -> None:
    save(log)

    expect(log.locator("#error-summary")).to_contain_text("Tick at least one set")
    assert alice.workouts.count() == 1


def test_save_is_always_in_reach(log: Page) -> None:
    button = log.get_by_role("button", name="Save workout")

    for exercise in ("Clamshells", "Banded crab walks"):
        section(log, exercise).scroll_into_view_if_needed()
        expect(button).to_be_in_viewport(ratio=1)
    assert log.evaluate("document.documentElement.scrollHeight <= innerHeight")


class TestTicks:
    def test_typing_a_number_ticks_its_set(self, log: Page) -> None:
        type_reps(log, "Clamshells", 2, left=13)

        assert ticked(log, "Clamshells") == [False, True, False]

    def test_tick_can_be_taken_away_again(self, log: Page, alice: User) -> None:
        type_reps(log, "Clamshells", 2, left=13)
        tick(log, "Clamshells", 2)
        tick(log, "Hip bridges", 1)
        save(log)

        assert latest(alice).exercises == (done("hip-bridges", both=[15]),)

    def test_clearing_all_numbers_takes_the_tick_away(self, log: Page) -> None:
        tick(log, "Hip bridges", 1)
        box(log, "Hip bridges", 1, "both").fill("")

        assert ticked(log, "Hip bridges") == [False, False, False]

    def test_exercise_is_half_ticked_when_some_sets_are(self, log: Page) -> None:
        whole = section(log, "Clamshells").locator("[data-tick-exercise]")

        tick(log, "Clamshells", 1)
        assert whole.evaluate("box => [box.checked, box.indeterminate]") == [False, True]
        tick(log, "Clamshells", 2)
        tick(log, "Clamshells", 3)

        assert whole.evaluate("box => [box.checked, box.indeterminate]") == [True, False]

    def test_all_can_be_unticked_at_once(self, log: Page) -> None:
        log.locator(".tick-all").tap()
        log.locator(".tick-all").tap()

        assert ticked(log, "Clamshells") + ticked(log, "Banded crab walks") == [False] * 6

    def test_all_leaves_out_what_is_skipped(self, log: Page, alice: User) -> None:
        crab = section(log, "Banded crab walks")
        crab.get_by_text("Leave it out today").tap()
        crab.get_by_label("Why is it left out").select_option("no band at hand")
        log.get_by_text("All as last time").tap()
        save(log)

        assert [entry.slug for entry in latest(alice).exercises if entry.sets] == [
            *("clamshells", "side-lying-hip-abduction", "hip-bridges")
        ]
        assert latest(alice).exercises[3] == ExerciseEntry("banded-crab-walks", skip_reason="no_band")

    def test_screen_reader_hears_what_is_ticked(self, log: Page, said: list[str]) -> None:
        tick(log, "Clamshells", 2)
        tick(log, "Clamshells", 2)
        type_reps(log, "Hip bridges", 1, both=9)
        section(log, "Hip bridges").locator(".tick-exercise").tap()
        section(log, "Hip bridges").locator(".tick-exercise").tap()
        log.wait_for_timeout(50)

        assert said == [
            "Clamshells: set 2 ticked",
            "Clamshells: set 2 no longer ticked",
            "Hip bridges: set 1 ticked",
            "Hip bridges: 3 sets ticked",
            "Hip bridges: no set ticked",
        ]


class TestSteps:
    def test_number_goes_up_and_down_by_one(self, log: Page) -> None:
        bridge = row(log, "Hip bridges", 1)

        bridge.get_by_role("button", name="One less").tap()
        bridge.get_by_role("button", name="One less").tap()
        bridge.get_by_role("button", name="One more").tap()

        expect(box(log, "Hip bridges", 1, "both")).to_have_value("14")
        assert ticked(log, "Hip bridges") == [True, False, False]

    @pytest.mark.parametrize(("typed", "button", "stays"), [("1", "One less", "1"), ("100", "One more", "100")])
    def test_number_stays_within_its_bounds(self, log: Page, typed: str, button: str, stays: str) -> None:
        type_reps(log, "Hip bridges", 1, both=int(typed))

        row(log, "Hip bridges", 1).get_by_role("button", name=button).tap()

        expect(box(log, "Hip bridges", 1, "both")).to_have_value(stays)

    def test_empty_box_begins_at_one(self, log: Page) -> None:
        box(log, "Hip bridges", 1, "both").fill("")

        row(log, "Hip bridges", 1).get_by_role("button", name="One more").tap()

        expect(box(log, "Hip bridges", 1, "both")).to_have_value("1")

    def test_button_held_down_goes_on(self, log: Page) -> None:
        button = row(log, "Hip bridges", 1).get_by_role("button", name="One more")
        button.scroll_into_view_if_needed()
        button.hover()

        log.mouse.down()
        # On a busy machine it counts on between two looks.
        expect(box(log, "Hip bridges", 1, "both")).to_have_value(re.compile(r"[2-9]\d|100"))
        log.mouse.up()
        reached = box(log, "Hip bridges", 1, "both").input_value()
        log.wait_for_timeout(300)

        expect(box(log, "Hip bridges", 1, "both")).to_have_value(reached)

    def test_arrow_keys_step_too(self, log: Page) -> None:
        field = box(log, "Hip bridges", 1, "both")

        field.press("ArrowUp")
        field.press("ArrowUp")
        field.press("ArrowDown")

        expect(field).to_have_value("16")

    def test_box_has_the_keyboard_for_numbers(self, log: Page) -> None:
        expect(box(log, "Hip bridges", 1, "both")).to_have_attribute("inputmode", "numeric")


class TestSides:
    def test_second_side_follows_the_first(self, log: Page) -> None:
        row(log, "Clamshells", 1).get_by_role("button", name="One more").first.tap()

        assert reps(log, "Clamshells", 1) == ["16", "16"]

    def test_second_side_goes_its_own_way_once_it_is_changed(self, log: Page) -> None:
        row(log, "Clamshells", 1).get_by_role("button", name="One less").last.tap()
        row(log, "Clamshells", 1).get_by_role("button", name="One more").first.tap()

        assert reps(log, "Clamshells", 1) == ["16", "14"]

    def test_sides_that_differed_last_time_stay_apart(self, log: Page) -> None:
        row(log, "Clamshells", 3).get_by_role("button", name="One more").first.tap()

        assert reps(log, "Clamshells", 3) == ["16", "12"]

    def test_side_that_was_not_done_stays_empty(self, log: Page, alice: User) -> None:
        box(log, "Clamshells", 1, "right").fill("")
        type_reps(log, "Clamshells", 1, left=9)
        save(log)

        assert latest(alice).exercises == (done("clamshells", left=[9], resistance=band(alice)),)

    @pytest.mark.parametrize(("knee", "first"), [("", "left"), ("left", "left"), ("right", "right"), ("both", "left")])
    def test_sorer_side_comes_first(self, log: Page, alice: User, knee: str, first: str) -> None:
        User.objects.filter(pk=alice.pk).update(knee=knee)
        log.reload()

        boxes = row(log, "Clamshells", 1).locator("[data-reps]")
        directions = row(log, "Banded crab walks", 1).locator("[data-reps]")
        assert str(boxes.first.get_attribute("name")).endswith(first)
        assert str(directions.first.get_attribute("name")).endswith("left")

    def test_sides_stand_beside_each_other(self, log: Page) -> None:
        left, right = (box(log, "Clamshells", 1, side).bounding_box() for side in ("left", "right"))

        assert left
        assert right
        assert left["y"] == right["y"]

    def test_labels_say_what_a_side_is(self, log: Page) -> None:
        names = [box(log, name, 1, "left") for name in ("Clamshells", "Banded crab walks")]

        expect(names[0]).to_have_accessible_name("Left leg – working leg (on your side: the one on top)")
        expect(names[1]).to_have_accessible_name("To the left – direction")


def test_rest_begins_with_a_set_but_not_with_a_correction(log: Page) -> None:
    log.evaluate("window.rests = 0; document.addEventListener('set:done', () => { rests += 1; })")

    tick(log, "Clamshells", 1)
    type_reps(log, "Clamshells", 1, left=14)
    tick(log, "Clamshells", 1)
    tick(log, "Clamshells", 1)
    section(log, "Hip bridges").locator(".tick-exercise").tap()
    assert log.evaluate("rests") == 1
    type_reps(log, "Clamshells", 2, left=14)

    assert log.evaluate("rests") == 2
    expect(log.get_by_role("timer")).to_be_visible()


def test_workout_of_another_day_is_not_rested_after(log: Page) -> None:
    log.get_by_label("Date").fill("2026-01-05")

    tick(log, "Clamshells", 1)

    expect(log.get_by_role("timer")).to_be_hidden()


def test_timer_and_save_cover_no_box(log: Page) -> None:
    tick(log, "Clamshells", 1)
    expect(log.get_by_role("timer")).to_be_visible()

    bar, page = log.locator(".log-bar").bounding_box(), log.locator(".page").bounding_box()

    assert bar
    assert page
    assert page["y"] + page["height"] <= bar["y"]
