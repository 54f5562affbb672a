"""The pages about importing a file, and how to get there; see tests/browser/places.py."""

import json
from typing import Any

from django.utils import timezone
from playwright.sync_api import Page

from hipstrength.accounts.models import User
from tests.browser.places import Reach, at, press, send

STRONG = (
    "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
    "2024-01-05 18:30:00,Hips,20m,Clamshell,W,2,12,0,0,slowly,Felt good,\n"
    "2024-01-05 18:30:00,Hips,20m,A bridge of the hips with a name that goes on and on,1,5.3,12,0,0,,Felt good,8\n"
    "2024-01-05 18:30:00,Hips,20m,Squat,1,50,120,0,0,,Felt good,8\n"
)


def import_places(user: User) -> dict[str, Reach]:
    """Return what somebody sees who imports files."""
    today = user.local_date(timezone.now()).isoformat()
    return {
        "import": at("/data/import/"),
        "import, no file": lambda page: send(page, "/data/import/"),
        "import, broken file": lambda page: choose(page, b"\x89PNG, which is none"),
        "import, which exercise is which": lambda page: choose(page, STRONG.encode()),
        "import, which exercise is which, refused": refused_match,
        "import, of an app": dry_run_of_app,
        "import, a file waits": at("/data/import/"),
        "import, of an app, done": import_app,
        "import, of our own": lambda page: choose(page, own_file(today, days=4)),
        "import, of our own, done": press,
        "import, differs": lambda page: choose(page, own_file(today, days=5, note="Other words")),
        "import, cancelled": cancel,
    }


def own_file(today: str, *, days: int, note: str = "") -> bytes:
    """Return a JSON with something of everything, and something wrong."""
    bouts = [{"number": 1, "side": side, "count": count} for side, count in (("left", 12), ("right", 101))]
    done = {"exercise": "clamshells", "revision": 9, "sets": bouts}
    workouts: list[Any] = [
        {"id": "11111111-1111-4111-8111-111111111111", "performed_on": today, "note": note, "exercises": [done]},
        {"performed_on": today, "exercises": [{"exercise": "an-exercise-of-elsewhere-with-a-long-name"}]},
    ]
    goals = [{"set_on": today, "days": days}]
    profile = {"knee": "both", "time_zone": "America/Argentina/ComodRivadavia", "weights": "0.5 kg, 1 kg, 1.5 kg"}
    document = {"format": "hipstrength", "version": 1, "profile": profile, "goals": goals, "workouts": workouts}
    return json.dumps(document).encode()


def choose(page: Page, content: bytes) -> None:
    """Send a file; open what can be opened on the page that it leads to."""
    page.goto("/data/import/")
    name = "the-log-of-all-my-workouts-since-the-first-day-that-i-can-remember.export"
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/plain", "buffer": content})
    press(page)
    for summary in page.locator("main summary").all():
        summary.click()


def press_first(page: Page) -> None:
    """Send the form with the main button of the page."""
    with page.expect_navigation():
        page.locator("main form .btn-primary").first.click()


def refused_match(page: Page) -> None:
    """Answer something that was not asked."""
    choose(page, STRONG.encode())
    page.locator("main select").last.evaluate("box => { box.options[0].value = 'none'; box.selectedIndex = 0; }")
    press_first(page)


def dry_run_of_app(page: Page) -> None:
    """Take the suggested exercises, and one more."""
    choose(page, STRONG.encode())
    page.locator("main select[name^=exercise]").last.select_option("hip-bridges")
    press_first(page)


def import_app(page: Page) -> None:
    """Go on with the file that waits."""
    page.goto("/data/import/")
    with page.expect_navigation():
        page.get_by_role("link", name="Go on with it").click()
    # The unit of its weights is asked for again.
    press_first(page)
    press_first(page)


def cancel(page: Page) -> None:
    """Delete the file that waits."""
    page.goto("/data/import/")
    with page.expect_navigation():
        page.get_by_role("link", name="Go on with it").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Do not import").click()
