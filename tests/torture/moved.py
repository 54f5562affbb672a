"""The product's settings in a process whose clock jumps as a file says: the seconds by which it is off.

What only counts seconds goes on, as on a real machine. The database's own clock stays.
"""

import os
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import time_machine

from hipstrength.settings import *  # noqa: F403 — the product as it is

LOOKS_EVERY = 0.05


def follow() -> None:
    """Move this process's clock, from a thread that looks at the file all the while."""
    moment = Path(os.environ["TORTURE_CLOCK"])
    coordinates = time_machine.travel(datetime.now(tz=UTC), tick=True).start()

    def look() -> None:
        off = 0.0
        while True:
            wanted = float(moment.read_text(encoding="ascii"))
            if wanted != off:
                coordinates.shift(wanted - off)
                off = wanted
            time.sleep(LOOKS_EVERY)

    threading.Thread(target=look, daemon=True).start()


# The workers are forked from the process that reads this.
os.register_at_fork(after_in_child=follow)
