"""Resistances and rows of the log form: what scripts carry on, add and remove."""

import pytest
from playwright.sync_api import Page, expect

from hipstrength.accounts.models import User
from tests.browser.helpers import box, latest, reps, row, rows, save, section, tick, ticked, type_reps
from tests.factories import done

pytestmark = pytest.mark.browser


class TestResistance:
    def test_change_carries_on_to_sets_still_to_come(self, log: Page) -> None:
        tick(log, "Clamshells", 1)

        box(log, "Clamshells", 2, "resistance").select_option("Heavy band")

        chosen = section(log, "Clamshells").locator("[name$='-resistance'] option:checked")
        assert chosen.all_inner_texts() == ["Light band", "Heavy band", "Heavy band"]
        assert ticked(log, "Clamshells") == [True, False, False]

    def test_change_leaves_ticked_sets_alone(self, log: Page) -> None:
        tick(log, "Clamshells", 3)

        box(log, "Clamshells", 1, "resistance").select_option("Heavy band")

        chosen = section(log, "Clamshells").locator("[name$='-resistance'] option:checked")
        assert chosen.all_inner_texts() == ["Heavy band", "Heavy band", "Light band"]

    def test_weight_carries_on_too(self, log: Page) -> None:
        box(log, "Side-lying hip abduction", 1, "weight").fill("1.5")
        box(log, "Side-lying hip abduction", 1, "unit").select_option("lb")

        weights = [box(log, "Side-lying hip abduction", number, "weight").input_value() for number in (1, 2, 3)]
        units = [box(log, "Side-lying hip abduction", number, "unit").input_value() for number in (1, 2, 3)]
        assert (weights, units) == (["1.5"] * 3, ["lb"] * 3)

    def test_band_is_shown_by_its_colour_too(self, log: Page) -> None:
        dot = row(log, "Clamshells", 1).locator(".band-dot")
        expect(dot).to_have_attribute("data-colour", "yellow")

        box(log, "Clamshells", 1, "resistance").select_option("Heavy band")
        expect(dot).to_have_attribute("data-colour", "blue")
        box(log, "Clamshells", 1, "resistance").select_option("No resistance")

        expect(dot).to_be_hidden()


class TestRows:
    def test_added_set_repeats_the_one_before_without_asking_the_server(self, log: Page) -> None:
        requested: list[str] = []
        log.wait_for_load_state("networkidle")
        log.on("request", lambda request: requested.append(request.url))
        box(log, "Hip bridges", 3, "resistance").select_option("Weight")
        box(log, "Hip bridges", 3, "weight").fill("12.5")
        box(log, "Hip bridges", 3, "unit").select_option("lb")

        section(log, "Hip bridges").get_by_role("button", name="Add a set").tap()

        values = [box(log, "Hip bridges", 4, name).input_value() for name in ("both", "resistance", "weight", "unit")]
        assert values == ["15", "weight", "12.5", "lb"]
        assert ticked(log, "Hip bridges") == [False] * 4
        expect(box(log, "Hip bridges", 4, "both")).to_be_focused()
        expect(row(log, "Hip bridges", 4).get_by_role("button", name="One more")).to_be_visible()
        assert requested == []

    def test_added_set_is_saved(self, log: Page, alice: User) -> None:
        section(log, "Hip bridges").get_by_role("button", name="Add a set").tap()
        section(log, "Hip bridges").locator(".tick-exercise").tap()
        save(log)

        assert latest(alice).exercises == (done("hip-bridges", both=[15] * 4),)

    def test_at_most_twenty_sets(self, log: Page) -> None:
        add = section(log, "Clamshells").get_by_role("button", name="Add a set")

        for _ in range(17):
            add.tap()

        expect(rows(log, "Clamshells")).to_have_count(20)
        expect(add).to_be_disabled()
        expect(rows(log, "Hip bridges")).to_have_count(3)

    def test_last_set_is_removed_and_brought_back(self, log: Page) -> None:
        clamshells = section(log, "Clamshells")
        type_reps(log, "Clamshells", 3, left=7)

        clamshells.get_by_role("button", name="Remove the last").tap()
        expect(rows(log, "Clamshells")).to_have_count(2)
        clamshells.get_by_role("button", name="Undo").tap()

        expect(rows(log, "Clamshells")).to_have_count(3)
        assert reps(log, "Clamshells", 3) == ["7", "12"]
        assert ticked(log, "Clamshells") == [False, False, True]

    def test_one_set_stays(self, log: Page) -> None:
        remove = section(log, "Clamshells").get_by_role("button", name="Remove the last")

        remove.tap()
        remove.tap()

        expect(rows(log, "Clamshells")).to_have_count(1)
        expect(remove).to_be_disabled()

    def test_screen_reader_hears_of_it(self, log: Page, said: list[str]) -> None:
        section(log, "Clamshells").get_by_role("button", name="Add a set").tap()
        section(log, "Clamshells").get_by_role("button", name="Remove the last").tap()
        log.wait_for_timeout(50)

        assert said == ["Clamshells: set 4 added", "Clamshells: set 4 removed"]
