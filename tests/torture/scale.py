"""How hard a scenario is: as `make torture` runs it, and as the ordinary tests do."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """People at once, seconds of each stage, rounds of stopping, and half-sent requests."""

    people: int
    seconds: float
    rounds: int
    crowd: int
    crowd_seconds: float
    slow: int
    # Times are judged only where the machine is not shared with other tests.
    is_timed: bool


LONG = Scale(people=12, seconds=4, rounds=2, crowd=50, crowd_seconds=60, slow=200, is_timed=True)
SHORT = Scale(people=4, seconds=0.7, rounds=1, crowd=8, crowd_seconds=2, slow=40, is_timed=False)
