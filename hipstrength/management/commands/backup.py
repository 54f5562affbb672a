"""Write a backup of the database, and remove the oldest ones."""

from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from hipstrength.keeping.backups import make_backup


class Command(BaseCommand):
    """Copies the database while the site runs; whoever schedules it sees a failure by the exit code."""

    help = "Write a backup of the database while the site runs, and remove all but the newest ones."
    # A backup is most wanted when something else is wrong.
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Name another folder or number."""
        parser.add_argument("--folder", type=Path, help=f"where to write to instead of {settings.BACKUP_DIR}")
        parser.add_argument("--keep", type=number, help=f"how many to keep instead of {settings.BACKUP_KEEP}")

    def handle(self, **options: Any) -> None:
        """Write it, and say where it is and what it holds."""
        folder = (options["folder"] or settings.BACKUP_DIR).resolve()
        backup = make_backup(folder, keep=options["keep"] or settings.BACKUP_KEEP)
        self.stdout.write(f"Backup: {backup}.")


def number(value: str) -> int:
    """Return a whole number from 1 on. Raises ArgumentTypeError."""
    if not (value.isdecimal() and value.isascii() and int(value) >= 1):
        raise ArgumentTypeError(f"must be a whole number from 1 on, not {value!r}")
    return int(value)
