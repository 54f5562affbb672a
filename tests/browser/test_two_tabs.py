"""Two tabs at one workout, taking back, and removing the last set."""

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from hipstrength.accounts.models import User
from logbook.models import Workout
from tests.browser.helpers import box, save, section, tick, ticked, type_reps, workouts_shown
from tests.factories import done, make_workout

pytestmark = pytest.mark.browser


@pytest.fixture
def workout(alice: User) -> Workout:
    day = alice.local_date(timezone.now())
    return make_workout(user=alice, day=day, exercises=[done("clamshells", left=[12, 12], right=[12, 12])])


def test_second_tab_is_told_and_keeps_what_was_typed(alices_page: Page, workout: Workout) -> None:
    other = alices_page.context.new_page()
    for page in (alices_page, other):
        page.goto(f"{workout.get_absolute_url()}edit/")
    type_reps(other, "Clamshells", 1, left=14, right=14)
    save(other)
    type_reps(alices_page, "Clamshells", 2, left=9, right=9)

    save(alices_page)

    told = alices_page.locator("#conflict")
    expect(told).to_be_focused()
    expect(told).to_contain_text("now: 2 sets: left 14, 12 · right 14, 12 · No resistance")
    expect(box(alices_page, "Clamshells", 2, "left")).to_have_value("9")
    save(alices_page)
    assert workouts_shown(alices_page) == [["Clamshells", "2 sets: left 12, 9 · right 12, 9 · No resistance"]]


def test_saved_workout_is_marked_and_can_be_taken_back(alices_page: Page, alice: User) -> None:
    alices_page.goto("/workouts/new/")
    type_reps(alices_page, "Hip bridges", 1, both=13)
    save(alices_page)
    expect(alices_page.locator(".workout-new")).to_contain_text("Saved just now")

    with alices_page.expect_navigation():
        alices_page.get_by_role("button", name="Undo").tap()

    expect(alices_page.get_by_text("Your workout is taken back.")).to_be_visible()
    expect(box(alices_page, "Hip bridges", 1, "both")).to_have_value("13")
    assert ticked(alices_page, "Hip bridges")[0]
    assert not alice.workouts.exists()
    save(alices_page)
    assert alice.workouts.count() == 1


def test_removing_the_last_set_asks_and_removes_the_workout(alices_page: Page, alice: User, workout: Workout) -> None:
    alices_page.goto(f"{workout.get_absolute_url()}edit/")
    for number in (1, 2):
        tick(alices_page, "Clamshells", number)
    save(alices_page)
    question = alices_page.locator("#removal")
    expect(question).to_be_focused()
    expect(question).to_contain_text("this removes 2 sets of ")
    assert alice.workouts.exists()

    with alices_page.expect_navigation():
        question.get_by_role("button", name="Yes, remove it").tap()

    expect(alices_page.get_by_role("status")).to_contain_text("Deleted: 2 sets of ")
    assert not alice.workouts.exists()


def test_workout_is_dated_back(alices_page: Page, alice: User, workout: Workout) -> None:
    alices_page.goto(f"{workout.get_absolute_url()}edit/")
    alices_page.get_by_label("Date").fill("2026-01-05")
    save(alices_page)

    expect(alices_page.get_by_role("heading", level=1)).to_contain_text("5–11 January 2026")
    expect(alices_page.locator(".workout-new")).to_be_visible()


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_usual_workout_without_scripts(alices_page: Page, alice: User, workout: Workout) -> None:
    """A tick box for all, one for each exercise, one for each set; and buttons that ask the server."""
    alices_page.goto("/workouts/new/")
    expect(alices_page.get_by_role("button", name="One more")).to_have_count(0)
    alices_page.get_by_text("All as last time").tap()
    section(alices_page, "Clamshells").get_by_role("button", name="Add a set").tap()
    tick(alices_page, "Clamshells", 3)
    save(alices_page)

    latest: Workout = alice.workouts.with_sets().latest("pk")
    assert latest.entry.exercises == (done("clamshells", left=[12, 12, 12], right=[12, 12, 12]),)


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError("the keyboard does not get there")


def test_usual_workout_by_keyboard_alone(alices_page: Page, alice: User, workout: Workout) -> None:
    alices_page.goto("/workouts/new/")
    tab_to(alices_page, alices_page.get_by_label("All as last time"))
    alices_page.keyboard.press("Space")
    tab_to(alices_page, box(alices_page, "Clamshells", 2, "left"))
    alices_page.keyboard.press("ArrowUp")
    tab_to(alices_page, section(alices_page, "Clamshells").get_by_role("button", name="Add a set"))
    alices_page.keyboard.press("Enter")
    expect(box(alices_page, "Clamshells", 3, "left")).to_be_focused()
    alices_page.keyboard.type("8")

    tab_to(alices_page, alices_page.get_by_role("button", name="Save workout"))
    with alices_page.expect_navigation():
        alices_page.keyboard.press("Enter")

    latest: Workout = alice.workouts.with_sets().latest("pk")
    assert latest.entry.exercises == (done("clamshells", left=[12, 13, 8], right=[12, 13, 8]),)
