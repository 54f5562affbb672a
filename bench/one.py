"""Measures one database, that of DATABASE_URL or the file in DATA_DIR; started by `bench.run`.

A process of its own, because Django knows one database from its start on.
"""

import argparse
import json
import signal
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import django

from bench.errors import BenchError

STOPPED_BY_CTRL_C, STOPPED_BY_SIGTERM = 130, 143


def main(arguments: Sequence[str]) -> int:
    """Measure, and write what was found to a file; return the exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", type=int, nargs="+", required=True)
    parser.add_argument("--requests", type=int, required=True)
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(STOPPED_BY_SIGTERM))
    try:
        run(options)
    except BenchError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return STOPPED_BY_CTRL_C
    return 0


def run(options: argparse.Namespace) -> None:
    """Set Django up, and measure. Raises BenchError."""
    django.setup()
    from bench.database import Bench  # noqa: PLC0415 — models can be imported once Django is set up

    measured = Bench(options.sizes, options.requests, options.output.parent).run()
    options.output.write_text(json.dumps(asdict(measured)), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
