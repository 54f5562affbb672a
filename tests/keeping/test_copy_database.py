"""The command that moves a site to another database: between the two kinds in both directions, and within one."""

import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from tests.keeping.commands import Place

IS_SQLITE = connection.vendor == "sqlite"


def test_copied_database_is_equal_row_by_row(filled: Place, prepared: Place) -> None:
    lines = prepared.managed("copy_database", filled.url)

    rows = filled.rows()
    assert prepared.rows() == rows
    counts = dict(line.split() for line in lines[:-1])
    assert (counts["accounts_user"], counts["logbook_workoutset"], counts["exercises_exercise"]) == ("2", "2", "4")
    assert len(counts) == len(rows)
    total = sum(map(len, rows.values()))
    assert lines[-1].startswith(f"Copied: {total:,} rows of {len(rows)} tables in ")


@pytest.mark.skipif(IS_SQLITE, reason="needs a server of PostgreSQL")
def test_site_moves_between_the_kinds_of_database_and_back(filled: Place, in_a_file: Place, prepared: Place) -> None:
    in_a_file.managed("copy_database", filled.url)
    prepared.managed("copy_database", in_a_file.url)

    rows = filled.rows()
    assert in_a_file.rows() == rows
    assert prepared.rows() == rows


def test_keys_go_on_behind_those_of_the_deleted(filled: Place, prepared: Place) -> None:
    prepared.managed("copy_database", filled.url)

    assert prepared.new_key() == filled.new_key() == 4


def test_people_in_the_target_are_left_alone(filled: Place, prepared: Place) -> None:
    prepared.new_key()
    rows = prepared.rows()

    refusal = prepared.refusal("copy_database", filled.url)

    assert refusal.endswith("holds accounts already (1), so nothing was copied.")
    assert prepared.rows() == rows


def test_target_without_tables_is_told_how_to_make_them(filled: Place, new_place: Place) -> None:
    new_place.folder.mkdir(exist_ok=True)

    refusal = new_place.refusal("copy_database", filled.url)

    assert refusal.endswith("has yet to get its tables: make them by `python -m hipstrength.serve --prepare-only`.")


def test_source_of_another_release_is_refused(filled: Place, prepared: Place) -> None:
    filled.managed("migrate", "logbook", "0007", "--verbosity=0")
    rows = prepared.rows()

    refusal = prepared.refusal("copy_database", filled.url)

    assert refusal == (
        "The source is of another release: they differ in logbook.0008_yours. Start this release on the source "
        "first, then copy."
    )
    assert prepared.rows() == rows


def test_site_is_not_copied_onto_itself(prepared: Place) -> None:
    refusal = prepared.refusal("copy_database", prepared.url)

    assert refusal == "The source is the site's own database. DATABASE_URL must name the new one."


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("sqlite:////nowhere/at.all", "The source cannot be opened: unable to open database file."),
        ("mysql://me@db/name", "The source must name PostgreSQL (postgres://…) or SQLite (sqlite:///…)."),
    ],
)
def test_source_that_is_none_is_one_sentence(prepared: Place, url: str, sentence: str) -> None:
    assert prepared.refusal("copy_database", url) == sentence


def test_source_of_something_else_is_refused(prepared: Place, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other")) as other:
        other.execute("CREATE TABLE recipes (name text)")

    refusal = prepared.refusal("copy_database", f"sqlite:///{tmp_path}/other")

    assert refusal == "The source is no database of HipStrength: its tables are missing."


def test_row_that_does_not_fit_stops_it_all(filled: Place, prepared: Place, in_a_file: Place) -> None:
    in_a_file.managed("copy_database", filled.url)
    rows = prepared.rows()
    with closing(sqlite3.connect(in_a_file.folder / "hipstrength.sqlite3")) as source:
        # A workout of nobody: SQLite takes it from whoever asks for no foreign keys.
        source.execute("UPDATE logbook_workout SET user_id = 999999")
        source.commit()

    done = prepared.manage("copy_database", in_a_file.url)

    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert "so nothing was" in line or "Nothing was copied" in line
    assert prepared.rows() == rows


def test_nobody_in_the_middle_of_writing_is_waited_for(prepared: Place, in_a_file: Place) -> None:
    with closing(sqlite3.connect(in_a_file.folder / "hipstrength.sqlite3", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM exercises_exercise")

        prepared.managed("copy_database", in_a_file.url)

    assert len(prepared.rows()["exercises.Exercise"]) == 4


@pytest.mark.skipif(IS_SQLITE, reason="only PostgreSQL tells that somebody waits")
def test_what_is_written_meanwhile_is_left_out(filled: Place, prepared: Place, in_a_file: Place) -> None:
    """All is read as it was at the beginning, so that it fits together."""
    in_a_file.managed("copy_database", filled.url)
    expected = in_a_file.rows()
    file = in_a_file.folder / "hipstrength.sqlite3"
    with psycopg.connect(prepared.url) as other, ThreadPoolExecutor() as pool:
        other.execute("SELECT count(*) FROM accounts_user")
        copying = pool.submit(prepared.managed, "copy_database", in_a_file.url)
        wait_until_somebody_waits(prepared.url)
        with closing(sqlite3.connect(file, isolation_level=None)) as writer:
            writer.execute("DELETE FROM logbook_workoutset")
        other.commit()
        copying.result(60)

    assert prepared.rows() == expected
    assert in_a_file.rows()["logbook.WorkoutSet"] == []


def wait_until_somebody_waits(url: str) -> None:
    limit = time.monotonic() + 30
    with psycopg.connect(url, autocommit=True) as session:
        while time.monotonic() < limit:
            if session.execute("SELECT 1 FROM pg_locks WHERE NOT granted").fetchone():
                return
            time.sleep(0.05)
    raise AssertionError("Nobody waits for a lock.")


@pytest.mark.skipif(IS_SQLITE, reason="SQLite waits by itself")
def test_sessions_in_the_way_are_told(filled: Place, prepared: Place) -> None:
    rows = prepared.rows()
    with psycopg.connect(prepared.url) as other:
        other.execute("SELECT count(*) FROM accounts_user")

        refusal = prepared.refusal("copy_database", filled.url)

    assert refusal.endswith(", so nothing was copied. Stop the site, then copy again.")
    assert prepared.rows() == rows
