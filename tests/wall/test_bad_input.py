"""Nonsense in every field of every form and part of every address, in queries and cookies: no error of ours.

Forms and fields are found on the pages themselves, so that a new one is tried, too.
"""

import re
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import cycle
from typing import Any

import pytest
from django.test import Client

from tests.rendered import Element, parse, values
from tests.wall.corpus import CORPUS, IN_ADDRESSES, MEGABYTE, XSS
from tests.wall.table import PAGES
from tests.wall.world import ADMIN, ANONYMOUS, NOW, OWNER, World, undone

# The database is there because of it; what the tests do is taken back.
pytestmark = pytest.mark.django_db

# Pages that show what was stored: none may break from anything that a form let in.
AFTERWARDS = ("/", "/history/", "/workouts/new/", "/settings/bands/", "/knee/", "/history/weeks/12/")
WITH_PAGE = [route for route, (_url, *roles) in PAGES.items() if any(role.startswith("200") for role in roles)]
WITH_PARTS = [route for route, (url, *_roles) in PAGES.items() if "{" in url]
CONTROLS = ("input", "select", "textarea", "button")
PART = re.compile(r"\{[a-z]+\}")
IN_QUERIES = ("NUL", "HTML and templates", "SQL", "beyond 63 bits", "huge", "list", "first day", "last day", "address")
# So many texts are tried in each field alone.
ALONE = 5
# Every name that a page reads from its query.
QUERY = (
    "next",
    "day",
    "year",
    "use",
    "exercise",
    "kept",
    "undo",
    "page",
    "p",
    "q",
    "o",
    "all",
    "e",
    "_popup",
    "_to_field",
    "ids",
)


def reader_of(route: str) -> str:
    """Return somebody who sees a page: its owner, else an admin, else a visitor."""
    _url, _anonymous, owner, _stranger, _editor, admin = PAGES[route]
    if owner.startswith("200"):
        return OWNER
    return ADMIN if admin.startswith("200") else ANONYMOUS


def forms_at(world: World, role: str, url: str) -> list[tuple[str, dict[str, str], list[str]]]:
    """Return the forms of a page as somebody sees it; see forms_of."""
    page = world.client(role).get(url)
    return list(forms_of(parse(page))) if page.headers["Content-Type"].startswith("text/html") else []


def forms_of(page: Element) -> Iterator[tuple[str, dict[str, str], list[str]]]:
    """Yield the address, the values and the names of the fields of each form that has some; of like ones the first."""
    kinds = set()
    for form in page.all("form", method="post"):
        names = list(_unlike(control.attributes.get("name", "") for control in form.all(*CONTROLS)))
        action = form.attributes.get("action", "")
        kind = (re.sub(r"\d+", "0", action), *names)
        if names and kind not in kinds:
            kinds.add(kind)
            yield action, values(form), names


def _unlike(names: Iterable[str]) -> Iterator[str]:
    """Yield names of fields that differ by more than a number."""
    kinds = {"csrfmiddlewaretoken", ""}
    for name in names:
        kind = re.sub(r"\d+", "0", name)
        if kind not in kinds:
            kinds.add(kind)
            yield name


def assert_is_no_error(response: Any, what: object) -> None:
    """Assert that a page is no error of ours and does not repeat HTML that was sent."""
    assert response.status_code < 500, what
    if response.headers.get("Content-Type", "").startswith("text/html"):
        text = response.content.decode()
        assert XSS not in text, what
        assert "<img src=x" not in text, what
        assert "onerror=alert(1)>14" not in text, what


def nonsense(names: list[str], turn: int) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield what is typed over a good form: each text in all fields at once, and some of them in each field alone.

    Which ones takes turns from field to field, so that over all of them every text is tried alone, too.
    """
    texts = list(CORPUS.items())
    for what, text in texts:
        yield f"{what} everywhere", dict.fromkeys(names, text)
    for number, name in enumerate(names):
        for nth in range(ALONE):
            what, text = texts[(turn + number * ALONE + nth) % len(texts)]
            yield f"{what} in {name}", {name: text}


@pytest.mark.parametrize("route", WITH_PAGE)
def test_fields_of_every_form_take_any_text(world: World, route: str) -> None:
    role, url = reader_of(route), world.address(PAGES[route][0])
    afterwards = cycle(AFTERWARDS)
    for action, good, names in forms_at(world, role, url):

        def send(typed: dict[str, str], good: dict[str, str] = good, to: str = action or url) -> Any:
            sender = world.client(role)
            response = sender.post(to, good | typed)
            pages = (url, next(afterwards)) if role == OWNER and 300 <= response.status_code < 400 else ()
            return response, [page for page in pages if sender.get(page).status_code >= 500]

        for what, typed in nonsense(names, WITH_PAGE.index(route)):
            response, broken = undone(partial(send, typed))
            assert_is_no_error(response, (action, what))
            assert broken == [], (action, what)


@pytest.mark.parametrize("route", WITH_PAGE)
def test_forms_may_miss_repeat_and_overflow_their_fields(world: World, route: str) -> None:
    role, url = reader_of(route), world.address(PAGES[route][0])
    for action, good, names in forms_at(world, role, url):
        bodies: list[dict[str, Any]] = [{}, {name: [text, text] for name, text in good.items()}]
        bodies += [{**good, name: MEGABYTE} for name in names[:3]]
        bodies += [{other: text for other, text in good.items() if other != name} for name in names]
        bodies += [{**good, name: count} for name in good if name.endswith("_FORMS") for count in ("-1", "1000000000")]
        for body in bodies:
            answer = undone(partial(world.client(role).post, action or url, body))
            assert_is_no_error(answer, (action, list(body)[:5]))


@pytest.mark.parametrize("route", WITH_PARTS)
def test_parts_of_addresses_take_any_text(world: World, route: str) -> None:
    template = PAGES[route][0]
    role = ADMIN if template.startswith("/admin/") else OWNER
    for method in ("GET", "POST"):
        for text in IN_ADDRESSES:
            for part in PART.findall(template):
                url = world.address(template.replace(part, text.replace("{", "").replace("}", ""), 1))
                answer = undone(partial(world.client(role).generic, method, url))
                assert_is_no_error(answer, (method, url))


@pytest.mark.parametrize("route", WITH_PAGE)
def test_queries_take_any_text(world: World, route: str) -> None:
    client, url = world.client(reader_of(route)), world.address(PAGES[route][0])
    for what in IN_QUERIES:
        answer = undone(partial(client.get, url, dict.fromkeys(QUERY, CORPUS[what])))
        assert_is_no_error(answer, what)
    for query in ("%FF=%FE", "next=%FF", "&&&==", "next=%", "a" * 8_000, "next[]=1&next[]=2"):
        assert_is_no_error(undone(partial(client.get, f"{url}?{query}")), query)


@pytest.mark.parametrize("cookie", ["\0", "ü" * 20, "a" * 5_000, "%FF", XSS.replace(";", ""), "a" * 32])
def test_cookies_take_any_text(world: World, cookie: str) -> None:
    for name in ("session", "csrf", "messages", "sessionid"):
        client = Client(raise_request_exception=False)
        client.cookies[name] = cookie
        for url in ("/", "/accounts/login/", "/workouts/new/"):
            assert_is_no_error(client.get(url), (name, url))
        assert_is_no_error(client.post("/accounts/login/", {"login": "a@example.org", "password": "b"}), name)


def test_world_is_one_day(world: World) -> None:
    """The tests above would not meet the forms of today's pages otherwise."""
    assert world.owner.local_date(NOW).isoformat() == "2026-11-18"
