"""The rest after a set, by a clock that the tests move."""

import pytest
from playwright.sync_api import Page, expect

from hipstrength.accounts.models import User
from tests.browser.measures import axe, large_text, measure, media
from tests.browser.resting import NOON, REFUSING_PHONE, digits, finish_a_set, look_away, open_log, press, timer
from tests.factories import make_workout

pytestmark = pytest.mark.browser
without_scripts = pytest.mark.browser_context_args(java_script_enabled=False)


@pytest.fixture
def log(alices_page: Page, alice: User) -> Page:
    """The log form of somebody who rests for a minute."""
    return open_log(alices_page, alice)


def test_rest_is_hidden_until_a_set_is_done(log: Page) -> None:
    expect(timer(log)).to_be_hidden()

    finish_a_set(log)

    expect(digits(log)).to_be_visible()
    expect(digits(log)).to_have_text("1:00")
    expect(digits(log)).to_have_accessible_name("Rest")


def test_rest_counts_down_and_goes(log: Page) -> None:
    finish_a_set(log)

    log.clock.run_for(17_000)
    expect(digits(log)).to_have_text("0:43")
    log.clock.run_for(42_999)
    expect(digits(log)).to_have_text("0:01")
    log.clock.run_for(1)
    expect(digits(log)).to_have_text("0:00")
    expect(digits(log)).to_have_accessible_name("Rest is over")
    log.clock.run_for(8_000)

    expect(timer(log)).to_be_hidden()


def test_next_set_starts_the_rest_again(log: Page) -> None:
    finish_a_set(log)
    log.clock.run_for(50_000)

    finish_a_set(log)

    expect(digits(log)).to_have_text("1:00")
    log.clock.run_for(59_000)
    expect(digits(log)).to_have_text("0:01")


def test_set_done_while_the_last_rest_is_over_starts_a_whole_one(log: Page) -> None:
    finish_a_set(log)
    log.clock.run_for(64_000)

    finish_a_set(log)
    log.clock.run_for(10_000)

    expect(digits(log)).to_have_text("0:50")
    expect(digits(log)).to_have_accessible_name("Rest")


def test_rest_can_be_made_longer_and_shorter(log: Page) -> None:
    finish_a_set(log)

    press(log, "15 seconds more")
    expect(digits(log)).to_have_text("1:15")
    press(log, "15 seconds less")
    press(log, "15 seconds less")

    expect(digits(log)).to_have_text("0:45")
    log.clock.run_for(44_000)
    expect(digits(log)).to_have_text("0:01")


def test_rest_cannot_be_made_shorter_than_nothing(log: Page) -> None:
    finish_a_set(log)
    log.clock.run_for(50_000)

    press(log, "15 seconds less")
    press(log, "15 seconds less")

    expect(digits(log)).to_have_text("0:00")
    assert log.evaluate("heard") == ["Rest: 1 minute.", "Rest is over."]


def test_rest_cannot_be_made_longer_than_ten_minutes(alices_page: Page, alice: User) -> None:
    log = open_log(alices_page, alice, rest_seconds=300)
    finish_a_set(log)

    for _ in range(21):
        press(log, "15 seconds more")

    expect(digits(log)).to_have_text("10:00")


def test_some_seconds_more_are_given_after_the_end_too(log: Page) -> None:
    finish_a_set(log)
    log.clock.run_for(63_000)

    press(log, "15 seconds more")

    expect(digits(log)).to_have_text("0:15")
    expect(digits(log)).to_have_accessible_name("Rest")


def test_skipped_rest_goes_in_silence(log: Page) -> None:
    finish_a_set(log)

    press(log, "Skip the rest")
    log.clock.run_for(70_000)

    expect(timer(log)).to_be_hidden()
    assert log.evaluate("heard") == ["Rest: 1 minute."]
    assert log.evaluate("asked") == ["request screen", "release"]


def test_focus_goes_back_to_where_it_was(log: Page) -> None:
    log.get_by_label("Date").focus()
    finish_a_set(log)
    timer(log).get_by_role("button", name="15 seconds more").focus()

    timer(log).get_by_role("button", name="Skip the rest").press("Enter")

    expect(log.get_by_label("Date")).to_be_focused()


def test_buttons_of_the_timer_do_not_send_the_form(log: Page) -> None:
    requested: list[str] = []
    finish_a_set(log)
    log.on("request", lambda request: requested.append(request.url))

    for name in ("15 seconds more", "15 seconds less", "Skip the rest"):
        press(log, name)

    assert requested == []


def test_start_and_end_are_announced_once_each(log: Page) -> None:
    finish_a_set(log)
    log.clock.run_for(30_000)
    look_away(log)
    look_away(log, hidden=False)
    log.clock.run_for(40_000)

    assert log.evaluate("heard") == ["Rest: 1 minute.", "Rest is over."]
    expect(digits(log)).to_be_hidden()


@pytest.mark.parametrize(("wanted", "times"), [(True, 1), (False, 0)])
def test_phone_vibrates_when_that_is_wanted(alices_page: Page, alice: User, wanted: bool, times: int) -> None:
    log = open_log(alices_page, alice, rest_vibration=wanted)
    finish_a_set(log)

    log.clock.run_for(70_000)

    assert log.evaluate("asked").count("vibrate") == times


@pytest.mark.parametrize(("wanted", "times"), [(True, 1), (False, 0)])
def test_tone_sounds_when_that_is_wanted(alices_page: Page, alice: User, wanted: bool, times: int) -> None:
    log = open_log(alices_page, alice, rest_sound=wanted)
    finish_a_set(log)
    # The browser opens its channel by a clock of its own.
    log.evaluate("window.channel?.resume()")

    log.clock.run_for(61_000)

    assert log.evaluate("asked").count("tone") == times


def test_screen_stays_on_while_the_rest_runs(alices_page: Page, alice: User) -> None:
    log = open_log(alices_page, alice, rest_vibration=False)
    finish_a_set(log)
    log.clock.run_for(10_000)
    assert log.evaluate("asked") == ["request screen"]

    look_away(log)
    look_away(log, hidden=False)
    assert log.evaluate("asked") == ["request screen", "release", "request screen"]
    log.clock.run_for(70_000)

    assert log.evaluate("asked") == ["request screen", "release", "request screen", "release"]


@pytest.mark.parametrize("phone", ["", REFUSING_PHONE], ids=["as it is", "refuses everything"])
def test_rest_works_whatever_the_phone_can_do(alices_page: Page, alice: User, phone: str) -> None:
    log = open_log(alices_page, alice, phone=phone, rest_sound=True)
    finish_a_set(log)
    log.clock.run_for(30_000)
    press(log, "15 seconds more")

    log.clock.run_for(44_000)
    expect(digits(log)).to_have_text("0:01")
    log.clock.run_for(9_000)

    expect(timer(log)).to_be_hidden()


def test_whoever_wants_no_timer_has_none(alices_page: Page, alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(rest_seconds=0)
    alices_page.goto("/workouts/new/")

    finish_a_set(alices_page)

    expect(timer(alices_page)).to_have_count(0)


def test_correction_of_a_workout_has_no_timer(alices_page: Page, alice: User) -> None:
    workout = make_workout(user=alice, day=NOON.date())
    alices_page.goto(f"{workout.get_absolute_url()}edit/")

    finish_a_set(alices_page)

    expect(timer(alices_page)).to_have_count(0)


@without_scripts
def test_nothing_is_seen_of_it_without_scripts(alices_page: Page) -> None:
    alices_page.goto("/workouts/new/")

    expect(timer(alices_page)).to_be_hidden()


@pytest.mark.parametrize("passed", [1_000, 60_000])
def test_timer_has_no_faults(log: Page, passed: int) -> None:
    finish_a_set(log)
    log.clock.run_for(passed)
    # The measuring itself waits now and then.
    log.clock.resume()

    assert axe(log, within=".rest-timer") == []
    for features in ({"color_scheme": "dark"}, {"forced_colors": "active"}):
        with media(log, **features):
            assert axe(log, only_colours=True, within=".rest-timer") == []
    assert measure(log, "smallTargets") + measure(log, "structure") == []
    with large_text(log):
        assert measure(log, "overflow") == []


@pytest.mark.parametrize("width", [320, 360])
def test_timer_takes_one_line_on_a_phone(log: Page, width: int) -> None:
    log.set_viewport_size({"width": width, "height": 800})
    finish_a_set(log)
    log.clock.run_for(60_000)

    assert timer(log).evaluate("timer => timer.offsetHeight") < 70


def test_timer_is_not_printed(log: Page) -> None:
    finish_a_set(log)

    with media(log, media="print"):
        expect(timer(log)).to_be_hidden()
