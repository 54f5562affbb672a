"""Every page that people can meet, and how to get there."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.core import mail
from django.http import HttpResponse
from django.template import loader
from django.utils import timezone
from playwright.sync_api import Page

from exercises.catalogue import load_missing
from exercises.models import Exercise
from exercises.versions import store
from hipstrength.accounts.models import User
from logbook.models import Activity, Band, ClinicScore, Workout
from tests.accounts.passkeys import add_passkey
from tests.browser.helpers import box, choose_pain, save, type_reps
from tests.factories import band, done, kg, make_user, make_workout

Reach = Callable[[Page], object]
EXERCISES = ("clamshells", "side-lying-hip-abduction", "hip-bridges", "banded-crab-walks")
# Templates of answers that no address asks for.
ANSWERS = ("400", "403", "429", "500")


@dataclass(frozen=True)
class World:
    """People, and what is in their logs."""

    regular: User
    newcomer: User
    passwordless: User
    guarded: User
    undecided: User
    passkey: Authenticator
    workout: Workout
    yesterdays: Workout
    band: Band
    activity: Activity
    score: ClinicScore


def make_world() -> World:
    """Make somebody with a full week, somebody with an empty log, and somebody without a password."""
    load_missing()
    regular = make_user(email="regular@example.org")
    today = regular.local_date(timezone.now())
    heavy = done("hip-bridges", both=[20, 20], resistance=kg("22.5"), pain=3, note="Slowly, with a pause at the top.")
    walks = done("banded-crab-walks", left=[15], right=[15], resistance=band(regular, position="ankles"), pain=0)
    exercises = [done("clamshells", left=[12, 12], right=[12, 10]), heavy, walks]
    workout = make_workout(user=regular, day=today, exercises=exercises, pain_before=2, note="After the long run.")
    yesterdays = make_workout(user=regular, day=today - timedelta(days=1), pain_before=1)
    make_workout(user=regular, day=today - timedelta(weeks=3))
    light = done("clamshells", left=[12, 12], right=[12, 14], resistance=band(regular), pain=1)
    make_workout(user=regular, day=today - timedelta(weeks=4), exercises=[light], pain_next_morning=0)
    bridges = Exercise.objects.get(slug="hip-bridges")
    bridges.start_position = "Lie on your back."
    store(bridges, by=None)
    retired = regular.bands.create(
        name="Loop of the old gym", colour=Band.Colour.SILVER, order=4, retired_at=timezone.now()
    )
    activity, score = say_about_knee(regular)
    passwordless = make_user(email="passwordless@example.org")
    passwordless.set_unusable_password()
    passwordless.save()
    newcomer = make_user(email="newcomer@example.org")
    newcomer.bands.update(retired_at=timezone.now())
    guarded = make_user(email="guarded.by.everything.there.is@example.org")
    passkey = add_passkey(guarded, "The old phone with the scratch on its back, in the kitchen")
    undecided = make_user(email="undecided@example.org", privacy_version=0, privacy_agreed_at=None)
    people = (regular, newcomer, passwordless, guarded, undecided)
    return World(*people, passkey, workout, yesterdays, retired, activity, score)


def say_about_knee(user: User) -> tuple[Activity, ClinicScore]:
    """Let somebody rate two activities, set one aside, and keep a score; their last week was below its goal."""
    today = user.local_date(timezone.now())
    stairs = user.activities.create(name="Going down the stairs to the underground")
    for weeks, score in ((9, 8), (8, 7), (5, 7), (2, 5), (0, 4)):
        day = today - timedelta(weeks=weeks)
        stairs.ratings.create(week=user.week_of(day).number, rated_on=day, score=score)
    user.activities.create(name="Running to the bus")
    user.activities.create(name="Kneeling", retired_at=timezone.now())
    return stairs, user.clinic_scores.create(name="Score of the knee clinic", value="72.5", scored_on=today)


def at(address: str) -> Reach:
    """Go to an address."""
    return lambda page: page.goto(address)


def visitors_places() -> dict[str, Reach]:
    """Return what is open to everybody."""
    return {
        "first page": at("/"),
        "exercises": at("/exercises/"),
        "sheet": at("/exercises/print/"),
        **{slug: at(f"/exercises/{slug}/") for slug in EXERCISES},
        "why": at("/why/"),
        "safety": at("/safety/"),
        "privacy": at("/privacy/"),
        "account deleted": at("/accounts/deleted/"),
        "log in": at("/accounts/login/"),
        "log in, refused": lambda page: send(page, "/accounts/login/"),
        "sign up": at("/accounts/signup/"),
        "sign up, refused": lambda page: send(page, "/accounts/signup/"),
        "inactive": at("/accounts/inactive/"),
        "confirm e-mail": at("/accounts/confirm-email/"),
        "confirm e-mail, wrong link": at("/accounts/confirm-email/none/"),
        "forgotten password": at("/accounts/password/reset/"),
        "forgotten password, refused": lambda page: send(page, "/accounts/password/reset/"),
        "forgotten password, sent": ask_for_link,
        "new password, wrong link": at("/accounts/password/reset/key/1-none/"),
        "new password": follow_link,
        "new password, refused": lambda page: send(page, page.url),
        "new password, saved": at("/accounts/password/reset/key/done/"),
        "not found": at("/nowhere/"),
        "without cookie": send_without_cookie,
        **{f"answer {name}": answer(name) for name in ANSWERS},
    }


def regulars_places(world: World) -> dict[str, Reach]:
    """Return what somebody sees who has logged something."""
    today = world.workout.performed_on
    workout = world.workout.get_absolute_url()
    return {
        "home": at("/"),
        "log": at("/workouts/new/"),
        "log, refused": refused_log,
        "log, saved before": saved_before,
        "this week": at("/history/"),
        "empty week": at(f"/history/{world.regular.week_of(today - timedelta(weeks=2)).key}/"),
        "coming week": at(f"/history/{world.regular.week_of(today + timedelta(weeks=2)).key}/"),
        "another week, refused": at("/history/jump/?day=none"),
        "this month": at("/history/months/"),
        "another month": at(f"/history/months/{today - timedelta(days=40):%Y-%m}/"),
        "12 weeks": at("/history/weeks/12/"),
        "52 weeks": at("/history/weeks/52/"),
        "52 weeks, numbers": lambda page: open_all(page, "/history/weeks/52/"),
        "52 weeks, empty": at("/history/weeks/52/2020-01-06/"),
        "exercise over time": lambda page: open_all(page, "/history/exercises/clamshells/"),
        "exercise over time, walks": lambda page: open_all(page, "/history/exercises/banded-crab-walks/"),
        "exercise over time, empty": at("/history/exercises/clamshells/2020-01-06/"),
        "exercise over time, never": at("/history/exercises/side-lying-hip-abduction/"),
        "workout": at(workout),
        "workout, morning asked": at(world.yesterdays.get_absolute_url()),
        "workout, morning refused": lambda page: refused_morning(page, world.yesterdays),
        "text of then": at(f"{workout}exercises/hip-bridges/"),
        "text of then, unchanged": at(f"{workout}exercises/clamshells/"),
        "edit": at(f"{workout}edit/"),
        "edit, changed meanwhile": lambda page: changed_meanwhile(page, f"{workout}edit/"),
        "edit, last set removed": lambda page: remove_all_sets(page, f"{workout}edit/"),
        "delete": at(f"{workout}delete/"),
        "knee": lambda page: open_all(page, "/knee/"),
        "knee, rated": rate_activities,
        "knee, activity refused": lambda page: send_to(page, "/knee/", "/knee/activities/"),
        "knee, score refused": lambda page: send_to(page, "/knee/", "/knee/scores/"),
        "knee, rating refused": refused_rating,
        "activity": at(f"/knee/activities/{world.activity.pk}/"),
        "activity, refused": lambda page: clear_and_send(
            page, f"/knee/activities/{world.activity.pk}/", "#activity-name"
        ),
        "activity, delete": at(f"/knee/activities/{world.activity.pk}/delete/"),
        "score": at(f"/knee/scores/{world.score.pk}/"),
        "score, refused": lambda page: clear_and_send(page, f"/knee/scores/{world.score.pk}/", "#score-value"),
        "score, delete": at(f"/knee/scores/{world.score.pk}/delete/"),
        "reason": at(f"/history/{world.regular.week_of(today - timedelta(weeks=2)).key}/why/"),
        "reason, given": give_reason,
        "reason, on home": at("/"),
        "reason, to be changed": change_reason,
        "reason, on the week": week_with_reason,
        "log, morning and pain": lambda page: choose_pains(page, f"{world.yesterdays.get_absolute_url()}edit/"),
        "home, morning answered": answered_morning,
        "log, as suggested": at("/workouts/new/?use=clamshells"),
        "settings": at("/settings/"),
        "data": at("/data/"),
        "data, password asked": at("/data/export.json"),
        "steps": at("/settings/steps/"),
        "bands": at("/settings/bands/"),
        "bands, moved": move_band,
        "bands, refused": lambda page: send(page, "/settings/bands/"),
        "band": at(f"/settings/bands/{world.band.pk}/"),
        "band, refused": rename_to_nothing(world),
        "change password": at("/accounts/password/change/"),
        "change password, refused": lambda page: send(page, "/accounts/password/change/"),
        "change e-mail": at("/accounts/email/"),
        "change e-mail, refused": lambda page: send(page, "/accounts/email/"),
        "log in again": at("/accounts/reauthenticate/"),
        "log in again, refused": lambda page: send(page, "/accounts/reauthenticate/"),
        "log out": at("/accounts/logout/"),
    }


def newcomers_places() -> dict[str, Reach]:
    """Return what differs for somebody who never logged anything."""
    return {
        "home of a newcomer": at("/"),
        "first week": at("/history/"),
        "first month": at("/history/months/"),
        "first 12 weeks": at("/history/weeks/12/"),
        "no bands": at("/settings/bands/"),
    }


def send(page: Page, address: str) -> None:
    """Send the form that a page is about as it is."""
    page.goto(address)
    press(page)


def open_all(page: Page, address: str) -> None:
    """Go to an address and open what can be opened."""
    page.goto(address)
    for summary in page.locator("main summary").all():
        summary.click()


def press(page: Page) -> None:
    """Send the form that the page is about."""
    with page.expect_navigation():
        page.locator("main form .btn-primary").last.click()


def move_band(page: Page) -> None:
    """Move a band, which leads back to it."""
    page.goto("/settings/bands/")
    with page.expect_navigation():
        page.get_by_role("button", name="Move down Light band").click()


def send_to(page: Page, address: str, action: str) -> None:
    """Send one of the forms of a page as it is; a date that it suggests is taken away."""
    page.goto(address)
    form = page.locator(f'main form[action="{action}"]')
    for day in form.locator("input[type=date]").all():
        day.fill("")
    with page.expect_navigation():
        form.get_by_role("button").click()


def rate_activities(page: Page) -> None:
    """Rate an activity and save."""
    page.goto("/knee/")
    page.locator("fieldset").last.get_by_role("radio", name="7", exact=True).check()
    press_by_name(page, "Save this week\N{RIGHT SINGLE QUOTATION MARK}s ratings")


def refused_rating(page: Page) -> None:
    """Send a number that no scale has."""
    page.goto("/knee/")
    page.locator("fieldset input").last.evaluate("step => { step.value = '11'; step.checked = true; }")
    press_by_name(page, "Save this week\N{RIGHT SINGLE QUOTATION MARK}s ratings")


def clear_and_send(page: Page, address: str, box: str) -> None:
    """Empty a box and send its form."""
    page.goto(address)
    page.locator(box).fill("")
    press(page)


def give_reason(page: Page) -> None:
    """Say on home why the last week ended below its goal."""
    page.goto("/")
    press_by_name(page, "Pain")


def change_reason(page: Page) -> None:
    """Go to where the reason is changed."""
    page.goto("/")
    with page.expect_navigation():
        page.get_by_role("link", name="Change what you said about last week").click()


def week_with_reason(page: Page) -> None:
    """Go to the page of the last week."""
    change_reason(page)
    with page.expect_navigation():
        page.get_by_role("link", name="Back to the week").click()


def press_by_name(page: Page, name: str) -> None:
    """Press a button and wait for the answer."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def rename_to_nothing(world: World) -> Reach:
    """Take a band's name away."""

    def reach(page: Page) -> None:
        page.goto(f"/settings/bands/{world.band.pk}/")
        page.get_by_label("Name").fill("")
        press(page)

    return reach


def refused_log(page: Page) -> None:
    """Make as many mistakes as the log form knows."""
    page.goto("/workouts/new/")
    type_reps(page, "Clamshells", 1, left=1000, right=12)
    type_reps(page, "Hip bridges", 1, both=1000)
    box(page, "Hip bridges", 2, "resistance").select_option("Weight")
    type_reps(page, "Hip bridges", 2, both=12)
    page.get_by_role("region", name="Clamshells").get_by_label("Note").evaluate("note => note.value = 'x'.repeat(201)")
    page.get_by_label("Note", exact=True).last.evaluate("note => note.value = 'x'.repeat(501)")
    page.get_by_label("Date").fill("1999-12-31")
    save(page)


def refused_morning(page: Page, workout: Workout) -> None:
    """Send a score that the page does not have."""
    page.goto(workout.get_absolute_url())
    button = page.locator(".morning button").last
    button.evaluate("button => { button.value = '11'; }")
    with page.expect_navigation():
        button.click()


def answered_morning(page: Page) -> None:
    """Answer how the knee was this morning, with a score that needs care."""
    page.goto("/")
    with page.expect_navigation():
        page.locator(".morning button[value='7']").click()


def choose_pains(page: Page, address: str) -> None:
    """Unfold everything in a log form, and choose a score of each zone."""
    open_all(page, address)
    for name, score in (("pain_before", "2"), ("pain_next_morning", "5"), ("clamshells.all-pain_during", "6")):
        choose_pain(page, name, score)


def saved_before(page: Page) -> None:
    """Send a form a second time, with another number."""
    page.goto("/workouts/new/")
    type_reps(page, "Clamshells", 1, left=12)
    page.locator(".log-form").evaluate("form => fetch(form.action, {method: 'POST', body: new FormData(form)})")
    type_reps(page, "Clamshells", 1, left=13)
    save(page)


def changed_meanwhile(page: Page, address: str) -> None:
    """Correct a workout in a second tab, and then in the first one."""
    page.goto(address)
    note = page.get_by_label("Note", exact=True).last
    send_copy = """(form, note) => {
        const body = new FormData(form);
        body.set("note", note);
        return fetch(form.action, {method: "POST", body});
    }"""
    page.locator(".log-form").evaluate(send_copy, "From the other tab.")
    note.fill("From this tab.")
    save(page)


def remove_all_sets(page: Page, address: str) -> None:
    """Take the tick off every set of a workout."""
    page.goto(address)
    while page.locator("[data-tick]:checked").count():
        page.locator("[data-tick]:checked").first.click()
    save(page)


def ask_for_link(page: Page) -> None:
    """Ask for the mail with which a forgotten password is replaced."""
    page.goto("/accounts/password/reset/")
    page.get_by_role("textbox", name="mail").fill("regular@example.org")
    press(page)


def follow_link(page: Page) -> None:
    """Open the address that the last mail names."""
    match = re.search(r"https?://[^/]+(/\S+)", str(mail.outbox[-1].body))
    assert match
    page.goto(match[1])


def send_without_cookie(page: Page) -> None:
    """Send a form from a browser that has lost its cookies."""
    page.goto("/accounts/login/")
    page.context.clear_cookies()
    press(page)


def answer(name: str) -> Reach:
    """Show a page that only something going wrong shows, rendered as Django does then: without a request."""
    body = HttpResponse(loader.get_template(f"{name}.html").render()).content

    def reach(page: Page) -> None:
        page.route(f"**/{name}/", lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8"))
        page.goto(f"/{name}/")

    return reach
