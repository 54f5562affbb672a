"""How long the running product takes over what watches it: ``python -m bench.watching``, by hand, on a quiet machine.

Health checks and metrics, and a page with nothing counted, counted and logged; on SQLite and PostgreSQL.
"""

import http.client
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tests.postgres import private_server
from tests.started import Site, started

REQUESTS = 300
WARM_UP = 40
TOKEN = "a-token-of-this-measurement"  # noqa: S105 — of a site that ends with it
EXTRAS = {"nothing": {}, "METRICS_TOKEN": {"METRICS_TOKEN": TOKEN}, "LOG_REQUESTS": {"LOG_REQUESTS": "1"}}


def main() -> None:
    """Measure, and print a line for each."""
    with private_server(options=()) as url:
        for name, database in (("SQLite", ""), ("PostgreSQL", url)):
            for extra, settings in EXTRAS.items():
                with running(DATABASE_URL=database, **settings) as site:
                    paths = ["/why/", "/healthz", "/readyz", *(["/metrics"] if extra == "METRICS_TOKEN" else [])]
                    for path in paths:
                        print(f"{name}, {extra}: {path} {told(milliseconds(site, path))}", flush=True)


@contextmanager
def running(**settings: str) -> Iterator[Site]:
    """Start the product in a folder of its own, and end it."""
    with tempfile.TemporaryDirectory() as folder:
        data = str(Path(folder) / "data")
        with started(Path(folder) / "log", DATA_DIR=data, LOG_FORMAT="json", STATIC_IS_BUILT="1", **settings) as site:
            yield site


def milliseconds(site: Site, path: str) -> list[float]:
    """Return how long each request took, in ms, one after the other."""
    address = urlsplit(site.address)
    line = http.client.HTTPConnection(str(address.hostname), int(address.port or 0), timeout=10)
    took = []
    for number in range(WARM_UP + REQUESTS):
        began = time.perf_counter()
        line.request("GET", path, headers={"Authorization": f"Bearer {TOKEN}"})
        answer = line.getresponse()
        answer.read()
        if number >= WARM_UP:
            took.append((time.perf_counter() - began) * 1000)
    line.close()
    return took


def told(took: list[float]) -> str:
    """Return the middle and the slow end in words."""
    return f"median {statistics.median(took):.1f} ms, p95 {statistics.quantiles(took, n=20)[-1]:.1f} ms"


if __name__ == "__main__":
    main()
