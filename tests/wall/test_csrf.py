"""Forms of other sites, and reading that writes."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from django.db import connection

from tests.stored import rows_of
from tests.wall.link_pages import SHARED
from tests.wall.table import METHODS, PAGES
from tests.wall.world import ADMIN, ANONYMOUS, OWNER, ROLES, World, undone

# The database is there because of it; what the tests do is taken back.
pytestmark = pytest.mark.django_db

READING = ("GET", "HEAD", "OPTIONS")


def is_open(route: str, role: str, method: str) -> bool:
    """Return whether a page takes a method from somebody at all."""
    statuses = dict(zip(METHODS, PAGES[route][1 + ROLES.index(role)].split(), strict=True))
    return statuses[method] not in ("403", "404", "405")


# Whoever gets furthest: signed in for private pages, not signed in for the way in.
TAKING = {
    route: [
        (role, method)
        for role in (ANONYMOUS, OWNER, ADMIN)
        for method in METHODS
        if method not in READING and is_open(route, role, method)
    ]
    for route in PAGES
}


@pytest.mark.parametrize("route", [route for route, taken in TAKING.items() if taken])
def test_request_without_the_token_is_refused(world: World, route: str) -> None:
    before = rows_of(world.owner)
    answers = {}
    for role, method in TAKING[route]:

        def ask(role: str = role, method: str = method) -> tuple[int, bool]:
            response = world.ask(role, method, PAGES[route][0], enforce_csrf_checks=True)
            return response.status_code, rows_of(world.owner) == before

        answers[role, method] = undone(ask)

    assert answers == dict.fromkeys(TAKING[route], (403, True))


@pytest.fixture
def writes() -> Iterator[list[str]]:
    """What was written, but for logins and limits: a message that was read goes, a request is counted."""
    seen: list[str] = []

    def execute(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        words = sql.lstrip("( ").upper()
        is_nobodys = any(table in words for table in ("DJANGO_SESSION", "USERSESSIONS", '"CACHE"'))
        if not words.startswith(("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK")) and not is_nobodys:
            seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(execute):
        yield seen


# Writes a row and takes it back: it asks whether the database can be written.
ROLLED_BACK = "readyz"


@pytest.mark.parametrize("route", [route for route in PAGES if route not in (ROLLED_BACK, *SHARED)])
def test_reading_writes_nothing(world: World, route: str, writes: list[str]) -> None:
    for role in ROLES:
        for method in READING:
            undone(partial(world.ask, role, method, PAGES[route][0]))

    assert writes == []


@pytest.mark.parametrize("route", SHARED)
def test_reading_by_a_link_counts_that_it_was_opened_and_writes_nothing_else(
    world: World, route: str, writes: list[str]
) -> None:
    for method in READING:
        undone(partial(world.ask, ANONYMOUS, method, PAGES[route][0]))
        undone(partial(world.ask, OWNER, method, PAGES[route][0]))

    (written,) = writes
    assert re.match(r'UPDATE "logbook_reportlink" SET "(opened_count|last_opened_at)" = ', written)
