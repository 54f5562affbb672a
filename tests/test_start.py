"""Starting the product as a person does, with nothing configured but the place of the data and the port."""

import re
import stat
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError

import pytest

from tests.started import Site, started


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("start")


@pytest.fixture(scope="module")
def site(folder: Path, database_url: str) -> Iterator[Site]:
    """A site at its first start."""
    with started(folder / "log", DATA_DIR=str(folder / "data"), DATABASE_URL=database_url) as site:
        yield site


def test_first_start_says_where_the_site_is(site: Site) -> None:
    assert f"HipStrength is at {site.address} (stop it with Ctrl+C)\nTo make an admin: make admin\n" in site.said()


def test_started_site_is_ready(site: Site) -> None:
    assert site.get("/readyz")[0] == 200


def test_started_site_has_its_exercises(site: Site) -> None:
    status, text = site.get("/exercises/")

    assert status == 200
    assert text.count("<article") + text.count("<li") >= 4


def test_started_site_has_its_styles(site: Site) -> None:
    (path,) = re.findall(r'href="(/static/css/bootstrap\.[0-9a-f]{12}\.css)"', site.get("/")[1])

    assert site.get(path)[0] == 200


def test_page_that_is_not_there_is_answered(site: Site) -> None:
    with pytest.raises(HTTPError, match="404") as answer:
        site.get("/no-such-page/")

    answer.value.close()


def test_data_is_its_owners_alone(site: Site, folder: Path) -> None:
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in [folder / "data", *(folder / "data").iterdir()]}

    assert modes.pop("data") == 0o700
    assert set(modes.values()) == {0o600}
    assert "secret_key" in modes


def test_stop_and_second_start(tmp_path: Path, database_url: str) -> None:
    where = {"DATA_DIR": str(tmp_path / "data"), "DATABASE_URL": database_url}
    with started(tmp_path / "first", **where) as site:
        key = (tmp_path / "data/secret_key").read_text()
        assert site.stop() == 0

    with started(tmp_path / "second", **where) as site:
        assert site.said().splitlines()[0] == f"HipStrength is at {site.address} (stop it with Ctrl+C)"
        assert site.stop() == 0
        assert "Traceback" not in site.said()

    assert (tmp_path / "data/secret_key").read_text() == key
