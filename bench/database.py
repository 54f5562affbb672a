"""One database from empty to full, and what the product does with it at each size."""

import os
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from django.db import connection

from bench.errors import BenchError
from bench.latency import CONNECTIONS, measure, rates
from bench.pages import PAGES, SAVE, Page
from bench.people import TEN_YEARS
from bench.progress import Progress
from bench.results import Load, Measured, Memory, Seeding
from bench.seeding import Seeder, check_foreign_keys, tidy
from bench.server import running_site, workers_memory
from bench.visitor import Visitor, close_all
from hipstrength.accounts.models import User
from logbook.weeks import Week
from tests.started import COMMAND, Site

# What the site is told as well as this process.
SETTINGS = ("DATA_DIR", "DATABASE_URL", "SECRET_KEY")


class Bench:
    """One database, from empty to full."""

    def __init__(self, sizes: Sequence[int], requests: int, folder: Path) -> None:
        """Take the numbers of sets, ascending, and a folder for the site's log."""
        self.sizes = sizes
        self.requests = requests
        self.log = folder / "site.log"
        self.settings = {name: os.environ[name] for name in SETTINGS if name in os.environ}
        self.today = datetime.now(UTC).date()
        self.rates: dict[str, float] = {}
        self.workers: list[Memory] = []
        self.highest_rss = 0.0
        self.not_there: list[str] = []
        self.saves_checked = self.reconnections = 0

    def run(self) -> Measured:
        """Fill the database step by step, and measure at each one. Raises BenchError."""
        # The site has a pool; here one connection does, and the threads of a pool would only be in the way.
        connection.settings_dict["OPTIONS"].pop("pool", None)
        subprocess.run([*COMMAND, "--prepare-only"], check=True)
        seeder = Seeder(self.today)
        people = seeder.add_measured()
        loads = []
        others = 0
        for size in self.sizes:
            seeder.grow(size - others, Progress(f"sets on {connection.display_name}", size - others))
            others = size
            seeding = Seeding(seeder.sets, seeder.seconds, check_foreign_keys(), tidy(), database_bytes())
            loads.append(self._load(size, seeding, people))
        return Measured(
            database=connection.display_name,
            version=".".join(map(str, connection.get_database_version())),
            loads=loads,
            rates=self.rates,
            workers=self.workers,
            highest_rss=self.highest_rss,
            saves_checked=self.saves_checked,
            reconnections=self.reconnections,
            not_there=self.not_there,
        )

    def _load(self, size: int, seeding: Seeding, people: dict[str, int]) -> Load:
        users = {name: User.objects.get(pk=pk) for name, pk in people.items()}
        with running_site(self.log, self.settings) as site:
            try:
                return self._measured(site, size, seeding, users)
            except BenchError as error:
                raise BenchError(f"{error} The site said: {site.said()[-2000:]}") from error

    def _measured(self, site: Site, size: int, seeding: Seeding, users: dict[str, User]) -> Load:
        visitors = {name: Visitor(site.address, user, self.today) for name, user in users.items()}
        pages = self._pages_there(visitors[TEN_YEARS])
        # Workers are replaced now and then, and new ones hold less: so not at the end alone.
        clock = measure(visitors, pages, self.requests, between=lambda: self._note_memory(site))
        crowd = [Visitor(site.address, users[TEN_YEARS], self.today) for _ in range(CONNECTIONS)]
        if size == self.sizes[-1]:
            self.rates = rates(crowd, pages, self.requests)
            self._note_memory(site)
        if Week.containing(datetime.now(UTC).date()) != Week.containing(self.today):
            raise BenchError("A new week has begun meanwhile, so that pages show something else: measure again.")
        everybody = [*visitors.values(), *crowd]
        self.reconnections += close_all(everybody)
        self.saves_checked += sum(visitor.saves_checked for visitor in everybody)
        return Load(size, seeding, clock.times, clock.floor_times)

    def _pages_there(self, visitor: Visitor) -> list[Page]:
        there = [page for page in PAGES if page is SAVE or visitor.is_there(page)]
        self.not_there = [page.name for page in PAGES if page not in there]
        return there

    def _note_memory(self, site: Site) -> None:
        self.workers = workers_memory(site)
        self.highest_rss = max([self.highest_rss, *(one.rss for one in self.workers)])


def database_bytes() -> int:
    """Return how large the database is on disk, without its journal."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
        else:
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        return int(cursor.fetchone()[0])
