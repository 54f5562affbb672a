"""Making a backup of the database that the site uses."""

import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.db import connection

from hipstrength.keeping import postgresql, sqlite
from hipstrength.keeping.contents import Contents, size_words
from hipstrength.keeping.errors import KeepingError
from hipstrength.keeping.folder import POSTGRESQL_SUFFIX, SQLITE_SUFFIX, backups_in, clear_stale, draft_in, keep_as


@dataclass(frozen=True)
class Backup:
    """A finished backup: where it is, and what it holds."""

    path: Path
    contents: Contents

    def __str__(self) -> str:
        return f"{self.path} ({size_words(self.path.stat().st_size)}): {self.contents.words}"


def make_backup(folder: Path, *, keep: int | None) -> Backup:
    """Write a backup, look it through, and only then let the oldest go, so that `keep` are left; None keeps all.

    It holds everything that was saved before it began. Raises KeepingError, and leaves no file behind then.
    """
    began = datetime.now(UTC)
    is_sqlite = connection.vendor == "sqlite"
    if is_sqlite and not live_file().is_file():
        raise KeepingError(
            f"There is no database {live_file()} yet: start HipStrength once, or look at DATABASE_URL and DATA_DIR."
        )
    with draft_in(folder) as draft:
        contents = _copy_file(draft) if is_sqlite else postgresql.dump(connection, draft)
        if not contents.is_hipstrength:
            raise KeepingError(
                f"The database {connection.settings_dict['NAME']} holds no HipStrength, so there is nothing to back "
                "up: start HipStrength once."
            )
        suffix = SQLITE_SUFFIX if is_sqlite else POSTGRESQL_SUFFIX
        path = keep_as(draft, began=began, suffix=suffix, keep=keep)
    return Backup(path, contents)


def seconds_until_due(folder: Path, pause: float) -> float:
    """Return how long it is until the newest backup in the folder is `pause` seconds old; 0 where there is none."""
    suffix = SQLITE_SUFFIX if connection.vendor == "sqlite" else POSTGRESQL_SUFFIX
    there = [path for path in (backups_in(folder) if folder.is_dir() else []) if path.suffix == suffix]
    return max(0.0, pause - (time.time() - there[0].stat().st_mtime)) if there else 0.0


def live_file() -> Path:
    """Return the SQLite file that the site uses."""
    return Path(str(connection.settings_dict["NAME"]))


def _copy_file(draft: Path) -> Contents:
    # A restore that was killed leaves its file beside the database.
    with suppress(OSError):
        clear_stale(live_file().parent)
    sqlite.copy_to(live_file(), draft)
    sqlite.check(draft)
    return sqlite.contents_of(draft)
