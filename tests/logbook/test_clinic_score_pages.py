"""Scores from a clinic, as people type them in, correct and delete them."""

from datetime import date

import pytest
from django.test import Client

from hipstrength.accounts.models import User
from tests.logbook.bad_names import BAD_NAMES, LONG
from tests.rendered import errors, messages, parse, summary, values
from tests.stored import rows_of

URL = "/knee/"
TODAY = date(2026, 11, 18)
SCORE = {"name": "Knee score", "value": "72,5", "scored_on": "2026-11-17"}
NUMBER, RANGE = "Type a number such as 72.5.", "Use a number from 0 to 1000."
BAD_SCORES: list[tuple[dict[str, str], dict[str, str]]] = [
    *(({"name": text}, {"name": complaint}) for text, complaint in [*BAD_NAMES, ("", "Type a name.")]),
    *(
        ({"value": text}, {"value": complaint})
        for text, complaint in (
            ("", "Type the number that your clinic gave you."),
            ("1e5", NUMBER),
            ("NaN", NUMBER),
            ("Infinity", NUMBER),
            ("🦵", NUMBER),
            (LONG, NUMBER),
            ("-1", RANGE),
            ("1000.01", RANGE),
            ("72.555", "Use two decimals at most."),
        )
    ),
    *(
        ({"scored_on": text}, {"scored_on": complaint})
        for text, complaint in (
            ("", "Choose a date."),
            ("2026-11-19", "This day has not come yet."),
            ("1999-12-31", "Use a date between the years 2000 and 2100."),
            ("2026-02-30", "There is no such day in the calendar."),
            ("sometime", "Type a date such as 2026-11-16."),
        )
    ),
    (
        {"name": "", "value": "", "scored_on": ""},
        {"name": "Type a name.", "value": "Type the number that your clinic gave you.", "scored_on": "Choose a date."},
    ),
]


def test_score_is_kept_and_listed_newest_first(alices_client: Client, alice: User) -> None:
    alice.clinic_scores.create(name="Old score", value=100, scored_on=date(2025, 1, 1))

    response = alices_client.post("/knee/scores/", SCORE, follow=True)

    page = parse(response)
    assert response.redirect_chain == [(URL, 302)]
    assert messages(page) == ["In your list: Knee score 72.5, 17 November 2026."]
    rows = [row.text for row in page.one("ul", class_="occasions").all("li")]
    assert [row.split(" Edit")[0] for row in rows] == [
        "72.5 Knee score · 17 November 2026",
        "100 Old score · 1 January 2025",
    ]


def test_score_sent_twice_is_one(alices_client: Client, alice: User) -> None:
    for _time in range(2):
        assert alices_client.post("/knee/scores/", SCORE).status_code == 302

    assert alice.clinic_scores.count() == 1


@pytest.mark.parametrize("is_new", [True, False])
@pytest.mark.parametrize(("typed", "complaints"), BAD_SCORES)
def test_bad_score_is_refused_beside_its_box_and_kept(
    alices_client: Client, alice: User, is_new: bool, typed: dict[str, str], complaints: dict[str, str]
) -> None:
    score = alice.clinic_scores.create(name="Old score", value=100, scored_on=date(2025, 1, 1))
    before = rows_of(alice)

    response = alices_client.post("/knee/scores/" if is_new else f"/knee/scores/{score.pk}/", SCORE | typed)

    page = parse(response)
    assert response.status_code == 422
    assert page.one("title").text.startswith("Error: ")
    assert errors(page) == complaints
    assert list(summary(page)) == [f"score-{name}" for name in complaints]
    kept = {name: page.one("input", id=f"score-{name}").attributes.get("value", "") for name in SCORE}
    assert kept == SCORE | typed
    assert rows_of(alice) == before


def test_other_number_of_the_same_name_and_day_is_refused(alices_client: Client, alice: User) -> None:
    alices_client.post("/knee/scores/", SCORE)

    response = alices_client.post("/knee/scores/", SCORE | {"value": "80"})

    told = "You have a score of this name on this day already. It is 72.5; you can change it in the list."
    assert (response.status_code, errors(parse(response))) == (422, {"name": told})


def test_score_is_corrected(alices_client: Client, alice: User) -> None:
    score = alice.clinic_scores.create(name="Knee score", value="72.50", scored_on=TODAY)
    url = f"/knee/scores/{score.pk}/"
    form = values(parse(alices_client.get(url)).one("form", class_="narrow"))

    page = parse(alices_client.post(url, form | {"value": "80"}, follow=True))

    assert form == {"name": "Knee score", "value": "72.5", "scored_on": "2026-11-18"}
    assert messages(page) == ["Saved: Knee score."]
    assert alice.clinic_scores.get().value == 80


def test_score_is_deleted_only_after_a_question(alices_client: Client, alice: User) -> None:
    score = alice.clinic_scores.create(name="Knee score", value=72, scored_on=TODAY)
    url = f"/knee/scores/{score.pk}/delete/"

    question = parse(alices_client.get(url))
    assert alice.clinic_scores.exists()
    answer = parse(alices_client.post(url, follow=True))

    assert "This deletes Knee score 72, 18 November 2026." in question.one("p", class_="lead").text
    assert messages(answer) == ["Deleted: Knee score 72, 18 November 2026."]
    assert not alice.clinic_scores.exists()


def test_future_is_that_of_the_persons_own_clock(client: Client, alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(time_zone="Pacific/Kiritimati")
    client.force_login(alice)

    statuses = [
        client.post("/knee/scores/", SCORE | {"scored_on": day}).status_code for day in ("2026-11-19", "2026-11-20")
    ]

    assert statuses == [302, 422]
