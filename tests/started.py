"""Starting the product as its own process, as `make run` does."""

import os
import platform
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from hipstrength.environment import BASE_DIR

COMMAND = [sys.executable, "-m", "hipstrength.serve"]
START_SECONDS = 60
# Other machines have no wheel with a newer SQLite: there the tests accept the old one.
HAS_NEW_SQLITE = (sys.platform, platform.machine()) == ("linux", "x86_64")


def only(**settings: str) -> dict[str, str]:
    """Return an environment with these settings of the product, and none of whoever runs the tests."""
    return {"PATH": os.environ["PATH"], "ALLOW_OLD_SQLITE": "0" if HAS_NEW_SQLITE else "1", **settings}


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def refused_start(*arguments: str, **settings: str) -> str:
    """Start the product with settings that it refuses; return what it says about them."""
    command = [*COMMAND, *arguments]
    done = subprocess.run(
        command, env=only(**settings), cwd=BASE_DIR, capture_output=True, text=True, timeout=START_SECONDS, check=False
    )
    assert (done.returncode, done.stdout) == (1, ""), done
    assert "Traceback" not in done.stderr
    return done.stderr.strip()


class Site:
    """A running site and what it has written."""

    def __init__(self, process: subprocess.Popen[bytes], address: str, log: Path) -> None:
        self.process = process
        self.address = address
        self.log = log

    def get(self, path: str) -> tuple[int, str]:
        """Return the status and text of a page that is there."""
        with urlopen(self.address + path, timeout=10) as response:
            return response.status, response.read().decode()

    def wait(self) -> None:
        """Wait until the site answers; fail with its words when it ends before."""
        limit = time.monotonic() + START_SECONDS
        while time.monotonic() < limit and self.process.poll() is None:
            try:
                self.get("/healthz")
            except (URLError, ConnectionError):
                time.sleep(0.05)
            else:
                return
        raise AssertionError(self.said())

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def stop(self) -> int:
        """End the site as a container does; return its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)


@contextmanager
def started(log: Path, **settings: str) -> Iterator[Site]:
    """Start the site on a free port with these settings, and end it."""
    port = free_port()
    environment = only(PORT=port, **settings)
    with (
        log.open("wb") as output,
        subprocess.Popen(
            COMMAND, env=environment, cwd=BASE_DIR, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        ) as process,
    ):
        site = Site(process, f"http://127.0.0.1:{port}", log)
        try:
            site.wait()
            yield site
        finally:
            if process.poll() is None:
                site.stop()
