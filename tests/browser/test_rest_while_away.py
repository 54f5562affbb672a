"""Rests that go on, or end, while nobody looks at the page, or while there is none."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from hipstrength.accounts.models import User
from tests.browser.helpers import save, type_reps
from tests.browser.resting import NOON, digits, finish_a_set, look_away, open_log, press, timer

pytestmark = pytest.mark.browser


@pytest.fixture
def log(alices_page: Page, alice: User) -> Page:
    """The log form of somebody who rests for a minute."""
    return open_log(alices_page, alice)


def test_reloaded_page_goes_on_with_the_rest(log: Page) -> None:
    finish_a_set(log)
    press(log, "15 seconds more")
    log.clock.run_for(20_000)

    log.reload()

    expect(digits(log)).to_have_text("0:55")


def test_refused_form_goes_on_with_the_rest(log: Page) -> None:
    type_reps(log, "Clamshells", 1, left=1000)
    finish_a_set(log)
    log.clock.run_for(20_000)

    save(log)

    expect(log.locator("#error-summary")).to_be_visible()
    expect(digits(log)).to_have_text("0:40")


def test_next_workout_does_not_begin_with_a_rest(log: Page) -> None:
    finish_a_set(log)

    log.goto("/workouts/new/")

    expect(timer(log)).to_be_hidden()


def test_page_loaded_after_the_end_says_so_once(log: Page) -> None:
    finish_a_set(log)
    address = log.url
    log.goto("/settings/")
    log.clock.run_for(5 * 60_000)

    log.goto(address)
    expect(digits(log)).to_have_accessible_name("Rest is over")
    log.reload()

    expect(timer(log)).to_be_hidden()


def test_page_loaded_long_after_the_end_says_nothing(log: Page) -> None:
    finish_a_set(log)
    address = log.url
    log.goto("/settings/")
    log.clock.run_for(12 * 60_000)

    log.goto(address)

    expect(timer(log)).to_be_hidden()


@pytest.mark.parametrize(("away", "left"), [("00:30", "0:30"), ("01:00", "0:00"), ("09:00", "0:00")])
def test_locked_phone_shows_the_right_time_when_it_wakes(log: Page, away: str, left: str) -> None:
    finish_a_set(log)
    look_away(log)
    log.clock.fast_forward(away)

    look_away(log, hidden=False)

    expect(digits(log)).to_have_text(left)


def test_end_stays_until_somebody_looks(log: Page) -> None:
    finish_a_set(log)
    look_away(log)
    log.clock.run_for(5 * 60_000)

    look_away(log, hidden=False)
    log.clock.run_for(7_999)

    expect(digits(log)).to_have_accessible_name("Rest is over")
    log.clock.run_for(1)
    expect(timer(log)).to_be_hidden()
    assert log.evaluate("heard") == ["Rest: 1 minute.", "Rest is over."]


def test_end_of_long_ago_is_not_worth_a_word(log: Page) -> None:
    finish_a_set(log)
    look_away(log)
    log.clock.fast_forward("20:00")

    look_away(log, hidden=False)

    expect(timer(log)).to_be_hidden()
    assert log.evaluate("heard") == ["Rest: 1 minute."]


def test_clock_that_is_put_back_makes_no_rest_longer(log: Page) -> None:
    finish_a_set(log)
    log.clock.run_for(20_000)

    log.clock.set_system_time(NOON - timedelta(hours=1))
    look_away(log, hidden=False)

    expect(digits(log)).to_have_text("0:40")


def test_phone_that_was_locked_for_long_does_not_vibrate(log: Page) -> None:
    finish_a_set(log)

    log.clock.fast_forward("05:00")

    expect(digits(log)).to_have_text("0:00")
    assert "vibrate" not in log.evaluate("asked")


def test_tone_needs_a_touch_after_a_reload(alices_page: Page, alice: User) -> None:
    log = open_log(alices_page, alice, rest_sound=True)
    finish_a_set(log)
    log.reload()

    log.get_by_role("heading", level=1).tap()
    log.evaluate("channel.resume()")
    log.clock.run_for(61_000)

    assert log.evaluate("asked").count("tone") == 1
