"""Runs all tests: ``python -m tests.everything``.

In lanes, as many at once as the machine has processors: those in a browser, and the others on SQLite and on
PostgreSQL, in halves of about the same length. What a lane says is told when it ends.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

LANE = "TEST_LANE"
ON_SQLITE, ON_POSTGRESQL = ("-m", "pytest", "-m", "not browser"), ("-m", "tests.postgres", "-m", "not browser")
WALL, REST = ("tests/wall",), ("--ignore=tests/wall",)
# The longest first, so that none is left alone at the end.
LANES: Mapping[str, Sequence[str]] = {
    "browser": ("-m", "pytest", "-m", "browser"),
    "wall-on-postgresql": (*ON_POSTGRESQL, *WALL),
    "wall-on-sqlite": (*ON_SQLITE, *WALL),
    "rest-on-postgresql": (*ON_POSTGRESQL, *REST),
    "rest-on-sqlite": (*ON_SQLITE, *REST),
}
STOPPED_BY_CTRL_C = 130
# Seconds between two looks at what has ended.
PAUSE = 0.1


class Lane:
    """A run of tests, apart from the others, and what it says."""

    def __init__(self, name: str, arguments: Sequence[str], folder: Path) -> None:
        self.name = name
        self.log = folder / name
        environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        self.began = time.monotonic()
        with self.log.open("wb") as said:
            self.process = subprocess.Popen(
                [sys.executable, *arguments],
                env={**environment, LANE: name},
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
            )

    def tell(self) -> None:
        """Print what it has said."""
        print(f"\n{self.name}, {time.monotonic() - self.began:.0f} s:", flush=True)
        sys.stdout.buffer.write(self.log.read_bytes())
        sys.stdout.flush()


def main(lanes: Mapping[str, Sequence[str]] = LANES, at_once: int = os.cpu_count() or 1) -> int:
    """Run all; return 0 when all of them pass, and else the first exit code that is not 0."""
    print(f"Running all tests, {at_once} of {len(lanes)} lanes at once. Each speaks when it ends.", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        codes = _run(lanes, at_once, Path(folder))
    return next((code for code in codes if code), 0)


def _run(lanes: Mapping[str, Sequence[str]], at_once: int, folder: Path) -> list[int]:
    waiting = list(lanes.items())
    running: list[Lane] = []
    codes: list[int] = []
    try:
        while waiting or running:
            while waiting and len(running) < at_once:
                running.append(Lane(*waiting.pop(0), folder))
            for lane in [lane for lane in running if lane.process.poll() is not None]:
                running.remove(lane)
                lane.tell()
                codes.append(lane.process.returncode)
            time.sleep(PAUSE)
    except KeyboardInterrupt:
        codes.append(STOPPED_BY_CTRL_C)
    finally:
        for lane in running:
            lane.process.terminate()
        for lane in running:
            lane.process.wait()
            lane.tell()
    return codes


if __name__ == "__main__":
    # An ended run must not leave a browser or a database server behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(main())
