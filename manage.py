#!/usr/bin/env python
"""Run a management command of HipStrength."""

import os
import sys


def main() -> None:
    """Hand the command line to Django; a malformed setting is one sentence, as it is at the start of the site."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hipstrength.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
