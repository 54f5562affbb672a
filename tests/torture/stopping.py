"""Servers that are killed and stopped while people log."""

from tests.torture.load import load, no_errors, nothing_cut, run_for, whole
from tests.torture.scale import Scale
from tests.torture.servers import wait_for
from tests.torture.sites import Place, no_trace


def killed(place: Place, scale: Scale) -> str:
    """Kill a worker, and the master, in the middle of saving."""
    site, tickets = place.start(), place.people(scale.people)
    with load(tickets, lambda: place.address) as tally:
        for _ in range(scale.rounds):
            run_for(scale.seconds / 2)
            site.kill_worker()
            run_for(scale.seconds / 2)
            gone = site.kill_master()
            site = place.start()
        run_for(scale.seconds)
    no_errors(tally)
    no_trace(place.said())
    stored = whole(tally, place.stored())
    kills = f"{scale.rounds} workers and {scale.rounds} masters killed"
    return f"{kills}: {stored}; {tally.count('cut')} answers cut; workers without a master end after {gone:.1f} s"


def stopped(place: Place, scale: Scale) -> str:
    """Stop the one server by SIGTERM, and start it again."""
    site, tickets = place.start(), place.people(scale.people)
    longest = 0.0
    with load(tickets, lambda: place.address) as tally:
        for _ in range(scale.rounds):
            run_for(scale.seconds)
            code, seconds = site.stop()
            assert code == 0, f"it ended with {code}"
            longest = max(longest, seconds)
            site = place.start()
        run_for(scale.seconds)
    nothing_cut(tally)
    no_errors(tally)
    no_trace(place.said())
    stored = whole(tally, place.stored())
    return (
        f"{scale.rounds} stops, {longest:.1f} s at most: {stored}; {len(tally.answers)} answers, all whole, none 5xx; "
        f"{tally.count('refused')} requests refused while it was down"
    )


def recycled(place: Place, scale: Scale) -> str:
    """Let workers retire after few requests, as they do after two thousand."""
    site = place.start(GUNICORN_CMD_ARGS="--max-requests 25 --max-requests-jitter 10")
    first = set(site.workers())
    with load(place.people(scale.people), lambda: place.address) as tally:
        run_for(scale.seconds)
        wait_for("workers retire", lambda: first.isdisjoint(site.workers()), 30)
        run_for(scale.seconds)
    nothing_cut(tally)
    no_errors(tally)
    no_trace(place.said())
    stored = whole(tally, place.stored())
    return f"workers retire after 25 requests: {stored}; none of {len(tally.answers)} answers cut or refused"
