"""What is kept by itself: a backup before an upgrade, and one every so many hours."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.db import connection

from hipstrength.environment import BASE_DIR
from hipstrength.keeping.backups import seconds_until_due
from hipstrength.management.commands import backup
from tests.keeping.commands import SECONDS, Place
from tests.started import COMMAND, only

ON_SQLITE = connection.vendor == "sqlite"


def start(place: Place) -> list[str]:
    done = subprocess.run(
        [*COMMAND, "--prepare-only"],
        env=only(**place.settings),
        cwd=BASE_DIR,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def backups(folder: Path) -> list[Path]:
    return list(folder.glob("hipstrength-*")) if folder.exists() else []


def test_first_start_has_nothing_to_back_up(new_place: Place) -> None:
    assert start(new_place) == ["Bringing the database up to date ..."]
    assert backups(new_place.folder / "backups") == []


def test_upgrade_begins_with_a_backup_of_an_sqlite_file(new_place: Place) -> None:
    start(new_place)
    new_place.managed("migrate", "logbook", "0006", "--verbosity", "0")

    said = start(new_place)

    made = backups(new_place.folder / "backups")
    assert said[-1] == "Bringing the database up to date ..."
    assert [line.startswith("Backup before the upgrade: ") for line in said] == (
        [True, False] if ON_SQLITE else [False]
    )
    assert len(made) == ON_SQLITE
    assert start(new_place) == []


def test_upgrade_that_cannot_be_backed_up_does_not_begin(new_place: Place) -> None:
    start(new_place)
    new_place.managed("migrate", "logbook", "0006", "--verbosity", "0")
    (new_place.folder / "backups").write_text("no folder")

    done = subprocess.run(
        [*COMMAND, "--prepare-only"], env=only(**new_place.settings), cwd=BASE_DIR, capture_output=True, text=True,
        timeout=SECONDS, check=False,
    )  # fmt: skip

    if ON_SQLITE:
        assert done.returncode == 1
        assert done.stderr.startswith(f"Nothing can be written to the folder {new_place.folder / 'backups'}")
    assert ("logbook.0007" in "".join(new_place.managed("migrate", "--plan"))) is ON_SQLITE


def test_backups_go_on_until_a_signal_ends_them(new_place: Place) -> None:
    start(new_place)
    command = [sys.executable, "-u", "manage.py", "backup", "--every-hours", "24"]
    with subprocess.Popen(
        command, env=only(**new_place.settings), cwd=BASE_DIR, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline().startswith("Backup: ")
        assert process.poll() is None

        process.send_signal(signal.SIGTERM)

        assert process.wait(SECONDS) == 0


def test_backup_is_due_when_the_newest_is_old(folder: Path) -> None:
    suffix = "sqlite3" if ON_SQLITE else "dump"
    other = "dump" if ON_SQLITE else "sqlite3"

    assert seconds_until_due(folder, 100) == 0

    folder.mkdir()
    (folder / f"hipstrength-20261126T073700Z.{other}").touch()
    assert seconds_until_due(folder, 100) == 0

    made = folder / f"hipstrength-20261126T073600Z.{suffix}"
    made.touch()
    now = made.stat().st_mtime
    assert 0 < seconds_until_due(folder, 100) <= 100
    os.utime(made, (now - 101, now - 101))
    assert seconds_until_due(folder, 100) == 0


def test_failed_backup_is_told_by_the_log(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, transactional_db: None
) -> None:
    waits: list[float] = []

    class Stop(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            waits.append(timeout or 0)
            return len(waits) > 1

    monkeypatch.setattr(backup, "Event", Stop)
    monkeypatch.setattr(backup, "signal", lambda *_: None)
    folder.write_text("no folder")

    backup.go_on(folder, 3, 24 * 3600)

    assert waits == [0, 600]
    (message,) = caplog.messages
    assert message.startswith(f"There is no new backup: Nothing can be written to the folder {folder}")


@pytest.mark.parametrize("hours", ["0", "-1", "often"])
def test_hours_are_a_number(new_place: Place, hours: str) -> None:
    done = new_place.manage("backup", "--every-hours", hours)

    assert done.returncode == 2
    assert "must be a whole number from 1 on" in done.stderr
