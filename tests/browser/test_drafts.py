"""Nothing entered is lost: reload, crash, no network, no login."""

from collections.abc import Iterator

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from hipstrength.accounts.models import User
from logbook.models import Workout
from tests.browser.helpers import (
    box,
    choose_pain,
    chosen_pain,
    listen,
    log_in,
    reps,
    rows,
    save,
    section,
    tick,
    ticked,
    type_reps,
)
from tests.factories import PASSWORD, done, make_workout

pytestmark = pytest.mark.browser
FORM = "/workouts/new/"


@pytest.fixture
def log(alices_page: Page) -> Page:
    """The form with some things entered."""
    alices_page.goto(FORM)
    enter(alices_page)
    return alices_page


def enter(page: Page) -> None:
    section(page, "Clamshells").get_by_role("button", name="Add a set").tap()
    type_reps(page, "Clamshells", 3, left=17)
    tick(page, "Hip bridges", 1)
    choose_pain(page, "pain_before", "4")
    section(page, "Hip bridges").get_by_text("Knee pain and note").tap()
    section(page, "Hip bridges").get_by_label("Note").fill("Slowly & “well”")


def assert_entered(page: Page) -> None:
    """Check that everything is as it was entered."""
    expect(rows(page, "Clamshells")).to_have_count(3)
    assert reps(page, "Clamshells", 3) == ["17", "17"]
    assert ticked(page, "Clamshells") == [False, False, True]
    assert ticked(page, "Hip bridges") == [True, False]
    expect(chosen_pain(page, "pain_before")).to_have_value("4")
    expect(section(page, "Hip bridges").get_by_label("Note")).to_have_value("Slowly & “well”")
    expect(section(page, "Hip bridges").get_by_label("Note")).to_be_visible()


def logged(user: User) -> tuple[object, ...]:
    workout: Workout = user.workouts.with_sets().get()
    return workout.entry.exercises


WORKOUT = (
    done("clamshells", left=[17], right=[17]),
    done("hip-bridges", both=[10], note="Slowly & “well”"),
)


def drafts(page: Page) -> int:
    return int(page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('hipstrength.draft.')).length"))


def test_reload_brings_everything_back(log: Page, alice: User) -> None:
    log.reload()

    expect(log.locator("[data-draft-offer]")).to_contain_text("This is what you had entered by ")
    assert_entered(log)
    save(log)
    assert logged(alice) == WORKOUT


def test_going_on_after_a_reload_is_kept_too(log: Page) -> None:
    log.reload()
    type_reps(log, "Clamshells", 1, left=21)
    log.reload()

    assert reps(log, "Clamshells", 1) == ["21", "21"]
    assert ticked(log, "Clamshells") == [True, False, True]


def test_form_that_was_left_is_offered_with_its_time(log: Page, alice: User) -> None:
    log.close()
    page = log.context.new_page()
    page.goto(FORM)
    offer = page.locator("[data-draft-offer]")
    expect(offer).to_contain_text("You began a workout on ")
    assert str(timezone.localtime().year) not in offer.inner_text()
    assert ticked(page, "Clamshells") == [False, False]

    offer.get_by_role("button", name="Go on with it").tap()

    assert_entered(page)
    save(page)
    assert logged(alice) == WORKOUT


def test_offered_form_can_be_thrown_away(log: Page) -> None:
    log.goto(FORM)

    log.get_by_role("button", name="Throw it away").tap()

    expect(log.locator("[data-draft-offer]")).to_be_hidden()
    assert drafts(log) == 0
    log.goto(FORM)
    expect(log.locator("[data-draft-offer]")).to_be_hidden()


def test_what_was_brought_back_can_be_thrown_away(log: Page) -> None:
    log.reload()

    with log.expect_navigation():
        log.get_by_role("button", name="Throw it away").tap()

    expect(log.locator("[data-draft-offer]")).to_be_hidden()
    assert ticked(log, "Hip bridges") == [False, False]


def test_untouched_form_leaves_nothing_behind(alices_page: Page) -> None:
    alices_page.goto(FORM)
    alices_page.goto(FORM)

    assert drafts(alices_page) == 0
    expect(alices_page.locator("[data-draft-offer]")).to_be_hidden()


def test_saved_form_is_not_offered_again(log: Page) -> None:
    save(log)
    expect(log.get_by_text("Saved just now")).to_be_visible()

    assert drafts(log) == 0
    log.goto(FORM)
    expect(log.locator("[data-draft-offer]")).to_be_hidden()


def test_correction_is_kept_apart_from_new_workouts(alices_page: Page, alice: User) -> None:
    workout = make_workout(user=alice, day=alice.local_date(timezone.now()))
    alices_page.goto(f"{workout.get_absolute_url()}edit/")
    type_reps(alices_page, "Clamshells", 1, left=44)

    alices_page.goto(FORM)
    expect(alices_page.locator("[data-draft-offer]")).to_be_hidden()
    alices_page.goto(f"{workout.get_absolute_url()}edit/")
    alices_page.get_by_role("button", name="Go on with it").tap()

    expect(box(alices_page, "Clamshells", 1, "left")).to_have_value("44")


def test_somebody_else_in_this_browser_is_offered_nothing(log: Page, stranger: User, base_url: str) -> None:
    log.context.clear_cookies()
    log_in(log.context, stranger, base_url)

    log.goto(FORM)

    expect(log.locator("[data-draft-offer]")).to_be_hidden()


class TestOffline:
    @pytest.fixture
    def offline(self, log: Page) -> Page:
        """The form, after Save was pressed without a network."""
        log.context.set_offline(True)
        log.get_by_role("button", name="Save workout").tap()
        expect(log.locator("[data-offline]")).to_contain_text("There is no connection.")
        return log

    # The browser itself says that it found no network.
    @pytest.fixture
    def page(self, context: BrowserContext) -> Iterator[Page]:
        complaints = listen(context)
        yield context.new_page()
        assert [text for text in complaints if "ERR_INTERNET_DISCONNECTED" not in text] == []

    def test_form_stays_and_says_so(self, offline: Page) -> None:
        expect(offline).to_have_title("Log a workout · HipStrength")
        assert_entered(offline)

    def test_it_says_when_the_network_is_back_and_saves_then(self, offline: Page, alice: User) -> None:
        offline.context.set_offline(False)
        expect(offline.locator("[data-offline]")).to_contain_text("You are online again.")

        save(offline)

        assert logged(alice) == WORKOUT

    def test_page_closed_without_a_network_is_not_lost(self, offline: Page, alice: User) -> None:
        offline.close()
        offline.context.set_offline(False)
        page = offline.context.new_page()
        page.goto(FORM)

        page.get_by_role("button", name="Go on with it").tap()
        save(page)

        assert logged(alice) == WORKOUT


class TestExpiredLogin:
    @pytest.fixture
    def returned(self, log: Page) -> Page:
        """The form, after the login had expired at Save and Alice has logged in again."""
        Session.objects.all().delete()
        with log.expect_navigation():
            log.get_by_role("button", name="Save workout").tap()
        expect(log).to_have_title("Log in · HipStrength")
        log.get_by_label("E-mail address").fill("alice@example.org")
        log.get_by_role("textbox", name="Password").fill(PASSWORD)
        with log.expect_navigation():
            log.locator("main form .btn-primary").tap()
        return log

    def test_form_is_as_it_was_left(self, returned: Page, alice: User) -> None:
        expect(returned.get_by_text("You were logged out before this could be saved.")).to_be_visible()
        expect(returned.locator("[data-draft-offer]")).to_be_hidden()
        assert_entered(returned)

        save(returned)

        assert logged(alice) == WORKOUT
        assert drafts(returned) == 0

    @pytest.mark.browser_context_args(java_script_enabled=False)
    def test_without_scripts_it_is_so_too(self, alices_page: Page, alice: User) -> None:
        alices_page.goto(FORM)
        type_reps(alices_page, "Hip bridges", 1, both=33)
        Session.objects.all().delete()
        alices_page.get_by_role("button", name="Save workout").tap()
        alices_page.get_by_label("E-mail address").fill("alice@example.org")
        alices_page.get_by_role("textbox", name="Password").fill(PASSWORD)
        alices_page.locator("main form .btn-primary").tap()

        expect(box(alices_page, "Hip bridges", 1, "both")).to_have_value("33")
        save(alices_page)
        assert logged(alice) == (done("hip-bridges", both=[33]),)


def test_browser_that_keeps_nothing_still_logs(alices_page: Page, alice: User) -> None:
    alices_page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"
    )
    alices_page.goto(FORM)
    enter(alices_page)
    save(alices_page)

    assert logged(alice) == WORKOUT
