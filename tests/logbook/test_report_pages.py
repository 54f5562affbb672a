"""The report as a page and as a file: how it is asked for."""

from datetime import date

import pytest
from django.test import Client

from hipstrength.accounts.models import User
from tests.factories import make_workout
from tests.logbook.pdf_reading import texts
from tests.rendered import parse, values

DAY = date(2026, 11, 17)
REPORT, FILE = "/data/report/", "/data/report.pdf"


def test_report_shows_twelve_weeks_without_notes_by_default(alices_client: Client, alice: User) -> None:
    make_workout(user=alice, day=DAY, note="Between us.")

    text = alices_client.get(REPORT).content.decode()

    assert "<dt>Period: 12 weeks</dt><dd>31 August – 22 November 2026, so far</dd>" in text
    assert "Between us." not in text
    assert "self-reported" in text


def test_report_has_notes_when_they_are_asked_for(alices_client: Client, alice: User) -> None:
    make_workout(user=alice, day=DAY, note="Between us.")

    assert "Between us." in alices_client.get(REPORT, {"weeks": "4", "notes": "on"}).content.decode()


def test_report_never_shows_the_address(alices_client: Client, alice: User) -> None:
    make_workout(user=alice, day=DAY)

    assert alice.email not in alices_client.get(REPORT).content.decode()


@pytest.mark.parametrize("weeks", ["", "0", "5", "twelve", "12.0", "-4", "٤"])
def test_period_that_is_none_is_told_beside_its_field(alices_client: Client, alice: User, weeks: str) -> None:
    response = alices_client.get(REPORT, {"weeks": weeks, "notes": "on"})

    assert response.status_code == 422
    assert "Choose" in response.content.decode()
    assert values(parse(response).one("main").one("form", method="get"))["notes"] == "on"


def test_file_of_an_unknown_period_leads_to_the_page_that_says_so(alices_client: Client, alice: User) -> None:
    response = alices_client.get(FILE, {"weeks": "5", "paper": "a4"})

    assert response.headers["Location"] == f"{REPORT}?weeks=5&paper=a4"


def test_file_for_an_unknown_paper_leads_to_the_page_that_says_so(alices_client: Client, alice: User) -> None:
    response = alices_client.get(FILE, {"weeks": "4", "paper": "a3"}, follow=True)

    assert response.status_code == 422
    assert "Choose A4 or Letter." in response.content.decode()


def test_file_has_a_name_with_the_day(alices_client: Client, alice: User) -> None:
    make_workout(user=alice, day=DAY)

    response = alices_client.get(FILE)

    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == 'inline; filename="hipstrength-report-2026-11-18.pdf"'
    assert response.content.startswith(b"%PDF-")


def test_name_is_on_the_page_and_in_the_links_to_files(alices_client: Client, alice: User) -> None:
    make_workout(user=alice, day=DAY)

    response = alices_client.get(REPORT, {"name": "  Zoë   Example "})

    main = parse(response).one("main")
    assert "<bdi>Zoë Example</bdi>" in response.content.decode()
    assert values(main.one("form", method="get"))["name"].split() == ["Zoë", "Example"]
    assert f"{FILE}?weeks=12&name=Zo%C3%AB+Example&paper=a4" in [link.attributes["href"] for link in main.all("a")]


def test_file_has_the_name(alices_client: Client, alice: User) -> None:
    make_workout(user=alice, day=DAY)

    (text,) = texts(alices_client.get(FILE, {"name": "Zoë Example"}).content)

    assert "Hip exercises and knee: report – Zoë Example" in text


def test_report_without_a_name_has_none(alices_client: Client, alice: User) -> None:
    make_workout(user=alice, day=DAY)

    text = alices_client.get(REPORT, {"name": " "}).content.decode()

    assert "report-name" not in text
    assert "name=&" not in text


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("x" * 61, "60 characters"),
        ("a\x07b", "Use plain text without control characters."),
        ("\N{ZERO WIDTH SPACE}", "Type a name that can be seen."),
    ],
)
def test_nonsense_for_a_name_is_told_beside_its_field(
    alices_client: Client, alice: User, name: str, words: str
) -> None:
    response = alices_client.get(REPORT, {"name": name})

    assert response.status_code == 422
    assert words in parse(response).one("main").one("form", method="get").text
    assert alices_client.get(FILE, {"name": name}).status_code == 302


def test_empty_log_is_told_what_will_be_here(alices_client: Client, alice: User) -> None:
    text = alices_client.get(REPORT).content.decode()

    assert "Nothing is logged yet. After the first workout the report will be here." in text
    assert "PDF, A4" not in text
