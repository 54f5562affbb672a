"""The folder of backups: files get their name when they are whole and safe, and only then the oldest go."""

import fcntl
import os
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from hipstrength.keeping.errors import KeepingError, reason_of

SQLITE_SUFFIX, POSTGRESQL_SUFFIX = ".sqlite3", ".dump"
NAME = re.compile(r"hipstrength-([0-9]{8}T[0-9]{6}Z)(?:-([0-9]+))?(?:\.sqlite3|\.dump)")
# The mark of a file that is being written; a killed run leaves it behind.
DRAFT = ".hipstrength-{}.part"
DRAFTS = DRAFT.format("*")
DAY_SECONDS = 24 * 60 * 60


@contextmanager
def draft_in(folder: Path) -> Iterator[Path]:
    """Make an empty file in the folder, for its owner only, and remove it afterwards unless it was renamed.

    Makes the folder if there is none, and clears away what runs that were killed more than a day
    ago left behind. Raises KeepingError when the folder takes no files.
    """
    draft = folder / DRAFT.format(secrets.token_hex(8))
    usual = os.umask(0o077)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        clear_stale(folder)
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise KeepingError(
            f"Nothing can be written to the folder {folder} ({reason_of(error)}). "
            "Give it to this user, or name another one."
        ) from error
    finally:
        os.umask(usual)
    try:
        yield draft
    finally:
        # SQLite may have put its journals beside it.
        for path in (draft, *(draft.with_name(f"{draft.name}-{end}") for end in ("wal", "shm", "journal"))):
            path.unlink(missing_ok=True)


def clear_stale(folder: Path) -> None:
    """Remove what runs that were killed more than a day ago left behind. Raises OSError."""
    for path in [*folder.glob(DRAFTS), *folder.glob(f"{DRAFTS}-*")]:
        try:
            if path.stat().st_mtime < time.time() - DAY_SECONDS:
                path.unlink()
        except FileNotFoundError:
            pass  # another run was quicker


def keep_as(draft: Path, *, began: datetime, suffix: str, keep: int | None) -> Path:
    """Give a whole draft its name for good, and return it; then remove all but the newest `keep` backups.

    `began` is the moment that the backup shows. None keeps all. The new one stays in any case.
    Raises KeepingError when the disk refuses.
    """
    try:
        _sync(draft)
        with _locked(draft.parent):
            path = _free_name(draft.parent, began, suffix)
            draft.rename(path)
            _sync(draft.parent)
            if keep is not None:
                _rotate(draft.parent, keep, path)
    except OSError as error:
        raise KeepingError(f"The backup cannot be kept in {draft.parent}: {reason_of(error)}.") from error
    return path


def _free_name(folder: Path, began: datetime, suffix: str) -> Path:
    stem = f"hipstrength-{began.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    names = (f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}" for number in count(1))
    return next(path for path in (folder / name for name in names) if not path.exists())


def backups_in(folder: Path) -> list[Path]:
    """Return the backups of a folder, the newest first: regular files with a name that only this module gives."""
    found = [(match, path) for path in folder.iterdir() if (match := NAME.fullmatch(path.name)) and path.is_file()]
    found.sort(key=lambda one: (one[0][1], int(one[0][2] or 1)), reverse=True)
    return [path for _, path in found]


def _rotate(folder: Path, keep: int, new: Path) -> None:
    for path in [path for path in backups_in(folder) if path.suffix == new.suffix][keep:]:
        # A backup that took long may not be among the newest.
        if path != new:
            path.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    """Wait until a file's content, or a folder's names, would survive a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Let one run at a time choose names and remove files."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
