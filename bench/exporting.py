"""How long ten years take to download, and how much memory: ``python -m bench.exporting``, by hand, on a quiet machine.

Fills SQLite and a private PostgreSQL with one person's perfect ten years (`bench.people`), starts the product,
and downloads both files from it over HTTP. Memory is what the busiest worker held at its peak, above what it holds
when it has answered pages.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any

import django

from bench.browser import Answer, Browser
from bench.errors import BenchError
from bench.run import POSTGRESQL_OPTIONS, build, run, site_settings
from bench.server import megabytes, running_site
from tests.postgres import private_server
from tests.started import COMMAND, Site, only

ONE = "one"
PAGE, FILES = "/data/", ("/data/export.json", "/data/export.csv")
# Enough for both workers to have answered pages and, for some figures, files.
PAGES, DOWNLOADS = 40, 20
MOST_SECONDS, MOST_MEGABYTES = 3.0, 30.0
# See proc(5): the peak of a process is what it holds now, from here on.
FORGET_PEAK = "5"


def main() -> int:
    """Measure both databases, one after the other, and print what was found; return the exit code."""
    if sys.argv[1:] == [ONE]:
        try:
            return measure()
        except BenchError as error:
            print(error, file=sys.stderr)
            return 1
    with tempfile.TemporaryDirectory(prefix="hips-bench-") as folder, private_server(POSTGRESQL_OPTIONS) as url:
        settings = site_settings(Path(folder))
        build(Path(folder))
        return max([measured_apart(settings), measured_apart(settings | {"DATABASE_URL": url})])


def measured_apart(settings: dict[str, str]) -> int:
    """Measure one database by a process of its own, because Django knows one from its start on."""
    try:
        run([sys.executable, "-m", "bench.exporting", ONE], only(**settings))
    except BenchError:
        # It has said why.
        return 1
    return 0


def measure() -> int:
    """Measure the database of this process's settings; return 1 where a target is missed."""
    django.setup()
    from django.db import connection  # noqa: PLC0415 — Django is set up only now

    # The site has a pool; here one connection does.
    connection.settings_dict["OPTIONS"].pop("pool", None)
    subprocess.run([*COMMAND, "--prepare-only"], check=True)
    cookies = fill()
    settings = {name: os.environ[name] for name in ("DATA_DIR", "DATABASE_URL", "SECRET_KEY") if name in os.environ}
    found = []
    for path in FILES:
        # Anew for each, because memory that was taken once is kept for the next time.
        with running_site(Path(os.environ["DATA_DIR"]) / "site.log", settings) as site:
            found.append(measured(site, cookies, path))
    for path, (answers, memory) in zip(FILES, found, strict=True):
        print(f"{connection.display_name}, {path}: {told(answers, memory)}", flush=True)
    is_slow = any(median_of(answers) > MOST_SECONDS for answers, _memory in found)
    return int(is_slow or any(memory > MOST_MEGABYTES for _answers, memory in found))


def fill() -> dict[str, str]:
    """Store ten years of one person; return the cookies of a browser in which they have typed their password."""
    from django.conf import settings  # noqa: PLC0415 — Django is set up only now
    from django.test import Client  # noqa: PLC0415 — likewise

    from bench.people import TEN_YEARS  # noqa: PLC0415 — likewise
    from bench.seeding import Seeder  # noqa: PLC0415 — likewise
    from hipstrength.accounts.models import User  # noqa: PLC0415 — likewise

    people = Seeder(datetime.now(UTC).date()).add_measured()
    client = Client()
    client.force_login(User.objects.get(pk=people[TEN_YEARS]))
    session: Any = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session.save()
    return {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}


def measured(site: Site, cookies: dict[str, str], path: str) -> tuple[list[Answer], float]:
    """Download a file some times; return the answers and the megabytes that it took at the peak."""
    for _page in range(PAGES):
        ask(site, cookies, PAGE)
    with peaks(site) as before:
        answers = [ask(site, cookies, path) for _download in range(DOWNLOADS)]
        after = {pid: held(pid, "VmHWM") for pid in before}
    return answers, max(after[pid] - before[pid] for pid in before)


def ask(site: Site, cookies: dict[str, str], path: str) -> Answer:
    """Ask for a page by a connection of its own, so that both workers get some. Raises BenchError for no answer."""
    browser = Browser(site.address, cookies)
    try:
        answer = browser.get(path)
    except OSError as error:
        raise BenchError(f"{path} was not answered: {error!r} {site.said()[-2000:]}") from error
    finally:
        browser.close()
    if answer.status != HTTPStatus.OK or len(answer.content) != int(answer.headers.get("Content-Length", -1)):
        raise BenchError(f"{path} answered {answer.status} with {len(answer.content)} bytes. {site.said()[-2000:]}")
    return answer


@contextmanager
def peaks(site: Site) -> Iterator[dict[str, float]]:
    """Let the workers of a site begin a new peak; yield what each of them holds now, in megabytes."""
    pid = site.process.pid
    workers = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    for worker in workers:
        Path(f"/proc/{worker}/clear_refs").write_text(FORGET_PEAK, encoding="ascii")
    yield {worker: held(worker, "VmRSS") for worker in workers}


def held(pid: str, name: str) -> float:
    """Return what a process holds ("VmRSS") or has held at most ("VmHWM"), in megabytes."""
    return megabytes(Path(f"/proc/{pid}/status").read_text(encoding="utf-8"), name)


def median_of(answers: list[Answer]) -> float:
    """Return the middle of the seconds that answers took: on a busy machine the slowest one says little."""
    return statistics.median(answer.seconds for answer in answers)


def told(answers: list[Answer], memory: float) -> str:
    """Return what was found in words."""
    slowest = max(answer.seconds for answer in answers)
    content = answers[-1].text.encode()
    sets = content.count(b'"number": ') or content.count(b"\r\n") - 1
    workouts = f"{len(json.loads(content)['workouts'])} workouts, " if content.startswith(b"{") else ""
    return (
        f"{workouts}{sets} sides of sets, {len(content) / 1e6:.1f} MB; "
        f"median {median_of(answers):.2f} s, slowest {slowest:.2f} s; {memory:.1f} MB of memory"
    )


if __name__ == "__main__":
    sys.exit(main())
