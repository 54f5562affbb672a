"""Write the site's own copy of Bootstrap."""

from pathlib import Path
from typing import Any

import brotli  # type: ignore[import-untyped]  # comes without type information
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from hipstrength import styles
from hipstrength.files import replace_if_changed


class Command(BaseCommand):
    """``build_css``: keep of Bootstrap what the pages use, with the system's light or dark theme."""

    help = "Write static/css/bootstrap.css: the part of Bootstrap that the templates use."
    # It runs while the product is being installed, when the database need not exist.
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Let another file be written than the one that the pages link to."""
        default = settings.BASE_DIR / "static" / "css" / "bootstrap.css"
        parser.add_argument("--output", type=Path, default=default, help="the file to write")

    def handle(self, **options: Any) -> None:
        """Write the file if its content changes. Raises CommandError when that cannot be done."""
        path: Path = options["output"]
        try:
            content = styles.trimmed(styles.bootstrap(), styles.used_names(settings.BASE_DIR)).encode()
            changed = replace_if_changed(path, content)
        except (styles.StyleError, OSError) as error:
            raise CommandError(f"The style sheet was not written. {error}") from error
        if options["verbosity"]:
            sizes = f"{len(content):,} bytes, {len(brotli.compress(content)):,} with brotli"
            self.stdout.write(f"{path}: {sizes}{'' if changed else ', unchanged'}")
