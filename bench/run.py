"""Measures how fast the product is, and whether it stays so: ``make bench``, or ``python -m bench.run``.

Fills SQLite and a private PostgreSQL step by step with believable logs, and asks the
running product for its pages at each step. Writes `latest.md` and `latest.json`, and
ends with an error when a target is missed. See docs/development.md, "Speed".
"""

import argparse
import json
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from bench import machine
from bench.errors import BenchError
from bench.judging import Target, is_passed, targets
from bench.report import report
from bench.results import Measured
from hipstrength.environment import BASE_DIR
from tests.postgres import NoServerError, find_programs, private_server
from tests.started import COMMAND, only

SQLITE, POSTGRESQL = "sqlite", "postgresql"
SIZES = [10_000, 1_000_000, 10_000_000]
REQUESTS = 300
RESULTS = BASE_DIR / "bench" / "results"
# Where the figures of a small run go: not into git.
TRIED_OUT = BASE_DIR / "build" / "bench"
# Durable as PostgreSQL comes, with as much memory as a small server gives it.
POSTGRESQL_OPTIONS = ("shared_buffers=512MB", "effective_cache_size=2GB", "max_wal_size=2GB")
# What a set takes on disk with all that belongs to it, seen on PostgreSQL; and journals, programs' files, slack.
BYTES_OF_A_SET, BYTES_BESIDES = 320, 3_000_000_000
STOPPED_BY_CTRL_C, STOPPED_BY_SIGTERM = 130, 143


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, tell, and return 0 when all targets are reached."""
    options = parse(arguments)
    # An ended run must not leave servers and gigabytes behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(STOPPED_BY_SIGTERM))
    about = machine.describe()
    try:
        measured = measure_all(options)
    except (BenchError, NoServerError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return STOPPED_BY_CTRL_C
    is_whole = is_full(options) and len(measured) == len(options.databases)
    found = [target for one in measured for target in targets(one)]
    tell(about, measured, found, requests=options.requests, is_whole=is_whole)
    is_reached = len(measured) == len(options.databases) and is_passed(found, is_full=is_whole)
    return 0 if is_reached else 1


def measure_all(options: argparse.Namespace) -> list[Measured]:
    """Measure the databases one after the other; one that fails says so, and the others are kept.

    Raises BenchError where it cannot begin, and NoServerError without PostgreSQL.
    """
    if POSTGRESQL in options.databases:
        find_programs()
    measured = []
    with tempfile.TemporaryDirectory(prefix="hips-bench-") as folder:
        require_space(Path(folder), max(options.sizes))
        build(Path(folder))
        for database in options.databases:
            try:
                measured.append(measure(database, Path(folder), options))
            except BenchError as error:
                print(f"{database}: {error}", file=sys.stderr)
    return measured


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line; ends the program when it is wrong."""
    parser = argparse.ArgumentParser(prog="python -m bench.run", description="Measure how fast HipStrength is.")
    parser.add_argument("--sizes", type=_sizes, default=SIZES, help="numbers of sets, as in 10000,100000")
    parser.add_argument("--databases", type=_databases, default=[SQLITE, POSTGRESQL], help="sqlite, postgresql or both")
    parser.add_argument("--requests", type=int, default=REQUESTS, help="requests of each page and person")
    options = parser.parse_args(arguments)
    if options.requests < 1:
        parser.error("--requests must be 1 or more")
    return options


def _sizes(text: str) -> list[int]:
    sizes = sorted({int(part.replace("_", "")) for part in text.split(",")})
    if sizes[0] < 1:
        raise argparse.ArgumentTypeError("sizes must be 1 or more")
    return sizes


def _databases(text: str) -> list[str]:
    names = text.split(",")
    if not set(names) <= {SQLITE, POSTGRESQL}:
        raise argparse.ArgumentTypeError(f"name {SQLITE}, {POSTGRESQL}, or both with a comma")
    return names


def is_full(options: argparse.Namespace) -> bool:
    """Return whether a run has all that the targets are about."""
    return options.sizes == SIZES and set(options.databases) == {SQLITE, POSTGRESQL} and options.requests >= REQUESTS


def require_space(folder: Path, sets: int) -> None:
    """Say how much disk is needed at most; raise BenchError when there is less. One database is there at a time."""
    needed, free = BYTES_BESIDES + BYTES_OF_A_SET * sets, shutil.disk_usage(folder).free
    text = f"{needed / 1e9:.1f} GB of disk are needed in {folder.parent}, and {free / 1e9:.1f} GB are free."
    if free < needed:
        raise BenchError(f"{text} TMPDIR names another place.")
    print(text, flush=True)


def build(folder: Path) -> None:
    """Build the style sheets and pictures, as every start does. Raises BenchError."""
    settings = site_settings(folder)
    done = subprocess.run([*COMMAND, "--build-only"], env=only(**settings), cwd=BASE_DIR, check=False)
    if done.returncode != 0:
        raise BenchError("The static files were not built.")


def site_settings(folder: Path) -> dict[str, str]:
    """Return the settings of a site that keeps its data in a folder."""
    return {
        "DATA_DIR": str(folder),
        "SECRET_KEY": secrets.token_urlsafe(64),
        "DJANGO_SETTINGS_MODULE": "bench.settings",
    }


def measure(database: str, folder: Path, options: argparse.Namespace) -> Measured:
    """Measure one database, and remove it. Raises BenchError, and NoServerError without PostgreSQL."""
    with tempfile.TemporaryDirectory(dir=folder) as place, _database_url(database) as url:
        settings = site_settings(Path(place)) | ({"DATABASE_URL": url} if url else {})
        output = Path(place) / "measured.json"
        command = [sys.executable, "-m", "bench.one", "--output", str(output), "--requests", str(options.requests)]
        run([*command, "--sizes", *map(str, options.sizes)], only(**settings))
        return Measured.read(json.loads(output.read_text(encoding="utf-8")))


@contextmanager
def _database_url(database: str) -> Iterator[str]:
    if database == SQLITE:
        yield ""
    else:
        with private_server(POSTGRESQL_OPTIONS) as url:
            yield url


def run(command: Sequence[str], environment: dict[str, str]) -> None:
    """Run a program to its end. Raises BenchError when it fails, and KeyboardInterrupt when it was ended by Ctrl+C."""
    with subprocess.Popen(command, env=environment, cwd=BASE_DIR) as program:
        # Ctrl+C reaches it, too: let it clear away first.
        usual = signal.signal(signal.SIGINT, lambda *_: None)
        try:
            code = program.wait()
        finally:
            program.terminate()
            signal.signal(signal.SIGINT, usual)
    if code == STOPPED_BY_CTRL_C:
        raise KeyboardInterrupt
    if code != 0:
        raise BenchError("Measuring came to no end.")


def tell(
    about: dict[str, str], measured: Sequence[Measured], found: Sequence[Target], *, requests: int, is_whole: bool
) -> None:
    """Write the results to files, and the targets to the terminal."""
    folder = RESULTS if is_whole else TRIED_OUT
    folder.mkdir(parents=True, exist_ok=True)
    page = report(about=about, measured=measured, targets=found, requests=requests, is_full=is_whole)
    data = {
        "about": about,
        "is_full_run": is_whole,
        "requests": requests,
        "targets": [{**asdict(target), "outcome": target.outcome} for target in found],
        "databases": [asdict(one) for one in measured],
    }
    (folder / "latest.md").write_text(page, encoding="utf-8")
    (folder / "latest.json").write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    for target in found:
        value = "–" if target.value is None else f"{target.value:.2f}"
        print(f"{target.outcome:12} {target.database}: {target.name}: {value} of {target.limit:g} {target.unit}")
    print(f"{folder.relative_to(BASE_DIR) / 'latest.md'} has it all.")


if __name__ == "__main__":
    sys.exit(main())
