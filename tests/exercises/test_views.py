import pytest
from django.test import Client

from exercises.models import Exercise
from tests.factories import make_exercise
from tests.rendered import Element, parse

SLUGS = ["clamshells", "side-lying-hip-abduction", "hip-bridges", "banded-crab-walks"]
MARKER = "<script>alert('x')</script> & <b>"


def section(page: Element, heading: str) -> list[str]:
    """Return the paragraphs and list items under a heading of the instruction page."""
    box = next(box for box in page.all("section") if box.one("h2").text == heading)
    return [part.text for part in box.all("p", "li")]


def test_exercise_list_is_public_and_in_order(client: Client, catalogue: None) -> None:
    page = parse(client.get("/exercises/"))

    cards = list(page.all("article"))
    assert [(card.one("a").attributes["href"], list(card.all("p"))[-1].text) for card in cards] == [
        ("/exercises/clamshells/", "10–20 reps on each leg"),
        ("/exercises/side-lying-hip-abduction/", "10–20 reps on each leg"),
        ("/exercises/hip-bridges/", "10–20 reps"),
        ("/exercises/banded-crab-walks/", "10–20 steps in each direction"),
    ]


@pytest.mark.django_db
def test_empty_exercise_list_says_so(client: Client) -> None:
    page = parse(client.get("/exercises/"))

    assert page.one("ul", class_="card-grid list-unstyled").text == "There are no exercises here yet."


@pytest.mark.parametrize("slug", SLUGS)
def test_exercise_page_is_public_and_shows_all_text(client: Client, catalogue: None, slug: str) -> None:
    exercise = Exercise.objects.get(slug=slug)

    page = parse(client.get(f"/exercises/{slug}/"))

    assert page.one("h1").text == exercise.name
    assert page.one("p", class_="lead").text == exercise.summary
    assert page.one("p", class_="target").text == f"{exercise.target} {exercise.side_meaning}".strip()
    assert section(page, "Start") == [exercise.start_position]
    assert section(page, "Steps") == exercise.step_list
    assert section(page, "Where you feel it") == [exercise.muscles]
    assert section(page, "Common mistakes") == exercise.mistake_list
    assert section(page, "Make it easier") == [exercise.easier]
    assert section(page, "Make it harder") == [exercise.harder]


def test_exercise_pages_have_their_parts_in_one_order(client: Client, catalogue: None) -> None:
    pages = [parse(client.get(f"/exercises/{slug}/")) for slug in SLUGS]

    orders = {tuple(heading.text for heading in page.one("article").all("h2")) for page in pages}
    assert orders == {
        (
            "Start",
            "Steps",
            "How many",
            "Make it easier",
            "Make it harder",
            "Common mistakes",
            "Where you feel it",
            "When to stop",
        )
    }


@pytest.mark.django_db
def test_exercise_page_leaves_out_what_is_empty(client: Client) -> None:
    make_exercise(slug="wall-sit")

    page = parse(client.get("/exercises/wall-sit/"))

    assert [heading.text for heading in page.one("article").all("h2")] == ["Start", "Steps", "How many", "When to stop"]


def test_exercise_page_leads_to_its_place_in_the_log_form(client: Client, catalogue: None) -> None:
    page = parse(client.get("/exercises/hip-bridges/"))

    links = {link.text: link.attributes["href"] for link in page.one("p", class_="page-actions").all("a")}
    assert links == {
        "Log this exercise": "/workouts/new/#exercise-hip-bridges",
        "All on one sheet, to print": "/exercises/print/",
    }


def test_unpublished_exercise_is_nowhere(client: Client, catalogue: None) -> None:
    Exercise.objects.filter(slug="clamshells").update(is_published=False)

    answers = [client.get(url) for url in ("/", "/exercises/", "/exercises/clamshells/")]

    assert [answer.status_code for answer in answers] == [200, 200, 404]
    assert ["Clamshells" in parse(answer).text for answer in answers] == [False, False, False]
    assert [len(list(parse(answer).all("article"))) for answer in answers] == [3, 3, 0]


@pytest.mark.parametrize("path", ["unknown/", "Clamshells/", "clamshells%00/", "x" * 5000 + "/", "é/"])
def test_exercise_that_is_none_is_not_found(client: Client, catalogue: None, path: str) -> None:
    assert client.get(f"/exercises/{path}").status_code == 404


@pytest.mark.parametrize("url", ["/exercises/", "/exercises/clamshells/", "/exercises/print/"])
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_exercise_pages_are_only_read(client: Client, catalogue: None, method: str, url: str) -> None:
    response = client.generic(method, url)

    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["/", "/exercises/", "/exercises/wall-sit/"])
def test_text_is_shown_as_typed(client: Client, url: str) -> None:
    texts = dict.fromkeys(("start_position", "steps", "harder", "easier", "mistakes", "muscles"), MARKER)
    make_exercise(slug="wall-sit", name=MARKER, summary=MARKER, **texts)

    response = client.get(url)

    shown = parse(response).one("main").text.count(MARKER)
    assert shown == (8 if url.endswith("wall-sit/") else 2)
    assert "alert('x')" not in response.content.decode()
