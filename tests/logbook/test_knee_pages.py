"""The page about the knee, as people see and use it."""

from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import pytest
import time_machine
from django.test import Client

from hipstrength.accounts.models import User
from logbook.models import Activity
from logbook.weeks import Week
from tests.logbook.bad_names import BAD_NAMES, LONG, MARKER
from tests.logbook.history_pages import facts, start_weeks_on_sunday
from tests.races import at_once
from tests.rendered import Element, errors, messages, parse, summary, values
from tests.stored import rows_of

URL = "/knee/"
NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
TODAY = date(2026, 11, 18)
BAD_ACTIVITIES = [
    *BAD_NAMES,
    ("", "Type an activity."),
    (" \t", "Type an activity."),
    ("\u200b", "Type words that can be seen."),
]


def add_activity(user: User, name: str = "stairs down", **ratings: int) -> Activity:
    """Give a person an activity, rated on days written as d2026_11_18."""
    activity: Activity = user.activities.create(name=name)
    for written, score in ratings.items():
        day = datetime.strptime(written, "d%Y_%m_%d").replace(tzinfo=UTC).date()
        activity.ratings.create(week=user.week_of(day).number, rated_on=day, score=score)
    return activity


def rate(client: Client, *scores: tuple[Activity, str], **sent: str) -> Any:
    """Send this week's ratings."""
    return client.post("/knee/ratings/", {f"score-{one.pk}": score for one, score in scores} | sent)


def stored(activity: Activity) -> list[tuple[date, int]]:
    return list(activity.ratings.order_by("week").values_list("rated_on", "score"))


def form_to(page: Element, action: str) -> Element:
    return page.one("form", action=action)


def test_history_leads_to_the_knee(alices_client: Client) -> None:
    page = parse(alices_client.get("/history/"))

    assert page.one("a", href=URL).text == "My knee"


def test_empty_page_says_what_it_is_for(alices_client: Client) -> None:
    page = parse(alices_client.get(URL))

    assert "up to three" in page.one("p", class_="empty").text
    assert [heading.text for heading in page.one("main").all("h2")] == [
        "What your knee makes hard",
        "Scores from your clinic",
    ]
    assert values(form_to(page, "/knee/scores/")) == {"name": "", "value": "", "scored_on": "2026-11-18"}


def test_activity_is_added_in_the_persons_words(alices_client: Client, alice: User) -> None:
    response = alices_client.post("/knee/activities/", {"name": f"  {MARKER}   🦵 "}, follow=True)

    page = parse(response)
    assert response.redirect_chain == [(URL, 302)]
    assert messages(page) == [f"In your list: {MARKER} 🦵."]
    assert page.one("legend").text == f"{MARKER} 🦵"
    assert alice.activities.get().name == f"{MARKER} 🦵"


@pytest.mark.parametrize("is_new", [True, False])
@pytest.mark.parametrize(("typed", "complaint"), [*BAD_ACTIVITIES, ("RUNNING", "You have this activity already.")])
def test_bad_activity_is_refused_beside_its_box_and_kept(
    alices_client: Client, alice: User, is_new: bool, typed: str, complaint: str
) -> None:
    activity = add_activity(alice)
    add_activity(alice, "running")
    before = rows_of(alice)

    response = alices_client.post(
        "/knee/activities/" if is_new else f"/knee/activities/{activity.pk}/", {"name": typed}
    )

    page = parse(response)
    assert response.status_code == 422
    assert page.one("title").text.startswith("Error: ")
    assert errors(page) == {"name": complaint}
    assert list(summary(page)) == ["activity-name"]
    assert page.one("input", id="activity-name").attributes.get("value", "") == typed
    assert rows_of(alice) == before


def test_fourth_activity_is_refused_and_kept(alices_client: Client, alice: User) -> None:
    for number in range(3):
        add_activity(alice, f"Activity {number}")

    response = alices_client.post("/knee/activities/", {"name": "running"})

    page = parse(response)
    assert response.status_code == 422
    assert "Set one aside first." in page.one("div", id="error-summary").text
    assert page.one("input", id="activity-name").attributes["value"] == "running"
    assert alice.activities.count() == 3


def test_form_for_more_is_not_offered_where_no_more_fit(alices_client: Client, alice: User) -> None:
    for number in range(3):
        add_activity(alice, f"Activity {number}")

    page = parse(alices_client.get(URL))

    assert list(page.all("form", action="/knee/activities/")) == []


def test_scale_says_what_its_ends_mean(alices_client: Client, alice: User) -> None:
    activity = add_activity(alice, d2026_11_17=4)

    scale = parse(alices_client.get(URL)).one("fieldset")

    numbers = ["0 – no trouble at all", *map(str, range(1, 10)), "10 – cannot do it"]
    assert [step.text for step in scale.all("label")] == [*numbers, "Not rated"]
    assert scale.one("p", class_="score-ends").text == "0: no trouble at all 10: cannot do it"
    (chosen,) = [box for box in scale.all("input") if "checked" in box.attributes]
    assert chosen.attributes["value"] == "4"
    assert chosen.attributes["name"] == f"score-{activity.pk}"


def test_ratings_are_saved_and_shown(alices_client: Client, alice: User) -> None:
    stairs, running = add_activity(alice), add_activity(alice, "running")

    response = alices_client.post("/knee/ratings/", {f"score-{stairs.pk}": "0", f"score-{running.pk}": ""}, follow=True)

    page = parse(response)
    assert response.redirect_chain == [(URL, 302)]
    assert messages(page) == ["Your ratings of this week are saved."]
    assert values(form_to(page, "/knee/ratings/")) == {
        "opened_on": "2026-11-18",
        f"score-{stairs.pk}": "0",
        f"score-{running.pk}": "",
    }
    assert (stored(stairs), stored(running)) == ([(TODAY, 0)], [])


def test_rating_twice_replaces_and_clearing_takes_back(alices_client: Client, alice: User) -> None:
    activity = add_activity(alice)

    seen = []
    for score in ("7", "7", "4", ""):
        rate(alices_client, (activity, score))
        seen.append(stored(activity))

    assert seen == [[(TODAY, 7)], [(TODAY, 7)], [(TODAY, 4)], []]


def test_activity_added_in_another_tab_keeps_its_rating(alices_client: Client, alice: User) -> None:
    stairs, running = add_activity(alice), add_activity(alice, "running", d2026_11_17=5)

    rate(alices_client, (stairs, "3"))

    assert stored(running) == [(date(2026, 11, 17), 5)]


@pytest.mark.parametrize("score", ["11", "-1", "5.5", "1e1", "NaN", "🦵", "\0", "ten", LONG])
def test_bad_rating_is_refused_beside_its_scale(alices_client: Client, alice: User, score: str) -> None:
    stairs, running = add_activity(alice), add_activity(alice, "running")
    before = rows_of(alice)

    response = rate(alices_client, (stairs, score), (running, "4"))

    page = parse(response)
    assert (response.status_code, page.one("title").text) == (422, "Error: My knee · HipStrength")
    assert errors(page) == {f"score-{stairs.pk}": "Choose a number from 0 to 10."}
    assert list(summary(page)) == [f"id_score-{stairs.pk}"]
    assert values(form_to(page, "/knee/ratings/"))[f"score-{running.pk}"] == "4"
    assert rows_of(alice) == before


@pytest.mark.parametrize(
    ("opened", "saved", "days"),
    [
        # Within the week.
        ("2026-11-16", "2026-11-18T12:00Z", [date(2026, 11, 18)]),
        # Over midnight into another week, in Berlin: it belongs to the week that was shown.
        ("2026-11-22", "2026-11-22T23:20Z", [date(2026, 11, 22)]),
        # Nothing or nonsense said: today.
        ("", "2026-11-22T23:20Z", [date(2026, 11, 23)]),
        ("tomorrow", "2026-11-22T23:20Z", [date(2026, 11, 23)]),
        ("9999-12-31", "2026-11-22T23:20Z", [date(2026, 11, 23)]),
        # After a journey to the west the day of the form has not come there.
        ("2026-11-23", "2026-11-22T12:00Z", [date(2026, 11, 23)]),
        # Left open for days, into another week.
        ("2026-11-20", "2026-11-23T12:00Z", []),
        ("2026-12-24", "2026-11-23T12:00Z", []),
    ],
)
def test_ratings_belong_to_the_week_that_the_form_showed(
    client: Client, alice: User, opened: str, saved: str, days: list[date]
) -> None:
    activity = add_activity(alice)

    with time_machine.travel(saved, tick=False):
        client.force_login(alice)
        response = rate(client, (activity, "7"), opened_on=opened)

    assert [day for day, _score in stored(activity)] == days
    assert [rating.week for rating in activity.ratings.all()] == [Week.containing(day).number for day in days]
    assert response.status_code == (302 if days else 422)


def test_form_left_open_into_another_week_is_shown_again_as_it_was_sent(alices_client: Client, alice: User) -> None:
    activity = add_activity(alice)

    page = parse(rate(alices_client, (activity, "7"), opened_on="2026-11-12"))

    assert "A new week has begun" in page.one("div", id="error-summary").text
    assert values(form_to(page, "/knee/ratings/")) == {"opened_on": "2026-11-18", f"score-{activity.pk}": "7"}


@pytest.mark.parametrize(
    ("moment", "zone", "starts_on_sunday", "is_replaced"),
    [
        # Rated on Saturday 14 November; weeks begin on Monday.
        ("2026-11-15T22:59Z", "Europe/Berlin", False, True),
        ("2026-11-15T23:00Z", "Europe/Berlin", False, False),
        # … on Sunday.
        ("2026-11-14T22:59Z", "Europe/Berlin", True, True),
        ("2026-11-14T23:00Z", "Europe/Berlin", True, False),
        # One moment, at both ends of the earth's clocks.
        ("2026-11-15T11:00Z", "Pacific/Kiritimati", False, False),
        ("2026-11-15T11:00Z", "Etc/GMT+12", True, True),
    ],
)
def test_week_of_a_rating_is_that_of_the_persons_own_clock(
    client: Client, alice: User, moment: str, zone: str, starts_on_sunday: bool, is_replaced: bool
) -> None:
    if starts_on_sunday:
        start_weeks_on_sunday(alice)
    User.objects.filter(pk=alice.pk).update(time_zone=zone)
    activity = add_activity(User.objects.get(pk=alice.pk), d2026_11_14=7)

    with time_machine.travel(moment, tick=False):
        client.force_login(alice)
        rate(client, (activity, "4"))

    assert len(stored(activity)) == (1 if is_replaced else 2)


def test_first_rating_is_told_against_the_latest(alices_client: Client, alice: User) -> None:
    add_activity(alice, d2026_10_05=7, d2026_10_28=9, d2026_11_17=4)

    card = parse(alices_client.get(URL)).one("section", class_="card chart-card")

    assert card.one("p", class_="activity-change").text == "Easier: from 7 to 4 in 6 weeks"
    assert facts(card.one("dl")) == {"First": "7 of 10, 5 October 2026", "Latest": "4 of 10, 17 November 2026"}
    assert [row.text for row in card.one("tbody").all("tr")] == [
        "17 November 20264",
        "28 October 20269",
        "5 October 20267",
    ]
    tips = [tip.text for tip in card.one("g", class_="chart-tips").all("title")]
    assert tips[:3] == ["5–11 Oct 2026: 7", "12–18 Oct 2026: not rated", "19–25 Oct 2026: not rated"]
    assert len(tips) == 7


def test_single_rating_is_compared_with_nothing(alices_client: Client, alice: User) -> None:
    add_activity(alice, d2026_11_17=4)

    card = parse(alices_client.get(URL)).one("section", class_="card chart-card")

    assert facts(card.one("dl")) == {"So far": "4 of 10, 17 November 2026"}
    assert list(card.all("svg", "table", "details")) == []


def test_activity_without_ratings_says_so(alices_client: Client, alice: User) -> None:
    add_activity(alice)

    card = parse(alices_client.get(URL)).one("section", class_="card chart-card")

    assert card.one("p").text == "Not rated so far."


def test_renamed_activity_keeps_its_ratings(alices_client: Client, alice: User) -> None:
    activity = add_activity(alice, d2026_11_17=4)

    page = parse(alices_client.post(f"/knee/activities/{activity.pk}/", {"name": "stairs up"}, follow=True))

    assert messages(page) == ["Saved: stairs up."]
    assert (page.one("legend").text, stored(activity)) == ("stairs up", [(date(2026, 11, 17), 4)])


def test_activity_is_set_aside_and_brought_back_with_its_ratings(alices_client: Client, alice: User) -> None:
    activity = add_activity(alice, d2026_11_10=7, d2026_11_17=4)

    aside = parse(alices_client.post(f"/knee/activities/{activity.pk}/retire/", follow=True))
    back = parse(alices_client.post(f"/knee/activities/{activity.pk}/return/", follow=True))

    assert messages(aside) == ["Set aside: stairs down. Its ratings are kept, and you can bring it back."]
    assert list(aside.all("fieldset")) == []
    assert "Easier: from 7 to 4 in 1 week" in aside.one("ul", class_="occasions").text
    assert messages(back) == ["Back in your list: stairs down."]
    assert back.one("legend").text == "stairs down"
    assert len(stored(activity)) == 2


def test_activity_stays_aside_where_no_more_fit(alices_client: Client, alice: User) -> None:
    aside = add_activity(alice)
    aside.retire(NOON)
    for number in range(3):
        add_activity(alice, f"Activity {number}")

    page = parse(alices_client.post(f"/knee/activities/{aside.pk}/return/", follow=True))

    assert messages(page) == ["You have 3 activities, and more do not fit. Set one aside first."]
    assert alice.activities.usable().count() == 3


def test_activity_is_deleted_only_after_a_question(alices_client: Client, alice: User) -> None:
    activity = add_activity(alice, d2026_11_10=7, d2026_11_17=4)
    url = f"/knee/activities/{activity.pk}/delete/"

    question = parse(alices_client.get(url))
    assert alice.activities.exists()
    answer = parse(alices_client.post(url, follow=True))

    assert "This deletes “stairs down” and its 2 ratings." in question.one("p", class_="lead").text
    assert messages(answer) == ["Deleted: stairs down."]
    assert not alice.activities.exists()
    assert alices_client.post(url).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_tabs_add_and_rate_at_once_without_a_second_row(alice: User) -> None:
    for number in range(2):
        add_activity(alice, f"Activity {number}")
    client = Client()
    client.force_login(alice)

    def send(name: str) -> int:
        tab = Client()
        tab.cookies = client.cookies
        return int(tab.post("/knee/activities/", {"name": name}).status_code)

    statuses = at_once([partial(send, "running"), partial(send, "cycling")])

    assert sorted(statuses) == [302, 422]
    assert alice.activities.count() == 3
