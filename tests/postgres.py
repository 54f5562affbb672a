"""Runs tests on PostgreSQL: ``python -m tests.postgres [arguments of pytest]``.

Makes a private server for the run, on this machine only and with a random
password, and removes it afterwards.
"""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hipstrength.keeping.programs import folders_with

USER = "hips"
NAME = "hipstrength"
START_SECONDS = 30
# Nothing here outlives the run, so nothing needs to survive a power cut.
QUICK_OPTIONS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class NoServerError(Exception):
    """PostgreSQL's server is not there or does not start: the reason in one sentence."""


def main(arguments: Sequence[str]) -> int:
    """Run pytest on a private server; return its exit code."""
    # An ended run must not leave its server behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with private_server() as url:
            return run_pytest(arguments, url)
    except NoServerError as error:
        print(f"The tests on PostgreSQL did not run. {error}", file=sys.stderr)
        return 1 if os.environ.get("CI") == "true" else 0
    except KeyboardInterrupt:
        return 130


def run_pytest(arguments: Sequence[str], url: str) -> int:
    environment = {**os.environ, "DATABASE_URL": url}
    with subprocess.Popen([sys.executable, "-m", "pytest", *arguments], env=environment) as pytest:
        # Ctrl+C reaches pytest, too: let it end its own way.
        signal.signal(signal.SIGINT, lambda *_: None)
        try:
            return pytest.wait()
        finally:
            pytest.terminate()


@contextmanager
def private_server(options: Sequence[str] = QUICK_OPTIONS) -> Iterator[str]:
    """Start a server in a folder of its own and yield the address of its database. Raises NoServerError.

    `options` are settings of PostgreSQL such as "fsync=off".
    """
    programs = find_programs()
    account = unprivileged_account() if os.geteuid() == 0 else None
    with private_folder(account) as folder:
        password = secrets.token_urlsafe(24)
        make_cluster(programs, folder, password, account)
        port = free_port()
        with running_server(programs, folder, account, [f"port={port}", *options]):
            environment = {**os.environ, "PGPASSWORD": password}
            address = ["-h", "127.0.0.1", "-p", str(port), "-U", USER]
            subprocess.run([programs / "createdb", *address, NAME], env=environment, check=True)
            yield f"postgres://{USER}:{password}@127.0.0.1:{port}/{NAME}"


def find_programs() -> Path:
    """Return the folder with the newest server programs. Raises NoServerError without any."""
    folders = folders_with("initdb")
    if folders:
        return (folders[0] / "initdb").resolve().parent
    raise NoServerError("Install its server first: sudo apt-get install postgresql")


def unprivileged_account() -> str:
    """Return whom to run the server as: it refuses to run as root."""
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def as_account(account: str | None) -> dict[str, Any]:
    """Return the arguments that make subprocess run something as the account; None is the current one."""
    if account is None:
        return {}
    entry = pwd.getpwnam(account)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


@contextmanager
def private_folder(account: str | None) -> Iterator[Path]:
    """Make a folder that the account can reach, and remove it with all that is in it."""
    for parent in (None, "/tmp", "/var/tmp"):
        folder = Path(tempfile.mkdtemp(prefix="hips-", dir=parent))
        try:
            if account is not None:
                shutil.chown(folder, account)
            if subprocess.run(["test", "-w", folder], cwd="/", check=False, **as_account(account)).returncode == 0:
                yield folder
                return
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    raise NoServerError(f"No temporary folder can be reached by the account {account}.")


def make_cluster(programs: Path, folder: Path, password: str, account: str | None) -> None:
    """Make the server's files. Raises NoServerError with the program's last line when that fails."""
    password_file = folder / "password"
    password_file.touch(mode=0o600)
    password_file.write_text(password, encoding="ascii")
    if account is not None:
        shutil.chown(password_file, account)
    locale = "C.UTF-8" if sys.platform == "linux" else "en_US.UTF-8"
    options = [
        "--auth=scram-sha-256",
        f"--pwfile={password_file}",
        "--encoding=UTF8",
        f"--locale={locale}",
        "--no-sync",
    ]
    command: list[str | Path] = [programs / "initdb", "-D", folder / "data", "-U", USER, *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder, **as_account(account))
    if done.returncode != 0:
        raise NoServerError(done.stderr.strip().splitlines()[-1])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_server(programs: Path, folder: Path, account: str | None, options: Sequence[str]) -> Iterator[None]:
    """Run the server in a session of its own, where Ctrl+C does not reach it before the tests are done."""
    settings = ["listen_addresses=127.0.0.1", f"unix_socket_directories={folder}", *options]
    command: list[str | Path] = [programs / "postgres", "-D", folder / "data"]
    for setting in settings:
        command += ["-c", setting]
    with (
        (folder / "log").open("w", encoding="utf-8") as log,
        subprocess.Popen(
            command, stdout=log, stderr=log, cwd=folder, start_new_session=True, **as_account(account)
        ) as server,
    ):
        try:
            wait_until_up(server, folder)
            yield
        finally:
            server.send_signal(signal.SIGINT)  # PostgreSQL's word for "disconnect everybody and stop"


def wait_until_up(server: subprocess.Popen[str], folder: Path) -> None:
    """Wait until the server takes connections. Raises NoServerError with the log's last line when it does not."""
    limit = time.monotonic() + START_SECONDS
    while time.monotonic() < limit and server.poll() is None:
        state = folder / "data" / "postmaster.pid"
        if state.exists() and state.read_text(encoding="utf-8").rstrip().endswith("ready"):
            return
        time.sleep(0.05)
    log = (folder / "log").read_text(encoding="utf-8").strip().splitlines()
    raise NoServerError(log[-1] if log else "Its server does not start.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
