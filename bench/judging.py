"""What the figures mean: multiples of the floor, growth, and whether the targets are reached. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.pages import PAGES, Page
from bench.people import ONE_WEEK, TEN_YEARS
from bench.results import Load, Measured

MOST_GROWTH = 1.2
MOST_RSS = 90
SEED_SETS, SEED_SECONDS = 10_000_000, 600
REACHED, MISSED, UNKNOWN = "reached", "missed", "not measured"


@dataclass(frozen=True)
class Target:
    """One promise: `value` must be `limit` at most; None where it was not measured. `remark` says where it was worst.

    What `is_optional` is no part of a small run, and does not fail it.
    """

    database: str
    name: str
    limit: float
    value: float | None
    unit: str = ""
    remark: str = ""
    is_optional: bool = False

    @property
    def outcome(self) -> str:
        """Whether it is reached."""
        if self.value is None:
            return UNKNOWN
        return REACHED if self.value <= self.limit else MISSED


def times_floor(load: Load, page: Page, person: str) -> float | None:
    """Return the median of a page as a multiple of its floor's of the same run; None for a page that is not there."""
    people = load.times.get(page.name)
    if people is None:
        return None
    return people[person].median / load.floors[page.floor].median


def growth_by_size(loads: Sequence[Load], page: Page, person: str) -> float | None:
    """Return how much longer a page takes for the same person at the worst size of the table than at the best.

    Multiples of the floor are compared, so that a machine that has become slower
    meanwhile is no growth. None with less than two sizes.
    """
    multiples = [one for load in loads if (one := times_floor(load, page, person)) is not None]
    return max(multiples) / min(multiples) if len(multiples) > 1 else None


def growth_by_length(load: Load, page: Page) -> float | None:
    """Return how much longer a page takes for somebody with ten years than with one week; None where it is not there.

    Both took turns in the same run, so the times themselves are compared.
    """
    people = load.times.get(page.name)
    return people[TEN_YEARS].median / people[ONE_WEEK].median if people else None


def targets(measured: Measured) -> list[Target]:
    """Return what is promised for one database, and what has become of it."""
    last = measured.loads[-1]
    found = [_page_target(measured.database, last, page) for page in PAGES if page.limit is not None]
    sizes = [
        (growth_by_size(measured.loads, page, person), f"{page.name}, {person}")
        for page in PAGES
        for person in (ONE_WEEK, TEN_YEARS)
    ]
    lengths = [
        (growth_by_length(load, page), f"{page.name}, {load.size:,} sets")
        for page in PAGES
        if not page.grows_with_log
        for load in measured.loads
    ]
    seconds = last.seeding.seconds if last.seeding.sets >= SEED_SETS else None
    return [
        *found,
        _worst(measured.database, "growth with the size of the table", sizes, is_optional=len(measured.loads) < 2),  # noqa: PLR2004 — two to compare
        _worst(measured.database, "growth with the length of a log", lengths),
        Target(measured.database, "memory of a worker (RSS)", MOST_RSS, measured.highest_rss or None, "MB"),
        Target(measured.database, "seeding 10 million sets", SEED_SECONDS, seconds, "s", is_optional=True),
    ]


def is_passed(found: Iterable[Target], *, is_full: bool) -> bool:
    """Return whether nothing is missed or, except for what a small run leaves out, unknown."""
    return all(
        target.outcome == REACHED or (target.outcome == UNKNOWN and target.is_optional and not is_full)
        for target in found
    )


def _page_target(database: str, load: Load, page: Page) -> Target:
    multiples = [(times_floor(load, page, person), person) for person in (ONE_WEEK, TEN_YEARS)]
    return _worst(database, page.name, multiples, limit=page.limit or 0, unit=f"times the {page.floor}")


def _worst(
    database: str,
    name: str,
    values: Iterable[tuple[float | None, str]],
    *,
    limit: float = MOST_GROWTH,
    unit: str = "times",
    is_optional: bool = False,
) -> Target:
    known = [(value, remark) for value, remark in values if value is not None]
    value, remark = max(known, default=(None, ""))
    return Target(database, name, limit, value, unit, remark, is_optional)
