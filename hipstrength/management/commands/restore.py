"""Put a backup in the place of what the database holds."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from hipstrength.keeping.contents import size_words
from hipstrength.keeping.restoring import Restorer


class Command(BaseCommand):
    """Refuses where somebody's words would be lost; --overwrite makes a backup of them first."""

    help = "Restore a backup into an empty database, or with --overwrite in the place of what is there."
    # The database may be the very thing that is wrong.
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Name the file."""
        parser.add_argument("file", type=Path, help="what `manage.py backup` has written")
        parser.add_argument(
            "--overwrite", action="store_true", help=f"first write a backup of what is there to {settings.BACKUP_DIR}"
        )

    def handle(self, **options: Any) -> None:
        """Restore it, and say what it held."""
        file: Path = options["file"].absolute()
        restorer = Restorer(options["overwrite"], settings.BACKUP_DIR, self.stdout.write)
        contents, is_older = restorer.restore(file)
        self.stdout.write(f"Restored: {file} ({size_words(file.stat().st_size)}): {contents.words}.")
        if is_older:
            self.stdout.write("It was of an older release, and was brought up to date.")
