"""Requests that are sent in dribs and drabs, by phones on bad lines or on purpose."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tests.started import free_port
from tests.torture.load import load, milliseconds, no_errors, nothing_cut, run_for, whole
from tests.torture.proxy import nginx
from tests.torture.scale import Scale
from tests.torture.sites import Place, Running, no_trace
from tests.torture.visitor import Tally

P95 = 1.0
MOST_MEGABYTES = 60
# Whence they come: nginx lets one address hold so many connections, and others are to have theirs.
ELSEWHERE = "127.0.0.2"
HEAD = "GET / HTTP/1.1\r\nHost: {host}\r\nX-Slow: "
BODY = "POST /accounts/login/ HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5000\r\n\r\nlogin="


def slow(place: Place, scale: Scale) -> str:
    """Let many connections dribble heads and bodies while others log, without a proxy in front."""
    site, tickets = place.start(), place.people(scale.people)
    with load(tickets, lambda: place.address) as before:
        run_for(scale.seconds)
    memory = megabytes(site)
    with load(tickets, lambda: place.address) as tally, dribbling(place.address, scale.slow) as made:
        run_for(2 * scale.seconds)
        grown = megabytes(site) - memory
        half_sent = made[0]
    for one in (before, tally):
        no_errors(one)
        nothing_cut(one)
    assert not tally.unanswered, f"{len(tally.unanswered)} requests of others were refused"
    no_trace(place.said())
    together = Tally(acknowledged=before.acknowledged | tally.acknowledged, sent=before.sent | tally.sent)
    stored = whole(together, place.stored())
    assert grown <= MOST_MEGABYTES, f"the workers grew by {grown:.0f} MB"
    if scale.is_timed:
        assert tally.percentile(0.95) <= P95, f"others waited {milliseconds(tally.percentile(0.95))}"
    behind = proxied(place, scale, tickets=len(tickets)) if scale.is_timed else ""
    return (
        f"{half_sent} half-sent requests, no proxy: {stored}; p95 of others {milliseconds(tally.percentile(0.95))} "
        f"(without them {milliseconds(before.percentile(0.95))}), memory of the workers {grown:+.0f} MB{behind}"
    )


def proxied(place: Place, scale: Scale, tickets: int) -> str:
    """Return how it is with nginx in front, where the site itself sees none of them."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    own = free_port()
    site = place.start(own, SITE_URL=address, FORWARDED_ALLOW_IPS="127.0.0.1")
    with (
        nginx(place.folder / "nginx", port, [own, own]),
        load(place.people(tickets), lambda: address) as tally,
        dribbling(address, scale.slow),
    ):
        run_for(scale.seconds)
        seen = connections(site)
    no_errors(tally)
    return f"; behind nginx p95 {milliseconds(tally.percentile(0.95))}, {seen} connections reach the site"


def connections(site: Running) -> int:
    """Return how many connections the workers hold."""
    return sum(
        1
        for pid in site.workers()
        for handle in Path(f"/proc/{pid}/fd").iterdir()
        if handle.is_symlink() and str(handle.readlink()).startswith("socket:")
    ) - len(site.workers())


def megabytes(site: Running) -> float:
    """Return what the workers hold of memory together."""
    lines = [Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines() for pid in site.workers()]
    return sum(int(line.split()[1]) for some in lines for line in some if line.startswith("Pss:")) / 1000


@contextmanager
def dribbling(address: str, count: int) -> Iterator[list[int]]:
    """Keep so many requests half sent, a byte of each twice a second; hung up ones are begun anew."""
    target = urlsplit(address)
    is_over, held = threading.Event(), [0]
    thread = threading.Thread(target=_dribble, args=(target.netloc, count, is_over, held), daemon=True)
    thread.start()
    while thread.is_alive() and held[0] < count:
        time.sleep(0.05)
    try:
        yield held
    finally:
        is_over.set()
        thread.join(10)


def _dribble(host: str, count: int, is_over: threading.Event, held: list[int]) -> None:
    name, _, port = host.partition(":")
    clients: set[socket.socket] = set()
    while not is_over.wait(0.5):
        while len(clients) < count and not is_over.is_set():
            client = socket.create_connection((name, int(port)), 5, source_address=(ELSEWHERE, 0))
            client.sendall((HEAD, BODY)[len(clients) % 2].format(host=host).encode())
            client.setblocking(False)
            clients.add(client)
        held[0] = max(held[0], len(clients))
        for client in list(clients):
            try:
                client.send(b"x")
            except OSError:
                client.close()
                clients.discard(client)
    for client in clients:
        client.close()
