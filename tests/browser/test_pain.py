"""Pain as a row of scores: by finger, by keyboard, with and without scripts; and the next morning by one tap."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from hipstrength.accounts.models import User
from logbook.models import Workout
from logbook.pain import BEFORE, DURING, FINE, NEXT_MORNING, STOP, WATCH
from tests.browser.helpers import choose_pain, chosen_pain, latest, pain_row, save, section, tick
from tests.browser.measures import axe
from tests.factories import done, make_workout

pytestmark = pytest.mark.browser
without_scripts = pytest.mark.browser_context_args(java_script_enabled=False)
TARGET = 44


@pytest.fixture
def log(alices_page: Page) -> Page:
    """A new form."""
    alices_page.goto("/workouts/new/")
    return alices_page


@pytest.fixture
def yesterdays(alice: User) -> Workout:
    """A workout whose next morning is now."""
    return make_workout(user=alice, day=alice.local_date(timezone.now()) - timedelta(days=1), pain_before=1)


def unfold(page: Page, exercise: str) -> Locator:
    """Open what is folded away about the pain of an exercise."""
    part = section(page, exercise)
    part.get_by_text("Knee pain and note").click()
    return part


def lines_of(targets: Locator) -> list[int]:
    """Return how many targets stand in each line, all of them large enough for a finger."""
    boxes = [target.bounding_box() for target in targets.all()]
    found = [box for box in boxes if box]
    assert len(found) == len(boxes)
    assert [box for box in found if box["height"] < TARGET or box["width"] < TARGET] == []
    tops = [round(box["y"]) for box in found]
    return [tops.count(top) for top in dict.fromkeys(tops)]


@pytest.mark.parametrize(
    ("width", "name", "lines"),
    [
        (360, "pain_before", [6, 5, 1]),
        (320, "clamshells.all-pain_during", [6, 5, 1]),
        (1280, "pain_before", [11, 1]),
    ],
)
def test_scores_are_as_large_as_a_finger_and_stand_in_lines_that_mean_something(
    log: Page, width: int, name: str, lines: list[int]
) -> None:
    log.set_viewport_size({"width": width, "height": 800})
    unfold(log, "Clamshells")

    assert lines_of(pain_row(log, name).locator(".score")) == lines


@pytest.mark.parametrize(("width", "lines"), [(320, [6, 5]), (360, [6, 5]), (1280, [11])])
def test_buttons_of_the_morning_are_as_large_as_a_finger(
    alices_page: Page, yesterdays: Workout, width: int, lines: list[int]
) -> None:
    alices_page.set_viewport_size({"width": width, "height": 800})
    alices_page.goto("/")

    assert lines_of(alices_page.locator(".morning button")) == lines


def test_screen_reader_hears_a_group_with_names(log: Page) -> None:
    row = log.get_by_role("radiogroup", name="Knee pain before you started")

    expect(row.get_by_role("radio")).to_have_count(12)
    expect(row.get_by_role("radio", name="0 – no pain")).not_to_be_checked()
    expect(row.get_by_role("radio", name="10 – worst pain I can think of")).not_to_be_checked()
    expect(row.get_by_role("radio", name="Not answered")).to_be_checked()
    assert axe(log, within="#div_id_pain_before") == []


class TestSentence:
    def test_follows_the_choice_at_once(self, log: Page) -> None:
        said = pain_row(log, "pain_before").locator("[data-zone]")
        expect(said).to_have_attribute("aria-live", "polite")
        expect(said).to_be_empty()

        for score, zone in (("0", FINE), ("2", FINE), ("3", WATCH), ("5", WATCH), ("6", STOP), ("10", STOP)):
            choose_pain(log, "pain_before", score)
            expect(said).to_have_text(zone.sentence(BEFORE))

    def test_goes_when_the_answer_is_taken_back(self, log: Page, alice: User) -> None:
        choose_pain(log, "pain_before", "7")
        choose_pain(log, "pain_before", "")

        expect(pain_row(log, "pain_before").locator("[data-zone]")).to_be_empty()
        tick(log, "Hip bridges", 1)
        save(log)
        assert latest(alice).pain_before is None

    def test_is_about_its_moment(self, alices_page: Page, yesterdays: Workout) -> None:
        alices_page.goto(f"{yesterdays.get_absolute_url()}edit/")
        unfold(alices_page, "Clamshells")

        for name, moment in (("pain_next_morning", NEXT_MORNING), ("clamshells.all-pain_during", DURING)):
            choose_pain(alices_page, name, "6")
            said = pain_row(alices_page, name).locator("[data-zone]")
            expect(said).to_have_text(STOP.sentence(moment))

    def test_does_not_move_the_row_under_the_finger(self, log: Page) -> None:
        row = pain_row(log, "pain_before").locator(".scores")
        before = row.bounding_box()

        choose_pain(log, "pain_before", "6")

        assert row.bounding_box() == before

    def test_is_said_once(self, log: Page) -> None:
        log.evaluate(
            """() => {
                window.said = 0;
                const place = document.querySelector("#div_id_pain_before [data-zone]");
                new MutationObserver(() => { said += 1; }).observe(place, { childList: true });
            }"""
        )

        for score in ("3", "4", "5"):
            choose_pain(log, "pain_before", score)
        tick(log, "Hip bridges", 1)
        section(log, "Hip bridges").get_by_role("button", name="Add a set").click()

        assert log.evaluate("said") == 1


def test_arrow_keys_go_through_the_scores(log: Page) -> None:
    chosen_pain(log, "pain_before").focus()

    # After the last one comes the first one again.
    for _ in range(4):
        log.keyboard.press("ArrowRight")
    expect(chosen_pain(log, "pain_before")).to_have_value("3")
    log.keyboard.press("ArrowLeft")

    expect(chosen_pain(log, "pain_before")).to_have_value("2")
    expect(chosen_pain(log, "pain_before")).to_be_focused()


def test_zero_is_stored_as_an_answer(log: Page, alice: User) -> None:
    choose_pain(log, "pain_before", "0")
    choose_pain(unfold(log, "Hip bridges"), "pain_during", "0")
    tick(log, "Hip bridges", 1)
    save(log)

    assert latest(alice).pain_before == 0
    assert latest(alice).exercises == (done("hip-bridges", both=[10], pain=0),)


class TestDraft:
    def test_brings_the_right_scores_back(self, log: Page, alice: User) -> None:
        choose_pain(log, "pain_before", "10")
        choose_pain(unfold(log, "Hip bridges"), "pain_during", "0")
        tick(log, "Hip bridges", 1)

        log.reload()

        expect(chosen_pain(log, "pain_before")).to_have_value("10")
        expect(pain_row(log, "pain_before").locator("[data-zone]")).to_have_text(STOP.sentence(BEFORE))
        expect(chosen_pain(section(log, "Hip bridges"), "pain_during")).to_have_value("0")
        expect(pain_row(section(log, "Hip bridges"), "pain_during")).to_be_visible()
        expect(pain_row(section(log, "Clamshells"), "pain_during")).to_be_hidden()
        save(log)
        assert (latest(alice).pain_before, latest(alice).exercises[0].pain_during) == (10, 0)

    def test_brings_an_answer_back_that_was_taken_back(self, alices_page: Page, alice: User) -> None:
        workout = make_workout(user=alice, day=alice.local_date(timezone.now()), pain_before=4)
        alices_page.goto(f"{workout.get_absolute_url()}edit/")
        choose_pain(alices_page, "pain_before", "")

        alices_page.reload()

        expect(chosen_pain(alices_page, "pain_before")).to_have_value("")
        save(alices_page)
        assert latest(alice).pain_before is None

    def test_of_a_form_that_asked_by_a_list_still_counts(self, log: Page) -> None:
        choose_pain(log, "pain_before", "3")
        # As it was written when the scores were a list to choose from.
        log.evaluate(
            """() => {
                const [key] = Object.keys(localStorage).filter((key) => key.startsWith("hipstrength.draft."));
                const draft = JSON.parse(localStorage[key]);
                draft.values = [...draft.values.filter(([name]) => name !== "pain_before"), ["pain_before", "8"]];
                localStorage[key] = JSON.stringify(draft);
            }"""
        )

        log.reload()

        expect(chosen_pain(log, "pain_before")).to_have_value("8")


@without_scripts
def test_without_scripts_a_score_is_chosen_taken_back_and_told_after_the_save(alices_page: Page, alice: User) -> None:
    alices_page.goto("/workouts/new/")
    choose_pain(unfold(alices_page, "Hip bridges"), "pain_during", "4")
    choose_pain(alices_page, "pain_before", "8")
    choose_pain(alices_page, "pain_before", "")
    section(alices_page, "Hip bridges").locator(".tick").nth(1).click()

    save(alices_page)

    expect(alices_page.get_by_role("status")).to_contain_text("A knee pain of 3 to 5 is OK")
    assert latest(alice).pain_before is None
    assert latest(alice).exercises == (done("hip-bridges", both=[10], pain=4),)


@pytest.mark.parametrize("scripts", [pytest.param(True), pytest.param(False, marks=without_scripts)])
def test_morning_is_answered_by_one_tap_and_taken_back_by_another(
    alices_page: Page, alice: User, yesterdays: Workout, scripts: bool
) -> None:
    alices_page.goto("/")

    with alices_page.expect_navigation():
        alices_page.get_by_role("button", name="3", exact=True).tap()

    status = alices_page.get_by_role("status")
    expect(status).to_contain_text("Saved: knee pain 3 of 10 the morning after")
    expect(status).to_contain_text("Choose an easier version next time.")
    expect(status.get_by_role("link", name="When to stop and who to ask")).to_be_visible()
    expect(alices_page.locator(".morning")).to_have_count(0)
    assert latest(alice).pain_next_morning == 3
    with alices_page.expect_navigation():
        alices_page.get_by_role("button", name="Undo").tap()
    assert latest(alice).pain_next_morning is None


def test_two_taps_on_a_morning_are_one_answer(alices_page: Page, alice: User, yesterdays: Workout) -> None:
    alices_page.goto("/")

    with alices_page.expect_navigation():
        alices_page.locator(".morning button[value='2']").dblclick()

    expect(alices_page.get_by_role("status")).to_contain_text("Saved: knee pain 2 of 10")
    assert latest(alice).pain_next_morning == 2
    assert alice.workouts.get().revision == 2
