"""Where and of what something was measured."""

import os
import platform
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from hipstrength.environment import BASE_DIR

BYTES_IN_GB = 1_000_000_000


def describe() -> dict[str, str]:
    """Return the machine, the versions, the moment and the commit, in words."""
    commit, is_dirty = git("rev-parse", "--short=12", "HEAD"), bool(git("status", "--porcelain"))
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "commit": (commit or "unknown") + (", with changes that are not committed" if is_dirty else ""),
        "processor": processor(),
        "cores": str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / BYTES_IN_GB:.1f} GB",
        "system": platform.platform(),
        "load before": f"{os.getloadavg()[0]:.1f} processes at work on average in the minute before",
        "Python": platform.python_version(),
        **{name: version(name) for name in ("Django", "gunicorn", "psycopg")},
    }


def processor() -> str:
    """Return the name of the processor, as far as the system tells."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def git(*arguments: str) -> str:
    """Return what git says; nothing where there is no git, or no repository."""
    try:
        done = subprocess.run(
            ["git", *arguments],  # noqa: S607 — whichever git there is
            cwd=BASE_DIR,
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()
