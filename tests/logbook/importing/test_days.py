"""Days of a file: they have come where on earth they come first, and the log copes with them wherever its person is."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from hipstrength.accounts.models import User
from tests.logbook.importing.imports import bring_in, document, exported_json, lose_everything, problems_of, workout
from tests.logbook.test_edit_form import edit_url, shown_for
from tests.logbook.transfer.exports import fresh
from tests.rendered import parse

# Sunday in Honolulu and Monday in Auckland, so that the day is in a week to come.
NIGHT = datetime(2026, 11, 22, 12, tzinfo=UTC)
MONDAY = "2026-11-23"
PAGES = [
    "/",
    "/history/",
    f"/history/{MONDAY}/",
    "/history/months/",
    "/history/weeks/12/",
    "/history/weeks/52/",
    "/history/exercises/clamshells/",
    "/exercises/clamshells/",
    "/knee/",
    "/data/report/",
    "/workouts/new/",
]


def full_day() -> bytes:
    """Return a file with something of that day in every place that has a day."""
    rating = {"week": MONDAY, "rated_on": MONDAY, "score": 3}
    return document(
        workout(performed_on=MONDAY, started_at=f"{MONDAY}T00:30:00+13:00", time_zone="Pacific/Auckland"),
        goals=[{"set_on": MONDAY, "days": 3}],
        activities=[{"name": "Stairs", "retired_at": None, "ratings": [rating]}],
        clinic_scores=[{"name": "KOOS", "value": 60, "scored_on": MONDAY}],
    )


@pytest.mark.parametrize(
    ("now", "day", "has_come"),
    [
        ("2026-11-26T09:59:59Z", "2026-11-27", False),
        ("2026-11-26T10:00:00Z", "2026-11-27", True),
        ("2026-11-26T10:00:00Z", "2026-11-28", False),
        ("2026-11-27T09:59:59Z", "2026-11-28", False),
    ],
)
def test_day_has_come_where_it_comes_first(alice: User, now: str, day: str, has_come: bool) -> None:
    User.objects.filter(pk=alice.pk).update(time_zone="Pacific/Honolulu")

    found = problems_of(alice, document(workout(performed_on=day)), now=datetime.fromisoformat(now))

    assert [words for _place, words in found] == ([] if has_come else [f"The day “{day}” has not come yet."])


def test_log_of_today_round_trips_into_an_account_further_west(alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(time_zone="Pacific/Auckland")
    assert bring_in(alice, full_day(), now=NIGHT).problems == []
    as_json = exported_json(alice)

    again = lose_everything(alice)
    User.objects.filter(pk=again.pk).update(time_zone="Pacific/Honolulu")
    plan = bring_in(again, as_json, now=NIGHT)

    assert plan.problems == []
    assert exported_json(again) == as_json


@time_machine.travel(NIGHT, tick=False)
def test_log_copes_with_a_day_to_come(client: Client, alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(time_zone="Pacific/Honolulu")
    bring_in(alice, full_day(), now=NIGHT)
    client.force_login(alice)
    assert fresh(alice).local_date(NIGHT) == date(2026, 11, 22)

    assert {address: client.get(address).status_code for address in PAGES} == dict.fromkeys(PAGES, 200)
    (one,) = alice.workouts.all()
    page = parse(client.get(f"/history/{MONDAY}/"))
    assert [link.attributes["href"] for link in page.all("a") if str(one.public_id) in link.attributes["href"]]
    assert client.post(edit_url(one), shown_for(client, one) | {"note": "Corrected"}).status_code == 302
    assert alice.workouts.get().note == "Corrected"
