"""Databases beside the one of the tests, for a product that is started by itself."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.conf import settings
from psycopg import sql

from hipstrength.environment import SQLITE


@contextmanager
def empty_database() -> Iterator[str]:
    """Yield the address of an empty database: a new one on the server of these tests, or "" for the default file."""
    if settings.DATABASES["default"]["ENGINE"] == SQLITE:
        yield ""
        return
    with new_database(address_of_server()) as url:
        yield url


def address_of_server() -> str:
    """Return the address of the server of these tests, up to the slash before the name of a database."""
    return "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/".format(**settings.DATABASES["default"])


@contextmanager
def new_database(server: str, *, like: str = "template1") -> Iterator[str]:
    """Make a database on a server, a copy of the one named `like`; yield its address, and remove it."""
    name = f"beside_{secrets.token_hex(4)}"
    make = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(like))
    with psycopg.connect(f"{server}postgres", autocommit=True) as connection:
        connection.execute(make)
    try:
        yield server + name
    finally:
        with psycopg.connect(f"{server}postgres", autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
