"""PostgreSQL's own programs: finding and running them."""

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from hipstrength.keeping.errors import KeepingError

# Debian keeps the programs of each version in a folder of its own.
PACKED = Path("/usr/lib/postgresql")


def folders_with(program: str) -> list[Path]:
    """Return the folders that hold a program of PostgreSQL: first the one in PATH, then Debian's, the newest first."""
    on_path = shutil.which(program)
    first = [Path(on_path).parent] if on_path else []
    packed = sorted(PACKED.glob(f"*/bin/{program}"), key=lambda path: float(path.parts[-3]), reverse=True)
    return [*first, *(path.parent for path in packed)]


def client_folder(server: int) -> Path:
    """Return the folder with a pg_dump and a pg_restore that are not older than a `server` such as 15.

    Raises KeepingError when there is none, and says what to install.
    """
    install = (
        f"Install PostgreSQL's client programs, version {server} or newer (Debian: apt-get install "
        f"postgresql-client-{server})."
    )
    found = [
        (folder, version)
        for folder in folders_with("pg_dump")
        if (folder / "pg_restore").exists() and (version := _version(folder / "pg_dump"))
    ]
    if not found:
        raise KeepingError(f"pg_dump and pg_restore are not there. {install}")
    for folder, version in found:
        if version >= server:
            return folder
    newest = max(version for _, version in found)
    raise KeepingError(f"pg_dump {newest} is older than the server, which is PostgreSQL {server}. {install}")


def _version(program: Path) -> int:
    """Return the first number of what a program says about its version; 0 when it does not run."""
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    except OSError:
        return 0
    number = re.search(r"\) ([0-9]+)", said)
    return int(number[1]) if number else 0


def run(program: Path, arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Run a program and return what it wrote. Raises KeepingError with its reason when it fails."""
    done = subprocess.run(
        [program, *arguments], env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    _require_success(program, done.returncode, done.stderr)
    return done.stdout.decode(errors="replace")


@contextmanager
def running(program: Path, arguments: Sequence[str], environment: Mapping[str, str]) -> Iterator[IO[bytes]]:
    """Yield what a program writes while it runs. Raises KeepingError at the end when it failed."""
    # Into a file: a pipe that nobody reads would hold up a program with much to complain about.
    with TemporaryFile() as complaints:
        with subprocess.Popen(
            [program, *arguments],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=complaints,
        ) as process:
            assert process.stdout is not None  # noqa: S101 — tells the type checker what PIPE means
            try:
                yield process.stdout
            except BaseException:
                process.kill()
                raise
        complaints.seek(0)
        _require_success(program, process.returncode, complaints.read())


def _require_success(program: Path, code: int, complaints: bytes) -> None:
    if code == 0:
        return
    lines = [line for line in complaints.decode(errors="replace").splitlines() if line.strip()]
    errors = [line for line in lines if " error: " in line]
    reason = (errors or lines or [f"it ended with the code {code}"])[0]
    raise KeepingError(f"{program.name} failed: {reason.rpartition(' error: ')[2].strip().rstrip('.')}.")
