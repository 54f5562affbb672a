"""Copy another database into the one of the site, to move there."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from hipstrength.keeping.copying import copy_from


class Command(BaseCommand):
    """Moves a grown site, normally from SQLite to PostgreSQL; the source stays as it is."""

    help = (
        "Copy the database at SOURCE_URL, such as sqlite:////data/hipstrength.sqlite3, into the one that DATABASE_URL "
        "names, which must have its tables and no accounts. Stop the site first: what is saved meanwhile stays behind."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Name the source."""
        parser.add_argument("source_url")

    def handle(self, **options: Any) -> None:
        """Copy it, and say how many rows of each table."""
        begin = time.monotonic()
        copied = copy_from(options["source_url"], self.stdout.write)
        rows = sum(one.rows for one in copied)
        seconds = time.monotonic() - begin
        self.stdout.write(
            f"Copied: {rows:,} rows of {len(copied)} tables in {seconds:.0f} seconds, counted on both sides."
        )
