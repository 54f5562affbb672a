"""A database that is full, locked, read-only or away is no mistake of ours: 503, in words."""

import logging
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import DatabaseError, InternalError, OperationalError, ProgrammingError, connection, transaction
from django.test import Client
from psycopg_pool import PoolTimeout

from hipstrength import trouble
from hipstrength.accounts.models import User
from hipstrength.postgresql.gate import ASKED_EVERY, Gate
from hipstrength.trouble import Cause, Teller, cause_of
from logbook.models import Workout
from tests.factories import PASSWORD, form_data
from tests.rendered import parse

ONE_SET = {"hip-bridges.sets-0-both": "12", "hip-bridges.sets-0-done": "on"}


def complaint(file: Path, *statements: str, uri: str = "") -> DatabaseError:
    """Return what Django raises when SQLite refuses the last statement."""
    one = sqlite3.connect(f"file:{file}{uri}", uri=True, timeout=0, isolation_level=None)
    try:
        for statement in statements:
            one.execute(statement)
    except sqlite3.Error as error:
        refusal = OperationalError(*error.args)
        refusal.__cause__ = error
        return refusal
    finally:
        one.close()
    raise AssertionError("nothing was refused")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A small SQLite database."""
    path = tmp_path / "small.sqlite3"
    one = sqlite3.connect(path)
    one.execute("CREATE TABLE note (text)")
    one.close()
    return path


def test_full_disk_is_known(file: Path) -> None:
    error = complaint(file, "PRAGMA max_page_count=2", "INSERT INTO note VALUES (randomblob(100000))")

    assert cause_of(error) is Cause.FULL


def test_file_that_takes_no_writes_is_known(file: Path) -> None:
    assert cause_of(complaint(file, "INSERT INTO note VALUES (1)", uri="?mode=ro")) is Cause.READ_ONLY


def test_lock_of_another_is_known(file: Path) -> None:
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    error = complaint(file, "INSERT INTO note VALUES (1)")

    other.close()
    assert cause_of(error) is Cause.LOCKED


def test_file_that_is_gone_is_known(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError) as refusal:
        sqlite3.connect(tmp_path / "no folder" / "file")

    assert cause_of(refusal.value) is Cause.UNREADABLE


def test_damage_is_known(file: Path) -> None:
    file.write_bytes(b"no database" * 1000)

    assert cause_of(complaint(file, "SELECT * FROM note")) is Cause.DAMAGED


@pytest.mark.parametrize("statement", ["SELECT * FROM nothing", "SELECT nothing FROM note", "SELEC 1"])
def test_mistake_in_a_statement_is_ours(file: Path, statement: str) -> None:
    assert cause_of(complaint(file, statement)) is None


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        ("53100", Cause.FULL),
        ("53300", Cause.CROWDED),
        ("57P01", Cause.AWAY),
        ("57P03", Cause.AWAY),
        ("08006", Cause.AWAY),
        ("25006", Cause.READ_ONLY),
        ("55P03", Cause.LOCKED),
        ("58030", Cause.UNREADABLE),
        ("XX001", Cause.DAMAGED),
        ("42P01", None),
        ("23505", None),
        ("22003", None),
    ],
)
def test_codes_of_postgresql_are_known(code: str, cause: Cause | None) -> None:
    error = DatabaseError()
    error.__cause__ = psycopg.errors.lookup(code)("refused")

    assert cause_of(error) is cause


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (PoolTimeout("couldn't get a connection after 2.00 sec"), Cause.AWAY),
        (psycopg.OperationalError("connection refused"), Cause.AWAY),
        (psycopg.InterfaceError("the connection is closed"), Cause.AWAY),
        (psycopg.InterfaceError("the cursor is closed"), None),
        (ValueError("database is locked"), None),
        (None, None),
    ],
)
def test_complaints_without_a_code_are_known(error: BaseException | None, cause: Cause | None) -> None:
    assert cause_of(error) is cause


def test_mistake_in_a_statement_on_this_database_is_ours(db: None) -> None:
    with pytest.raises((OperationalError, ProgrammingError)) as refusal, transaction.atomic():
        connection.cursor().execute("SELECT * FROM nothing")

    assert cause_of(refusal.value) is None


class TestReadOnly:
    """The database answers, and takes no writes."""

    @pytest.fixture(autouse=True)
    def no_writes(self, transactional_db: None, alice: User) -> Iterator[None]:
        on, off = "PRAGMA query_only=1", "PRAGMA query_only=0"
        if connection.vendor == "postgresql":
            on, off = "SET default_transaction_read_only=on", "SET default_transaction_read_only=off"
        # One of another test's may have told of this moment already.
        trouble.teller.told_at.clear()
        self.client = Client(raise_request_exception=False)
        self.client.force_login(alice)
        connection.cursor().execute(on)
        self.off = off
        yield
        connection.cursor().execute(off)

    def test_save_is_answered_with_what_to_do(self) -> None:
        response = self.client.post("/workouts/new/", form_data(ONE_SET))

        page = parse(response)
        assert (response.status_code, response["Retry-After"]) == (503, "30")
        assert response["Cache-Control"] == "no-store, private"
        assert page.one("h1").text == "Please wait a minute"
        assert "What you entered is still in this browser" in page.one("main").text
        assert list(page.all("script")) == []

    def test_pages_can_still_be_read(self) -> None:
        assert self.client.get("/workouts/new/").status_code == 200

    @pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/signup/"])
    def test_forms_of_the_libraries_are_answered_so_too(self, path: str) -> None:
        typed = {"login": "alice@example.org", "password": PASSWORD, "email": "new@example.org"}
        passwords = {"password1": "a long enough one", "agree": "on", "time_zone": "UTC"}

        response = Client(raise_request_exception=False).post(path, {**typed, **passwords})

        assert (response.status_code, parse(response).one("h1").text) == (503, "Please wait a minute")

    def test_attempt_that_cannot_be_counted_is_refused(self) -> None:
        """Else a password could be guessed without a limit as long as the disk is full."""
        with pytest.raises((OperationalError, InternalError)):
            cache.set("attempts", 1)

    def test_session_that_cannot_be_stored_is_not_taken_for_ended(self) -> None:
        session = self.client.session

        # Django itself takes what it cannot store for a session that was ended, and answers 400.
        with pytest.raises(OperationalError if connection.vendor == "sqlite" else InternalError):
            session.save()

    def test_log_has_one_line_for_all_and_no_trace(self, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level(logging.INFO):
            for _ in range(5):
                self.client.post("/workouts/new/", form_data(ONE_SET))

        (line,) = caplog.records
        assert line.getMessage().startswith("The database cannot be written: its folder or disk is read-only. Let ")
        assert line.exc_info is None

    def test_same_form_is_saved_once_when_writes_are_taken_again(self) -> None:
        form = form_data(ONE_SET)
        assert self.client.post("/workouts/new/", form).status_code == 503
        connection.cursor().execute(self.off)

        assert [self.client.post("/workouts/new/", form).status_code for _ in range(2)] == [302, 302]

        assert Workout.objects.count() == 1


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_session_that_was_ended_is_still_known(alices_client: Client) -> None:
    session = alices_client.session
    Session.objects.all().delete()

    with pytest.raises(UpdateError):
        session.save()


def test_log_counts_what_it_does_not_tell(caplog: pytest.LogCaptureFixture) -> None:
    clock = Clock()
    teller = Teller(clock)
    for seconds in (0, 1, 10, 20):
        clock.now += seconds
        teller.tell(Cause.FULL, OperationalError("no\nspace"))

    assert [line.getMessage() for line in caplog.records] == [
        f"{Cause.FULL.value} (no space)",
        f"{Cause.FULL.value} (no space) 2 more requests met this since the last such line.",
    ]


def test_causes_are_told_apart(caplog: pytest.LogCaptureFixture) -> None:
    teller = Teller(Clock())
    for cause in (Cause.FULL, Cause.LOCKED):
        teller.tell(cause, OperationalError("no"))

    assert len(caplog.records) == 2


def test_shut_gate_lets_one_through_at_a_time() -> None:
    clock = Clock()
    gate = Gate(clock)
    gate.shut()
    assert not gate.may_try()
    clock.now += ASKED_EVERY

    assert [gate.may_try() for _ in range(3)] == [True, False, False]


def test_gate_lets_the_next_one_through_after_one_was_refused() -> None:
    clock = Clock()
    gate = Gate(clock)
    for _ in range(3):
        gate.shut()
        clock.now += ASKED_EVERY

        assert gate.may_try()


def test_gate_opens() -> None:
    gate = Gate(Clock())
    gate.shut()

    gate.open()

    assert not gate.is_shut
