"""Asking, on home, why the last week ended below its goal; answering it; and what its page says then."""

from datetime import date
from functools import partial

import pytest
import time_machine
from django.test import Client

from hipstrength.accounts.models import User
from logbook.models import set_week_goal, set_week_reason
from logbook.reasons import REASONS, SKIPPED
from logbook.weeks import Week
from tests.factories import make_workout
from tests.logbook.history_pages import page_at, start_weeks_on_sunday
from tests.races import at_once
from tests.rendered import Element, messages, parse, summary

pytestmark = pytest.mark.usefixtures("clamshells_only")

# It is Wednesday, 18 November 2026; the last finished week is 9–15 November.
LAST, BEFORE = Week(date(2026, 11, 9)), Week(date(2026, 11, 2))
URL = "/history/2026-11-09/why/"
WORDS = ["I forgot", "Tired", "Pain", "No time", "Not helping", "Ill", "Something else"]


@pytest.fixture
def below(alice: User) -> User:
    """Somebody whose last week had one active day of three."""
    make_workout(user=alice, day=date(2026, 10, 1))
    make_workout(user=alice, day=LAST.first)
    return alice


def asked(client: Client) -> Element | None:
    """Return what home says about the last week, if anything."""
    return next(page_at(client, "/").all("section", id="last-week"), None)


def buttons(box: Element | None) -> list[str]:
    assert box is not None
    return [button.text for button in box.all("button")]


def test_home_asks_for_the_main_reason(alices_client: Client, below: User) -> None:
    box = asked(alices_client)

    assert box is not None
    assert box.one("p").text == "It ended below your goal, and that is fine. What was the main reason?"
    assert buttons(box) == [*WORDS, "Skip"]
    assert [button.attributes["value"] for button in box.all("button")] == [*REASONS, SKIPPED]
    assert box.one("form").attributes["action"] == URL


def test_home_asks_below_the_progress_of_the_week(alices_client: Client, below: User) -> None:
    html = alices_client.get("/").content.decode()

    assert html.index("goal-bar") < html.index("last-week") < html.index("The whole week")


@pytest.mark.parametrize("days", [3, 4])
def test_home_asks_nothing_where_the_goal_was_met(alices_client: Client, below: User, days: int) -> None:
    for day in LAST.days[1:days]:
        make_workout(user=below, day=day)

    assert asked(alices_client) is None


@pytest.mark.parametrize("day", [date(2026, 11, 16), date(2026, 11, 18), None])
def test_home_asks_nothing_of_somebody_new(alices_client: Client, alice: User, day: date | None) -> None:
    if day:
        make_workout(user=alice, day=day)

    assert asked(alices_client) is None


@pytest.mark.parametrize(("first", "is_asked"), [(date(2026, 11, 13), True), (date(2026, 11, 14), False)])
def test_home_asks_nothing_about_a_first_week_that_was_too_short(
    alices_client: Client, alice: User, first: date, is_asked: bool
) -> None:
    make_workout(user=alice, day=first)

    assert (asked(alices_client) is not None) is is_asked


def test_home_asks_about_the_goal_that_the_week_had(alices_client: Client, below: User) -> None:
    set_week_goal(user=below, days=1, today=LAST.first)
    set_week_goal(user=below, days=7, today=date(2026, 11, 18))

    assert asked(alices_client) is None


@pytest.mark.parametrize(
    ("moment", "zone", "on_sunday", "week"),
    [
        ("2026-11-15T22:59Z", "Europe/Berlin", False, "2026-11-02"),
        ("2026-11-15T23:00Z", "Europe/Berlin", False, "2026-11-09"),
        ("2026-11-22T22:59Z", "Europe/Berlin", False, "2026-11-09"),
        ("2026-11-14T22:59Z", "Europe/Berlin", True, "2026-11-01"),
        ("2026-11-14T23:00Z", "Europe/Berlin", True, "2026-11-08"),
        ("2026-11-15T11:00Z", "Pacific/Kiritimati", False, "2026-11-09"),
        ("2026-11-15T11:00Z", "Etc/GMT+12", False, "2026-11-02"),
    ],
)
def test_week_that_is_asked_about_follows_the_persons_own_clock(
    client: Client, below: User, moment: str, zone: str, on_sunday: bool, week: str
) -> None:
    User.objects.filter(pk=below.pk).update(time_zone=zone)
    if on_sunday:
        start_weeks_on_sunday(below)

    with time_machine.travel(moment, tick=False):
        client.force_login(below)
        box = asked(client)

    assert box is not None
    assert box.one("form").attributes["action"] == f"/history/{week}/why/"


@pytest.mark.parametrize(("reason", "words"), [*zip(REASONS, WORDS, strict=True)])
def test_reason_is_kept_and_answered_once(alices_client: Client, below: User, reason: str, words: str) -> None:
    response = alices_client.post(URL, {"reason": reason, "home": "1"})

    box = asked(alices_client)
    assert response.headers["Location"] == "/#last-week"
    assert box is not None
    assert list(box.all("button")) == []
    said, answer = box.one("p", class_="mb-0 said").text.split(". ", 1)
    assert said.casefold() == f"You said: {words}".casefold()
    assert answer.endswith(".")
    assert below.week_reasons.given_for(LAST) == reason


def test_pain_leads_to_the_safety_page(alices_client: Client, below: User) -> None:
    alices_client.post(URL, {"reason": "pain", "home": "1"})

    box = asked(alices_client)

    assert box is not None
    assert box.one("a", href="/safety/").text == "when to stop and who to ask"


def test_who_skips_is_not_asked_again(alices_client: Client, below: User) -> None:
    response = alices_client.post(URL, {"reason": SKIPPED, "home": "1"}, follow=True)

    assert response.redirect_chain == [("/", 302)]
    assert messages(parse(response)) == ["Skipped. You will not be asked about that week again."]
    assert asked(alices_client) is None
    assert below.week_reasons.given_for(LAST) == SKIPPED


def test_question_is_gone_a_week_later_and_asks_about_the_next(client: Client, below: User) -> None:
    set_week_reason(user=below, week=LAST, reason="ill")

    with time_machine.travel("2026-11-23T12:00Z", tick=False):
        client.force_login(below)
        box = asked(client)

    assert buttons(box) == [*WORDS, "Skip"]
    assert box is not None
    assert box.one("form").attributes["action"] == "/history/2026-11-16/why/"


@pytest.mark.parametrize("reason", ["ill", SKIPPED])
def test_answered_week_stays_answered_when_weeks_begin_on_another_day(
    alices_client: Client, below: User, reason: str
) -> None:
    alices_client.post(URL, {"reason": reason})

    start_weeks_on_sunday(below)

    box = asked(alices_client)
    assert box is None or list(box.all("button")) == []


def test_week_page_tells_the_reason_quietly(alices_client: Client, below: User) -> None:
    set_week_reason(user=below, week=LAST, reason="no_time")

    line = page_at(alices_client, "/history/2026-11-09/").one("p", class_="hint said")

    assert line.text == "You said: no time. Change what you said about this week"
    assert line.one("a").attributes["href"] == URL


@pytest.mark.parametrize("reason", [None, SKIPPED])
def test_week_page_says_nothing_where_nothing_was_said(alices_client: Client, below: User, reason: str | None) -> None:
    if reason:
        set_week_reason(user=below, week=LAST, reason=reason)

    assert list(page_at(alices_client, "/history/2026-11-09/").all("p", class_="hint said")) == []


def test_week_that_met_its_goal_after_all_needs_no_reason(alices_client: Client, below: User) -> None:
    set_week_reason(user=below, week=LAST, reason="no_time")
    for day in LAST.days[:3]:
        make_workout(user=below, day=day)

    assert list(page_at(alices_client, "/history/2026-11-09/").all("p", class_="hint said")) == []
    assert asked(alices_client) is None


def test_reason_can_be_changed_and_taken_back(alices_client: Client, below: User) -> None:
    set_week_reason(user=below, week=LAST, reason="no_time")

    before = page_at(alices_client, URL)
    changed = parse(alices_client.post(URL, {"reason": "tired"}, follow=True))
    skipped = alices_client.post(URL, {"reason": SKIPPED}, follow=True)

    assert [button.text for button in before.one("main").all("button") if "aria-pressed" in button.attributes] == [
        "No time"
    ]
    assert changed.one("p", class_="lead").text.startswith("You said: tired. On a tired day")
    assert skipped.redirect_chain == [("/history/2026-11-09/", 302)]
    assert list(below.week_reasons.values_list("week", "reason")) == [(LAST.number, SKIPPED)]


def test_older_week_can_be_told_a_reason_for(alices_client: Client, below: User) -> None:
    response = alices_client.post("/history/2026-11-04/why/", {"reason": "ill"})

    assert response.headers["Location"] == "/history/2026-11-02/why/"
    assert below.week_reasons.given_for(BEFORE) == "ill"


@pytest.mark.parametrize(
    "day",
    ["2026-11-16", "2026-11-18", "2026-11-23", "2026-09-21", "2000-01-01", "2100-12-31"],
    ids=["current", "today", "coming", "before the first workout", "first day of all", "last day of all"],
)
def test_no_reason_is_asked_for_other_weeks(alices_client: Client, below: User, day: str) -> None:
    url = f"/history/{day}/why/"

    statuses = [alices_client.get(url).status_code, alices_client.post(url, {"reason": "ill"}).status_code]

    assert statuses == [404, 302]
    assert not below.week_reasons.exists()


def test_week_that_met_its_goal_meanwhile_needs_no_reason_any_more(alices_client: Client, below: User) -> None:
    for day in LAST.days[1:3]:
        make_workout(user=below, day=day)

    response = alices_client.post(URL, {"reason": "ill", "home": "1"}, follow=True)

    assert response.redirect_chain == [("/", 302)]
    assert messages(parse(response)) == ["That week needs no reason any more."]
    assert not below.week_reasons.exists()


@pytest.mark.parametrize("reason", ["", "boring", "PAIN", "\0", "🦵", "9" * 1_000_000])
def test_other_reasons_are_refused_with_words(alices_client: Client, below: User, reason: str) -> None:
    response = alices_client.post(URL, {"reason": reason})

    page = parse(response)
    assert response.status_code == 422
    assert page.one("title").text == "Error: Main reason: 9–15 November 2026 · HipStrength"
    assert "Choose one of these." in page.one("div", id="error-summary").text
    assert summary(page) == {"reason": "Choose one of these."}
    assert not below.week_reasons.exists()


def test_reason_is_each_persons_own(client: Client, below: User, stranger: User) -> None:
    make_workout(user=stranger, day=date(2026, 10, 1))
    set_week_reason(user=stranger, week=LAST, reason="ill")
    client.force_login(below)

    assert buttons(asked(client)) == [*WORDS, "Skip"]


@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_once_leave_one_reason(below: User) -> None:
    at_once([partial(set_week_reason, user=below, week=LAST, reason=reason) for reason in REASONS])

    assert below.week_reasons.count() == 1
