"""Running the commands as people do: by manage.py, on a database of their own."""

import io
import pickle
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management import call_command

from hipstrength.environment import BASE_DIR
from tests.started import COMMAND, only
from tests.stored import Rows

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
        subprocess.run(command, env=only(**self.settings), cwd=BASE_DIR, timeout=SECONDS, check=True)

    def manage(self, *arguments: str | Path, **settings: str) -> subprocess.CompletedProcess[str]:
        """Run manage.py; expected problems are no tracebacks."""
        command = [sys.executable, "manage.py", *map(str, arguments)]
        done = subprocess.run(
            command,
            env=only(**self.settings, **settings),
            cwd=BASE_DIR,
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

    def run(self, code: str) -> bytes:
        """Run Python with Django set up, in a process that has no other database; return what it wrote."""
        command = [sys.executable, "-c", f"import django\ndjango.setup()\n{code}"]
        settings = only(DJANGO_SETTINGS_MODULE="hipstrength.settings", **self.settings)
        done = subprocess.run(command, env=settings, cwd=BASE_DIR, stdout=subprocess.PIPE, timeout=SECONDS, check=True)
        return done.stdout

    def rows(self) -> Rows:
        """Return every row of every table with a model."""
        rows: Rows = pickle.loads(self.run(READ))
        return rows

    def new_key(self) -> int:
        """Make an account, and return its key."""
        return int(self.run("from tests.factories import make_user; print(make_user().pk)"))


READ = """
import pickle, sys
from tests.stored import every_row
sys.stdout.buffer.write(pickle.dumps(every_row()))
"""


def said(*arguments: str | Path, **options: Any) -> list[str]:
    """Run a command in this process, on the database of the tests; return the lines that it wrote."""
    output = io.StringIO()
    call_command(*map(str, arguments), stdout=output, **options)
    return output.getvalue().splitlines()
