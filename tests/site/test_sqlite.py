"""The backend for SQLite, beside a process that holds the file."""

import gc
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import OperationalError
from django.db.utils import ConnectionHandler

from hipstrength.environment import database_at

# For asking at all; it is another database that is asked.
pytestmark = pytest.mark.django_db

OPEN = Path("/proc/self/fd")
# A file that is being made: SQLite tells whoever comes now at once that it is locked.
HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("CREATE TABLE kept (id INTEGER)")
connection.execute("BEGIN IMMEDIATE")
print("mine", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Path]:
    """A file that nobody else can open now."""
    path = tmp_path / "held.sqlite3"
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "mine\n"
        yield path
        holder.communicate("go\n")


def open_files(path: Path) -> int:
    """Return how often this process has a file open."""
    return sum(one.resolve() == path for one in OPEN.iterdir())


@pytest.mark.skipif(not OPEN.is_dir(), reason="only Linux tells which files are open")
def test_connection_that_does_not_open_lets_go_of_its_file(held: Path) -> None:
    connection = ConnectionHandler({"default": database_at(f"sqlite:///{held}")})["default"]
    gc.disable()
    try:
        for _attempt in range(3):
            with pytest.raises(OperationalError, match="database is locked"):
                connection.ensure_connection()

        assert open_files(held) == 0
    finally:
        gc.enable()
