"""Asks whether the packages of the lock file have known holes: ``make audit``.

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


def main(python: str) -> int:
    """Audit the lock file with the tool of a `python`; return 0 for clean, 1 for holes, 2 when nobody answered."""
    command = [python, "-m", "pip_audit", "--require-hashes", "--disable-pip", "-r", LOCK, "--timeout", "10"]
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
    sys.exit(main(sys.argv[1]))
