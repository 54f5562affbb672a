from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core import checks as django_checks
from django.core.checks.registry import registry
from django.db import connection
from django.db.utils import ConnectionHandler
from pytest_django import DjangoDbBlocker

from hipstrength import checks, environment

GOOD = environment.SQLITE_OPTIONS


@pytest.fixture
def error_ids(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Any:
    """A function from settings of an SQLite database to the ids of what is wrong with its live connection.

    The database is the test's own, whatever the other tests run on.
    """

    def ids(**settings: Any) -> list[str | None]:
        sqlite = {"ENGINE": environment.SQLITE, "NAME": str(tmp_path / "own.sqlite3"), **settings}
        with django_db_blocker.unblock(), opened(sqlite) as own:
            return [error.id for error in checks.option_errors(own)]

    return ids


@contextmanager
def opened(settings: dict[str, Any]) -> Iterator[Any]:
    own = ConnectionHandler({"default": settings})["default"]
    try:
        yield own
    finally:
        own.close()


def test_products_own_options_pass(error_ids: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))

    assert error_ids(**environment.database()) == []


def test_options_in_the_wrong_place_are_noticed(error_ids: Any) -> None:
    # FULL is what SQLite does by itself: there is no E003.
    all_but_synchronous = [f"hipstrength.E00{number}" for number in (1, 2, 4, 5)]

    assert error_ids(**GOOD) == all_but_synchronous
    assert error_ids(TEST={"OPTIONS": GOOD}) == all_but_synchronous


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"transaction_mode": "DEFERRED"}, "E001"),
        ({"init_command": GOOD["init_command"].replace("journal_mode=WAL", "journal_mode=DELETE")}, "E002"),
        ({"init_command": GOOD["init_command"].replace("synchronous=FULL", "synchronous=NORMAL")}, "E003"),
        ({"init_command": GOOD["init_command"].replace("67108864", "-1")}, "E004"),
        ({"timeout": 5}, "E005"),
    ],
)
def test_each_option_is_read_back(error_ids: Any, changed: dict[str, Any], expected: str) -> None:
    assert error_ids(OPTIONS={**GOOD, **changed}) == [f"hipstrength.{expected}"]


def test_error_says_what_to_do(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> None:
    sqlite = {"ENGINE": environment.SQLITE, "NAME": str(tmp_path / "own.sqlite3"), "OPTIONS": {**GOOD, "timeout": 5}}
    with django_db_blocker.unblock(), opened(sqlite) as own:
        (error,) = checks.option_errors(own)

    assert error.msg == "SQLite's busy_timeout is 5000, not 20000: a busy moment would show an error page."
    assert error.hint == "DATABASES['default']['OPTIONS'] must be hipstrength.environment.SQLITE_OPTIONS."


@pytest.mark.django_db(transaction=True)
def test_database_of_these_tests_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOW_OLD_SQLITE", "1")

    found = checks.check_sqlite(databases=["default"])

    assert [message for message in found if message.level >= django_checks.WARNING] == []
    assert connection.vendor in ("sqlite", "postgresql")


def test_check_without_databases_opens_none() -> None:
    assert checks.check_sqlite(databases=None) == []


def test_check_is_registered() -> None:
    assert checks.check_sqlite in registry.registered_checks


@pytest.mark.parametrize("version", [(3, 51, 3), (3, 52, 0), (4, 0, 0)])
def test_safe_sqlite_passes(version: tuple[int, ...]) -> None:
    assert checks.version_messages(version, debug=False) == []


@pytest.mark.parametrize(
    ("allowed", "debug", "level"),
    [
        ("", False, django_checks.ERROR),
        ("", True, django_checks.WARNING),
        ("1", False, django_checks.INFO),
        ("1", True, django_checks.INFO),
    ],
)
def test_old_sqlite_is_an_error_in_production_unless_accepted(
    monkeypatch: pytest.MonkeyPatch, allowed: str, debug: bool, level: int
) -> None:
    monkeypatch.setenv("ALLOW_OLD_SQLITE", allowed)

    (message,) = checks.version_messages((3, 40, 1), debug=debug)

    assert message.level == level
    assert message.msg.startswith("SQLite 3.40.1 can corrupt the database")
    assert "DATABASE_URL" in str(message.hint)
    assert "ALLOW_OLD_SQLITE=1" in str(message.hint)
