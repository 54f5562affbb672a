"""PostgreSQL stopped and started while people log."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.torture.load import load, no_errors, nothing_cut, run_for, until_saved, whole
from tests.torture.scale import Scale
from tests.torture.servers import FAST, IMMEDIATE
from tests.torture.sites import Place, Running, no_trace
from tests.torture.visitor import Tally

PATIENCE = 3.5
AFTERWARDS = 5.0
# Beside the database's own time to recover, on a machine that others use, too.
GENEROUS = 20.0


def away(place: Place, scale: Scale) -> str:
    """Stop PostgreSQL in both ways and start it again; the site says to wait, and goes on by itself."""
    assert place.server is not None, "this is about PostgreSQL"
    site, tickets = place.start(), place.people(scale.people)
    back: list[float] = []
    with load(tickets, lambda: place.address) as tally, watch(site) as others:
        for _ in range(scale.rounds):
            for how in (FAST, IMMEDIATE):
                run_for(scale.seconds)
                place.server.stop(how)
                run_for(max(3.0, scale.seconds))
                place.server.start()
                back.append(until_saved(tally, GENEROUS))
        run_for(scale.seconds)
    no_errors(tally, besides=503)
    nothing_cut(tally)
    assert tally.waits, "nobody was told to wait"
    assert all(told.isdigit() for told in tally.waits), "an answer 503 says not when to come back"
    assert site.process.poll() is None, "the site has ended"
    said = place.said()
    no_trace(said)
    lines = said.count("hipstrength.trouble")
    assert 0 < lines <= 20 * scale.rounds, f"{lines} lines on the database in the log"
    waits = [seconds for _, _, status, seconds in tally.answers if status == 503]
    if scale.is_timed:
        assert max(waits) <= PATIENCE, f"a page said only after {max(waits):.1f} s to wait"
        assert max(others) <= PATIENCE, f"a page without a database took {max(others):.1f} s"
        assert max(back) <= AFTERWARDS, f"it went on only {max(back):.1f} s after the database"
    stored = whole(tally, place.stored())
    return (
        f"{len(back)} stops (fast, immediate): {stored}; {len(waits)} answers 503, the slowest after "
        f"{max(waits):.1f} s; what needs no database took {max(others):.1f} s at most; saved again {max(back):.1f} s "
        f"after the start at most; {lines} lines logged"
    )


@contextmanager
def watch(site: Running) -> Iterator[list[float]]:
    """Ask for what needs no database all the while; fill a list with the seconds that it took."""
    seconds: list[float] = []
    is_over = threading.Event()
    failed = Tally()

    def ask() -> None:
        while not is_over.wait(0.1):
            begin = time.monotonic()
            if site.status("/healthz") != 200 or site.status("/robots.txt") != 200:
                failed.waits.append("no answer")
            seconds.append(time.monotonic() - begin)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    try:
        yield seconds
    finally:
        is_over.set()
        thread.join(30)
    assert not failed.waits, "a page that needs no database did not answer"
