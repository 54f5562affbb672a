"""The command that restores a backup, on either database."""

import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.test import Client

from hipstrength.accounts.models import User
from hipstrength.keeping import postgresql, programs
from hipstrength.keeping.errors import KeepingError
from hipstrength.keeping.folder import backups_in
from hipstrength.keeping.postgresql import libpq_options
from hipstrength.keeping.restoring import Restorer
from logbook.models import Workout
from tests.factories import make_user
from tests.keeping.commands import Place, said
from tests.keeping.conftest import another_place
from tests.stored import every_row, fill

IS_SQLITE = connection.vendor == "sqlite"


@pytest.fixture
def backup(people: list[User], folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A backup of two people, one of whom is logged in."""
    monkeypatch.setattr(settings, "BACKUP_DIR", folder.parent / "before")
    Client().force_login(people[0])
    said("backup", "--folder", folder)
    (path,) = folder.iterdir()
    return path


def test_restored_database_is_equal_row_by_row(backup: Path, new_place: Place) -> None:
    (line,) = new_place.managed("restore", backup)

    assert line.startswith(f"Restored: {backup} (")
    assert line.endswith("): 2 accounts, 2 workouts and 2 sets.")
    rows = every_row()
    assert new_place.rows() == rows
    assert [label for label, found in rows.items() if not found] == [
        "accounts.User_groups",
        "accounts.User_user_permissions",
        "account.EmailConfirmation",
        "usersessions.UserSession",
        "admin.LogEntry",
        "auth.Group_permissions",
        "auth.Group",
    ]


def test_restored_database_gives_out_new_keys(backup: Path) -> None:
    said("restore", backup, "--overwrite")

    highest = max(User.objects.values_list("pk", flat=True))
    assert make_user().pk == highest + 1


def test_people_are_not_overwritten_unasked(backup: Path) -> None:
    rows = every_row()

    with pytest.raises(KeepingError) as refusal:
        said("restore", backup)

    assert str(refusal.value) == (
        f"The database {connection.settings_dict['NAME']} holds 2 accounts, 2 workouts and 2 sets already. "
        "--overwrite puts the backup in their place, and makes a backup of them first."
    )
    assert every_row() == rows


def test_what_is_overwritten_is_saved_first(backup: Path, new_place: Place) -> None:
    fill(make_user(email="carol@example.org"))
    rows = every_row()

    before, restored = said("restore", backup, "--overwrite")

    (saved,) = settings.BACKUP_DIR.iterdir()
    assert before.startswith(f"What was there is in {saved} (")
    assert before.endswith("): 3 accounts, 3 workouts and 3 sets.")
    assert restored.endswith("): 2 accounts, 2 workouts and 2 sets.")
    assert set(User.objects.values_list("email", flat=True)) == {"alice@example.org", "bob@example.org"}
    new_place.managed("restore", saved)
    assert new_place.rows() == rows


def test_nothing_is_replaced_when_what_is_there_cannot_be_saved(backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "BACKUP_DIR", Path("/proc/hipstrength"))
    fill(make_user())
    rows = every_row()

    with pytest.raises(KeepingError, match=r"^What is there cannot be saved\. Nothing can be written to the folder"):
        said("restore", backup, "--overwrite")

    assert every_row() == rows


def test_no_backup_is_removed_by_a_restore(backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "BACKUP_DIR", backup.parent)
    monkeypatch.setattr(settings, "BACKUP_KEEP", 1)

    said("restore", backup, "--overwrite")

    assert len([*backup.parent.iterdir()]) == 2


def test_older_backup_is_brought_up_to_date(backup: Path, folder: Path, new_place: Place) -> None:
    rows = every_row()
    call_command("migrate", "logbook", "0004", verbosity=0)
    try:
        said("backup", "--folder", folder.parent / "old")
    finally:
        call_command("migrate", verbosity=0)
    (old,) = (folder.parent / "old").iterdir()

    lines = new_place.managed("restore", old)

    assert lines[-1] == "It was of an older release, and was brought up to date."
    restored = new_place.rows()
    for label in ("accounts.User", "logbook.Workout", "logbook.WorkoutExercise", "logbook.WorkoutSet"):
        assert restored[label] == rows[label]


def test_every_migration_can_be_part_of_a_transaction() -> None:
    """On PostgreSQL an older backup is brought up to date in the transaction that restores it."""
    migrations = MigrationLoader(None).disk_migrations

    assert {key for key, migration in migrations.items() if not migration.atomic} == set()


def test_backup_of_a_newer_release_is_refused(backup: Path, folder: Path) -> None:
    with connection.cursor() as cursor:
        newer = "INSERT INTO django_migrations (app, name, applied) VALUES ('logbook', '9999_later', '2026-11-26')"
        cursor.execute(newer)
        said("backup", "--folder", folder.parent / "newer")
        cursor.execute("DELETE FROM django_migrations WHERE name = '9999_later'")
    (file,) = (folder.parent / "newer").iterdir()

    with pytest.raises(KeepingError) as refusal:
        said("restore", file, "--overwrite")

    assert str(refusal.value) == (
        f"{file} was made by a newer HipStrength than this one, which does not know logbook.9999_later. "
        "Install that release or a newer one, then restore."
    )


def test_truncated_backup_is_refused(backup: Path, new_place: Place) -> None:
    content = backup.read_bytes()
    half = backup.with_name("half")
    half.write_bytes(content[: len(content) * 9 // 10])

    refusal = new_place.refusal("restore", half)

    assert refusal.startswith(f"{half} is damaged")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is no backup: it is neither an SQLite database nor a dump of PostgreSQL."),
        (b"Dear diary,\n", "is no backup: it is neither an SQLite database nor a dump of PostgreSQL."),
    ],
)
def test_other_file_is_refused(tmp_path: Path, db: None, content: bytes, sentence: str) -> None:
    file = tmp_path / "file"
    file.write_bytes(content)

    with pytest.raises(KeepingError) as refusal:
        said("restore", file)

    assert str(refusal.value) == f"{file} {sentence}"


def test_folder_is_refused(tmp_path: Path, db: None) -> None:
    with pytest.raises(KeepingError, match=r"is a folder\. Name one of the backups in it\.$"):
        said("restore", tmp_path)


def test_file_that_is_not_there_is_refused(tmp_path: Path, db: None) -> None:
    with pytest.raises(KeepingError, match=r"^The backup .*nowhere cannot be read: No such file or directory\.$"):
        said("restore", tmp_path / "nowhere")


def test_backup_of_the_other_database_is_refused(tmp_path: Path, db: None) -> None:
    file = tmp_path / "other"
    if IS_SQLITE:
        file.write_bytes(b"PGDMP\x01\x0e\x00")
        expected = f"{file} is a dump of PostgreSQL, and this site uses SQLite: set DATABASE_URL."
    else:
        file.write_bytes(b"SQLite format 3\0")
        expected = (
            f"{file} is an SQLite database, and this site uses PostgreSQL. To move there: "
            f"manage.py copy_database sqlite:///{file}"
        )

    with pytest.raises(KeepingError) as refusal:
        said("restore", file)

    assert str(refusal.value) == expected


def test_database_of_something_else_is_left_alone(backup: Path, new_place: Place) -> None:
    if IS_SQLITE:
        new_place.folder.mkdir()
        with closing(sqlite3.connect(new_place.folder / "hipstrength.sqlite3")) as other:
            other.execute("CREATE TABLE recipes (name text)")
    else:
        with psycopg.connect(new_place.url, autocommit=True) as server:
            server.execute("CREATE TABLE recipes (name text)")

    refusal = new_place.refusal("restore", backup, "--overwrite")

    assert refusal.endswith("holds tables of something else (recipes). Name an empty one.")


def test_backup_of_something_else_is_refused(people: list[User], tmp_path: Path) -> None:
    file = tmp_path / "other"
    if IS_SQLITE:
        with closing(sqlite3.connect(file)) as other:
            other.execute("CREATE TABLE recipes (name text)")
    else:
        server = postgresql.server_of(connection)
        options = ["--format=custom", "--table=logbook_band", f"--file={file}", f"--dbname={server.address}"]
        programs.run(server.folder / "pg_dump", options, server.environment)

    with pytest.raises(KeepingError) as refusal:
        said("restore", file, "--overwrite")

    assert str(refusal.value) == f"{file} is no backup of HipStrength: its tables are missing in it."


def test_open_connections_see_the_restored_rows(backup: Path) -> None:
    with watcher() as count:
        fill(make_user())
        assert count() == 3

        said("restore", backup, "--overwrite")

        assert count() == 2


def watcher() -> "Watcher":
    return Watcher()


class Watcher:
    """Another program that has the database open all the time, as a running site does."""

    def __enter__(self) -> "Watcher":
        if IS_SQLITE:
            self.session: sqlite3.Connection | psycopg.Connection = sqlite3.connect(connection.settings_dict["NAME"])
        else:
            config = libpq_options(connection)
            self.session = psycopg.connect(**config, autocommit=True)  # type: ignore[arg-type]  # options of libpq
        return self

    def __call__(self) -> int:
        row = self.session.execute("SELECT count(*) FROM logbook_workout").fetchone()
        assert row is not None
        return int(row[0])

    def __exit__(self, *_: object) -> None:
        self.session.close()


@pytest.mark.skipif(not IS_SQLITE, reason="PostgreSQL's readers hold locks: see the next test")
def test_reader_in_the_middle_keeps_its_moment(backup: Path) -> None:
    fill(make_user())
    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as reader:
        reader.execute("BEGIN")
        before = reader.execute("SELECT count(*) FROM logbook_workout").fetchone()

        said("restore", backup, "--overwrite")

        assert (before, reader.execute("SELECT count(*) FROM logbook_workout").fetchone()) == ((3,), (3,))
        reader.execute("COMMIT")
        assert reader.execute("SELECT count(*) FROM logbook_workout").fetchone() == (2,)
        assert reader.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.skipif(IS_SQLITE, reason="SQLite's readers are in nobody's way")
def test_sessions_in_the_way_are_told_and_nothing_is_changed(backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hipstrength.keeping.replay.LOCK_SECONDS", 1)
    fill(make_user())
    rows = every_row()
    with psycopg.connect(**libpq_options(connection)) as other:  # type: ignore[arg-type]  # options of libpq
        other.execute("SELECT count(*) FROM logbook_workout")

        with pytest.raises(KeepingError) as refusal:
            said("restore", backup, "--overwrite")

    assert str(refusal.value) == (
        f"Other sessions use the database {connection.settings_dict['NAME']} and did not make way within 1 seconds, "
        "so nothing was changed. Stop the site, then restore again."
    )
    assert every_row() == rows


@pytest.mark.skipif(not IS_SQLITE, reason="PostgreSQL keeps writers out by its locks")
def test_what_is_saved_during_a_restore_is_saved_first(backup: Path) -> None:
    """A workout that comes between the backup of what is there and its replacement is in a second backup."""
    saved = threading.Event()

    class SaysAndSaves(list[str]):
        def append(self, line: str) -> None:
            super().append(line)
            if not saved.is_set():
                saved.set()
                with closing(sqlite3.connect(connection.settings_dict["NAME"], timeout=20)) as other:
                    other.execute("UPDATE logbook_workout SET note = 'Later'")
                    other.commit()

    lines = SaysAndSaves()
    Restorer(overwrites=True, folder=settings.BACKUP_DIR, say=lines.append).restore(backup)

    assert len(lines) == 2
    with closing(sqlite3.connect(backups_in(settings.BACKUP_DIR)[0])) as last:
        assert last.execute("SELECT DISTINCT note FROM logbook_workout").fetchall() == [("Later",)]
    assert set(Workout.objects.values_list("note", flat=True)) == {"Mine"}


@pytest.mark.skipif(not IS_SQLITE, reason="pages are SQLite's")
def test_file_with_other_pages_is_restored(backup: Path, prepared: Place) -> None:
    other = backup.with_name("other")
    with closing(sqlite3.connect(backup, isolation_level=None)) as source:
        source.execute("PRAGMA page_size = 8192")
        source.execute("VACUUM INTO ?", [str(other)])

    prepared.managed("restore", other)

    assert prepared.rows() == every_row()


@pytest.mark.skipif(not IS_SQLITE, reason="a damaged PostgreSQL does not start")
def test_damaged_database_is_not_thrown_away(backup: Path, new_place: Place) -> None:
    new_place.folder.mkdir()
    live = new_place.folder / "hipstrength.sqlite3"
    live.write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 100)
    content = live.read_bytes()

    refusal = new_place.refusal("restore", backup, "--overwrite")

    assert "Nothing was restored. If the present database is damaged: stop the site, move the file away" in refusal
    assert live.read_bytes() == content


@pytest.mark.skipif(not IS_SQLITE, reason="PostgreSQL's is no file")
def test_database_of_the_site_is_no_backup(people: list[User]) -> None:
    name = connection.settings_dict["NAME"]

    with pytest.raises(KeepingError) as refusal:
        said("restore", name, "--overwrite")

    assert str(refusal.value) == f"{name} is the database of the site itself. Name a backup of it."


@pytest.mark.skipif(not IS_SQLITE, reason="PostgreSQL's is no file")
def test_copied_live_file_with_its_journal_is_restored(people: list[User], tmp_path: Path, new_place: Place) -> None:
    """What somebody has copied from a stopped machine: the file and, beside it, what was not yet moved into it."""
    copied = tmp_path / "copied.sqlite3"
    name = connection.settings_dict["NAME"]
    Workout.objects.update(note="Only in the journal")
    for end in ("", "-wal"):
        shutil.copy(f"{name}{end}", f"{copied}{end}")

    new_place.managed("restore", copied)

    assert {row["note"] for row in new_place.rows()["logbook.Workout"]} == {"Only in the journal"}


@pytest.mark.skipif(IS_SQLITE, reason="SQLite's files have no owner in them")
def test_failure_in_the_middle_leaves_what_was_there(backup: Path, tmp_path: Path) -> None:
    with another_place(tmp_path / "third") as place:
        place.managed("restore", backup)
        rows = place.rows()
        with psycopg.connect(place.url, autocommit=True) as server:
            # In the way of the last things that a restore makes, and nothing that it removes.
            server.execute("ALTER TABLE accounts_user DROP CONSTRAINT accounts_user_email_key")
            server.execute("CREATE SEQUENCE public.accounts_user_email_key")

        refusal = place.manage("restore", backup, "--overwrite").stderr

        assert "accounts_user_email_key" in refusal
        assert "cannot be restored, and the database" in refusal
        assert place.rows() == rows
