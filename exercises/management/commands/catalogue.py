"""Care for the exercise catalogue."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from exercises.catalogue import load_missing


class Command(BaseCommand):
    """``catalogue load``: create the delivered exercises that are missing; leave the others alone."""

    help = "Create the delivered exercises that this site lacks. Texts that exist are never overwritten."

    def add_arguments(self, parser: CommandParser) -> None:
        """Name what can be done with the catalogue."""
        parser.add_argument("action", choices=["load"])

    def handle(self, **options: Any) -> None:
        """Do it and say what was done."""
        for exercise in load_missing():
            if options["verbosity"]:
                self.stdout.write(f"Added {exercise.name}.")
