"""A filled database, and others beside it."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from psycopg import sql

from hipstrength.accounts.models import User
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


@contextmanager
def another_place(folder: Path) -> Iterator[Place]:
    """Make an empty database on the kind of database that these tests run on, and remove it."""
    if connection.vendor == "sqlite":
        yield Place(folder, f"sqlite:///{folder}/hipstrength.sqlite3")
        return
    name = f"keeping_{secrets.token_hex(4)}"
    default = settings.DATABASES["default"]
    server = {
        "host": default["HOST"],
        "port": default["PORT"],
        "user": default["USER"],
        "password": default["PASSWORD"],
    }
    with psycopg.connect(**server, dbname="postgres", autocommit=True) as session:
        session.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield Place(folder, "postgres://{user}:{password}@{host}:{port}/".format(**server) + name)
        finally:
            session.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
