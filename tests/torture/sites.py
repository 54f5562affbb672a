"""The product as its own processes, which can be stopped, killed and started again."""

import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from hipstrength.environment import BASE_DIR
from tests.started import COMMAND, free_port, only
from tests.torture.inside import Stored, Ticket, stored
from tests.torture.servers import Server, wait_for

START_SECONDS = 90
STOP_SECONDS = 40


@dataclass
class Running:
    """One server of the site: a master with its workers."""

    process: subprocess.Popen[bytes]
    log: Path
    own_address: str
    settings: dict[str, str]

    def workers(self) -> list[int]:
        """The worker processes."""
        pid = self.process.pid
        with suppress(OSError):
            return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        return []

    def said(self) -> str:
        """What it has written."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def status(self, path: str, timeout: float = 10) -> int:
        """Return the status of a page; 0 without an answer."""
        try:
            with urlopen(self.own_address + path, timeout=timeout) as response:
                return int(response.status)
        except HTTPError as error:
            error.close()
            return error.code
        except (URLError, OSError):
            return 0

    def stop(self) -> tuple[int, float]:
        """End it as a container does; return its exit code and how many seconds it took."""
        begin = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(STOP_SECONDS), time.monotonic() - begin

    def kill_worker(self) -> None:
        """Kill a worker as a lack of memory does."""
        os.kill(self.workers()[0], signal.SIGKILL)

    def kill_master(self) -> float:
        """Kill the master, and wait until its workers have noticed; return how many seconds they took."""
        workers = self.workers()
        self.process.kill()
        self.process.wait()
        return wait_for("the workers of a killed master are gone", lambda: not any(map(is_there, workers)), 40)


def is_there(pid: int) -> bool:
    """Whether a process runs."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@dataclass
class Place:
    """Where one scenario happens: a folder, a database, and the servers that were started there."""

    folder: Path
    url: str = ""
    server: Server | None = None
    address: str = ""
    settings: dict[str, str] = field(default_factory=dict)
    running: list[Running] = field(default_factory=list)
    tickets: list[Ticket] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    # The ports of two processes behind a proxy.
    pair: tuple[str, str] | None = None

    def __post_init__(self) -> None:
        self.port = free_port()
        self.address = self.address or f"http://127.0.0.1:{self.port}"
        self.settings = {
            "SITE_URL": self.address,
            "DATA_DIR": str(self.folder / "data"),
            "DATABASE_URL": self.url,
            "SECRET_KEY": secrets.token_urlsafe(64),
            **self.settings,
        }

    @property
    def database(self) -> str:
        """The kind of database."""
        return "postgresql" if self.url else "sqlite"

    def start(self, port: str = "", **settings: str) -> Running:
        """Return a server on the port, by default the site's own, that is ready: the one that runs, or a new one."""
        asked = {**self.settings, "PORT": port or self.port, **settings}
        for one in self.running:
            if one.process.poll() is None and one.settings == asked:
                return one
        self.make_room(asked["PORT"])
        begun = self._begin(asked)
        try:
            wait_for("the site is ready", lambda: self._is_ready(begun), START_SECONDS)
        except AssertionError as error:
            raise AssertionError(f"{error}\n{begun.said()}") from error
        return begun

    def _begin(self, settings: dict[str, str]) -> Running:
        log = self.folder / f"log-{settings['PORT']}"
        with log.open("ab") as output:
            process = subprocess.Popen(
                COMMAND, env=only(**settings), cwd=BASE_DIR, stdin=subprocess.DEVNULL, stdout=output, stderr=output
            )
        begun = Running(process, log, f"http://127.0.0.1:{settings['PORT']}", settings)
        self.running.append(begun)
        return begun

    def make_room(self, port: str) -> None:
        """Stop what runs on a port."""
        for one in self.running:
            if one.process.poll() is None and one.settings["PORT"] == port:
                one.stop()

    def _is_ready(self, begun: Running) -> bool:
        assert begun.process.poll() is None, "it has ended"
        return begun.status("/readyz") == 200

    def people(self, count: int) -> list[Ticket]:
        """Return so many people who are logged in; those of before come again."""
        lacking = count - len(self.tickets)
        if lacking > 0:
            command = [sys.executable, "-m", "tests.torture.inside", str(lacking)]
            done = subprocess.run(command, env=only(**self.settings), cwd=BASE_DIR, capture_output=True, check=False)
            assert done.returncode == 0, done.stderr.decode()
            self.tickets += [Ticket(**ticket) for ticket in json.loads(done.stdout)]
        return self.tickets[:count]

    def stored(self) -> list[Stored]:
        """Read the workouts that were not there the last time."""
        rows = stored(self.url, Path(self.settings["DATA_DIR"]))
        assert self.known <= {row.public_id for row in rows}, "workouts of before are gone"
        new = [row for row in rows if row.public_id not in self.known]
        self.known |= {row.public_id for row in new}
        return new

    def said(self) -> str:
        """What all servers have written."""
        return "".join(path.read_text(encoding="utf-8", errors="replace") for path in self.folder.glob("log-*"))

    def end(self) -> None:
        """End whatever still runs."""
        alive = [(one.process, one.workers()) for one in self.running if one.process.poll() is None]
        for process, _workers in alive:
            process.terminate()
        for process, workers in alive:
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            for pid in filter(is_there, workers):
                os.kill(pid, signal.SIGKILL)


@contextmanager
def place(folder: Path, server: Server | None = None, *, address: str = "", **settings: str) -> Iterator[Place]:
    """Make a place with an empty database, on the PostgreSQL server or else in a file, and clear it away."""
    folder.mkdir(parents=True)
    if server is None:
        made = Place(folder, address=address, settings=settings)
        try:
            yield made
        finally:
            made.end()
    else:
        with server.database() as url:
            made = Place(folder, url, server, address, settings)
            try:
                yield made
            finally:
                made.end()
    shutil.rmtree(folder, ignore_errors=True)


def no_trace(said: str, allowed: Sequence[str] = ()) -> None:
    """Raise AssertionError when a log has a trace of calls, or says that the database was locked."""
    for word in ("Traceback", "database is locked", "WORKER TIMEOUT"):
        if word not in allowed:
            assert word not in said, said[max(0, said.find(word) - 300) :][:3000]
