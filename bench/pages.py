"""What is measured: the pages, what each is compared with, and how much it may take."""

from dataclasses import dataclass
from datetime import date

READ_FLOOR, WRITE_FLOOR = "floor", "write floor"
FLOOR_PATHS = {READ_FLOOR: "/floor/", WRITE_FLOOR: "/floor/write/"}


@dataclass(frozen=True)
class Page:
    """One thing that people do.

    `limit` is how many times its floor it may take (None: as long as it likes). On a page
    that `grows_with_log` somebody with ten years has more to see than somebody with a
    week, so that only the size of the table must not matter.
    """

    name: str
    path: str
    floor: str = READ_FLOOR
    limit: float | None = None
    grows_with_log: bool = False

    def address(self, today: date) -> str:
        """Return the path on a day."""
        return self.path.format(month=f"{today:%Y-%m}")


SAVE = Page("save of 24 sets", "/workouts/new/", floor=WRITE_FLOOR, limit=6)
READ_PAGES = (
    Page("home", "/"),
    Page("week", "/history/", limit=2.5),
    Page("log form", "/workouts/new/", limit=6),
    Page("instructions", "/exercises/clamshells/"),
    Page("12 weeks", "/history/weeks/12/", grows_with_log=True),
    Page("52 weeks", "/history/weeks/52/", limit=4, grows_with_log=True),
    Page("month", "/history/months/{month}/", grows_with_log=True),
    Page("my knee", "/knee/"),
    Page("report", "/data/report/", grows_with_log=True),
    Page("one exercise over time", "/history/exercises/clamshells/", grows_with_log=True),
)
PAGES = (*READ_PAGES, SAVE)
