"""Write a backup of the database, and remove the oldest ones."""

from argparse import ArgumentTypeError
from pathlib import Path
from signal import SIGTERM, signal
from threading import Event
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from hipstrength.keeping.backups import make_backup

SECONDS_IN_HOUR = 3600


class Command(BaseCommand):
    """Copies the database while the site runs; whoever schedules it sees a failure by the exit code."""

    help = "Write a backup of the database while the site runs, and remove all but the newest ones."
    # A backup is most wanted when something else is wrong.
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Name another folder or number."""
        parser.add_argument("--folder", type=Path, help=f"where to write to instead of {settings.BACKUP_DIR}")
        parser.add_argument("--keep", type=number, help=f"how many to keep instead of {settings.BACKUP_KEEP}")
        parser.add_argument("--every-hours", type=number, help="go on, and write another one so many hours later")

    def handle(self, **options: Any) -> None:
        """Write it, and say where it is and what it holds; go on until a signal ends it, if asked to."""
        stop = Event()
        hours = options["every_hours"]
        if hours:
            # A container's first process would ignore it otherwise.
            signal(SIGTERM, lambda *_: stop.set())
        while True:
            try:
                self._write(**options)
            except CommandError as error:
                # The next one may go better: a full disk has been seen to.
                if not hours:
                    raise
                self.stderr.write(str(error))
            if not hours or stop.wait(hours * SECONDS_IN_HOUR):
                return

    def _write(self, folder: Path | None, keep: int | None, **_others: Any) -> None:
        backup = make_backup((folder or settings.BACKUP_DIR).resolve(), keep=keep or settings.BACKUP_KEEP)
        self.stdout.write(f"Backup: {backup}.")


def number(value: str) -> int:
    """Return a whole number from 1 on. Raises ArgumentTypeError."""
    if not (value.isdecimal() and value.isascii() and int(value) >= 1):
        raise ArgumentTypeError(f"must be a whole number from 1 on, not {value!r}")
    return int(value)
