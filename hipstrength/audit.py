"""Asks whether the packages of the lock file have known holes: ``python -m hipstrength.audit``.

Without an advisory service nothing is audited, and that is said, so that nobody takes
silence for a clean bill.
"""

import re
import subprocess
import sys

from hipstrength.environment import BASE_DIR

LOCK = "requirements.txt"
CLEAN, HOLES, NOT_ASKED = 0, 1, 2
# What the tool says when it found something; everything else that goes wrong is no answer.
FOUND = re.compile("Found [0-9]+ known vulnerabilit")


def main() -> int:
    """Audit the lock file; return 0 when it is clean, 1 when there are holes, 2 when nobody could be asked."""
    command = [sys.executable, "-m", "pip_audit", "--require-hashes", "--disable-pip", "-r", LOCK, "--timeout", "10"]
    answer = subprocess.run(command, cwd=BASE_DIR, capture_output=True, text=True, check=False)
    print(answer.stdout, end="")
    if answer.returncode == 0:
        print(f"No known holes in {LOCK}.")
        return CLEAN
    if FOUND.search(answer.stderr):
        print(answer.stderr.strip(), file=sys.stderr)
        return HOLES
    reason = (answer.stderr.strip().splitlines() or ["no reason given"])[-1]
    print(f"NOT AUDITED: no advisory service could be asked ({reason}).", file=sys.stderr)
    return NOT_ASKED


if __name__ == "__main__":
    sys.exit(main())
