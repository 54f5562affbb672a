"""Health checks, on the database as it is; for PostgreSQL by a connection of their own."""

import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from hipstrength import asking, health

Migration = MigrationRecorder.Migration
NO_WRITES = b"not ready: the database does not answer, or takes no writes\n"


@pytest.fixture
def down() -> Iterator[None]:
    """A database that does not answer."""

    def execute(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        raise DatabaseError("no route to host")

    with connection.execute_wrapper(execute):
        yield


@contextmanager
def read_only() -> Iterator[None]:
    """A database that answers but takes no writes."""
    name = connection.ops.quote_name(connection.settings_dict["NAME"])
    on, off = (
        ("PRAGMA query_only = ON", "PRAGMA query_only = OFF")
        if connection.vendor == "sqlite"
        else (
            f"ALTER DATABASE {name} SET default_transaction_read_only = on",
            f"ALTER DATABASE {name} RESET default_transaction_read_only",
        )
    )
    with connection.cursor() as cursor:
        cursor.execute(on)
        try:
            yield
        finally:
            cursor.execute(off)


@pytest.fixture
def silent_server() -> Iterator[int]:
    """The port of a server that takes connections and says nothing, as a frozen one does."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        yield server.getsockname()[1]


def test_healthz_asks_nothing_of_the_database(
    alices_client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        response = alices_client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")


def test_healthz_lives_on_without_the_database(client: Client, db: None, down: None) -> None:
    assert client.get("/healthz").status_code == 200


@pytest.mark.django_db
def test_readyz_is_ready_and_leaves_nothing_behind(client: Client) -> None:
    before = list(Migration.objects.values())

    response = client.get("/readyz")

    assert (response.status_code, response.content) == (200, b"ready\n")
    assert list(Migration.objects.values()) == before


@pytest.mark.django_db(transaction=True)
def test_readyz_says_that_migrations_are_missing(client: Client) -> None:
    kept = list(Migration.objects.filter(app="logbook"))
    Migration.objects.filter(app="logbook").delete()
    try:
        response = client.get("/readyz")
    finally:
        Migration.objects.bulk_create(kept)

    assert (response.status_code, response.content) == (503, b"not ready: migrations are missing\n")
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_readyz_says_that_the_database_takes_no_writes(client: Client) -> None:
    with read_only():
        response = client.get("/readyz")

    assert (response.status_code, response.content) == (503, NO_WRITES)
    assert client.get("/readyz").status_code == 200


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a server that is away is the next test's")
def test_readyz_says_that_the_file_does_not_answer(client: Client, db: None, down: None) -> None:
    response = client.get("/readyz")

    assert (response.status_code, response.content) == (503, NO_WRITES)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no server")
@pytest.mark.django_db(transaction=True)
def test_readyz_waits_for_no_server(
    client: Client, silent_server: int, free_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "LIMIT", 0.2)
    real = connection.settings_dict["PORT"]
    for port in (free_port, silent_server):
        connection.settings_dict["PORT"] = port
        try:
            responses = [client.get("/readyz") for _time in range(2)]
        finally:
            connection.settings_dict["PORT"] = real
        assert [(response.status_code, response.content) for response in responses] == [(503, NO_WRITES)] * 2


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite's file is on our disk")
def test_readyz_says_that_the_disk_is_full(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "LEAST_FREE", 2**62)

    response = client.get("/readyz")

    assert (response.status_code, response.content) == (503, b"not ready: less than 100 MB of the disk are free\n")


@pytest.mark.django_db
def test_readyz_asks_little(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    # PostgreSQL is asked by another connection.
    with django_assert_num_queries(8 if connection.vendor == "sqlite" else 0):
        client.get("/readyz")


@pytest.mark.django_db
def test_readyz_leaves_the_patience_of_the_connection_as_it_was(client: Client) -> None:
    client.get("/readyz")

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA busy_timeout").fetchone() == (20_000,)


@pytest.mark.django_db
def test_migrations_of_the_code_are_those_of_the_database() -> None:
    assert health.migrations_of_the_code() == set(Migration.objects.values_list("app", "name"))


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["/healthz", "/readyz"])
def test_answer_is_kept_nowhere_and_only_read(client: Client, url: str) -> None:
    assert "no-store" in client.get(url).headers["Cache-Control"]
    assert client.head(url).status_code == 200
    assert client.post(url).status_code == 405


def test_refused_health_checks_do_not_fill_the_log(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(health, "LEAST_FREE", 1 << 62)

    status = client.get("/readyz").status_code

    assert (status, caplog.records) == ((503, []) if connection.vendor == "sqlite" else (200, []))
