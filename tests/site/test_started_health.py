"""Health checks of the running product while its database server is away, frozen, and back."""

import json
from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from django.conf import settings

from tests.receivers import wait_until
from tests.relay import Relay, relay
from tests.started import Site, started

pytestmark = pytest.mark.skipif("sqlite" in settings.DATABASES["default"]["ENGINE"], reason="SQLite has no server")
# Seconds, after which those who watch the site give up.
PATIENCE = 2
NO_ANSWER = "not ready: the database does not answer, or takes no writes\n"


@pytest.fixture(scope="module")
def way(database_url: str) -> Iterator[Relay]:
    """The way to the server."""
    address = urlsplit(database_url)
    with relay(str(address.hostname), int(address.port or 0)) as way:
        yield way


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, way: Relay, database_url: str) -> Iterator[Site]:
    """A site that reaches its server by that way."""
    folder = tmp_path_factory.mktemp("health")
    port = urlsplit(database_url).port
    url = database_url.replace(f":{port}/", f":{way.port}/")
    with started(folder / "log", DATA_DIR=str(folder / "data"), DATABASE_URL=url, LOG_FORMAT="json") as site:
        yield site


def readiness(site: Site) -> tuple[int, str]:
    """Return what the check says; fail when it takes longer than anybody waits."""
    try:
        with urlopen(f"{site.address}/readyz", timeout=PATIENCE) as response:
            return response.status, response.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


@pytest.mark.parametrize("state", ["silent", "cut"])
def test_site_says_that_the_server_is_away_and_is_ready_again(site: Site, way: Relay, state: str) -> None:
    assert readiness(site) == (200, "ready\n")
    way.become("silent" if state == "silent" else "cut")
    try:
        found = [readiness(site) for _time in range(4)]
        alive = site.get("/healthz")
    finally:
        way.become("open")

    assert found == [(503, NO_ANSWER)] * 4
    assert alive == (200, "ok\n")
    wait_until(lambda: readiness(site)[0] == 200)
    # Each of the two workers.
    assert [readiness(site)[0] for _time in range(10)] == [200] * 10


def test_lines_about_a_server_that_is_away_are_json(site: Site, way: Relay) -> None:
    way.become("cut")
    try:
        with pytest.raises(HTTPError) as answer:
            urlopen(f"{site.address}/exercises/", timeout=30)
    finally:
        way.become("open")

    with answer.value as error:
        number = error.headers["X-Request-ID"]
        assert (error.code, error.headers["Retry-After"]) == (503, "30")
    said = site.said()
    lines = [json.loads(line) for line in said[said.index('{"time"') :].splitlines()]
    assert [line["logger"] for line in lines if line["request_id"] == number] == ["hipstrength.trouble"]
