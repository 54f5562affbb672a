"""Set-up of a clone, run by make with the machine's own Python: makes .venv, and what the tests need besides.

Only the standard library, and no syntax newer than Python 3.5's: an old Python
then says in one sentence what is wrong, instead of showing a syntax error.
"""

import argparse
import contextlib
import ctypes
import fcntl
import functools
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = (3, 11)
STAMP = ".venv/hipstrength-stamp"
LOCKS = {"run": "requirements.txt", "dev": "requirements-dev.txt"}
BROWSER = Path("/usr/bin/chromium")
STOPPED_BY_CTRL_C = 130


class SetUpError(Exception):
    """Why the set-up cannot go on: one sentence for the person at the terminal, after a tool's own last lines."""


def main(arguments: "list[str] | None" = None) -> int:
    """Set the project up; return the exit code."""
    parser = argparse.ArgumentParser(description="Set up HipStrength in this folder.")
    parser.add_argument("--dev", action="store_true", help="also install what tests and checks need")
    parser.add_argument("--browser", action="store_true", help="make sure that there is a browser for the tests")
    parser.add_argument("--database", action="store_true", help="make sure that there is PostgreSQL for the tests")
    parser.add_argument("--proxy", action="store_true", help="make sure that there is nginx for the tests")
    options = parser.parse_args(arguments)
    try:
        require_python(sys.version_info[:2])
        require_writable(PROJECT)
        with only_one(PROJECT):
            make_environment(PROJECT, "dev" if options.dev else "run")
            if options.browser:
                for_tests(make_browser)
            if options.database:
                for_tests(make_database)
            if options.proxy:
                for_tests(make_proxy)
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print("The set-up stopped: {}.".format(error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return STOPPED_BY_CTRL_C
    return 0


def require_python(version: "tuple[int, ...]") -> None:
    """Raise SetUpError when this Python is too old."""
    if version < OLDEST_PYTHON:
        raise SetUpError(
            "HipStrength needs Python {} or newer; python3 here is {}. If there is a newer one, "
            "name it: make run PYTHON=python3.12".format(dotted(OLDEST_PYTHON), dotted(version))
        )


def dotted(version: "tuple[int, ...]") -> str:
    """Return a version as people write it."""
    return ".".join(str(part) for part in version)


def require_writable(folder: Path) -> None:
    """Raise SetUpError when nothing can be made in the folder."""
    try:
        with tempfile.TemporaryFile(dir=str(folder)):
            pass
    except OSError as error:
        raise SetUpError(
            "HipStrength cannot write in its folder {} ({}). Clone it to a place that belongs to you.".format(
                folder, error.strerror
            )
        ) from error


@contextlib.contextmanager
def only_one(folder: Path) -> "Iterator[None]":
    """Wait until no other set-up works in the folder, and keep others out."""
    handle = os.open(str(folder), os.O_RDONLY)
    try:
        # Where a file system has no locks, two set-ups at once are too rare to refuse the first.
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def make_environment(project: Path, kind: str) -> None:
    """Bring .venv up to the lock file of the kind, "run" or "dev"."""
    state = state_of_environment(project, kind)
    if state == "ready":
        return
    stamp = project / STAMP
    if state == "unusable":
        make_empty_environment(project)
    else:
        # Whatever interrupts the installation leaves no stamp.
        stamp.unlink()
    install_packages(project, kind)
    stamp.write_text("\n".join([*fingerprint(project), kind]), encoding="utf-8")


def state_of_environment(project: Path, kind: str) -> str:
    """Return "ready", "outdated" when only packages are missing, or "unusable".

    Unusable is an environment without its stamp, which was interrupted, and one
    made for another place or Python. What is ready for "dev" is for "run", too.
    """
    found = read_stamp(project)
    wanted = fingerprint(project)
    if found in ([*wanted, kind], [*wanted, "dev"]):
        return "ready"
    return "outdated" if found[:2] == wanted[:2] else "unusable"


def fingerprint(project: Path) -> "list[str]":
    """Return what a finished environment depends on: the Python version, the place, the lock files."""
    locks = hashlib.sha256()
    for name in sorted(LOCKS.values()):
        locks.update((project / name).read_bytes())
    return [dotted(sys.version_info[:2]), str(project), locks.hexdigest()]


def read_stamp(project: Path) -> "list[str]":
    """Return the stamp's lines: none when the environment was never finished, or its Python is gone."""
    if not (project / ".venv" / "bin" / "python").exists():
        return []
    try:
        return (project / STAMP).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


def make_empty_environment(project: Path) -> None:
    """Make .venv with nothing but pip in it; an older one is cleared."""
    require_venv(venv_is_there)
    run(
        [sys.executable, "-I", "-m", "venv", "--clear", str(project / ".venv")],
        "The folder .venv could not be made; if it is in the way, remove it and start again.",
    )


def require_venv(is_there: "Callable[[], bool]") -> None:
    """Make sure that this Python can make virtual environments; raise SetUpError when it cannot be helped."""
    if not is_there():
        apt_install(["python3-venv"], "Python's venv module")
    if not is_there():
        raise SetUpError(
            "HipStrength needs Python's venv module. Install it and start again: "
            "sudo apt-get install python{}-venv".format(dotted(sys.version_info[:2]))
        )


def venv_is_there() -> bool:
    """Whether this Python has all that `python -m venv` needs; Debian packs the half of it apart."""
    importlib.invalidate_caches()
    found = [importlib.util.find_spec(name) for name in ("venv", "ensurepip")]
    # A package that was removed may leave its folder behind, which has no origin.
    return all(spec is not None and spec.origin is not None for spec in found)


def install_packages(project: Path, kind: str) -> None:
    """Install what the lock file names, each file checked against its hash.

    Python compiles what it uses at the first start: to compile everything here takes twice as long.
    """
    say("Installing the Python packages into .venv (once, about half a minute) ...")
    python = str(project / ".venv" / "bin" / "python")
    lock = str(project / LOCKS[kind])
    run(
        [
            python,
            "-m",
            "pip",
            "install",
            "--disable-pip-version-check",
            "-q",
            "--no-compile",
            "--require-hashes",
            "-r",
            lock,
        ],
        "The Python packages could not be installed; is this machine online? Then start again.",
    )


def for_tests(step: "Callable[[], None]") -> None:
    """Do a step that only some tests need: without it they are skipped, but in continuous integration none may be."""
    try:
        step()
    except SetUpError as error:
        if os.environ.get("CI") == "true":
            raise
        print(error, file=sys.stderr)


def make_browser() -> None:
    """Make sure that there is a browser, and the library that Playwright's driver needs."""
    needed = [] if BROWSER.exists() else ["chromium", "fonts-liberation"]
    if not has_libatomic():
        needed.append("libatomic1")
    if not needed or apt_install(needed, "the browser tests"):
        return
    if needed == ["libatomic1"]:
        raise SetUpError("The browser tests need one more library: sudo apt-get install libatomic1")
    say("Fetching a browser for the browser tests ...")
    run(
        [str(PROJECT / ".venv" / "bin" / "playwright"), "install", "chromium"],
        "The browser tests need a browser; install one: sudo apt-get install chromium libatomic1",
    )


def has_libatomic() -> bool:
    """Whether the library can be loaded; systems other than Linux have no need of it."""
    if not sys.platform.startswith("linux"):
        return True
    try:
        ctypes.CDLL("libatomic.so.1")
    except OSError:
        return False
    return True


def make_database() -> None:
    """Make sure that PostgreSQL's server is there."""
    if any(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or shutil.which("initdb"):
        return
    if not apt_install(["postgresql"], "the tests on PostgreSQL"):
        raise SetUpError("The tests on PostgreSQL need its server: sudo apt-get install postgresql")


def make_proxy() -> None:
    """Make sure that nginx is there."""
    if shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin"):
        return
    if not apt_install(["nginx"], "the tests behind a proxy"):
        raise SetUpError("The tests behind a proxy need nginx: sudo apt-get install nginx")


def apt_install(packages: "list[str]", purpose: str) -> bool:
    """Install Debian packages if this user may; return whether it was tried, raise SetUpError if it failed."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    say("Installing {} by apt-get, for {} ...".format(" ".join(packages), purpose))
    apt_update()
    run(
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
        "The packages could not be installed; try it by hand: apt-get install {}".format(" ".join(packages)),
    )
    return True


@functools.lru_cache(maxsize=1)
def apt_update() -> None:
    """Fetch the lists of packages, once; an old list may still do when one source is away."""
    with contextlib.suppress(SetUpError):
        run(["apt-get", "update", "-qq"], "")


def run(command: "list[str]", failure: str) -> None:
    """Run a command quietly; raise SetUpError with its last lines and the sentence when it fails."""
    done = subprocess.run(
        command,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        # Without a run level for services, Debian starts none that it installs: nobody asked for nginx on port 80.
        env=dict(os.environ, DEBIAN_FRONTEND="noninteractive", RUNLEVEL="1"),
    )
    if done.returncode != 0:
        last = done.stdout.decode("utf-8", "replace").strip().splitlines()[-5:]
        raise SetUpError("\n".join([*last, failure]))


def say(line: str) -> None:
    """Tell the person what takes a while."""
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
