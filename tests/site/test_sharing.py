"""What search engines and other sites read."""

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from pytest_django import Settings

from exercises.illustrations import ILLUSTRATIONS
from exercises.models import Exercise
from tests.factories import make_exercise
from tests.pictures import DRAWN, drawn_now
from tests.rendered import Element, parse

SITE = "https://hips.example.org"
LISTED = [
    "/",
    "/exercises/",
    "/exercises/print/",
    "/why/",
    "/safety/",
    "/privacy/",
    *(f"/exercises/{slug}/" for slug in ILLUSTRATIONS),
]
PAGES = [*LISTED, "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"]


@pytest.fixture(autouse=True)
def _address(settings: Settings) -> None:
    settings.SITE_URL = SITE


def metadata(page: Element) -> dict[str, str]:
    """Return what the page says about itself to other sites."""
    return {
        meta.attributes.get("property") or meta.attributes["name"]: meta.attributes["content"]
        for meta in page.all("meta")
        if "content" in meta.attributes
    }


@pytest.mark.parametrize("path", PAGES)
def test_page_names_its_one_address(client: Client, catalogue: None, path: str) -> None:
    page = parse(client.get(path, {"utm": "x"}))

    assert page.one("link", rel="canonical").attributes["href"] == f"{SITE}{path}"
    assert metadata(page)["og:url"] == f"{SITE}{path}"
    assert "robots" not in metadata(page)


@pytest.mark.parametrize("path", PAGES)
def test_page_says_what_to_show_beside_a_link(client: Client, catalogue: None, path: str) -> None:
    page = parse(client.get(path))

    told = metadata(page)
    assert page.one("title").text == f"{told['og:title']} · HipStrength"
    assert told["og:description"] == told["description"]
    image = told["og:image"].removeprefix(f"{SITE}{settings.STATIC_URL}")
    assert finders.find(image), image
    assert (told["og:type"], told["og:site_name"], told["twitter:card"]) == (
        "website",
        "HipStrength",
        "summary_large_image",
    )


def test_cards_show_the_drawings_of_today() -> None:
    # `make pictures` draws them.
    assert DRAWN.read_text(encoding="ascii").strip() == drawn_now()


@pytest.mark.django_db
def test_exercise_without_a_picture_shows_the_sites_own(client: Client) -> None:
    make_exercise(slug="wall-sit")

    assert metadata(parse(client.get("/exercises/wall-sit/")))["og:image"] == f"{SITE}/static/img/share/home.png"


@pytest.mark.parametrize("path", ["/accounts/inactive/", "/accounts/password/reset/done/", "/nowhere/"])
def test_other_pages_are_not_for_search_engines(client: Client, catalogue: None, path: str) -> None:
    told = metadata(parse(client.get(path)))

    assert told["robots"] == "noindex"
    assert "og:url" not in told


def test_instructions_are_marked_up_as_a_how_to(client: Client, catalogue: None) -> None:
    page = parse(client.get("/exercises/hip-bridges/"))
    exercise = Exercise.objects.get(slug="hip-bridges")

    box = page.one("article", itemtype="https://schema.org/HowTo")
    assert box.one(itemprop="name").text == exercise.name
    assert box.one(itemprop="description").text == exercise.summary
    steps = list(box.all("li", itemprop="step", itemtype="https://schema.org/HowToStep"))
    assert [step.one(itemprop="text").text for step in steps] == exercise.step_list


def test_site_map_lists_the_public_pages(client: Client, catalogue: None) -> None:
    Exercise.objects.filter(slug="hip-bridges").update(is_published=False)
    Exercise.objects.filter(slug="clamshells").update(updated_at=datetime(2026, 11, 2, tzinfo=UTC))

    response = client.get("/sitemap.xml")

    spaces = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    urls = ElementTree.fromstring(response.content).findall("s:url", spaces)
    found = {url.findtext("s:loc", "", spaces): url.findtext("s:lastmod", "", spaces) for url in urls}
    assert set(found) == {f"{SITE}{path}" for path in LISTED if "hip-bridges" not in path}
    assert found[f"{SITE}/exercises/clamshells/"] == "2026-11-02"
    assert response.headers["Content-Type"] == "application/xml"


def test_robots_are_led_to_the_site_map_and_kept_from_private_pages(client: Client) -> None:
    response = client.get("/robots.txt")

    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /data/",
        "Disallow: /history/",
        "Disallow: /knee/",
        "Disallow: /settings/",
        "Disallow: /workouts/",
        f"Sitemap: {SITE}/sitemap.xml",
    ]
