"""Many people at once."""

from tests.torture.load import load, milliseconds, no_errors, nothing_cut, run_for, whole
from tests.torture.scale import Scale
from tests.torture.sites import Place, no_trace
from tests.torture.visitor import Tally

# Seconds that people take to look and to tick; most take longer, because they do their exercises meanwhile.
THINKING = (1.0, 3.0)
P95 = 0.5


def crowd(place: Place, scale: Scale) -> str:
    """Let many people log at once, as people do and then as fast as they are answered."""
    place.start()
    tickets = place.people(scale.crowd)
    with load(tickets, lambda: place.address, THINKING) as people:
        run_for(scale.crowd_seconds)
    with load(tickets, lambda: place.address, (0, 0)) as hurried:
        run_for(scale.crowd_seconds / 3)
    together = Tally()
    for tally in (people, hurried):
        no_errors(tally)
        nothing_cut(tally)
        together.sent |= tally.sent
        together.acknowledged |= tally.acknowledged
    no_trace(place.said())
    stored = whole(together, place.stored())
    if scale.is_timed:
        slowest = people.percentile(0.95)
        assert slowest <= P95, f"a twentieth of the answers took more than {milliseconds(slowest)}"
    return (
        f"{scale.crowd} people, {stored}, no error; "
        f"thinking {THINKING[0]:.0f} to {THINKING[1]:.0f} s between steps: {_told(people, scale.crowd_seconds)}; "
        f"without a pause: {_told(hurried, scale.crowd_seconds / 3)}"
    )


def _told(tally: Tally, seconds: float) -> str:
    within = ", ".join(f"p{share * 100:.0f} {milliseconds(tally.percentile(share))}" for share in (0.5, 0.95))
    return f"{len(tally.answers) / seconds:.0f} answers a second, {within}, slowest {milliseconds(tally.percentile(1))}"
