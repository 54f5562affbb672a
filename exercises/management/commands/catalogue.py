"""Care for the exercise catalogue."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from exercises import catalogue
from exercises.models import Exercise


class Command(BaseCommand):
    """``catalogue load``, ``catalogue status`` and ``catalogue reset``."""

    help = "Compare the exercises of this site with the delivered ones, add missing ones, or reset one."

    def add_arguments(self, parser: CommandParser) -> None:
        """Name what can be done with the catalogue."""
        actions = parser.add_subparsers(dest="action", required=True)
        actions.add_parser("load", help="create the delivered exercises that are missing; overwrite nothing")
        status = actions.add_parser("status", help="say which texts are still the delivered ones")
        status.add_argument("--diff", action="store_true", help="show what differs, too")
        reset = actions.add_parser("reset", help="give one exercise its delivered text back, as a new version")
        reset.add_argument("slug", help="the short name of the exercise")

    def handle(self, **options: Any) -> None:
        """Do it and say what was done."""
        {"load": self.load, "status": self.status, "reset": self.reset}[options["action"]](**options)

    def load(self, **options: Any) -> None:
        """Create what is missing."""
        for exercise in catalogue.load_missing():
            if options["verbosity"]:
                self.stdout.write(f"Added {exercise.name}.")

    def status(self, **options: Any) -> None:
        """List each exercise with a word."""
        for found in catalogue.status():
            fields = f" ({', '.join(found.fields)})" if found.fields else ""
            self.stdout.write(f"{found.slug}: {found.state}{fields}")
            if options["diff"]:
                for line in found.diff():
                    self.stdout.write(line)

    def reset(self, **options: Any) -> None:
        """Reset one exercise, or say why not."""
        try:
            done = catalogue.reset(options["slug"])
        except catalogue.NotHereError as error:
            raise CommandError(str(error)) from error
        except ValidationError as error:
            reasons = " ".join(error.messages)
            raise CommandError(f"{options['slug']} cannot be reset, and was left as it is. {reasons}") from error
        self.stdout.write(
            f"{done.exercise.slug} has its delivered text again, as revision {done.exercise.revision}."
            if done.is_changed
            else f"{done.exercise.slug}: there is nothing to reset."
        )
        if done.kept:
            names = " and ".join(str(Exercise._meta.get_field(name).verbose_name) for name in done.kept)  # type: ignore[union-attr]  # these fields have names
            self.stdout.write(f"Left as they are, because people have logged sets of it: {names}.")
