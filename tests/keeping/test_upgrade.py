"""What is kept by itself: a backup before an upgrade, and one every so many hours."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from hipstrength.environment import BASE_DIR
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


@pytest.mark.parametrize("hours", ["0", "-1", "often"])
def test_hours_are_a_number(new_place: Place, hours: str) -> None:
    done = new_place.manage("backup", "--every-hours", hours)

    assert done.returncode == 2
    assert "must be a whole number from 1 on" in done.stderr
