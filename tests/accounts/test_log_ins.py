"""Where somebody is logged in, for how long, and ending it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client

from hipstrength.accounts.models import User
from hipstrength.templatetags.browsers import browser_name
from tests.factories import PASSWORD, form_data
from tests.rendered import main_form, parse

URL = "/accounts/sessions/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.0 Mobile/15E148 Safari/604.1"
)
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0"
)
BEGIN = datetime(2026, 11, 16, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_cache(db: None) -> None:
    cache.clear()


def log_in(user_agent: str = FIREFOX) -> Client:
    client = Client(headers={"user-agent": user_agent})
    client.post("/accounts/login/", {"login": "alice@example.org", "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return client.get("/workouts/new/").status_code == 200


def test_list_names_each_browser_and_the_one_that_is_used(alice: User) -> None:
    with time_machine.travel(BEGIN, tick=False):
        client, _phone = log_in(), log_in(SAFARI)

        found = [row.text for row in parse(client.get(URL)).one("main").all("li")]

    since = "Since 16 November 2026, 13:00, from the network address 127.0.0.1."
    assert found == [f"Firefox on Linux · this one {since}", f"Safari on iPhone {since}"]


def test_list_shows_nobody_elses(alice: User, stranger: User) -> None:
    client = log_in()
    stranger_client = Client(headers={"user-agent": EDGE})
    stranger_client.post("/accounts/login/", {"login": "stranger@example.org", "password": PASSWORD})

    assert "Edge" not in parse(client.get(URL)).one("main").text


def test_logging_out_everywhere_else_leaves_this_one(alice: User, stranger: User) -> None:
    client, phone = log_in(), log_in(SAFARI)
    others = Client()
    others.post("/accounts/login/", {"login": "stranger@example.org", "password": PASSWORD})

    client.post(URL)

    assert (is_in(client), is_in(phone), is_in(others)) == (True, False, True)


def test_logging_out_everywhere_leaves_none(alice: User) -> None:
    client, phone = log_in(), log_in(SAFARI)

    response = client.post("/accounts/sessions/end/")

    assert (response.status_code, response.headers["Location"]) == (302, "/")
    assert (is_in(client), is_in(phone)) == (False, False)
    assert not UserSession.objects.exists()


def test_logging_out_lets_the_browser_forget(alice: User) -> None:
    client = log_in()

    response = client.post("/accounts/logout/")

    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'


@pytest.mark.parametrize("method", ["get", "post"])
def test_visitor_who_logs_out_loses_nothing(client: Client, catalogue: None, method: str) -> None:
    assert "Clear-Site-Data" not in getattr(client, method)("/accounts/logout/").headers


def test_what_has_expired_is_cleared_away_once_a_day(alice: User) -> None:
    with time_machine.travel(BEGIN, tick=False) as clock:
        log_in()
        clock.shift(timedelta(days=20))
        log_in()
        assert (Session.objects.count(), UserSession.objects.count()) == (1, 1)
        clock.shift(timedelta(hours=1))
        Session.objects.update(expire_date=BEGIN)
        log_in()
        assert Session.objects.count() == 2


def test_kept_form_expires_within_a_day(client: Client, alice: User) -> None:
    owner = parse(log_in().get("/workouts/new/")).one("input", name="owner").attributes["value"]
    client.post("/workouts/new/", form_data({"owner": owner, "note": "Mine"}))

    assert client.session.get_expiry_age() <= 24 * 60 * 60


def test_asking_to_log_out_forgets_nothing_yet(alice: User) -> None:
    assert "Clear-Site-Data" not in log_in().get("/accounts/logout/").headers


def test_list_offers_to_end_others_only_where_there_are_some(alice: User) -> None:
    actions = [form.attributes["action"] for form in parse(log_in().get(URL)).one("main").all("form")]

    assert actions == ["/accounts/sessions/end/"]
    assert main_form(parse(log_in().get(URL))).attributes["action"] == URL


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (FIREFOX, "Firefox on Linux"),
        (SAFARI, "Safari on iPhone"),
        (EDGE, "Edge on Windows"),
        (EDGE.partition(" Edg/")[0], "Chrome on Windows"),
        ("curl/8.0", "Another browser"),
        ("", "Another browser"),
        ("<script>alert(1)</script>", "Another browser"),
    ],
)
def test_browser_is_named_as_people_do(user_agent: str, name: str) -> None:
    assert browser_name(user_agent) == name


def save_something(client: Client) -> int:
    return client.post("/workouts/new/", form_data({"clamshells.sets-0-left": "12"})).status_code


@pytest.mark.parametrize(("days", "expected"), [(13, True), (15, False)])
def test_login_ends_after_two_weeks_of_reading(alice: User, days: int, expected: bool) -> None:
    with time_machine.travel(BEGIN, tick=False) as clock:
        client = log_in()
        clock.shift(timedelta(days=7))
        assert is_in(client)
        clock.shift(timedelta(days=days - 7))

        assert is_in(client) is expected


def test_login_lasts_as_long_as_somebody_logs_but_ninety_days(alice: User) -> None:
    with time_machine.travel(BEGIN, tick=False) as clock:
        client, lasted = log_in(), 0
        while is_in(client) and lasted < 200:
            save_something(client)
            clock.shift(timedelta(days=5))
            lasted += 5

    assert lasted == 90


def test_login_is_made_longer_once_a_day_at_most(alice: User) -> None:
    with time_machine.travel(BEGIN, tick=False) as clock:
        client = log_in()
        ends = []
        for hours in (1, 1, 30):
            clock.shift(timedelta(hours=hours))
            save_something(client)
            ends.append(client.session["_session_expiry"])

    first = (BEGIN + timedelta(days=14)).isoformat()
    assert ends == [first, first, (BEGIN + timedelta(days=14, hours=32)).isoformat()]
