"""Saving: once however often the button is pressed, by keyboard too, and nothing typed is ever lost."""

import pytest
from playwright.sync_api import Page, Route, expect

from logbook.models import Workout, WorkoutSet
from tests.browser.helpers import box, choose_pain, chosen_pain, save, section, type_reps

pytestmark = pytest.mark.browser


def save_in_vain(page: Page) -> None:
    """Press "Save workout" where the form reaches the server, but its answer gets lost on the way back."""

    def lose_answer(route: Route) -> None:
        route.fetch(max_redirects=0)
        # To this a browser stays on the page that it shows.
        route.fulfill(status=204)

    page.route("**/workouts/new/", lose_answer, times=1)
    with page.expect_response("**/workouts/new/"):
        page.get_by_role("button", name="Save workout").click()
    # Only then is the browser done with the answer that was none.
    page.wait_for_timeout(300)
    assert Workout.objects.count() == 1


def test_two_taps_on_save_make_one_workout(alices_page: Page) -> None:
    """This browser sends the form once; the next test is about those that send it twice."""
    alices_page.goto("/workouts/new/")
    type_reps(alices_page, "Clamshells", 1, left=12)

    with alices_page.expect_navigation():
        alices_page.get_by_role("button", name="Save workout").dblclick()

    expect(alices_page.get_by_role("status")).to_contain_text("Saved:")
    assert Workout.objects.count() == 1


def test_saving_again_because_no_answer_came_makes_one_workout(alices_page: Page) -> None:
    alices_page.goto("/workouts/new/")
    type_reps(alices_page, "Clamshells", 1, left=12)
    save_in_vain(alices_page)

    save(alices_page)

    expect(alices_page.get_by_role("status")).to_contain_text("Saved:")
    assert Workout.objects.count() == 1


def test_saving_again_with_another_number_offers_to_replace_the_first(alices_page: Page) -> None:
    alices_page.goto("/workouts/new/")
    type_reps(alices_page, "Clamshells", 1, left=12)
    save_in_vain(alices_page)
    type_reps(alices_page, "Clamshells", 1, left=13)

    save(alices_page)
    expect(alices_page.get_by_text("This workout was saved before.")).to_be_visible()
    expect(box(alices_page, "Clamshells", 1, "left")).to_have_value("13")
    save(alices_page)

    assert list(WorkoutSet.objects.order_by("side").values_list("reps", flat=True)) == [13, 13]


@pytest.mark.parametrize("reloads", [False, True])
def test_back_button_and_save_make_no_second_workout(alices_page: Page, reloads: bool) -> None:
    """The form has its name in its address, so the site knows that it was stored, and offers to correct it."""
    alices_page.goto("/workouts/new/")
    type_reps(alices_page, "Clamshells", 1, left=12)
    save(alices_page)
    expect(alices_page.get_by_role("status")).to_contain_text("Saved:")

    alices_page.go_back()
    if reloads:
        alices_page.reload()
    save(alices_page)

    assert Workout.objects.count() == 1


def test_enter_in_a_box_saves(alices_page: Page) -> None:
    alices_page.goto("/workouts/new/")
    type_reps(alices_page, "Clamshells", 1, left=12, right=10)

    with alices_page.expect_navigation():
        box(alices_page, "Clamshells", 1, "right").press("Enter")

    expect(alices_page.get_by_role("status")).to_contain_text("Saved:")
    assert Workout.objects.count() == 1


class TestRefusedForm:
    @pytest.fixture
    def refused(self, alices_page: Page) -> Page:
        """The form after it was sent with two mistakes."""
        alices_page.goto("/workouts/new/")
        type_reps(alices_page, "Clamshells", 1, left=12)
        type_reps(alices_page, "Hip bridges", 2, both=1000)
        note = section(alices_page, "Clamshells").get_by_label("Note")
        note.evaluate("(note, text) => { note.value = text; }", "n" * 201)
        alices_page.get_by_label("Date").fill("2020-02-29")
        choose_pain(alices_page, "pain_before", "3")
        box(alices_page, "Clamshells", 1, "resistance").select_option("Medium band")
        save(alices_page)
        return alices_page

    def test_keeps_what_was_typed(self, refused: Page) -> None:
        expect(box(refused, "Clamshells", 1, "left")).to_have_value("12")
        resistance = box(refused, "Clamshells", 1, "resistance")
        expect(resistance.locator(":checked")).to_have_text("Medium band")
        expect(box(refused, "Hip bridges", 2, "both")).to_have_value("1000")
        expect(section(refused, "Clamshells").get_by_label("Note")).to_have_value("n" * 201)
        expect(refused.get_by_label("Date")).to_have_value("2020-02-29")
        expect(chosen_pain(refused, "pain_before")).to_have_value("3")
        assert not Workout.objects.exists()

    def test_begins_with_a_summary_that_has_the_focus(self, refused: Page) -> None:
        summary = refused.locator("#error-summary")

        expect(refused).to_have_title("Error: Log a workout · HipStrength")
        expect(summary).to_be_focused()
        expect(summary).to_be_in_viewport()
        assert summary.get_by_role("link").all_inner_texts() == [
            "Clamshells, Note: Ensure this value has at most 200 characters (it has 201).",
            "Hip bridges, set 2, Reps: Type a whole number from 1 to 100.",
        ]

    def test_says_what_is_wrong_at_the_field(self, refused: Page) -> None:
        reps = box(refused, "Hip bridges", 2, "both")

        expect(reps).to_have_attribute("aria-invalid", "true")
        expect(reps).to_have_accessible_description("Type a whole number from 1 to 100.")

    def test_links_lead_to_the_field(self, refused: Page) -> None:
        refused.get_by_role("link", name="Hip bridges, set 2").click()

        expect(box(refused, "Hip bridges", 2, "both")).to_be_focused()
        expect(box(refused, "Hip bridges", 2, "both")).to_be_in_viewport()

    def test_links_open_what_is_folded_away(self, refused: Page) -> None:
        note = section(refused, "Clamshells").get_by_label("Note")
        expect(note).to_be_visible()
        section(refused, "Clamshells").get_by_text("Knee pain and note").click()
        expect(note).to_be_hidden()

        refused.get_by_role("link", name="Clamshells, Note").click()

        expect(note).to_be_focused()
        expect(note).to_be_in_viewport()

    def test_can_be_put_right_and_saved(self, refused: Page) -> None:
        type_reps(refused, "Hip bridges", 2, both=10)
        section(refused, "Clamshells").get_by_label("Note").fill("Fine.")

        save(refused)

        expect(refused.get_by_role("status")).to_contain_text("Saved:")
        assert Workout.objects.get().exercises.count() == 2


def test_nothing_typed_leads_to_the_first_exercise(alices_page: Page) -> None:
    alices_page.goto("/workouts/new/")
    save(alices_page)

    alices_page.get_by_role("link", name="There is nothing to save yet.").click()

    expect(section(alices_page, "Clamshells")).to_be_focused()


@pytest.mark.parametrize("address", ["/accounts/login/", "/accounts/signup/"])
def test_refused_account_form_has_a_focused_summary_with_links(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("E-mail address").fill("nobody")
    page.get_by_role("main").locator("button.btn-primary").click()

    expect(page.locator("#error-summary")).to_be_focused()
    page.locator("#error-summary").get_by_role("link", name="E-mail address").click()

    expect(page.get_by_label("E-mail address")).to_be_focused()
    expect(page.get_by_label("E-mail address")).to_have_value("nobody")
