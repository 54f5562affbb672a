"""A server whose clock jumps by a day, forward and back."""

import os
from functools import partial
from pathlib import Path

from tests.torture.load import load, no_errors, nothing_cut, run_for, whole
from tests.torture.scale import Scale
from tests.torture.servers import wait_for
from tests.torture.sites import Place, no_trace
from tests.torture.visitor import Tally

WORKERS = 2
DAY = 24 * 60 * 60
JUMPS = (DAY, 0, -DAY, 0)
# How many days forms were opened for by then.
DAYS_SEEN = {DAY: 2, 0: 2, -DAY: 3}


def clock(place: Place, scale: Scale) -> str:
    """Let the server's clock jump while people log."""
    moment = place.folder / "moment"
    set_clock(moment, 0)
    site = place.start(DJANGO_SETTINGS_MODULE="tests.torture.moved", TORTURE_CLOCK=str(moment))
    tickets = place.people(scale.people)
    wait_for("all workers are there", lambda: len(site.workers()) == WORKERS)
    workers = site.workers()
    with load(tickets, lambda: place.address) as tally:
        for jump in JUMPS:
            run_for(scale.seconds)
            set_clock(moment, jump)
            wait_for("forms are of that day", partial(has_days, tally, DAYS_SEEN[jump]))
        run_for(scale.seconds)
    no_errors(tally)
    nothing_cut(tally)
    assert site.workers() == workers, "a worker was ended"
    no_trace(place.said())
    stored = whole(tally, place.stored())
    return (
        f"a day forward, back, a day back, forward: {stored}, each on the day of its form ({len(tally.days)} days); "
        f"{tally.redated} forms of a day that had not come yet were asked about; no worker ended, nobody logged out"
    )


def has_days(tally: Tally, count: int) -> bool:
    """Whether forms were opened for so many days."""
    return len(tally.days) >= count


def set_clock(moment: Path, seconds: int) -> None:
    """Set the clock off by so many seconds."""
    draft = moment.with_suffix(".new")
    draft.write_text(f"{seconds}", encoding="ascii")
    os.replace(draft, moment)  # noqa: PTH105 — as one step
