"""Asks whether the packages of the lock file have known holes: ``make audit``.

Without an advisory service nothing is audited, and that is said, so that nobody takes
silence for a clean bill: the tool itself is content when it could ask about no package at all.
"""

import json
import subprocess
import sys
from typing import Any

from hipstrength.environment import BASE_DIR

LOCK = "requirements.txt"
CLEAN, HOLES, NOT_ASKED = 0, 1, 2


def main(python: str) -> int:
    """Audit the lock file with the tool of a `python`; return 0 for clean, 1 for holes, 2 when nobody answered."""
    command = [python, "-m", "pip_audit", "--require-hashes", "--disable-pip", "-r", LOCK]
    options = ["--timeout", "10", "--format", "json", "--progress-spinner", "off"]
    answer = subprocess.run([*command, *options], cwd=BASE_DIR, capture_output=True, text=True, check=False)
    try:
        packages: list[dict[str, Any]] = json.loads(answer.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        reason = (answer.stderr.strip().splitlines() or ["no reason given"])[-1]
        print(f"NOT AUDITED: no advisory service could be asked ({reason}).", file=sys.stderr)
        return NOT_ASKED
    return _judge(packages)


def _judge(packages: list[dict[str, Any]]) -> int:
    holes = [(package, hole) for package in packages for hole in package.get("vulns", [])]
    for package, hole in holes:
        fixed = ", ".join(hole.get("fix_versions", [])) or "none so far"
        print(f"{package['name']} {package['version']}: {hole['id']} (mended in: {fixed})")
    skipped = [package["name"] for package in packages if package.get("skip_reason")]
    if skipped:
        count = f"{len(skipped)} of {len(packages)} packages"
        print(f"NOT AUDITED: the advisory service knew nothing about {count} of {LOCK}.", file=sys.stderr)
    if holes:
        return HOLES
    if skipped or not packages:
        return NOT_ASKED
    print(f"No known holes in the {len(packages)} packages of {LOCK}.")
    return CLEAN


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
