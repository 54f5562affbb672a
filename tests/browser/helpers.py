"""What several browser tests do."""

from django.conf import settings
from django.test import Client
from django.utils.text import slugify
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page

from hipstrength.accounts.models import User
from logbook.entries import WorkoutEntry
from logbook.models import Workout

# The browser's own words for a page that answers so on purpose.
REFUSED = "Failed to load resource: the server responded with a status of 4"


def listen(context: BrowserContext) -> list[str]:
    """Return a list that grows with what the browser complains of: a broken script, a missing file, a blocked style."""
    complaints: list[str] = []
    context.on("weberror", lambda error: complaints.append(str(error.error)))

    def note(message: ConsoleMessage) -> None:
        is_page = message.text.startswith(REFUSED) and settings.STATIC_URL not in message.location["url"]
        if message.type in ("error", "warning") and not is_page:
            complaints.append(message.text)

    context.on("console", note)
    return complaints


def log_in(context: BrowserContext, user: User, base_url: str) -> None:
    """Give a browser the cookie that the login page would give it."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": base_url}])


def section(page: Page, exercise: str) -> Locator:
    """Return the part of the log form that is about one exercise, by its name."""
    # By id: Playwright takes a fifth of a second to find a role in a form of this size.
    return page.locator(f"#exercise-{slugify(exercise)}")


def rows(page: Page, exercise: str) -> Locator:
    """Return the sets of an exercise in the log form."""
    return section(page, exercise).locator(".set-row")


def row(page: Page, exercise: str, number: int) -> Locator:
    """Return one set of an exercise in the log form, counted from 1."""
    return rows(page, exercise).nth(number - 1)


def box(page: Page, exercise: str, number: int, name: str) -> Locator:
    """Return a box of one set, by its name in the form: left, right, both, resistance, weight, unit or done."""
    return row(page, exercise, number).locator(f"[name$='-{name}']")


def type_reps(page: Page, exercise: str, number: int, **reps: int) -> None:
    """Type the reps of one set: `left=12, right=10` or `both=15`, from left to right."""
    for name, count in reps.items():
        box(page, exercise, number, name).fill(str(count))


def reps(page: Page, exercise: str, number: int) -> list[str]:
    """Return what the boxes for reps of one set say, in the order in which they stand."""
    return [field.input_value() for field in row(page, exercise, number).locator("[data-reps]").all()]


def ticked(page: Page, exercise: str) -> list[bool]:
    """Return which sets of an exercise are ticked."""
    return [tick.is_checked() for tick in section(page, exercise).locator("[data-tick]").all()]


def pain_row(place: Page | Locator, name: str) -> Locator:
    """Return a row of pain scores in the log form, by the name of its boxes: pain_before, pain_next_morning, …"""
    return place.locator(f"fieldset[id$='{name}']")


def choose_pain(place: Page | Locator, name: str, score: str) -> None:
    """Tap on a score of a row; "" takes the answer back."""
    pain_row(place, name).locator(f".score:has([value='{score}'])").click()


def chosen_pain(place: Page | Locator, name: str) -> Locator:
    """Return the score of a row that is chosen."""
    return pain_row(place, name).locator(":checked")


def tick(page: Page, exercise: str, number: int) -> None:
    """Tap on the tick of one set."""
    row(page, exercise, number).locator(".tick").tap()


def save(page: Page) -> None:
    """Press the button at the end of the log form, and wait for the answer."""
    with page.expect_navigation():
        page.get_by_role("button", name="Save workout").click()


def workouts_shown(page: Page) -> list[list[str]]:
    """Return the lines of each workout on a page, as a person reads them."""
    cards = page.locator(".workout .workout-exercises").all()
    return [[line.inner_text() for line in card.locator("dt, dd").all()] for card in cards]


def latest(user: User) -> WorkoutEntry:
    """Return the workout that a person has saved last."""
    workout: Workout = user.workouts.with_sets().latest("pk")
    return workout.entry
