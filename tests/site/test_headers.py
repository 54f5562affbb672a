import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.http.response import HttpResponseBase
from django.test import Client

from exercises.models import Exercise
from hipstrength.accounts.models import User
from tests.factories import PASSWORD, form_data, make_user, make_workout
from tests.rendered import Element, parse

HEADERS = {
    "Content-Security-Policy": {
        "default-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self' data:",
        "object-src 'none'",
    },
    "Cross-Origin-Opener-Policy": {"same-origin"},
    "Cross-Origin-Resource-Policy": {"same-origin"},
    "Permissions-Policy": {"camera=(), geolocation=(), microphone=(), payment=()"},
    "Referrer-Policy": {"same-origin"},
    "X-Content-Type-Options": {"nosniff"},
    "X-Frame-Options": {"DENY"},
}
PUBLIC_PAGES = [
    "/",
    "/why/",
    "/safety/",
    "/exercises/",
    "/exercises/clamshells/",
    "/exercises/banded-crab-walks/",
    "/exercises/print/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/inactive/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/done/",
    "/accounts/password/reset/key/1-set-password/",
]
PRIVATE_PAGES = [
    "/history/",
    "/history/2026-11-16/",
    "/history/2026-11-09/",
    "/workouts/new/",
    "/workouts/{id}/",
    "/workouts/{id}/exercises/clamshells/",
    "/workouts/{id}/edit/",
    "/workouts/{id}/delete/",
    "/settings/",
    "/accounts/logout/",
    "/accounts/password/change/",
]
ADMIN_PAGES = [
    "/admin/",
    "/admin/exercises/exercise/",
    "/admin/exercises/exercise/add/",
    "/admin/exercises/exercise/{exercise}/change/",
    "/admin/exercises/exercise/{exercise}/history/",
    "/admin/exercises/exercise/{exercise}/history/{version}/",
    "/admin/accounts/user/",
    "/admin/accounts/user/add/",
]
# An attribute that holds a script.
HANDLER = re.compile(r"on[a-z]+")


def headers(response: HttpResponseBase) -> dict[str, set[str]]:
    """Return the headers that protect, their parts in no order."""
    return {name: set(response.headers.get(name, "").split("; ")) for name in HEADERS}


def elements(page: Element) -> Iterator[Element]:
    """Yield every element, those in templates for scripts, too."""
    for element in page.all():
        yield element
        if element.tag == "template":
            yield from elements(element)


def inline_parts(page: Element) -> list[str]:
    """Return what a strict policy forbids: styles, scripts and handlers inside the page, and parts from elsewhere."""
    found = []
    for element in elements(page):
        found += [f"{element.tag} {name}" for name in element.attributes if name == "style" or HANDLER.fullmatch(name)]
        if element.tag == "style" or (element.tag == "script" and (element.text or "src" not in element.attributes)):
            found.append(element.tag)
        found += [
            f"{element.tag} {name}={value}"
            for name, value in element.attributes.items()
            if (name in ("src", "action", "formaction") or (name == "href" and element.tag == "link"))
            and not re.match(r"/(?!/)|$|\?", value)
            # Says where the page belongs; nothing is fetched from there.
            and element.attributes.get("rel") != "canonical"
        ]
        if element.attributes.get("href", "").lower().startswith("javascript:"):
            found.append("javascript")
    return found


@pytest.fixture
def errors_shown(client: Client) -> Client:
    """A browser that sees error pages as people do."""
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(
    "url", [*PUBLIC_PAGES, "/healthz", "/readyz", "/metrics", "/history/", "/nowhere/", "/accounts/logout/"]
)
def test_answer_to_a_visitor_has_all_headers(client: Client, catalogue: None, url: str) -> None:
    assert headers(client.get(url)) == HEADERS


@pytest.mark.parametrize("url", PRIVATE_PAGES)
def test_private_page_has_all_headers_and_is_kept_nowhere(alices_client: Client, alice: User, url: str) -> None:
    workout = make_workout(user=alice, day=date(2026, 11, 17))

    response = alices_client.get(url.format(id=workout.public_id))

    assert response.status_code == 200
    assert headers(response) == HEADERS
    assert response.headers["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("url", ["/", "/exercises/", "/why/", "/nowhere/", "/admin/", "/accounts/login/"])
def test_page_that_names_the_person_is_kept_nowhere(alices_client: Client, url: str) -> None:
    assert alices_client.get(url).headers["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("url", PUBLIC_PAGES)
def test_public_page_has_nothing_inline(client: Client, catalogue: None, url: str) -> None:
    response = client.get(url, follow=True)

    assert response.status_code == 200
    assert inline_parts(parse(response)) == []


@pytest.mark.parametrize("url", PRIVATE_PAGES)
def test_private_page_has_nothing_inline(alices_client: Client, alice: User, url: str) -> None:
    workout = make_workout(user=alice, day=date(2026, 11, 17))

    response = alices_client.get(url.format(id=workout.public_id))

    assert inline_parts(parse(response)) == []


@pytest.mark.parametrize(
    ("url", "typed"),
    [
        ("/workouts/new/", form_data({"clamshells.sets-0-left": "twelve", "note": "n" * 501})),
        ("/workouts/new/more/", form_data({"more": "clamshells"})),
        ("/settings/", {"goal": "9"}),
        ("/accounts/password/change/", {"oldpassword": "wrong"}),
    ],
)
def test_refused_form_has_nothing_inline(alices_client: Client, url: str, typed: dict[str, str]) -> None:
    response = alices_client.post(url, typed)

    assert headers(response) == HEADERS
    assert inline_parts(parse(response)) == []


@pytest.mark.parametrize("url", ADMIN_PAGES)
def test_admin_page_has_nothing_inline(client: Client, catalogue: None, url: str) -> None:
    client.force_login(make_user(is_staff=True, is_superuser=True))
    exercise = Exercise.objects.get(slug="clamshells")

    response = client.get(url.format(exercise=exercise.pk, version=exercise.history.get().pk))

    assert response.status_code == 200
    assert headers(response) == HEADERS
    assert inline_parts(parse(response)) == []


@pytest.mark.urls("tests.site.broken_urls")
@pytest.mark.parametrize(
    ("method", "url", "status", "heading"),
    [
        ("GET", "/nowhere/", 404, "There is no such page"),
        ("GET", "/exercises/nothing/", 404, "There is no such page"),
        ("GET", "/broken/", 500, "Something went wrong on our side"),
    ],
)
def test_error_page_is_safe_and_leads_back(
    errors_shown: Client, catalogue: None, method: str, url: str, status: int, heading: str
) -> None:
    response = errors_shown.generic(method, url)

    page = parse(response)
    assert (response.status_code, page.one("h1").text) == (status, heading)
    assert [link.attributes["href"] for link in page.one("main").all("a", class_="btn btn-primary")] == ["/"]
    assert headers(response) == HEADERS
    assert inline_parts(page) == []


def test_request_for_another_host_is_refused(errors_shown: Client, catalogue: None) -> None:
    response = errors_shown.get("/", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert parse(response).one("h1").text == "This site is not set up for this address"
    assert headers(response) == HEADERS


def test_form_of_another_site_is_answered_in_words(catalogue: None) -> None:
    client = Client(enforce_csrf_checks=True)

    response = client.post("/accounts/login/", {"login": "alice@example.org", "password": PASSWORD})

    assert (response.status_code, parse(response).one("h1").text) == (403, "This form was too old")
    assert headers(response) == HEADERS
    assert inline_parts(parse(response)) == []


def test_answer_to_the_wrong_method_has_all_headers(client: Client, catalogue: None) -> None:
    response = client.post("/exercises/")

    assert (response.status_code, headers(response)) == (405, HEADERS)


def test_cookies_are_for_this_site_and_no_script(client: Client, catalogue: None) -> None:
    make_user(email="alice@example.org")

    client.get("/accounts/login/")
    client.post("/accounts/login/", {"login": "alice@example.org", "password": PASSWORD})

    kept = {name: (cookie["httponly"], cookie["samesite"], cookie["path"]) for name, cookie in client.cookies.items()}
    assert kept == {"session": (True, "Lax", "/"), "csrf": (True, "Lax", "/")}


def test_visitor_gets_no_cookie_for_reading(client: Client, catalogue: None) -> None:
    for url in ("/", "/why/", "/exercises/", "/exercises/clamshells/"):
        client.get(url)

    assert client.cookies == {}


@pytest.mark.parametrize(
    ("name", "expected"), [("img/share/home.png", "cross-origin"), ("img/icon.svg", "same-origin")]
)
def test_only_pictures_for_sharing_are_shown_elsewhere(client: Client, name: str, expected: str) -> None:
    response = client.get(f"/static/{name}")

    assert response.headers["Cross-Origin-Resource-Policy"] == expected
