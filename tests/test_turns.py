"""Two processes that start at once, as two containers of one site do."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

from hipstrength.environment import BASE_DIR
from tests.databases import empty_database
from tests.relay import relay
from tests.started import COMMAND, only

IS_SQLITE = connection.vendor == "sqlite"
PREPARE = [*COMMAND, "--prepare-only"]
# Takes the turn, says so, and keeps it.
HOLD = """
import sys, django
django.setup()
from hipstrength.turns import turn_to_prepare
with turn_to_prepare():
    print("mine", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def settings_of_site(tmp_path: Path) -> Iterator[dict[str, str]]:
    # Not shared with other tests: the first start has something to do.
    with empty_database() as url:
        yield only(DATA_DIR=str(tmp_path), DATABASE_URL=url, DJANGO_SETTINGS_MODULE="hipstrength.settings")


def begin(command: list[str], settings: dict[str, str]) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    return subprocess.Popen(
        command, env=settings, cwd=BASE_DIR, stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT, text=True
    )


def said(process: subprocess.Popen[str]) -> str:
    return process.communicate(timeout=60)[0]


def test_starts_at_once_prepare_once(settings_of_site: dict[str, str]) -> None:
    processes = [begin(PREPARE, settings_of_site) for _ in range(3)]

    everything = "".join(said(process) for process in processes)

    assert [process.returncode for process in processes] == [0, 0, 0], everything
    assert everything.count("Bringing the database up to date ...") == 1


@pytest.mark.skipif(not IS_SQLITE, reason="PostgreSQL has no file to make")
def test_start_meets_another_that_makes_the_file(settings_of_site: dict[str, str], tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "hipstrength.sqlite3", isolation_level=None)) as other:
        # SQLite tells whoever comes now at once that the file is locked.
        other.execute("BEGIN IMMEDIATE")
        started = begin(PREPARE, settings_of_site)
        with pytest.raises(subprocess.TimeoutExpired):
            started.wait(timeout=3)
        other.execute("ROLLBACK")

    assert said(started) == "Bringing the database up to date ...\n"
    assert started.returncode == 0


def test_start_waits_for_the_one_that_prepares(settings_of_site: dict[str, str]) -> None:
    assert said(begin(PREPARE, settings_of_site)) == "Bringing the database up to date ...\n"
    holder = begin([sys.executable, "-c", HOLD], settings_of_site)
    assert holder.stdout
    assert holder.stdout.readline() == "mine\n"
    waiting = begin(PREPARE, settings_of_site)
    assert waiting.stdout
    assert waiting.stdout.readline() == "Another process prepares the database; waiting for it ...\n"
    time.sleep(0.3)
    assert waiting.poll() is None

    said(holder)

    assert said(waiting) == ""
    assert waiting.returncode == 0


def test_killed_process_holds_nobody_up(settings_of_site: dict[str, str]) -> None:
    said(begin(PREPARE, settings_of_site))
    holder = begin([sys.executable, "-c", HOLD], settings_of_site)
    assert holder.stdout
    holder.stdout.readline()

    os.kill(holder.pid, signal.SIGKILL)
    said(holder)

    assert said(begin(PREPARE, settings_of_site)) == ""


@pytest.mark.skipif(IS_SQLITE, reason="SQLite has no server to wait for")
def test_start_waits_for_a_server_that_is_on_its_way_up(settings_of_site: dict[str, str]) -> None:
    url = urlsplit(settings_of_site["DATABASE_URL"])
    with relay(str(url.hostname), int(url.port or 0)) as way:
        way.become("cut")
        there = url.geturl().replace(f":{url.port}/", f":{way.port}/")
        waiting = begin(PREPARE, {**settings_of_site, "DATABASE_URL": there, "DATABASE_WAIT": "50"})
        assert waiting.stdout
        assert waiting.stdout.readline().startswith("Waiting up to 50 s for the database: ")
        assert waiting.poll() is None

        way.become("open")

        assert said(waiting) == "Bringing the database up to date ...\n"
        assert waiting.returncode == 0
