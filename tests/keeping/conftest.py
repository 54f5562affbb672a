"""A filled database, and others beside it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection

from hipstrength.accounts.models import User
from tests.databases import address_of_server, new_database
from tests.factories import make_user
from tests.keeping.commands import Place
from tests.stored import fill


@pytest.fixture
def people(transactional_db: None, catalogue: None) -> list[User]:
    """Two people with a row in every private table."""
    people = [make_user(email=f"{name}@example.org") for name in ("alice", "bob")]
    for user in people:
        fill(user)
    return people


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for backups, which is not there yet."""
    return tmp_path / "backups"


@pytest.fixture
def new_place(tmp_path: Path) -> Iterator[Place]:
    """A site without a database: no file, or a new one on the server of these tests."""
    with another_place(tmp_path / "new") as place:
        yield place


@pytest.fixture(scope="session")
def started_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A site that was started for the first time, for copying it: that takes some seconds."""
    with another_place(tmp_path_factory.mktemp("started")) as place:
        place.prepare()
        yield place


@pytest.fixture(scope="session")
def file_started_once(started_once: Place, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The same in an SQLite file, whatever these tests run on."""
    if connection.vendor == "sqlite":
        return started_once
    place = in_file(tmp_path_factory.mktemp("file"))
    place.prepare()
    return place


@pytest.fixture(scope="session")
def filled_once(started_once: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A site with two people, for copying it."""
    with another_place(tmp_path_factory.mktemp("filled"), like=started_once) as place:
        place.run(FILL)
        yield place


# A third one was there, and is gone.
FILL = """
from tests.databases import address_of_server, new_database
from tests.factories import make_user
from tests.stored import fill
for name in ("alice", "bob"):
    fill(make_user(email=f"{name}@example.org"))
make_user(email="gone@example.org").delete()
"""


@pytest.fixture
def prepared(started_once: Place, tmp_path: Path) -> Iterator[Place]:
    """A site that was just started for the first time."""
    with another_place(tmp_path / "prepared", like=started_once) as place:
        yield place


@pytest.fixture
def in_a_file(file_started_once: Place, tmp_path: Path) -> Place:
    """A site that was just started for the first time, in an SQLite file."""
    place = in_file(tmp_path / "in_a_file")
    shutil.copytree(file_started_once.folder, place.folder)
    return place


@pytest.fixture
def filled(filled_once: Place, tmp_path: Path) -> Iterator[Place]:
    """A site with two people in it, who have a row in every private table."""
    with another_place(tmp_path / "filled", like=filled_once) as place:
        yield place


def in_file(folder: Path) -> Place:
    """Return a site whose database is an SQLite file in the folder."""
    return Place(folder, f"sqlite:///{folder}/hipstrength.sqlite3")


@contextmanager
def another_place(folder: Path, *, like: Place | None = None) -> Iterator[Place]:
    """Make a database on the kind of database that these tests run on, empty or as another is, and remove it."""
    if connection.vendor == "sqlite":
        if like:
            shutil.copytree(like.folder, folder, dirs_exist_ok=True)
        yield in_file(folder)
        return
    template = like.url.rpartition("/")[2] if like else "template1"
    with new_database(address_of_server(), like=template) as url:
        yield Place(folder, url)
