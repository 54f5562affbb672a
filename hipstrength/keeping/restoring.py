"""Putting a backup in the place of what the database holds: all of it, or nothing of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.db import connection

from hipstrength.keeping import releases, replay, sqlite
from hipstrength.keeping.backups import live_file, make_backup
from hipstrength.keeping.contents import Contents
from hipstrength.keeping.errors import KeepingError, reason_of
from hipstrength.keeping.folder import draft_in

SQLITE_MARK, POSTGRESQL_MARK = b"SQLite format 3\0", b"PGDMP"
NOTHING = "Nothing was restored."
HINT = (
    f"{NOTHING} If the present database is damaged: stop the site, move the file away together with the -wal and "
    "-shm beside it, and restore again."
)
# How often a site that goes on saving may spoil it.
TRIES = 3


@dataclass(frozen=True)
class Restorer:
    """How to deal with what is there: whether it may be replaced, where its backup goes, and who is told of that."""

    overwrites: bool
    folder: Path
    say: Callable[[str], None]

    def restore(self, file: Path) -> tuple[Contents, bool]:
        """Restore a file; return what it brought, and whether it was of an older release and was brought up to date.

        Raises KeepingError, and leaves the database as it was then.
        """
        mark = _mark_of(file)
        if mark == SQLITE_MARK and connection.vendor != "sqlite":
            raise KeepingError(
                f"{file} is an SQLite database, and this site uses PostgreSQL. To move there: "
                f"manage.py copy_database sqlite:///{file.absolute()}"
            )
        if mark == POSTGRESQL_MARK and connection.vendor == "sqlite":
            raise KeepingError(f"{file} is a dump of PostgreSQL, and this site uses SQLite: set DATABASE_URL.")
        is_sqlite = connection.vendor == "sqlite"
        restored = self._restore_sqlite(file) if is_sqlite else replay.restore(file, self.make_room)
        ContentType.objects.clear_cache()
        return restored

    def _restore_sqlite(self, file: Path) -> tuple[Contents, bool]:
        live = live_file()
        if live.exists() and file.samefile(live):
            raise KeepingError(f"{file} is the database of the site itself. Name a backup of it.")
        sqlite.check(file)
        contents = sqlite.contents_of(file)
        require_hipstrength(contents, f"{file}")
        releases.require_known(sqlite.migrations_of(file), f"{file}")
        with draft_in(live.parent) as draft:
            with _hinted():
                sqlite.make(live)
                page_size = sqlite.page_size_of(live)
            sqlite.copy_to(file, draft, page_size=page_size)
            with _connected_to(draft):
                is_older = releases.bring_up_to_date()
            self._replace(draft, live)
            return sqlite.contents_of(draft), is_older

    def _replace(self, draft: Path, live: Path) -> None:
        connection.close()
        for _ in range(TRIES):
            with sqlite.watching(live) as is_changed:
                with _hinted():
                    present = sqlite.contents_of(live)
                self.make_room(present)
                try:
                    sqlite.replace_content(draft, live, is_changed=is_changed)
                except sqlite.ChangedMeanwhileError:
                    continue
                return
        raise KeepingError(f"People save to {live} all the time. Stop the site, then restore again.")

    def make_room(self, contents: Contents) -> None:
        """Make a backup of what is there. Raises KeepingError when it may not be replaced."""
        name = connection.settings_dict["NAME"]
        if contents.rows and not contents.is_hipstrength:
            first = ", ".join(sorted(contents.rows)[:3])
            raise KeepingError(f"The database {name} holds tables of something else ({first}). Name an empty one.")
        if not contents.has_people:
            return
        if not self.overwrites:
            raise KeepingError(
                f"The database {name} holds {contents.words} already. --overwrite puts the backup in their place, "
                "and makes a backup of them first."
            )
        try:
            # None is removed: the oldest may be the one that is being restored.
            backup = make_backup(self.folder, keep=None)
        except KeepingError as error:
            hint = HINT if connection.vendor == "sqlite" else NOTHING
            raise KeepingError(f"What is there cannot be saved. {error} {hint}") from error
        self.say(f"What was there is in {backup}.")


def require_hipstrength(contents: Contents, what: str) -> None:
    """Raise KeepingError when something is another program's."""
    if not contents.is_hipstrength:
        raise KeepingError(f"{what} is no backup of HipStrength: its tables are missing in it.")


def _mark_of(file: Path) -> bytes:
    """Return what a backup begins with. Raises KeepingError when a file is none."""
    try:
        if file.is_dir():
            raise KeepingError(f"{file} is a folder. Name one of the backups in it.")
        with file.open("rb") as content:
            start = content.read(len(SQLITE_MARK))
    except OSError as error:
        raise KeepingError(f"The backup {file} cannot be read: {reason_of(error)}.") from error
    for mark in (SQLITE_MARK, POSTGRESQL_MARK):
        if start.startswith(mark):
            return mark
    raise KeepingError(f"{file} is no backup: it is neither an SQLite database nor a dump of PostgreSQL.")


@contextmanager
def _hinted() -> Iterator[None]:
    """Say what to do where the present database is damaged: it may still hold what no backup does."""
    try:
        yield
    except KeepingError as error:
        raise KeepingError(f"{error} {HINT}") from error


@contextmanager
def _connected_to(file: Path) -> Iterator[None]:
    """Let Django's connection lead to another SQLite file."""
    connection.close()
    usual = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = str(file)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual
