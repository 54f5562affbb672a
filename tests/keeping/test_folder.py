"""The folder of backups, without a database."""

import os
import stat
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hipstrength.keeping.contents import Contents, size_words
from hipstrength.keeping.errors import KeepingError
from hipstrength.keeping.folder import backups_in, draft_in, keep_as

BEGAN = datetime(2026, 11, 26, 7, 37, tzinfo=UTC)


def put(folder: Path, *, minutes: int = 0, keep: int | None = None, suffix: str = ".sqlite3") -> Path:
    with draft_in(folder) as draft:
        draft.write_text("whole")
        return keep_as(draft, began=BEGAN + timedelta(minutes=minutes), suffix=suffix, keep=keep)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_name_is_the_moment_in_utc(folder: Path) -> None:
    path = put(folder)

    assert path == folder / "hipstrength-20261126T073700Z.sqlite3"
    assert path.read_text() == "whole"


def test_backups_are_their_owners_alone(folder: Path) -> None:
    path = put(folder)

    assert [stat.S_IMODE(one.stat().st_mode) for one in (folder, path)] == [0o700, 0o600]


def test_two_within_a_second_have_two_names(folder: Path) -> None:
    assert [put(folder).name, put(folder).name, put(folder, suffix=".dump").name] == [
        "hipstrength-20261126T073700Z.sqlite3",
        "hipstrength-20261126T073700Z-2.sqlite3",
        "hipstrength-20261126T073700Z.dump",
    ]


def test_newest_are_kept_of_each_kind_by_itself(folder: Path) -> None:
    for minutes, suffix in enumerate([".sqlite3", ".dump", ".sqlite3", ".dump"]):
        put(folder, minutes=minutes, keep=1, suffix=suffix)

    assert names(folder) == ["hipstrength-20261126T073900Z.sqlite3", "hipstrength-20261126T074000Z.dump"]


def test_tenth_within_a_second_is_newer_than_the_second(folder: Path) -> None:
    paths = [put(folder) for _ in range(10)]

    assert backups_in(folder) == paths[::-1]


def test_without_a_number_all_are_kept(folder: Path) -> None:
    for minutes in range(20):
        put(folder, minutes=minutes)

    assert len(names(folder)) == 20


def test_new_one_is_kept_although_others_are_newer(folder: Path) -> None:
    newer = put(folder, minutes=5)

    slow = put(folder, keep=1)

    assert names(folder) == [slow.name, newer.name]


@pytest.mark.parametrize(
    "name",
    [
        "hipstrength-20201126T073700Z.sqlite3.gz",
        "hipstrength-before-the-move.sqlite3",
        "my-hipstrength-20201126T073700Z.sqlite3",
        "notes.txt",
    ],
)
def test_what_has_another_name_stays(folder: Path, name: str) -> None:
    folder.mkdir()
    (folder / name).touch()

    path = put(folder, keep=1)

    assert names(folder) == sorted([name, path.name])


def test_folder_with_the_name_of_a_backup_stays(folder: Path) -> None:
    (folder / "hipstrength-20201126T073700Z.sqlite3").mkdir(parents=True)

    put(folder, keep=1)

    assert "hipstrength-20201126T073700Z.sqlite3" in names(folder)


def test_draft_without_a_name_leaves_nothing_behind(folder: Path) -> None:
    old = put(folder)

    with draft_in(folder) as draft:
        draft.with_name(f"{draft.name}-journal").touch()

    assert names(folder) == [old.name]


@pytest.mark.parametrize(("age", "stays"), [(timedelta(hours=23), True), (timedelta(hours=25), False)])
def test_drafts_of_killed_runs_go_after_a_day(folder: Path, age: timedelta, stays: bool) -> None:
    folder.mkdir()
    draft = folder / ".hipstrength-0123456789abcdef.part"
    for path in (draft, draft.with_name(f"{draft.name}-journal")):
        path.touch()
        os.utime(path, (time.time() - age.total_seconds(),) * 2)

    put(folder)

    assert len(names(folder)) == (3 if stays else 1)


def unwritable(tmp_path: Path) -> Path:
    return Path("/proc/hipstrength")


def file_in_its_place(tmp_path: Path) -> Path:
    (tmp_path / "file").touch()
    return tmp_path / "file"


@pytest.mark.parametrize("made", [unwritable, file_in_its_place])
def test_folder_that_takes_no_files_is_one_sentence(tmp_path: Path, made: Callable[[Path], Path]) -> None:
    where = made(tmp_path)

    with pytest.raises(KeepingError) as refusal:
        put(where)

    assert str(refusal.value).startswith(f"Nothing can be written to the folder {where} (")
    assert str(refusal.value).endswith("). Give it to this user, or name another one.")


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (312, "312 bytes"),
        (999, "999 bytes"),
        (4_096, "4.1 kB"),
        (999_949, "999.9 kB"),
        (999_960, "1.0 MB"),
        (1_234_567_890, "1.2 GB"),
        (5_000_000_000_000_000, "5000.0 TB"),
    ],
)
def test_sizes_in_words(size: int, words: str) -> None:
    assert size_words(size) == words


def test_contents_in_words() -> None:
    contents = Contents({"accounts_user": 1, "logbook_workout": 0, "logbook_workoutset": 1_040})

    assert contents.words == "1 account, 0 workouts and 1,040 sets"
