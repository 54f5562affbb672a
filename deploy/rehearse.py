"""Makes the image and runs it without a container engine: ``python -m deploy.rehearse``.

Needs root and debootstrap. It follows the Dockerfile itself, so nothing can differ from that but what stands in for
the engine: folders for layers, chroot for RUN, namespaces for containers. The network is this machine's.
"""

import os
import secrets
import shutil
import stat
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.building import Image, build
from deploy.errors import RehearsalError
from deploy.proxying import proxy
from deploy.running import Container, running
from hipstrength.environment import BASE_DIR
from tests.postgres import NoServerError, free_port, private_server

USER = 10001
LARGEST = 200_000_000
# What would be a secret, or is no use in the image.
UNWANTED = {
    "app": ("secret_key", "*.sqlite3", ".env", ".git", "tests", "bench", "deploy"),
    "venv": ("pip", "lightningcss"),
}
COMMANDS = (["check", "--deploy", "--database", "default"], ["backup"])
# A site on https sends everybody else there.
AS_PROXY = {"X-Forwarded-Proto": "https"}
# Fails as soon as one of these can be written, or /tmp cannot.
WRITE_EVERYWHERE = "for place in /app /venv /etc /var /root; do touch $place/probe && exit 1; done; touch /tmp/probe"


def main() -> int:
    """Make the image, look at it, run it; return 1 when something is not as it should be."""
    if os.geteuid() != 0 or not shutil.which("debootstrap"):
        print("The rehearsal needs root, and: apt-get install debootstrap", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="hips-rehearsal-") as folder:
        # Another account walks through it.
        Path(folder).chmod(0o755)
        try:
            rehearse(Path(folder))
        except (NoServerError, OSError, RehearsalError) as error:
            print(error, file=sys.stderr)
            return 1
    print("The image does what it should.")
    return 0


def rehearse(folder: Path) -> None:
    """Raise RehearsalError when the image is not as it should be."""
    image = build(BASE_DIR, folder)
    look_at(image)
    alone(image, folder)
    with private_server() as url:
        together(image, folder, url)


def look_at(image: Image) -> None:
    """Check size, owners and what must not be in it."""
    files = [path for path in image.root.rglob("*") if not path.is_symlink()]
    size = sum(path.stat().st_size for path in files if path.is_file())
    _expect(f"size: {size / 1e6:.0f} MB of {LARGEST / 1e6:.0f} MB", holds=size <= LARGEST)
    bad = [path for top, names in UNWANTED.items() for name in names for path in (image.root / top).rglob(name)]
    _expect(f"no secret, and nothing that only tests or builds {bad or ''}", holds=not bad)
    places = [path for path in files if path.is_dir() or path.is_file()]
    open_to_others = [path for path in places if path.stat().st_uid == USER or _is_open(path.stat().st_mode)]
    _expect(f"its user may write here only: {open_to_others}", holds=open_to_others == [image.root / "data"])
    _expect(f"runs as {image.user}", holds=image.user == f"{USER}:{USER}")
    static = [path for path in (image.root / "app/build/static").rglob("*") if path.suffix in (".css", ".js")]
    packed = [path for path in static if all(path.with_name(path.name + end).exists() for end in (".br", ".gz"))]
    _expect(
        f"compressed: {len(packed)} of {len(static)} files", holds=bool(packed) and len(packed) >= len(static) * 0.9
    )


def _is_open(mode: int) -> bool:
    """Tell whether everybody may write there, but for folders such as /tmp, where each has files of its own."""
    return bool(mode & stat.S_IWOTH) and not mode & stat.S_ISVTX


def alone(image: Image, folder: Path) -> None:
    """Run one container on SQLite, stop it, and start it again."""
    key = ""
    with _data(folder, "sqlite") as data:
        for start in ("first", "second"):
            with running(image, data, folder / f"{start}.log", PORT=str(free_port())) as container:
                _healthy(container, f"{start} start on SQLite")
                kept, key = key, (data / "secret_key").read_text(encoding="ascii")
                _expect("the key is kept", holds=kept in ("", key))
                _try_out(container)
                _tell(f"SIGTERM: ended with 0 after {container.stop():.1f} s")
        _expect("nothing is left in SQLite's journal", holds=not (data / "hipstrength.sqlite3-wal").exists())


def together(image: Image, folder: Path, url: str) -> None:
    """Run two containers that start at once on one empty PostgreSQL database, behind the proxy."""
    https = free_port()
    with _data(folder, "shared") as data:
        shared = {"DATABASE_URL": url, "SITE_URL": f"https://localhost:{https}", "FORWARDED_ALLOW_IPS": "127.0.0.1"}
        with (
            running(image, data, folder / "one.log", PORT=str(free_port()), **shared) as first,
            running(image, data, folder / "two.log", PORT=str(free_port()), **shared) as second,
        ):
            _healthy(first, "first of two starts on PostgreSQL")
            _healthy(second, "second of two starts on PostgreSQL")
            migrated = (first.said() + second.said()).count("Bringing the database up to date")
            _expect(f"the database was brought up to date {migrated} time", holds=migrated == 1)
            _try_out(first)
            _try_out(second)
            _behind_proxy(https, first, second, folder)


def _behind_proxy(port: int, first: Container, second: Container, folder: Path) -> None:
    ports = [int(container.settings["PORT"]) for container in (first, second)]
    with proxy(port, ports, folder) as browser:
        address = "somebody@example.org"
        led_to = browser.post("/accounts/signup/", email=address, password1=secrets.token_urlsafe(16), agree="on")
        _expect(f"signing up by https leads to {led_to}", holds=led_to == "/workouts/new/")
        closed = [browser.status(path) for path in ("/readyz", "/metrics", "/nowhere/")]
        _expect(f"what only the operator may see is not there: {closed}", holds=closed == [404] * 3)
        number = browser.number("chosen-by-somebody")
        _expect(f"the proxy numbers requests: {number}", holds=number != "chosen-by-somebody")
        pages = [browser.get("/settings/") for _ in range(10)]
        _expect("both containers know the login", holds=all(address in page for page in pages))
        report = browser.file("/data/report.pdf")
        _expect(f"a report is a PDF file of {len(report)} bytes", holds=report.startswith(b"%PDF-"))
        first.stop()
        pages = [browser.get("/settings/") for _ in range(10)]
        _expect("the proxy goes on with one container", holds=all(address in page for page in pages))


def _healthy(container: Container, what: str) -> None:
    _tell(f"{what}: healthy after {container.wait_until_healthy():.1f} s")


def _try_out(container: Container) -> None:
    address = f"http://127.0.0.1:{container.settings['PORT']}"
    for page in ("/readyz", "/exercises/"):
        # Raises for every answer that is not a page.
        urllib.request.urlopen(urllib.request.Request(address + page, headers=AS_PROXY), timeout=10).close()
        _tell(f"{page} answers")
    for words in COMMANDS:
        done = container.execute(["python", "manage.py", *words])
        said = (done.stdout + done.stderr).strip().splitlines()
        _expect(f"manage.py {' '.join(words)}: {said[-1] if said else ''}", holds=done.returncode == 0)
    done = container.execute(
        ["sh", "-c", "for place in /app /venv /etc /var; do touch $place/probe && exit 1; done; touch /tmp/probe"]
    )
    _expect("only the data folder and /tmp can be written", holds=done.returncode == 0)


@contextmanager
def _data(folder: Path, name: str) -> Iterator[Path]:
    """Make what a new volume is: the image's data folder, empty, its owner's alone."""
    data = folder / name
    data.mkdir(mode=0o700)
    os.chown(data, USER, USER)
    yield data


def _expect(what: str, *, holds: bool) -> None:
    if not holds:
        raise RehearsalError(f"Not as it should be: {what}")
    _tell(what)


def _tell(what: str) -> None:
    print(f"ok  {what}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
