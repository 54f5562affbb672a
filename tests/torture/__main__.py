"""Breaks things while people log: ``python -m tests.torture [scenario …] [--database sqlite|postgresql] [--short]``.

One line for each scenario and database, with what was measured. The exit code is 1 when one has
failed. It makes its own servers, in temporary folders, and needs this machine's two cores.
"""

import argparse
import os
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import django

from tests.postgres import NoServerError

if TYPE_CHECKING:
    # They import models, which may be done only once Django is set up.
    from tests.torture.scale import Scale
    from tests.torture.scenarios import Scenario
    from tests.torture.servers import Server

BOTH = ("sqlite", "postgresql")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the scenarios; return the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from tests.torture.scale import LONG, SHORT
    from tests.torture.scenarios import SCENARIOS

    parser = argparse.ArgumentParser(prog="python -m tests.torture", description="Break things while people log.")
    parser.add_argument("scenario", nargs="*", help=f"some of: {', '.join(SCENARIOS)}")
    parser.add_argument("--database", choices=BOTH, help="on one database only")
    parser.add_argument("--short", action="store_true", help="as the ordinary tests do it")
    options = parser.parse_args(arguments)
    unknown = set(options.scenario) - set(SCENARIOS)
    if unknown:
        parser.error(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(SCENARIOS)}")
    chosen = [one for name, one in SCENARIOS.items() if not options.scenario or name in options.scenario]
    # An ended run must not leave servers behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    begin, failures = time.monotonic(), 0
    print(f"Load of this machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.", flush=True)
    for database in (options.database,) if options.database else BOTH:
        failures += run_on(database, chosen, SHORT if options.short else LONG)
    print(f"{failures or 'None'} failed, after {time.monotonic() - begin:.0f} seconds.")
    return 1 if failures else 0


def run_on(database: str, chosen: Sequence["Scenario"], scale: "Scale") -> int:
    """Run the scenarios that are about the database; return how many failed."""
    from tests.torture.servers import private_cluster

    failures = 0
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="hips-torture-")))
        try:
            server = stack.enter_context(private_cluster()) if database == "postgresql" else None
        except NoServerError as error:
            print(f"{database}: NOT RUN. {error}")
            return 1
        for scenario in chosen:
            if database in scenario.databases:
                failures += not run_one(scenario, database, folder, server, scale)
    return failures


def run_one(scenario: "Scenario", database: str, folder: Path, server: "Server | None", scale: "Scale") -> bool:
    """Run one scenario and tell what it found; return whether it holds."""
    from tests.torture.servers import NotRunError
    from tests.torture.sites import place

    begin = time.monotonic()
    where = f"{scenario.name}, {database}"
    try:
        with place(folder / scenario.name, server) as here:
            found = scenario.run(here, scale)
    except NotRunError as reason:
        print(f"{where}: NOT RUN: {reason}", flush=True)
        return True
    except (AssertionError, OSError) as failure:
        print(f"{where}: FAILED. {failure}", flush=True)
        traceback.print_exc()
        return False
    print(f"{where}: {found} [{time.monotonic() - begin:.0f} s]", flush=True)
    return True


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
