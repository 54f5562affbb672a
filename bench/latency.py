"""How long pages take, one request at a time, and how many a second at four connections."""

import random
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from bench.pages import READ_FLOOR, READ_PAGES, SAVE, WRITE_FLOOR, Page
from bench.people import TEN_YEARS
from bench.progress import Progress
from bench.results import Times
from bench.visitor import ONE_ROW, STORED, Visitor

CONNECTIONS = 4
BURSTS = 3
WARM_UP = 3


@dataclass
class Clock:
    """The seconds measured so far: of pages by name and person, of the floors by name."""

    pages: dict[str, dict[str, list[float]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    floors: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    @property
    def times(self) -> dict[str, dict[str, Times]]:
        """The pages, summed up."""
        return {
            page: {person: Times.of(seconds) for person, seconds in people.items()}
            for page, people in self.pages.items()
        }

    @property
    def floor_times(self) -> dict[str, Times]:
        """The floors, summed up."""
        return {name: Times.of(seconds) for name, seconds in self.floors.items()}


def measure(
    visitors: Mapping[str, Visitor], pages: Sequence[Page], requests: int, between: Callable[[], None]
) -> Clock:
    """Let each person do everything so many times, in rounds, one thing at a time and its floor right before it.

    Whatever the machine does meanwhile hits pages and floors, short and long logs
    alike. The order changes from round to round, so that none always comes after the
    same one. The floors are always asked by the person with ten years. `between` is
    called after each round.
    """
    chance = random.Random(requests)  # noqa: S311 — an order, no secret
    visits = [(page, person) for page in pages for person in visitors]
    for page, person in visits:
        for _ in range(WARM_UP):
            _visit(visitors, page, person, Clock())
    clock = Clock()
    progress = Progress("rounds of requests", requests)
    for number in range(requests):
        chance.shuffle(visits)
        for page, person in visits:
            _visit(visitors, page, person, clock)
        between()
        progress.show(number + 1)
    progress.end(requests)
    return clock


def _visit(visitors: Mapping[str, Visitor], page: Page, person: str, clock: Clock) -> None:
    floor, visitor = visitors[TEN_YEARS], visitors[person]
    if page is SAVE:
        clock.floors[WRITE_FLOOR].append(floor.ask_write_floor())
        floor.clear(each=ONE_ROW)
        clock.pages[page.name][person].append(visitor.save_and_look())
        visitor.clear(each=STORED)
    else:
        clock.floors[READ_FLOOR].append(floor.ask_floor())
        clock.pages[page.name][person].append(visitor.open(page))


def rates(visitors: Sequence[Visitor], pages: Sequence[Page], requests: int) -> dict[str, float]:
    """Return how many requests a second are answered, by page and floor, when each visitor asks without a pause.

    Everything is done in a few bursts that take turns, for the same reason as above.
    """
    reads = [page for page in pages if page in READ_PAGES]
    acts: dict[str, tuple[Callable[[Visitor], float], dict[str, int]]] = {READ_FLOOR: (Visitor.ask_floor, {})}
    acts |= {page.name: (lambda visitor, page=page: visitor.open(page), {}) for page in reads}  # type: ignore[misc]  # a default is the way to bind it
    acts |= {WRITE_FLOOR: (Visitor.ask_write_floor, ONE_ROW), SAVE.name: (Visitor.save, STORED)}
    each = -(-requests // (BURSTS * len(visitors)))
    seconds: dict[str, float] = defaultdict(float)
    with ThreadPoolExecutor(len(visitors)) as pool:
        for _ in range(BURSTS):
            for name, (act, stored) in acts.items():
                seconds[name] += _burst(pool, visitors, act, each)
                for visitor in visitors if stored else []:
                    visitor.clear(each=stored)
    return {name: round(BURSTS * len(visitors) * each / spent, 1) for name, spent in seconds.items()}


def _burst(pool: ThreadPoolExecutor, visitors: Sequence[Visitor], act: Callable[[Visitor], float], times: int) -> float:
    """Let all visitors do something so many times, and return how long that took altogether."""

    def repeat(visitor: Visitor) -> None:
        for _ in range(times):
            act(visitor)

    begin = time.perf_counter()
    list(pool.map(repeat, visitors))
    return time.perf_counter() - begin
