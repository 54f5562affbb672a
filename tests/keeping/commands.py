"""Running the commands as people do: by manage.py, on a database of their own."""

import io
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connections

from hipstrength import environment
from tests.started import COMMAND, only
from tests.stored import Rows, every_row

SECONDS = 60


@dataclass(frozen=True)
class Place:
    """A site's data folder, and the address of its database."""

    folder: Path
    url: str

    @property
    def settings(self) -> dict[str, str]:
        return {"DATA_DIR": str(self.folder), "DATABASE_URL": self.url}

    def prepare(self) -> None:
        """Make the database and its tables."""
        command = [*COMMAND, "--prepare-only"]
        subprocess.run(command, env=only(**self.settings), cwd=environment.BASE_DIR, timeout=SECONDS, check=True)

    def manage(self, *arguments: str | Path, **settings: str) -> subprocess.CompletedProcess[str]:
        """Run manage.py; expected problems are no tracebacks."""
        command = [sys.executable, "manage.py", *map(str, arguments)]
        done = subprocess.run(
            command,
            env=only(**self.settings, **settings),
            cwd=environment.BASE_DIR,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done

    def managed(self, *arguments: str | Path, **settings: str) -> list[str]:
        """Return the lines that a successful manage.py wrote."""
        done = self.manage(*arguments, **settings)
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()

    def refusal(self, *arguments: str | Path, **settings: str) -> str:
        """Return the one line that a failing manage.py wrote."""
        done = self.manage(*arguments, **settings)
        assert (done.returncode, done.stdout) == (1, ""), done
        (line,) = done.stderr.splitlines()
        return line.removeprefix("KeepingError: ")

    def rows(self) -> Rows:
        """Return every row of every table with a model."""
        with connected(self.url):
            return every_row("other")


@contextmanager
def connected(url: str) -> Iterator[None]:
    """Let Django reach a second database as "other"."""
    config = environment.database_at(url)
    config["OPTIONS"].pop("pool", None)
    connections.databases["other"] = connections.configure_settings({"default": {}, "other": config})["other"]
    try:
        yield
    finally:
        connections["other"].close()
        del connections["other"]
        del connections.databases["other"]


def said(*arguments: str | Path, **options: Any) -> list[str]:
    """Run a command in this process, on the database of the tests; return the lines that it wrote."""
    output = io.StringIO()
    call_command(*map(str, arguments), stdout=output, **options)
    return output.getvalue().splitlines()
