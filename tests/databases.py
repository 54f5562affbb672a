"""Databases beside the one of the tests, for a product that is started by itself."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.conf import settings
from psycopg import sql


@contextmanager
def empty_database() -> Iterator[str]:
    """Yield the address of an empty database: a new one on the server of these tests, or "" for the default file."""
    default = settings.DATABASES["default"]
    if default["ENGINE"] == "django.db.backends.sqlite3":
        yield ""
        return
    name = f"beside_{secrets.token_hex(4)}"
    server = {
        "host": default["HOST"],
        "port": default["PORT"],
        "user": default["USER"],
        "password": default["PASSWORD"],
    }
    with psycopg.connect(**server, dbname="postgres", autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield "postgres://{user}:{password}@{host}:{port}/".format(**server) + name
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
