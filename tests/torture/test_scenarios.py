"""The scenarios of `make torture` with small numbers, on the database of this run."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.torture.proxy import CONFIGURATION, changed
from tests.torture.scale import SHORT
from tests.torture.scenarios import POSTGRESQL, SCENARIOS, SQLITE
from tests.torture.servers import NotRunError, Server, private_cluster
from tests.torture.sites import Place, place

DATABASE = SQLITE if "sqlite" in settings.DATABASES["default"]["ENGINE"] else POSTGRESQL
HERE = [name for name, scenario in SCENARIOS.items() if DATABASE in scenario.databases]


@pytest.fixture(scope="module")
def server() -> Iterator[Server | None]:
    """A server that may be stopped, beside that of the other tests; nothing where this run is on SQLite."""
    if DATABASE == SQLITE:
        yield None
        return
    with private_cluster() as server:
        yield server


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, server: Server | None) -> Iterator[Place]:
    """One place for all that leave it whole: to begin with an empty database takes longer than most of them."""
    with place(tmp_path_factory.mktemp("torture") / "site", server) as here:
        yield here


@pytest.fixture
def here(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Place]:
    """Where a scenario happens."""
    if name != "full":
        yield request.getfixturevalue("shared")
        return
    with place(tmp_path / name) as here:
        yield here


@pytest.mark.timeout(180)
@pytest.mark.parametrize("name", HERE)
def test_nothing_acknowledged_is_lost(here: Place, name: str) -> None:
    try:
        found = SCENARIOS[name].run(here, SHORT)
    except NotRunError as reason:
        pytest.skip(str(reason))

    assert "workouts acknowledged, all stored once" in found


def test_configuration_of_nginx_has_its_places_to_change() -> None:
    assert "example.org" not in changed(CONFIGURATION.read_text(encoding="utf-8"), "1", ["2", "3"]).replace(
        "SITE_URL=https://hips.example.org", ""
    )
