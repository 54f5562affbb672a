"""Pain in the log form: a row of scores, and what is said of them after the save."""

import json
from datetime import date

import pytest
from django.test import Client

from hipstrength.accounts.models import User
from logbook.entries import WorkoutEntry
from logbook.pain import BEFORE, DURING, ZONES, zone_of
from tests.factories import done, form_data
from tests.logbook.test_log_form import only_entry
from tests.rendered import Element, errors, main_form, messages, parse, values

FINE = "A knee pain of 2 or less is fine. You can carry on."
WATCH = "A knee pain of 3 to 5 is OK if it settles by tomorrow morning. Stay at this level."
STOP = (
    "A knee pain of 6 or more is too much for today. Stop the exercise that hurt, and choose an easier version"
    " next time. When to stop and who to ask"
)


@pytest.mark.parametrize(
    ("before", "during", "told"),
    [
        ("", "", []),
        ("0", "", [FINE]),
        ("2", "2", [FINE]),
        ("", "3", [WATCH]),
        ("5", "5", [WATCH]),
        ("6", "", [STOP]),
        ("", "6", [STOP]),
        ("0", "10", [STOP]),
    ],
)
def test_saved_page_says_what_the_highest_pain_means(
    alices_client: Client, before: str, during: str, told: list[str]
) -> None:
    typed = {"hip-bridges.sets-0-both": "12", "pain_before": before, "hip-bridges.all-pain_during": during}

    response = alices_client.post("/workouts/new/", form_data(typed), follow=True)

    assert messages(parse(response)) == ["Saved: 1 set of Wed 18 November 2026.", *told]


def test_pain_of_six_or_more_leads_to_the_safety_page_without_an_alarm(alices_client: Client) -> None:
    typed = {"hip-bridges.sets-0-both": "12", "pain_before": "6"}

    page = parse(alices_client.post("/workouts/new/", form_data(typed), follow=True))

    told = page.one("p", class_="alert alert-warning")
    assert told.one("a").attributes["href"] == "/safety/"


class TestPainRow:
    def test_has_eleven_scores_and_a_way_back(self, alices_client: Client) -> None:
        row = main_form(parse(alices_client.get("/workouts/new/"))).one(id="div_id_pain_before")

        radios = list(row.all("input", type="radio", name="pain_before"))
        assert (row.tag, row.attributes["role"]) == ("fieldset", "radiogroup")
        assert row.one("legend").text == "Knee pain before you started"
        assert [radio.attributes["value"] for radio in radios] == [*map(str, range(11)), ""]
        assert [label.text for label in row.all("label")] == [
            "0 – no pain",
            *map(str, range(1, 10)),
            "10 – worst pain I can think of",
            "Not answered",
        ]
        assert row.one("p", class_="score-ends").text == "0: no pain 10: worst pain I can think of"

    def test_starts_as_not_answered_which_is_not_0(self, alices_client: Client) -> None:
        form = main_form(parse(alices_client.get("/workouts/new/")))

        shown = values(form)
        assert (shown["pain_before"], shown["clamshells.all-pain_during"]) == ("", "")
        assert form.one(id="div_id_pain_before").one("p", class_="pain-zone").text == ""

    def test_that_is_not_sent_at_all_is_not_answered(self, alices_client: Client, alice: User) -> None:
        typed = form_data({"clamshells.sets-0-left": "12"})
        del typed["pain_before"], typed["clamshells.all-pain_during"]

        alices_client.post("/workouts/new/", typed)

        assert only_entry(alice) == WorkoutEntry(date(2026, 11, 18), (done("clamshells", left=[12]),))

    @pytest.mark.parametrize("score", ["0", "4", "10", ""])
    def test_shows_again_what_was_chosen_with_its_sentence(self, alices_client: Client, score: str) -> None:
        sent = form_data({"clamshells.all-pain_during": score, "clamshells.sets-0-left": "x"})

        form = main_form(parse(alices_client.post("/workouts/new/", sent)))

        said = form.one(id="div_id_clamshells.all-pain_during").one("p", class_="pain-zone").text
        assert values(form)["clamshells.all-pain_during"] == score
        assert said == (zone_of(int(score)).sentence(DURING) if score else "")

    def test_has_the_zones_for_the_script(self, alices_client: Client) -> None:
        form = main_form(parse(alices_client.get("/workouts/new/")))

        zones = json.loads(form.one(id="div_id_pain_before").attributes["data-zones"])
        assert zones == [[zone.least, zone.sentence(BEFORE)] for zone in ZONES]

    def test_complains_as_a_group_and_is_led_to(self, alices_client: Client) -> None:
        page = parse(alices_client.post("/workouts/new/", form_data({"clamshells.all-pain_during": "11"})))

        name = "clamshells.all-pain_during"
        assert errors(page) == {name: "Choose a number from 0 to 10."}
        assert page.one(id=f"id_{name}").attributes["type"] == "radio"
        assert values(main_form(page))[name] == ""
        assert "open" in folded_around(page, name).attributes


def folded_around(page: Element, name: str) -> Element:
    """Return the part that can be unfolded and has the boxes of this name."""
    (part,) = (part for part in page.all("details") if list(part.all("input", name=name, value="0")))
    return part
