"""What was measured, as plain values that can be written down as JSON and read back."""

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Times:
    """How long some requests took, in milliseconds."""

    median: float
    p95: float
    count: int

    @classmethod
    def of(cls, seconds: Sequence[float]) -> "Times":
        """Sum up one or more times. The 95th percentile is a time that occurred: the nearest rank."""
        ordered = sorted(1000 * one for one in seconds)
        p95 = ordered[math.ceil(0.95 * len(ordered)) - 1]
        return cls(round(statistics.median(ordered), 3), round(p95, 3), len(ordered))


@dataclass(frozen=True)
class Seeding:
    """How one database was filled: sets altogether, seconds, and the bytes that it takes then.

    `check_seconds` went into looking for rows that point nowhere, `tidy_seconds` into
    what a vacuum does in production.
    """

    sets: int
    seconds: float
    check_seconds: float
    tidy_seconds: float
    bytes: int

    @property
    def rate(self) -> float:
        """Sets a second."""
        return self.sets / self.seconds if self.seconds else 0.0


@dataclass(frozen=True)
class Memory:
    """What one worker holds, in megabytes (10**6 bytes): resident, and its share where pages are shared."""

    rss: float
    pss: float


@dataclass(frozen=True)
class Load:
    """What was measured with one number of sets in the table.

    `size` is the number that was asked for, of sets of others; `sets` what there was.
    `times` are by page and person, the floors' by floor.
    """

    size: int
    seeding: Seeding
    times: Mapping[str, Mapping[str, Times]]
    floors: Mapping[str, Times]


@dataclass(frozen=True)
class Measured:
    """Everything about one database. `rates` are requests a second at four connections."""

    database: str
    version: str
    loads: Sequence[Load]
    rates: Mapping[str, float]
    workers: Sequence[Memory]
    highest_rss: float
    saves_checked: int
    reconnections: int
    not_there: Sequence[str] = field(default_factory=list)

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> "Measured":
        """Return what `dataclasses.asdict` wrote."""
        return cls(
            **{
                **data,
                "loads": [_load(load) for load in data["loads"]],
                "workers": [Memory(**memory) for memory in data["workers"]],
            }
        )


def _load(data: Mapping[str, Any]) -> Load:
    return Load(
        size=data["size"],
        seeding=Seeding(**data["seeding"]),
        times={page: _times(people) for page, people in data["times"].items()},
        floors=_times(data["floors"]),
    )


def _times(data: Mapping[str, Any]) -> dict[str, Times]:
    return {name: Times(**times) for name, times in data.items()}
