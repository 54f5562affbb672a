"""Metrics of the running product: its two workers add up, the folder is private, and gone at the end."""

import os
import re
import signal
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from tests.started import Site, started

TOKEN = "a-token-of-these-tests"
HOME = re.compile(r'^hipstrength_requests_total\{method="GET",route="home",status="200"\} ([0-9.]+)$', re.MULTILINE)


@pytest.fixture
def site(tmp_path: Path, database_url: str) -> Iterator[Site]:
    settings = {"DATA_DIR": str(tmp_path / "data"), "DATABASE_URL": database_url, "METRICS_TOKEN": TOKEN}
    with started(tmp_path / "log", **settings) as site:
        yield site


def metrics(site: Site) -> str:
    request = Request(f"{site.address}/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    with urlopen(request, timeout=10) as response:
        return str(response.read().decode())


def homes(site: Site) -> float:
    (count,) = HOME.findall(metrics(site))
    return float(count)


def workers(site: Site) -> list[int]:
    pid = site.process.pid
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


def folder_of(site: Site) -> Path:
    """Return the folder that a worker has its numbers in."""
    maps = "".join(Path(f"/proc/{worker}/maps").read_text(encoding="utf-8") for worker in workers(site))
    (folder,) = set(re.findall(r"\S*/hipstrength-metrics-[^/\s]+", maps))
    return Path(folder)


def test_both_workers_add_up_and_leave_nothing_behind(site: Site) -> None:
    for _time in range(40):
        site.get("/")
    first = homes(site)
    folder = folder_of(site)
    files = {path.name for path in folder.glob("counter_*.db")}
    # A worker that is killed, and the one that takes its place, lose nothing.
    killed = workers(site)
    for worker in killed:
        os.kill(worker, signal.SIGKILL)
    limit = time.monotonic() + 20
    while time.monotonic() < limit and (set(workers(site)) & set(killed) or len(workers(site)) < 2):
        time.sleep(0.05)
    for _time in range(10):
        site.get("/")

    assert (first, homes(site)) == (40, 50)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {path.name for path in folder.glob("counter_*.db")} <= files | {"counter_1.db", "counter_2.db"}
    assert site.stop() == 0
    assert not folder.exists()


def test_without_a_token_nothing_is_made(tmp_path: Path, database_url: str) -> None:
    with started(tmp_path / "log", DATA_DIR=str(tmp_path / "data"), DATABASE_URL=database_url) as site:
        site.get("/")
        maps = "".join(Path(f"/proc/{worker}/maps").read_text(encoding="utf-8") for worker in workers(site))

    assert "hipstrength-metrics" not in maps
