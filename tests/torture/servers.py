"""A PostgreSQL server that can be stopped and started, with a new database for each scenario."""

import os
import secrets
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.databases import new_database
from tests.postgres import (
    USER,
    as_account,
    find_programs,
    free_port,
    make_cluster,
    private_folder,
    unprivileged_account,
    wait_until_up,
)

# Whoever is connected is waited for, sent away, or dropped as by a power cut.
FAST, IMMEDIATE = signal.SIGINT, signal.SIGQUIT
STOP_SECONDS = 30


class NotRunError(Exception):
    """What a scenario needs is not on this machine, or not allowed to this user. Under CI that is a failure instead."""


class Server:
    """A server with PostgreSQL's usual care for the disk."""

    def __init__(self, programs: Path, folder: Path, account: str | None, password: str) -> None:
        self.programs, self.folder, self.account, self.password = programs, folder, account, password
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it takes connections."""
        settings = [f"port={self.port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={self.folder}"]
        command: list[str | Path] = [self.programs / "postgres", "-D", self.folder / "data"]
        for setting in settings:
            command += ["-c", setting]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=log, cwd=self.folder, start_new_session=True, **as_account(self.account)
            )
        wait_until_up(self.process, self.folder)  # type: ignore[arg-type]  # it only asks whether it still runs

    def stop(self, how: signal.Signals) -> None:
        """Stop it, and wait until it is gone."""
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(STOP_SECONDS)
            self.process = None

    @contextmanager
    def database(self) -> Iterator[str]:
        """Make an empty database; yield its address."""
        with new_database(f"postgres://{USER}:{self.password}@127.0.0.1:{self.port}/") as url:
            yield url


@contextmanager
def private_cluster() -> Iterator[Server]:
    """Make a server in a folder of its own, and remove it. Raises NoServerError where PostgreSQL is missing."""
    with ExitStack() as stack:
        programs = find_programs()
        account = unprivileged_account() if os.geteuid() == 0 else None
        folder = stack.enter_context(private_folder(account))
        password = secrets.token_urlsafe(24)
        make_cluster(programs, folder, password, account)
        server = Server(programs, folder, account, password)
        server.start()
        stack.callback(server.stop, FAST)
        yield server


def wait_for(what: str, is_so: Callable[[], bool], seconds: float = 30) -> float:
    """Wait until it is so; return after how many seconds. Raises AssertionError if it never is."""
    begin = time.monotonic()
    while time.monotonic() - begin < seconds:
        if is_so():
            return time.monotonic() - begin
        time.sleep(0.05)
    raise AssertionError(f"{what}: not within {seconds} seconds")
