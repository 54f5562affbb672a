"""Every private address: who may, who may not, and how."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client

from hipstrength.accounts.models import User
from logbook import urls
from logbook.models import Activity, Workout, set_week_goal
from logbook.seals import seal_version
from tests.factories import PASSWORD, band, done, form_data, make_workout
from tests.rendered import main_form, parse, values
from tests.stored import rows_of

DAY = date(2026, 11, 17)
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
# Each private address by its name, and what its owner gets for each method that it takes.
PAGES: dict[str, tuple[str, dict[str, int]]] = {
    "this-week": ("/history/", {"GET": 200, "HEAD": 200}),
    "week": ("/history/2026-11-16/", {"GET": 200, "HEAD": 200}),
    "week-jump": ("/history/jump/?day=2026-11-17", {"GET": 302, "HEAD": 302}),
    "week-reason": ("/history/2026-11-09/why/", {"GET": 200, "HEAD": 200, "POST": 302}),
    "this-month": ("/history/months/", {"GET": 200, "HEAD": 200}),
    "month": ("/history/months/2026-11/", {"GET": 200, "HEAD": 200}),
    "weeks": ("/history/weeks/12/", {"GET": 200, "HEAD": 200}),
    "weeks-until": ("/history/weeks/52/2026-11-16/", {"GET": 200, "HEAD": 200}),
    "exercise-history": ("/history/exercises/clamshells/", {"GET": 200, "HEAD": 200}),
    "exercise-history-until": ("/history/exercises/clamshells/2026-11-16/", {"GET": 200, "HEAD": 200}),
    "workout-new": ("/workouts/new/", {"GET": 200, "HEAD": 200, "POST": 302}),
    "workout-new-more": ("/workouts/new/more/", {"GET": 302, "HEAD": 302, "POST": 200}),
    "workout": ("/workouts/{id}/", {"GET": 200, "HEAD": 200}),
    "workout-exercise": ("/workouts/{id}/exercises/clamshells/", {"GET": 200, "HEAD": 200}),
    "workout-next-morning": ("/workouts/{id}/next-morning/", {"GET": 302, "HEAD": 302, "POST": 302}),
    "workout-edit": ("/workouts/{id}/edit/", {"GET": 200, "HEAD": 200, "POST": 302}),
    "workout-edit-more": ("/workouts/{id}/edit/more/", {"GET": 302, "HEAD": 302, "POST": 200}),
    "workout-undo": ("/workouts/{id}/undo/", {"POST": 302}),
    "workout-delete": ("/workouts/{id}/delete/", {"GET": 200, "HEAD": 200, "POST": 302}),
    "bands": ("/settings/bands/", {"GET": 200, "HEAD": 200, "POST": 302}),
    "band": ("/settings/bands/{band}/", {"GET": 200, "HEAD": 200, "POST": 302}),
    "band-move": ("/settings/bands/{band}/move/", {"POST": 302}),
    "band-retire": ("/settings/bands/{band}/retire/", {"POST": 302}),
    "band-return": ("/settings/bands/{retired}/return/", {"POST": 302}),
    "band-delete": ("/settings/bands/{band}/delete/", {"POST": 302}),
    "steps": ("/settings/steps/", {"GET": 200, "HEAD": 200}),
    "steps-change": ("/settings/steps/clamshells/", {"POST": 302}),
    "knee": ("/knee/", {"GET": 200, "HEAD": 200}),
    "knee-ratings": ("/knee/ratings/", {"GET": 302, "HEAD": 302, "POST": 302}),
    "activities": ("/knee/activities/", {"GET": 302, "HEAD": 302, "POST": 302}),
    "activity": ("/knee/activities/{activity}/", {"GET": 200, "HEAD": 200, "POST": 302}),
    "activity-retire": ("/knee/activities/{activity}/retire/", {"POST": 302}),
    "activity-return": ("/knee/activities/{aside}/return/", {"POST": 302}),
    "activity-delete": ("/knee/activities/{activity}/delete/", {"GET": 200, "HEAD": 200, "POST": 302}),
    "scores": ("/knee/scores/", {"GET": 302, "HEAD": 302, "POST": 302}),
    "score": ("/knee/scores/{score}/", {"GET": 200, "HEAD": 200, "POST": 302}),
    "score-delete": ("/knee/scores/{score}/delete/", {"GET": 200, "HEAD": 200, "POST": 302}),
    "settings": ("/settings/", {"GET": 200, "HEAD": 200, "POST": 302}),
    "advice-off": ("/settings/advice/off/", {"POST": 302}),
}
TAKEN = [(method, name) for name, (_url, statuses) in PAGES.items() for method in statuses]
NOT_TAKEN = [(method, name) for name, (_url, statuses) in PAGES.items() for method in METHODS if method not in statuses]
OF_ONE_ROW = [(method, name) for method, name in TAKEN if "{" in PAGES[name][0]]
POSTS = [name for method, name in TAKEN if method == "POST"]
SETTINGS = {
    "goal": "5",
    "week_start": "0",
    "knee": "left",
    "target_sets": "3",
    "pain_limit": "4",
    "weights": "1",
    "weight_step": "1",
    "weight_unit": "lb",
    "rest_seconds": "90",
    "rest_sound": "on",
    "time_zone": "Europe/Paris",
}
# For every act on a band; each reads what it knows.
BAND = {"name": "Changed", "colour": "red", "direction": "up"}
# For everything that is said about a knee.
KNEE = {"name": "Changed", "value": "5", "scored_on": "2026-11-18", "reason": "ill"}
OF_THE_KNEE = ("knee", "activit", "score", "week-reason")


@pytest.fixture
def workout(alice: User, stranger: User, clamshells_only: None) -> Workout:
    """Alice's workout; the stranger has rows of their own, so that something could leak."""
    for user in (stranger, alice):
        set_week_goal(user=user, days=4, today=DAY)
        clamshells = done("clamshells", left=[12], resistance=band(user), note="Slow")
        workout = make_workout(user=user, day=DAY, exercises=[clamshells], pain_before=2, note="Mine")
        user.bands.filter(name="Medium").update(name="Mine", retired_at="2026-11-18T12:00Z")
        # A last week that ended below its goal.
        make_workout(user=user, day=DAY - timedelta(weeks=2), exercises=[clamshells])
        user.activities.create(name="Mine").ratings.create(week=1404, rated_on=DAY, score=7)
        user.activities.create(name="Mine, too", retired_at="2026-11-18T12:00Z")
        user.clinic_scores.create(name="Mine", value=72, scored_on=DAY)
    return workout


def address(name: str, workout: Workout) -> str:
    """Return where a page of the workout's owner is; the band is one that was never used."""
    user = workout.user
    keys = {
        "band": user.bands.get(name="Heavy").pk,
        "retired": user.bands.get(name="Mine").pk,
        "activity": user.activities.get(name="Mine").pk,
        "aside": user.activities.get(name="Mine, too").pk,
        "score": user.clinic_scores.get().pk,
    }
    return PAGES[name][0].format(id=workout.public_id, **keys)


def ask(client: Client, method: str, name: str, workout: Workout, url: str = "") -> Any:
    """Send a request with a body that changes something, if anything takes it."""
    url = url or address(name, workout)
    if method != "POST":
        return client.generic(method, url)
    if name.startswith("band"):
        return client.post(url, BAND)
    if name.startswith(OF_THE_KNEE):
        # Everybody's: nobody may rate for another.
        rated = {f"score-{key}": "3" for key in Activity.objects.values_list("pk", flat=True)}
        return client.post(url, KNEE | rated)
    version = {"version": seal_version(workout.user, workout)} if name == "workout-edit" else {}
    typed = form_data({"clamshells.sets-0-left": "99", "pain_next_morning": "3"})
    return client.post(url, SETTINGS if name == "settings" else typed | version)


def test_every_address_of_the_logbook_is_listed() -> None:
    assert set(PAGES) == {pattern.name for pattern in urls.urlpatterns} | {"settings", "advice-off"}


@pytest.mark.parametrize(("method", "name"), TAKEN)
def test_private_page_works(alices_client: Client, workout: Workout, method: str, name: str) -> None:
    response = ask(alices_client, method, name, workout)

    assert response.status_code == PAGES[name][1][method]


@pytest.mark.parametrize(("method", "name"), TAKEN)
def test_private_page_sends_anonymous_to_login(client: Client, workout: Workout, method: str, name: str) -> None:
    before = rows_of(workout.user)

    response = ask(client, method, name, workout)

    login = f"/accounts/login/?next={quote(address(name, workout))}"
    assert (response.status_code, response.headers["Location"]) == (302, login)
    assert rows_of(workout.user) == before


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("is_deleted", [False, True])
def test_private_page_sends_a_locked_out_person_to_login(
    alices_client: Client, workout: Workout, name: str, is_deleted: bool
) -> None:
    url = address(name, workout)
    if is_deleted:
        workout.user.delete()
    else:
        User.objects.filter(pk=workout.user.pk).update(is_active=False)

    response = ask(alices_client, next(iter(PAGES[name][1])), name, workout, url)

    assert response.status_code == 302
    assert response.headers["Location"].startswith("/accounts/login/?next=/")


@pytest.mark.parametrize(("method", "name"), OF_ONE_ROW)
def test_private_page_is_not_there_for_a_stranger(
    client: Client, stranger: User, workout: Workout, method: str, name: str
) -> None:
    client.force_login(stranger)
    before = rows_of(workout.user)

    response = ask(client, method, name, workout)

    assert response.status_code == 404
    assert "Mine" not in response.content.decode()
    assert rows_of(workout.user) == before


@pytest.mark.parametrize(("method", "name"), OF_ONE_ROW)
def test_private_page_is_not_there_for_an_admin(client: Client, workout: Workout, method: str, name: str) -> None:
    client.force_login(User.objects.create_superuser("admin@example.org", PASSWORD))
    before = rows_of(workout.user)

    response = ask(client, method, name, workout)

    assert response.status_code == 404
    assert rows_of(workout.user) == before


@pytest.mark.parametrize(("method", "name"), [pair for pair in TAKEN if pair not in OF_ONE_ROW])
def test_private_page_of_a_stranger_leaves_others_alone(
    client: Client, stranger: User, workout: Workout, method: str, name: str
) -> None:
    client.force_login(stranger)
    before = rows_of(workout.user)

    ask(client, method, name, workout)

    assert rows_of(workout.user) == before


@pytest.mark.parametrize(("method", "name"), NOT_TAKEN)
def test_private_page_refuses_the_wrong_method(alices_client: Client, workout: Workout, method: str, name: str) -> None:
    before = rows_of(workout.user)

    response = ask(alices_client, method, name, workout)

    assert response.status_code == 405
    assert response.headers["Allow"].split(", ") == list(PAGES[name][1])
    assert rows_of(workout.user) == before


@pytest.mark.parametrize("name", POSTS)
def test_private_page_refuses_a_form_of_another_site(workout: Workout, name: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(workout.user)
    before = rows_of(workout.user)

    response = ask(client, "POST", name, workout)

    assert (response.status_code, parse(response).one("h1").text) == (403, "This form was too old")
    assert rows_of(workout.user) == before


OWN_FORMS = [
    "workout-new",
    "workout-edit",
    "workout-delete",
    "band",
    "settings",
    "activity",
    "activity-delete",
    "score",
]


@pytest.mark.parametrize("name", OWN_FORMS)
def test_private_page_takes_its_own_form(workout: Workout, name: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(workout.user)
    page = parse(ask(client, "GET", name, workout))
    token = main_form(page).one("input", name="csrfmiddlewaretoken").attributes["value"]
    typed = {**values(main_form(page)), "csrfmiddlewaretoken": token}
    if name == "workout-new":
        typed["clamshells.sets-0-done"] = "on"

    response = client.post(address(name, workout), typed)

    assert response.status_code == 302


@pytest.fixture
def no_writes(workout: Workout) -> Iterator[None]:
    """Whatever is written to the database fails the test."""

    def execute(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        assert sql.lstrip("( ").upper().startswith(("SELECT", "SAVEPOINT", "RELEASE")), sql
        return execute(sql, params, many, context)

    with connection.execute_wrapper(execute):
        yield


@pytest.mark.parametrize("name", [name for method, name in TAKEN if method == "GET"])
def test_reading_writes_nothing(
    alices_client: Client, workout: Workout, name: str, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue("no_writes")

    response = ask(alices_client, "GET", name, workout)

    assert response.status_code == PAGES[name][1]["GET"]
