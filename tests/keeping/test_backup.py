"""The command that writes a backup, on either database."""

import fcntl
import os
import re
import resource
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from hipstrength.accounts.models import User
from hipstrength.environment import BASE_DIR
from hipstrength.keeping import postgresql, programs
from hipstrength.keeping.backups import make_backup
from hipstrength.keeping.errors import KeepingError
from tests.keeping.commands import Place, said
from tests.races import at_once
from tests.started import only

SUFFIX = "sqlite3" if connection.vendor == "sqlite" else "dump"
LINE = re.compile(
    rf"Backup: (/.*/hipstrength-[0-9]{{8}}T[0-9]{{6}}Z\.{SUFFIX}) \([0-9.]+ kB\): 2 accounts, 2 workouts and 2 sets\."
)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_backup_says_where_it_is_and_what_it_holds(people: list[User], folder: Path) -> None:
    (line,) = said("backup", "--folder", folder)

    found = LINE.fullmatch(line)
    assert found is not None, line
    assert [str(path) for path in folder.iterdir()] == [found[1]]


def test_backup_is_its_owners_alone(people: list[User], folder: Path) -> None:
    said("backup", "--folder", folder)

    assert [stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.iterdir())] == [0o700, 0o600]


def test_oldest_backups_go(people: list[User], folder: Path) -> None:
    for _ in range(3):
        said("backup", "--folder", folder, "--keep", "2")

    assert len(names(folder)) == 2


def test_backups_at_once_do_not_harm_each_other(people: list[User], folder: Path) -> None:
    made = at_once([lambda: make_backup(folder, keep=3)] * 3)

    assert sorted(backup.path.name for backup in made) == names(folder)
    assert {backup.contents.words for backup in made} == {"2 accounts, 2 workouts and 2 sets"}


def test_site_that_was_never_started_has_nothing_to_back_up(new_place: Place) -> None:
    refusal = new_place.refusal("backup")

    assert "start HipStrength once" in refusal
    assert not (new_place.folder / "backups").exists() or names(new_place.folder / "backups") == []


@pytest.mark.parametrize("value", ["0", "-1", "two"])
def test_number_that_is_none_is_refused(new_place: Place, value: str) -> None:
    done = new_place.manage("backup", f"--keep={value}")

    assert (done.returncode, done.stderr.splitlines()[-1]) == (
        2,
        f"manage.py backup: error: argument --keep: must be a whole number from 1 on, not '{value}'",
    )


def test_malformed_setting_is_one_sentence(new_place: Place) -> None:
    refusal = new_place.refusal("backup", BACKUP_KEEP="some")

    assert refusal == "BACKUP_KEEP must be a whole number from 1 on, not 'some'."


def test_full_disk_is_one_sentence_and_leaves_the_old_backup(people: list[User], folder: Path) -> None:
    said("backup", "--folder", folder)
    before = names(folder)
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)

    # No file may be larger than this: what writes more is told that the disk is full.
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, usual[1]))
    try:
        with pytest.raises(KeepingError) as refusal:
            said("backup", "--folder", folder, "--keep", "1")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)

    assert len(str(refusal.value).splitlines()) == 1
    assert names(folder) == before


def test_killed_backup_leaves_the_old_ones_and_no_new_one(people: list[User], folder: Path, tmp_path: Path) -> None:
    said("backup", "--folder", folder)
    before = names(folder)
    arguments = ["backup", "--folder", str(folder), "--keep", "1"]
    settings = {"DATABASE_URL": url_of_the_tests(), "DATA_DIR": str(tmp_path / "data")}
    # Names are given by one run at a time: this one stays in the middle until it is killed.
    handle = os.open(folder, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        with subprocess.Popen([sys.executable, "manage.py", *arguments], env=only(**settings), cwd=BASE_DIR) as run:
            wait_for_draft(folder)
            run.kill()
    finally:
        os.close(handle)

    assert run.returncode == -signal.SIGKILL
    left = set(names(folder)) - set(before)
    assert [name for name in left if not re.fullmatch(r"\.hipstrength-[0-9a-f]{16}\.part(-journal)?", name)] == []
    for name in left:
        os.utime(folder / name, (time.time() - 90_000,) * 2)
    said("backup", "--folder", folder, "--keep", "2")
    assert (left & set(names(folder)), len(names(folder))) == (set(), 2)


def wait_for_draft(folder: Path) -> None:
    limit = time.monotonic() + 30
    while time.monotonic() < limit:
        if any(path.stat().st_size for path in folder.glob(".hipstrength-*.part")):
            return
        time.sleep(0.01)
    raise AssertionError("The backup has not begun.")


def url_of_the_tests() -> str:
    config = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{config['NAME']}"
    return "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**config)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own kind of damage")
def test_damaged_database_is_told_and_the_old_backup_stays(prepared: Place) -> None:
    prepared.managed("backup", "--keep=1")
    file = prepared.folder / "hipstrength.sqlite3"
    content = bytearray(file.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 20_000] = bytes(20_000)
    file.write_bytes(content)

    refusal = prepared.refusal("backup", "--keep=1")

    assert "damaged" in refusal or "malformed" in refusal
    assert len(names(prepared.folder / "backups")) == 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL lets no row point nowhere")
def test_row_that_points_nowhere_is_told(people: list[User], folder: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys = OFF")
        cursor.execute("UPDATE logbook_workout SET user_id = 999999")
        with pytest.raises(KeepingError, match="points to one of accounts_user that is not there"):
            said("backup", "--folder", folder)
        cursor.execute("DELETE FROM logbook_workout WHERE user_id = 999999")
        cursor.execute("PRAGMA foreign_keys = ON")

    assert names(folder) == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite needs no programs")
def test_missing_programs_are_told_with_what_to_install(
    people: list[User], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programs, "PACKED", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(KeepingError) as refusal:
        said("backup", "--folder", folder)

    version = connection.get_database_version()[0]
    assert str(refusal.value) == (
        f"pg_dump and pg_restore are not there. Install PostgreSQL's client programs, version {version} or newer "
        f"(Debian: apt-get install postgresql-client-{version})."
    )
    assert names(folder) == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite needs no programs")
def test_programs_that_are_too_old_are_told_with_what_to_install(
    people: list[User], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("pg_dump", "pg_restore"):
        (tmp_path / name).write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.1'\n")
        (tmp_path / name).chmod(0o700)
    monkeypatch.setattr(programs, "PACKED", tmp_path)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    with pytest.raises(
        KeepingError, match=r"^pg_dump 9 is older than the server, which is PostgreSQL [0-9]+\. Install"
    ):
        said("backup", "--folder", folder)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no password")
def test_password_is_not_on_the_command_line(people: list[User]) -> None:
    server = postgresql.server_of(connection)

    assert server.environment["PGPASSWORD"] == connection.settings_dict["PASSWORD"]
    assert connection.settings_dict["PASSWORD"] not in server.address


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no options in its address")
def test_options_of_the_address_are_respected(people: list[User], monkeypatch: pytest.MonkeyPatch) -> None:
    options = {"sslmode": "disable", "keepalives": "0", "options": "-c work_mem=8MB"}
    monkeypatch.setitem(connection.settings_dict, "OPTIONS", options)

    server = postgresql.server_of(connection)

    assert {name: server.environment[name] for name in ("PGSSLMODE", "PGOPTIONS")} == {
        "PGSSLMODE": "disable",
        "PGOPTIONS": "-c work_mem=8MB",
    }
    assert server.address == f"dbname={connection.settings_dict['NAME']} keepalives=0"
