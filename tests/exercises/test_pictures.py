"""The pictures of an exercise, and the ways on from its page."""

import re

import pytest
from django.test import Client
from django.utils.html import escape

from exercises.illustrations import ILLUSTRATIONS
from exercises.models import Exercise
from tests.factories import make_exercise
from tests.rendered import Element, parse

SLUGS = list(ILLUSTRATIONS)


def parts_of(element: Element) -> list[str]:
    """Return which drawings an element shows."""
    return [use.attributes["href"].partition("#")[2] for use in element.all("use")]


@pytest.mark.parametrize("slug", SLUGS)
def test_page_has_the_film_and_says_it_in_a_sentence(client: Client, catalogue: None, slug: str) -> None:
    page = parse(client.get(f"/exercises/{slug}/"))

    film = page.one("svg", class_="drawing-moving")
    assert parts_of(film) == ["back", *(f"f{frame}" for frame in range(33)), "front"]
    assert {use.attributes["href"].partition("#")[0] for use in page.all("use")} == {f"/static/img/figures/{slug}.svg"}
    assert (film.attributes["role"], film.attributes["aria-label"]) == ("img", str(ILLUSTRATIONS[slug].movement))


@pytest.mark.parametrize("slug", SLUGS)
def test_page_has_the_start_and_the_end_beside_each_other(client: Client, catalogue: None, slug: str) -> None:
    page = parse(client.get(f"/exercises/{slug}/"))

    pair = page.one("div", class_="drawing-still")
    assert parts_of(pair) == ["start", "turn"]
    assert [words.text for words in pair.all("figcaption")] == [
        str(ILLUSTRATIONS[slug].start),
        str(ILLUSTRATIONS[slug].end),
    ]


@pytest.mark.parametrize("slug", SLUGS)
def test_page_shows_mistakes_beside_the_right_way_and_where_things_go(
    client: Client, catalogue: None, slug: str
) -> None:
    drawn = ILLUSTRATIONS[slug]

    page = parse(client.get(f"/exercises/{slug}/"))

    shown = {
        part: box.one("figcaption").text
        for box in page.all("figure", class_="still")
        for part in parts_of(box)
        if part not in ("start", "turn")
    }
    expected = {f"load-{number}": str(words) for number, words in enumerate(drawn.loads, start=1)}
    for number, pair in enumerate(drawn.mistakes, start=1):
        expected |= {f"wrong-{number}": f"Not like this: {pair.wrong}", f"right-{number}": f"Like this: {pair.right}"}
    assert shown == expected


def test_film_can_be_paused_without_a_script(client: Client, catalogue: None) -> None:
    page = parse(client.get("/exercises/clamshells/"))

    box = page.one("input", type="checkbox")
    assert page.one("label", for_=box.attributes["id"]).text == "Pause the movement"
    assert list(page.one("figure", class_="drawing").all("script")) == []


@pytest.mark.django_db
@pytest.mark.parametrize("illustration", ["", "taken-away"])
def test_exercise_without_a_picture_has_a_page_of_words(client: Client, illustration: str) -> None:
    make_exercise(slug="wall-sit", illustration=illustration)

    pages = [parse(client.get(url)) for url in ("/exercises/wall-sit/", "/exercises/", "/", "/exercises/print/")]

    assert [list(page.one("main").all("svg", "figure")) for page in pages] == [[], [], [], []]
    assert "drawings" not in pages[0].one("article").attributes["class"]


@pytest.mark.parametrize("url", ["/", "/exercises/"])
def test_cards_show_the_end_of_each_movement(client: Client, catalogue: None, url: str) -> None:
    page = parse(client.get(url))

    assert [parts_of(card) for card in page.all("article")] == [[f"{slug}-end"] for slug in SLUGS]


def test_log_form_shows_each_exercise_small(alices_client: Client) -> None:
    page = parse(alices_client.get("/workouts/new/"))

    pictures = list(page.all("div", class_="log-drawings"))
    assert [parts_of(picture) for picture in pictures] == [[f"{slug}-start", f"{slug}-end"] for slug in SLUGS]
    assert [picture.attributes["aria-label"] for picture in pictures] == [
        str(ILLUSTRATIONS[slug].movement) for slug in SLUGS
    ]


@pytest.mark.parametrize("slug", SLUGS)
def test_sentences_about_pictures_are_whole(slug: str) -> None:
    drawn = ILLUSTRATIONS[slug]
    sentences = [
        drawn.movement,
        *drawn.loads,
        *(words for pair in drawn.mistakes for words in (pair.wrong, pair.right)),
    ]

    assert [str(words) for words in sentences if not re.fullmatch(r"[A-Z].*\.", str(words))] == []
    assert [str(words) for words in sentences if escape(words) != str(words)] == []


def neighbours(client: Client, url: str) -> list[tuple[str, str]]:
    box = parse(client.get(url)).one("nav", class_="neighbours")
    return [(link.text, link.attributes["href"]) for link in box.all("a")]


def test_page_leads_to_the_exercises_before_and_after(client: Client, catalogue: None) -> None:
    every = ("All exercises", "/exercises/")

    ends = {slug: neighbours(client, f"/exercises/{slug}/") for slug in (SLUGS[0], SLUGS[1], SLUGS[3])}

    assert ends == {
        "clamshells": [every, ("Side-lying hip abduction →", "/exercises/side-lying-hip-abduction/")],
        "side-lying-hip-abduction": [
            ("← Clamshells", "/exercises/clamshells/"),
            every,
            ("Hip bridges →", "/exercises/hip-bridges/"),
        ],
        "banded-crab-walks": [("← Hip bridges", "/exercises/hip-bridges/"), every],
    }


def test_page_leads_to_published_exercises_only(client: Client, catalogue: None) -> None:
    Exercise.objects.filter(slug="side-lying-hip-abduction").update(is_published=False)

    assert neighbours(client, "/exercises/clamshells/")[-1][0] == "Hip bridges →"


def test_sheet_has_every_exercise_with_its_pictures_and_steps(client: Client, catalogue: None) -> None:
    page = parse(client.get("/exercises/print/"))

    boxes = list(page.all("section", class_="sheet-exercise"))
    assert [box.one("h2").text for box in boxes] == [exercise.name for exercise in Exercise.objects.all()]
    assert [parts_of(box) for box in boxes] == [[f"{slug}-start", f"{slug}-end"] for slug in SLUGS]
    assert [[step.text for step in box.all("li")] for box in boxes] == [
        exercise.step_list for exercise in Exercise.objects.all()
    ]


@pytest.mark.django_db
def test_empty_sheet_says_so(client: Client) -> None:
    assert "There are no exercises here yet." in parse(client.get("/exercises/print/")).one("main").text
