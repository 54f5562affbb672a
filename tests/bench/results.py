"""Figures as they might be measured."""

from bench.pages import READ_FLOOR, READ_PAGES, SAVE, WRITE_FLOOR
from bench.people import ONE_WEEK, TEN_YEARS
from bench.results import Load, Measured, Memory, Seeding, Times


def times(median: float) -> Times:
    return Times(median=median, p95=2 * median, count=300)


def load(size: int = 10_000_000, *, floor: float = 4, short: float = 8, long: float = 8, seconds: float = 300) -> Load:
    """Return a load on which every page that is read takes as long, and a save five times its floor."""
    pages = {page.name: {ONE_WEEK: times(short), TEN_YEARS: times(long)} for page in READ_PAGES}
    saves = {ONE_WEEK: times(5 * floor), TEN_YEARS: times(5 * floor)}
    return Load(
        size=size,
        seeding=Seeding(sets=size + 32_886, seconds=seconds, check_seconds=2, tidy_seconds=3, bytes=9_000_000),
        times={**pages, SAVE.name: saves},
        floors={READ_FLOOR: times(floor), WRITE_FLOOR: times(floor)},
    )


def measured(*loads: Load) -> Measured:
    return Measured(
        database="SQLite",
        version="3.53.4",
        loads=loads or [load(10_000), load()],
        rates={READ_FLOOR: 400, SAVE.name: 38.5},
        workers=[Memory(rss=80.1, pss=60.2), Memory(rss=79, pss=59)],
        highest_rss=81.5,
        saves_checked=1_200,
        reconnections=3,
    )
