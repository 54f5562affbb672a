"""Write a backup of the database, and remove the oldest ones."""

import logging
from argparse import ArgumentTypeError
from pathlib import Path
from signal import SIGTERM, signal
from threading import Event
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError

from hipstrength import logs
from hipstrength.keeping.backups import make_backup, seconds_until_due
from hipstrength.keeping.errors import KeepingError

SECONDS_IN_HOUR = 3600
AFTER_FAILURE = 10 * 60
logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Copies the database while the site runs; whoever schedules it sees a failure by the exit code."""

    help = "Write a backup of the database while the site runs, and remove all but the newest ones."
    # A backup is most wanted when something else is wrong.
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Name another folder or number."""
        parser.add_argument("--folder", type=Path, help=f"where to write to instead of {settings.BACKUP_DIR}")
        parser.add_argument("--keep", type=number, help=f"how many to keep instead of {settings.BACKUP_KEEP}")
        parser.add_argument("--every-hours", type=number, help="go on, and write one whenever the newest is so old")

    def handle(self, **options: Any) -> None:
        """Write it, and say where it is and what it holds; go on until a signal ends it, if asked to."""
        folder, keep = (options["folder"] or settings.BACKUP_DIR).resolve(), options["keep"] or settings.BACKUP_KEEP
        if options["every_hours"]:
            go_on(folder, keep, options["every_hours"] * SECONDS_IN_HOUR)
        else:
            self.stdout.write(f"Backup: {make_backup(folder, keep=keep)}.")


def go_on(folder: Path, keep: int, pause: int) -> None:
    """Write a backup whenever the newest is `pause` seconds old, until SIGTERM; after a failure try again soon."""
    stop = Event()
    # A container's first process would ignore it otherwise.
    signal(SIGTERM, lambda *_: stop.set())
    wait = seconds_until_due(folder, pause)
    while not stop.wait(wait):
        wait = pause
        try:
            logs.say(f"Backup: {make_backup(folder, keep=keep)}.")
        except (KeepingError, DatabaseError) as error:
            # By the log, because that is what tells the operator.
            logger.error("There is no new backup: %s", error)
            wait = min(pause, AFTER_FAILURE)


def number(value: str) -> int:
    """Return a whole number from 1 on. Raises ArgumentTypeError."""
    if not (value.isdecimal() and value.isascii() and int(value) >= 1):
        raise ArgumentTypeError(f"must be a whole number from 1 on, not {value!r}")
    return int(value)
