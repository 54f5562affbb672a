"""A disk that fills up, and one that takes no writes: a small one in memory, mounted for the purpose."""

import errno
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hipstrength.environment import BASE_DIR
from tests.started import COMMAND, only
from tests.torture.load import load, no_errors, nothing_cut, run_for, until_saved, whole
from tests.torture.scale import Scale
from tests.torture.servers import NotRunError, wait_for
from tests.torture.sites import Place, no_trace
from tests.torture.visitor import Browser, Tally

# /readyz wants 100 MB of it free.
SIZE = "128m"
GENEROUS = 30


def full(place: Place, scale: Scale) -> str:
    """Fill the disk while people log, make room again, make it read-only, and back."""
    folder = place.folder / "data"
    with small_disk(folder):
        site, tickets = place.start(), place.people(scale.people)
        with load(tickets, lambda: place.address) as tally:
            run_for(scale.seconds)
            filler = fill(folder)
            wait_for("people are told to wait", lambda: len(tally.waits) > 2)
            run_for(scale.seconds)
            assert (site.status("/healthz"), site.status("/readyz")) == (200, 503)
            filler.unlink()
            back = until_saved(tally, GENEROUS)
            run_for(scale.seconds)
        no_errors(tally, besides=503)
        nothing_cut(tally)
        no_trace(place.said())
        assert "The disk of the database is full." in site.said()
        stored = whole(tally, place.stored())
        told = read_only_while_running(place, folder)
        site.stop()
        refused = read_only_at_start(place, folder)
    waits = [seconds for _, _, status, seconds in tally.answers if status == 503]
    return (
        f"full disk: {len(waits)} answers 503, the slowest after {max(waits):.1f} s, saved again {back:.1f} s after "
        f"there was room: {stored}; read-only: {told}; at the start: {refused}"
    )


def read_only_while_running(place: Place, folder: Path) -> str:
    """Make the disk read-only under a running site, and writable again."""
    site = place.running[-1]
    ticket = place.people(1)[0]
    browser = Browser(place.address, {ticket.cookie: ticket.session}, Tally())
    mount("remount,ro", folder)
    try:
        page = browser.ask("POST", "/accounts/logout/", {}), browser.ask("GET", "/")
        assert [one.status for one in page] == [503, 503], [one.status for one in page]
        assert "Please wait a minute" in page[0].text
    finally:
        mount("remount,rw", folder)
    assert "its folder or disk is read-only" in site.said(), site.said()[-2000:]
    no_trace(site.said())
    assert browser.ask("GET", "/").status == 200
    browser.connection.close()
    place.stored()
    return "503 and a line in the log, 200 again afterwards, integrity_check ok"


def read_only_at_start(place: Place, folder: Path) -> str:
    """Start where nothing can be written."""
    mount("remount,ro", folder)
    try:
        done = subprocess.run(
            COMMAND,
            env=only(**{**place.settings, "PORT": place.port, "SECRET_KEY": ""}),
            cwd=BASE_DIR,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    finally:
        mount("remount,rw", folder)
    assert done.returncode == 1, done
    assert done.stderr.startswith(f"HipStrength cannot write to its data folder {folder} (Read-only file system)"), done
    return "a sentence, exit code 1"


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """Mount a small disk at a folder. Raises NotRunError where that may not be, but never for root under CI."""
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=700", "hips", folder],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        reason = done.stderr.strip() or "mount failed"
        assert not (os.environ.get("CI") == "true" and os.geteuid() == 0), reason
        raise NotRunError(f"this user may not mount a disk ({reason})")
    try:
        yield
    finally:
        wait_for("the disk can be taken away", lambda: subprocess.run(["umount", folder], check=False).returncode == 0)


def mount(options: str, folder: Path) -> None:
    """Change how the disk is mounted, as soon as nobody writes."""
    command = ["mount", "-o", options, str(folder)]
    wait_for(options, lambda: subprocess.run(command, capture_output=True, check=False).returncode == 0)


def fill(folder: Path) -> Path:
    """Fill the disk to its last byte; return the file that did."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (1 << 20, 4096, 1):
            try:
                while file.write(b"x" * size):
                    pass
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise
    return filler
