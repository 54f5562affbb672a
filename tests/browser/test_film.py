"""The moving pictures, as a browser shows them: with and without scripts, movement, and light."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.measures import media
from tests.browser.places import EXERCISES

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("catalogue")]

# Where the window over the strip is, and the size of everything that is drawn.
FRAME = "() => { const m = new DOMMatrix(getComputedStyle(document.querySelector('.drawing-frames')).transform);" + (
    " return [m.e, m.f] }"
)
SIZES = """() => [...document.querySelectorAll('main use')].filter(use => use.checkVisibility())
    .map(use => use.getBBox()).map(box => [box.width, box.height])"""
STATES = "() => document.getAnimations().map(film => film.playState)"


def frame_at(page: Page, seconds: float) -> tuple[int, int]:
    """Return which frame is seen so far into the film, by column and row."""
    # Held still, because a busy machine may look only later.
    page.evaluate(
        "time => { const [film] = document.getAnimations(); film.pause(); film.currentTime = time }", seconds * 1000
    )
    x, y = page.evaluate(FRAME)
    return (round(-x / 320), round(-y / 200))


def test_every_part_of_a_drawing_is_found(page: Page) -> None:
    empty = {}
    for slug in EXERCISES:
        page.goto(f"/exercises/{slug}/")
        page.wait_for_function("() => document.querySelector('.drawing use').getBBox().width > 0")
        empty[slug] = [size for size in page.evaluate(SIZES) if min(size) < 10]

    assert empty == {slug: [] for slug in EXERCISES}


def test_film_goes_there_and_back_in_its_tempo(page: Page) -> None:
    page.goto("/exercises/clamshells/")

    # One second at the start, two seconds up, one and a half at the top, two and a half down.
    assert [frame_at(page, time) for time in (0.5, 2.03, 3.5, 4.4)] == [(0, 0), (4, 2), (2, 5), (2, 5)]
    assert frame_at(page, 1.0 + 2.0 * 7.5 / 31) == frame_at(page, 7.0 - 2.5 * 7.5 / 31)
    assert frame_at(page, 7.5) == (0, 0)


def test_walk_takes_its_time(page: Page) -> None:
    page.goto("/exercises/banded-crab-walks/")

    assert page.evaluate("() => document.getAnimations()[0].effect.getComputedTiming().duration") == 10_000


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_film_is_paused_by_hand_without_scripts(page: Page) -> None:
    page.goto("/exercises/clamshells/")
    running = page.evaluate(STATES)

    page.get_by_label("Pause the movement").check()
    paused = page.evaluate(STATES)
    page.get_by_label("Pause the movement").press("Space")

    assert (running, paused, page.evaluate(STATES)) == (["running"], ["paused"], ["running"])


def test_start_and_end_stand_in_for_movement(page: Page) -> None:
    with media(page, reduced_motion="reduce"):
        page.goto("/exercises/hip-bridges/")

        assert page.evaluate(STATES) == []
        expect(page.locator(".drawing-moving")).to_be_hidden()
        expect(page.get_by_label("Pause the movement")).to_be_hidden()
        left, right = (box.bounding_box() for box in page.locator(".drawing-still svg").all())

    assert left is not None
    assert right is not None
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] < right["x"]


def test_film_is_not_printed(page: Page) -> None:
    page.goto("/exercises/hip-bridges/")

    with media(page, media="print"):
        assert page.evaluate(STATES) == []
        expect(page.locator(".drawing-moving")).to_be_hidden()
        expect(page.get_by_text("Top: one straight line")).to_be_visible()


def test_drawing_has_other_colours_in_the_dark(page: Page) -> None:
    fill = "() => getComputedStyle(document.querySelector('.drawing')).getPropertyValue('--drawing-mat')"
    page.goto("/exercises/clamshells/")
    light = page.evaluate(fill)

    with media(page, color_scheme="dark"):
        dark = page.evaluate(fill)
    with media(page, color_scheme="dark", media="print"):
        printed = page.evaluate(fill)

    assert (light, printed) == ("", "")
    assert dark.startswith("#")


def test_pause_box_shows_its_tick_in_chosen_colours(page: Page) -> None:
    page.goto("/exercises/clamshells/")
    look = "box => { const style = getComputedStyle(box); return [style.appearance, style.backgroundImage] }"
    box = page.get_by_label("Pause the movement")
    box.check()

    with media(page, forced_colors="active"):
        assert box.evaluate(look) == ["auto", "none"]


def test_picture_in_the_log_is_beside_its_exercise(alices_page: Page) -> None:
    alices_page.goto("/workouts/new/")
    alices_page.wait_for_function("() => document.querySelector('.log-drawings use').getBBox().width > 0")

    assert [size for size in alices_page.evaluate(SIZES) if min(size) < 10] == []
    expect(alices_page.get_by_role("img", name="A person lies on their back")).to_be_visible()
