"""Measures every public page: ``make quality``, or ``python -m bench.quality.run [path ...]``.

Starts the product as `make run` does, asks the HTML checker of the W3C for complaints,
and lets Lighthouse rate the pages as on a slow phone. Writes `summary.json` when all
pages were rated, and ends with an error when one is not perfect.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.chromium import CHROMIUM
from tests.started import Site, started

HERE = Path(__file__).resolve().parent
SUMMARY = HERE / "summary.json"
MODULES = HERE / "node_modules"
CHECKER = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
PATHS = [
    "/",
    "/exercises/",
    "/exercises/clamshells/",
    "/exercises/side-lying-hip-abduction/",
    "/exercises/hip-bridges/",
    "/exercises/banded-crab-walks/",
    "/exercises/print/",
    "/why/",
    "/safety/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
]
# Now and then the browser records nothing, and Lighthouse asks to be run again.
ATTEMPTS = 3
MEASURES = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"]


def main(paths: list[str]) -> int:
    """Rate the pages and say how they did; return 0 when all are perfect."""
    with tempfile.TemporaryDirectory() as folder, started(Path(folder) / "log", DATA_DIR=folder) as site:
        ratings = {path: rated(site, path) for path in paths or PATHS}
    if not paths:
        SUMMARY.write_text(json.dumps(ratings, indent=2) + "\n", encoding="utf-8")
    perfect = [rating for rating in ratings.values() if set(rating["scores"].values()) == {100} and not rating["html"]]
    print(f"{len(perfect)} of {len(ratings)} pages are perfect.")
    return 0 if len(perfect) == len(ratings) else 1


def rated(site: Site, path: str) -> dict[str, Any]:
    """Return the scores of one page, a few measures, and what is wrong with its HTML."""
    report = lighthouse(site.address + path)
    audits = report["audits"]
    rating = {
        "scores": {name: round(100 * category["score"]) for name, category in report["categories"].items()},
        "measures": {name: audits[name].get("displayValue", "–") for name in MEASURES},
        "bytes": round(audits["total-byte-weight"]["numericValue"]),
        "requests": len(audits["network-requests"]["details"]["items"]),
        "faults": sorted(name for name, audit in audits.items() if audit["score"] == 0 and weighs(report, name)),
        "html": html_faults(site.get(path)[1]),
    }
    print(
        path, *rating["scores"].values(), *rating["measures"].values(), *rating["faults"], *rating["html"], flush=True
    )
    return rating


def weighs(report: dict[str, Any], audit: str) -> bool:
    """Return whether an audit counts for a score; others are hints."""
    references = (ref for category in report["categories"].values() for ref in category["auditRefs"])
    return any(ref["id"] == audit and ref["weight"] for ref in references)


def lighthouse(address: str) -> dict[str, Any]:
    """Return Lighthouse's report on one page, as on a phone with a slow network."""
    command = [
        str(MODULES / ".bin" / "lighthouse"),
        address,
        "--quiet",
        "--output=json",
        "--chrome-flags=--headless=new --no-sandbox --disable-background-networking",
    ]
    for _attempt in range(ATTEMPTS):
        done = subprocess.run(
            command, env={**os.environ, "CHROME_PATH": CHROMIUM}, capture_output=True, text=True, check=False
        )
        report: dict[str, Any] = json.loads(done.stdout) if done.returncode == 0 else {}
        if report and all(category["score"] is not None for category in report["categories"].values()):
            return report
    raise SystemExit(done.stderr)


def html_faults(page: str) -> list[str]:
    """Return the complaints of the W3C's HTML checker about a page."""
    command = ["java", "-jar", str(CHECKER), "--format", "json", "--exit-zero-always", "-"]
    done = subprocess.run(command, input=page, capture_output=True, text=True, check=True)
    return [f"{found['lastLine']}: {found['message']}" for found in json.loads(done.stderr)["messages"]]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
