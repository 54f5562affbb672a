"""Whether the site of this machine answers, for a container's health check: ``python -m hipstrength.alive``."""

import sys
from urllib.request import urlopen

from hipstrength import environment

SECONDS = 4


def main() -> int:
    """Return 0 when the site answers within four seconds, else 1 after saying why."""
    try:
        urlopen(f"http://127.0.0.1:{environment.port()}/healthz", timeout=SECONDS).close()
    except OSError as error:
        print(f"The site does not answer: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
