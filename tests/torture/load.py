"""Many people at once, and what must be true of the database afterwards."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from tests.torture.inside import Stored, Ticket
from tests.torture.servers import wait_for
from tests.torture.visitor import PATIENCE, SETS, Person, Tally


@contextmanager
def load(
    tickets: Sequence[Ticket], address: Callable[[], str], think: tuple[float, float] = (0, 0.1)
) -> Iterator[Tally]:
    """Let each ticket's person log workouts while the block runs; raise what went wrong for any of them."""
    tally, is_over = Tally(), threading.Event()
    failures: list[BaseException] = []

    def live(person: Person) -> None:
        try:
            person.log_workouts(is_over)
        except Exception as failure:  # noqa: BLE001 — told to whoever runs the load
            failures.append(failure)

    people = [Person(ticket, address, tally, think, seed) for seed, ticket in enumerate(tickets)]
    threads = [threading.Thread(target=live, args=[person], daemon=True) for person in people]
    for thread in threads:
        thread.start()
    try:
        yield tally
    finally:
        is_over.set()
        for thread, person in zip(threads, people, strict=True):
            thread.join(3 * PATIENCE)
            person.leave()
    if failures:
        raise failures[0]


def run_for(seconds: float, failed: Callable[[], bool] = lambda: False) -> None:
    """Let the load run."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit and not failed():
        time.sleep(0.05)


def until_saved(tally: Tally, seconds: float) -> float:
    """Wait until another workout is acknowledged; return how many seconds that took."""
    saved = len(tally.acknowledged)
    return wait_for("workouts are saved again", lambda: len(tally.acknowledged) > saved, seconds)


def whole(tally: Tally, rows: Sequence[Stored]) -> str:
    """Return what was acknowledged, in words. Raises AssertionError when one is lost, stored twice or moved."""
    times = Counter(row.public_id for row in rows)
    days = {row.public_id: row.day for row in rows}
    lost = [name for name in tally.acknowledged if name not in times]
    assert not lost, f"{len(lost)} of {len(tally.acknowledged)} acknowledged workouts are lost"
    twice = [name for name, count in times.items() if count > 1]
    assert not twice, f"{len(twice)} workouts are stored twice"
    unknown = set(times) - tally.sent
    assert not unknown, f"{len(unknown)} workouts are stored that nobody has sent"
    half = [row for row in rows if row.sets != SETS]
    assert not half, f"{len(half)} workouts have not all their sets"
    moved = [name for name, day in tally.acknowledged.items() if days[name] != day]
    assert not moved, f"{len(moved)} workouts are on another day than they were logged for"
    assert len(tally.acknowledged) >= 3, f"only {len(tally.acknowledged)} workouts were saved: that shows nothing"
    again = f", {tally.sent_again} forms sent again" if tally.sent_again else ""
    return f"{len(tally.acknowledged)} workouts acknowledged, all stored once{again}"


def no_errors(tally: Tally, besides: int = 0) -> None:
    """Raise AssertionError when the site has answered with an error of its own."""
    assert not tally.statuses(500, besides), f"answered {Counter(tally.statuses(500, besides))}"


def nothing_cut(tally: Tally) -> None:
    """Raise AssertionError when somebody was let in and got no whole answer."""
    cut = [why for _, why in tally.unanswered if why != "refused"]
    assert not cut, f"{Counter(cut)} requests without an answer"


def milliseconds(seconds: float) -> str:
    """Return a time as people read it."""
    return f"{seconds * 1000:.0f} ms"
