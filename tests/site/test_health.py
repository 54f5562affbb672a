from collections.abc import Iterator
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django import DjangoAssertNumQueries

Migration = MigrationRecorder.Migration


@pytest.fixture
def read_only() -> Iterator[None]:
    """A database that answers but takes no writes, as on a full disk."""

    def execute(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("INSERT"):
            raise DatabaseError("disk full")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(execute):
        yield


@pytest.fixture
def down() -> Iterator[None]:
    """A database that does not answer."""

    def execute(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        raise DatabaseError("no route to host")

    with connection.execute_wrapper(execute):
        yield


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


@pytest.mark.django_db
def test_readyz_says_that_migrations_are_missing(client: Client) -> None:
    Migration.objects.filter(app="logbook").delete()

    response = client.get("/readyz")

    assert (response.status_code, response.content) == (503, b"not ready: migrations are missing\n")


def test_readyz_says_that_the_database_takes_no_writes(client: Client, db: None, read_only: None) -> None:
    response = client.get("/readyz")

    problem = b"not ready: the database does not answer, or takes no writes\n"
    assert (response.status_code, response.content) == (503, problem)


def test_readyz_says_that_the_database_does_not_answer(client: Client, db: None, down: None) -> None:
    response = client.get("/readyz")

    assert response.status_code == 503


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["/healthz", "/readyz"])
def test_answer_is_kept_nowhere_and_only_read(client: Client, url: str) -> None:
    assert "no-store" in client.get(url).headers["Cache-Control"]
    assert client.head(url).status_code == 200
    assert client.post(url).status_code == 405
