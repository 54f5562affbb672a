"""Draw the pictures of the exercises."""

from pathlib import Path
from typing import Any

import brotli  # type: ignore[import-untyped]  # comes without type information
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from exercises.figures.files import files
from hipstrength.files import replace_if_changed


class Command(BaseCommand):
    """``draw_figures``: write the moving pictures of the exercises, the small ones, and the film's style sheet."""

    help = "Write static/img/figures/ and static/css/figures.css: the pictures of the exercises."
    # It runs while the product is being installed, when the database need not exist.
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Let another folder be written to than the one that the pages link to."""
        default = settings.BASE_DIR / "static"
        parser.add_argument("--output", type=Path, default=default, help="the folder of static files")

    def handle(self, **options: Any) -> None:
        """Write the files whose content changes. Raises CommandError when that cannot be done."""
        for name, text in files().items():
            path, content = options["output"] / name, text.encode()
            try:
                changed = replace_if_changed(path, content)
            except OSError as error:
                raise CommandError(f"The drawing was not written. {error}") from error
            if options["verbosity"]:
                sizes = f"{len(content):,} bytes, {len(brotli.compress(content)):,} with brotli"
                self.stdout.write(f"{path}: {sizes}{'' if changed else ', unchanged'}")
