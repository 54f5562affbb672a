"""Telling what was measured, as a page of Markdown. Pure."""

from collections.abc import Iterable, Mapping, Sequence

from bench.judging import Target, growth_by_length, growth_by_size, times_floor
from bench.pages import PAGES, READ_FLOOR, WRITE_FLOOR
from bench.people import ONE_WEEK, TEN_YEARS
from bench.results import Load, Measured, Times

PEOPLE = (ONE_WEEK, TEN_YEARS)
NONE = "–"
NOT_THERE = "not there"
SMALL = (
    "**This is not the full run**: figures for trying out. The full one is `make bench` without settings, on a"
    " machine that does nothing else."
)
METHOD = """\
The product runs as `make run` starts it: gunicorn with two workers of four threads. Whoever asks is logged in, over one
connection that stays open, and asks for one thing at a time; time runs from the first byte sent to the last one read.
Every answer's status is checked, and every saved workout is looked up in the database. The one who asks is a Python
program that shares the cores with the server: part of each time, floor or page, is its own.

- **floor**: a bare view with the site's own middleware, a session, a person and one query of that person's newest
  twelve workouts, in a line each. **write floor**: a view that stores one row. Each is asked right before every
  page that is compared with it, by the person with ten years.
- **1 week, 10 years**: two people with the same three workouts in the current week, one of whom has trained three
  times in every week of the ten years before. Their own sets come on top of those that were asked for.
- Times are in milliseconds: the median, and the time within which 95 of 100 requests were answered. A multiple is
  that of the medians of one run. Growth with the size of the table compares multiples, so that a machine that has
  become slower meanwhile does not count; growth with the length of a log compares the medians of people who took
  turns. On pages that tell of many weeks it is no promise: ten years have more to tell.
- PostgreSQL was vacuumed and analysed after each filling, as autovacuum does within a day, and had written its
  checkpoint. It ran with its durable defaults, 512 MB of shared buffers and 2 GB of log. SQLite was left as it was.
  Every constraint and index was in place while the rows were stored; foreign keys were checked once more on SQLite.
"""


def report(
    *,
    about: Mapping[str, str],
    measured: Sequence[Measured],
    targets: Sequence[Target],
    requests: int,
    is_full: bool,
) -> str:
    """Return the whole page; `about` says where, when and of what."""
    parts = [
        "# How fast it is",
        f"Measured by `make bench`, {requests} requests of each page and person.",
        *([] if is_full else [SMALL]),
        "## Targets",
        targets_table(targets),
        *(part for one in measured for part in _database(one)),
        "## How it was measured",
        METHOD.rstrip(),
        "## Where",
        table(["", ""], about.items()),
    ]
    return "\n\n".join(parts) + "\n"


def targets_table(targets: Iterable[Target]) -> str:
    """Return what is promised, and what has become of it."""
    return table(
        ["database", "target", "at most", "found", "", "worst"],
        (
            (
                target.database,
                target.name,
                f"{target.limit:g} {target.unit}".rstrip(),
                NONE if target.value is None else number(target.value),
                target.outcome,
                target.remark,
            )
            for target in targets
        ),
    )


def _database(measured: Measured) -> list[str]:
    last = measured.loads[-1]
    return [
        f"## {measured.database} {measured.version}",
        f"With {last.seeding.sets:,} sets in the table:",
        pages_table(last, measured.rates),
        "Growth, in medians; in brackets the multiple of the floor of the same run:",
        growth_table(measured.loads),
        f"{measured.saves_checked:,} saves and inserts were acknowledged, and all were in the database."
        f" {measured.reconnections} connections were made anew, because a worker that has answered enough is replaced.",
        seeding_table(measured.loads),
        memory_line(measured),
    ]


def pages_table(load: Load, rates: Mapping[str, float]) -> str:
    """Return how long each page takes, beside the floors."""
    rows = [_floor_row(load, rates, READ_FLOOR), _floor_row(load, rates, WRITE_FLOOR)]
    for page in PAGES:
        times = load.times.get(page.name)
        if times is None:
            rows.append([page.name, NOT_THERE])
            continue
        multiples = [number(times_floor(load, page, person) or 0) for person in PEOPLE]
        limit = f"{page.limit:g}" if page.limit else NONE
        each = [text for person in PEOPLE for text in both(times[person])]
        rows.append([page.name, *each, *multiples, limit, _rate(rates, page.name)])
    heads = [f"{person}, {kind}" for person in PEOPLE for kind in ("median", "p95")]
    multiples = [f"{person}, times floor" for person in PEOPLE]
    return table(["page", *heads, *multiples, "at most", "requests/s at 4 connections"], rows)


def growth_table(loads: Sequence[Load]) -> str:
    """Return how long each page takes for each person at each size of the table."""
    rows = [
        [page.name, person, *(_at_size(load, page.name, page.floor, person) for load in loads), growth]
        for page in PAGES
        for person in PEOPLE
        if (growth := _number(growth_by_size(loads, page, person))) and page.name in loads[-1].times
    ]
    rows += [
        [f"*{page.name}*", "10 years / 1 week", *(_number(growth_by_length(load, page)) for load in loads)]
        for page in PAGES
        if page.name in loads[-1].times
    ]
    rows += [[name, "", *(f"{load.floors[name].median:.1f}" for load in loads)] for name in (READ_FLOOR, WRITE_FLOOR)]
    return table(["page", "person", *(f"{load.seeding.sets:,} sets" for load in loads), "worst / best"], rows)


def seeding_table(loads: Sequence[Load]) -> str:
    """Return how the database was filled."""
    rows = [
        [
            f"{load.seeding.sets:,}",
            f"{load.seeding.seconds:.0f} s",
            f"{load.seeding.rate:,.0f}",
            f"{load.seeding.check_seconds:.1f} s",
            f"{load.seeding.tidy_seconds:.1f} s",
            f"{load.seeding.bytes / 1_000_000:,.0f} MB",
        ]
        for load in loads
    ]
    return table(["sets stored", "altogether in", "sets/s", "foreign keys checked in", "vacuum", "on disk"], rows)


def memory_line(measured: Measured) -> str:
    """Return what the workers take."""
    each = "; ".join(f"{one.rss:g} MB resident (its share: {one.pss:g} MB)" for one in measured.workers)
    return f"Workers after the load: {each or 'not known'}. The most that one has held: {measured.highest_rss:g} MB."


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; short rows are filled up."""
    filled = [[*row, *[""] * (len(heads) - len(row))] for row in rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [heads, ["---"] * len(heads), *filled])


def number(value: float) -> str:
    """Return a figure as people read it: whole from a hundred on, else with two digits after the point."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"  # noqa: PLR2004 — said above


def both(times: Times) -> tuple[str, str]:
    """Return the median and the 95th percentile."""
    return f"{times.median:.1f}", f"{times.p95:.1f}"


def _number(value: float | None) -> str:
    return NONE if value is None else number(value)


def _rate(rates: Mapping[str, float], name: str) -> str:
    return f"{rates[name]:g}" if name in rates else NONE


def _floor_row(load: Load, rates: Mapping[str, float], name: str) -> list[str]:
    return [name, NONE, NONE, *both(load.floors[name]), NONE, "1", NONE, _rate(rates, name)]


def _at_size(load: Load, page: str, floor: str, person: str) -> str:
    times = load.times.get(page)
    if times is None:
        return NOT_THERE
    return f"{times[person].median:.1f} ({times[person].median / load.floors[floor].median:.2f})"
