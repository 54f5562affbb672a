"""What a database or a backup holds. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

ACCOUNTS, WORKOUTS, SETS = "accounts_user", "logbook_workout", "logbook_workoutset"
MIGRATIONS = "django_migrations"
STEP = 1000
# A migration's app and name.
Migration = tuple[str, str]


@dataclass(frozen=True)
class Contents:
    """The number of rows of each table, by its name."""

    rows: Mapping[str, int]

    @property
    def is_hipstrength(self) -> bool:
        """Whether these are the tables of a HipStrength."""
        return {ACCOUNTS, WORKOUTS, SETS, MIGRATIONS} <= self.rows.keys()

    @property
    def has_people(self) -> bool:
        """Whether there is an account or a workout that could be lost."""
        return bool(self.rows.get(ACCOUNTS) or self.rows.get(WORKOUTS))

    @property
    def words(self) -> str:
        """The accounts, workouts and sets, as in "1 account, 20 workouts and 1,040 sets"."""
        accounts, workouts, sets = (
            f"{self.rows.get(table, 0):,} {name}{'' if self.rows.get(table) == 1 else 's'}"
            for table, name in ((ACCOUNTS, "account"), (WORKOUTS, "workout"), (SETS, "set"))
        )
        return f"{accounts}, {workouts} and {sets}"


def size_words(size: int) -> str:
    """Return a size in bytes as in "312 bytes", "4.1 kB" or "1.2 GB", with 1 kB = 1000 bytes."""
    if size < STEP:
        return f"{size} bytes"
    value, unit = size / STEP, "kB"
    for larger in ("MB", "GB", "TB"):
        if round(value, 1) < STEP:
            break
        value, unit = value / STEP, larger
    return f"{value:.1f} {unit}"
