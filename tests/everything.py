"""Runs all tests: ``python -m tests.everything``.

Those in a browser run beside the others, because a browser waits more than it works; what
they say is told at the end. The others run on SQLite, and then on PostgreSQL.
"""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence

LANE = "TEST_LANE"
IN_BROWSER = ("-m", "pytest", "-m", "browser")
OTHERS = (("-m", "pytest", "-m", "not browser"), ("-m", "tests.postgres", "-m", "not browser"))


def main(browser: Sequence[str] = IN_BROWSER, others: Sequence[Sequence[str]] = OTHERS) -> int:
    """Run all; return 0 when all of them pass, and else the first exit code that is not 0."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(
            [sys.executable, *browser],
            env={**environment, LANE: "browser"},
            stdout=said,
            stderr=subprocess.STDOUT,
        ) as beside,
    ):
        try:
            codes = [subprocess.run([sys.executable, *one], env=environment, check=False).returncode for one in others]
            codes.append(beside.wait())
        except KeyboardInterrupt:
            return 130
        finally:
            beside.terminate()
            said.seek(0)
            print("In a browser:", flush=True)
            sys.stdout.buffer.write(said.read())
            sys.stdout.flush()
    return next((code for code in codes if code), 0)


if __name__ == "__main__":
    # An ended run must not leave a browser behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(main())
