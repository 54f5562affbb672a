"""The product as it is started for people, and what its workers take."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.results import Memory
from tests.started import Site, started

BYTES_IN_KIB = 1024
BYTES_IN_MB = 1_000_000


@contextmanager
def running_site(log: Path, settings: dict[str, str]) -> Iterator[Site]:
    """Start the site on this machine only, with the floors beside its pages, and end it."""
    # The style sheets and pictures were built before all measuring.
    with started(log, DJANGO_SETTINGS_MODULE="bench.settings", STATIC_IS_BUILT="1", **settings) as site:
        yield site


def workers_memory(site: Site) -> list[Memory]:
    """Return what each worker holds now; nothing where the system does not tell."""
    pid = site.process.pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        return [_memory(child) for child in children]
    except OSError:
        return []


def _memory(pid: str) -> Memory:
    process = Path("/proc") / pid
    return Memory(
        rss=megabytes((process / "status").read_text(encoding="utf-8"), "VmRSS"),
        pss=megabytes((process / "smaps_rollup").read_text(encoding="ascii"), "Pss"),
    )


def megabytes(text: str, name: str) -> float:
    """Return the value of a line such as "VmRSS:   80300 kB" (which are KiB) in megabytes; 0 without that line."""
    for line in text.splitlines():
        key, _, value = line.partition(":")
        if key == name:
            return round(int(value.split()[0]) * BYTES_IN_KIB / BYTES_IN_MB, 1)
    return 0.0
