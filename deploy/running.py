"""Running the image's file system as a container does: not as root, without any right, on a read-only root."""

import os
import shlex
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.building import Image
from deploy.errors import RehearsalError

START_SECONDS = 60
STOP_SECONDS = 30
# The devices that a container has.
DEVICES = ("null", "zero", "random", "urandom", "tty")


class Container:
    """A running image."""

    def __init__(self, image: Image, process: subprocess.Popen[bytes], log: Path, settings: dict[str, str]) -> None:
        self.image = image
        self.process = process
        self.log = log
        self.settings = settings

    def said(self) -> str:
        """Return what it has written."""
        return self.log.read_text(encoding="utf-8")

    def wait_until_healthy(self) -> float:
        """Ask its health check until that agrees; return the seconds. Raises RehearsalError."""
        began = time.monotonic()
        while time.monotonic() < began + START_SECONDS and self.process.poll() is None:
            if self.execute(self.image.health).returncode == 0:
                return time.monotonic() - began
            time.sleep(0.2)
        raise RehearsalError(f"The container is not healthy. It said:\n{self.said()}")

    def execute(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        """Run a command in it, as `docker exec` does."""
        enter = ["nsenter", f"--target={self._first_pid()}", "--mount", "--pid", "--root"]
        words = [*enter, *_as_user(self.image, command, self.settings)]
        return subprocess.run(words, capture_output=True, text=True, check=False, timeout=120)

    def stop(self) -> float:
        """End it as `docker stop` does; return the seconds. Raises RehearsalError when it does not end well."""
        began = time.monotonic()
        os.kill(self._first_pid(), signal.SIGTERM)
        try:
            code = self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired as error:
            raise RehearsalError(f"The container does not end within {STOP_SECONDS} s.") from error
        if code != 0:
            raise RehearsalError(f"The container ended with {code}. It said:\n{self.said()}")
        return time.monotonic() - began

    def _first_pid(self) -> int:
        pid = self.process.pid
        limit = time.monotonic() + START_SECONDS
        while time.monotonic() < limit and self.process.poll() is None:
            children = _children(pid)
            if children:
                return children[0]
            time.sleep(0.01)
        raise RehearsalError(f"The container ended at once. It said:\n{self.said()}")


@contextmanager
def running(image: Image, data: Path, log: Path, **settings: str) -> Iterator[Container]:
    """Run the image with its data in a folder, and end it."""
    with log.open("wb") as output:
        command = [
            "unshare",
            "--mount",
            "--pid",
            "--fork",
            "--kill-child",
            "sh",
            "-ec",
            _mounts(image.root, data),
            "sh",
        ]
        process = subprocess.Popen(
            [*command, "chroot", str(image.root), *_as_user(image, image.command, settings)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
        try:
            yield Container(image, process, log, settings)
        finally:
            # The system's "kill the child with its parent" is lost where the child gives up its rights.
            for pid in _children(process.pid):
                os.kill(pid, signal.SIGKILL)
            process.kill()
            process.wait()


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
    except OSError:
        return []


def _mounts(root: Path, data: Path) -> str:
    """Return the shell's words that make the container's view of the disk, and then become its command."""
    place, data_folder = shlex.quote(str(root)), shlex.quote(str(data))
    lines = [
        f"mount --bind {place} {place}",
        f"mount -o remount,bind,ro {place}",
        f"mount --bind {data_folder} {place}/data",
        f"mount -t tmpfs -o mode=1777,nosuid,nodev tmpfs {place}/tmp",
        f"mount -t proc proc {place}/proc",
        f"mount -t tmpfs -o mode=755 tmpfs {place}/dev",
        f"mkdir -m 1777 {place}/dev/shm",
    ]
    for device in DEVICES:
        lines += [f": > {place}/dev/{device}", f"mount --bind /dev/{device} {place}/dev/{device}"]
    return "\n".join([*lines, 'exec "$@"'])


def _as_user(image: Image, command: list[str], settings: dict[str, str]) -> list[str]:
    """Return the command as the image's user, with its variables and these, and with no right that root has."""
    user, _, group = image.user.partition(":")
    rights = ["--clear-groups", "--no-new-privs", "--bounding-set=-all", "--inh-caps=-all"]
    variables = [f"{name}={value}" for name, value in {**image.variables, **settings}.items()]
    return [
        *["/usr/bin/setpriv", f"--reuid={user}", f"--regid={group}", *rights],
        *["/usr/bin/env", "--ignore-environment", f"--chdir={image.folder}", *variables, *command],
    ]
