"""The real site while people save workouts: whatever was acknowledged before a backup began is in it.

And it goes on with what is restored while it runs.
"""

import sqlite3
import threading
import time
import uuid
from collections import Counter
from contextlib import closing
from datetime import date
from http import HTTPStatus
from pathlib import Path

from django.db import connection

from bench.browser import Browser
from bench.pages import SAVE
from bench.visitor import whole_workout
from tests.factories import PASSWORD
from tests.keeping.commands import Place
from tests.started import started

DAY = date(2026, 11, 18)
# Long enough for some dozen workouts, before the backup and after it.
SECONDS = 2
MAKE_PEOPLE = """
from tests.factories import make_user
for number in range(3):
    user = make_user(email=f"person{number}@example.org")
    print(user.email, user.bands.order_by("order")[0].pk)
"""


class Saver(threading.Thread):
    """Somebody who saves one workout after the other, and remembers which of them the site has acknowledged."""

    def __init__(self, address: str, email: str, band: int, stop: threading.Event) -> None:
        super().__init__()
        self.browser = Browser(address, {})
        self.email = email
        self.band = band
        self.stop = stop
        self.sent: list[str] = []
        self.acknowledged: list[str] = []
        self.others: Counter[int] = Counter()

    def log_in(self) -> None:
        self.browser.open_form("/accounts/login/")
        answer = self.browser.post("/accounts/login/", {"login": self.email, "password": PASSWORD})
        assert answer.status == HTTPStatus.FOUND, answer.text
        assert self.browser.open_form(SAVE.path).status == HTTPStatus.OK

    def run(self) -> None:
        while not self.stop.is_set():
            self.save()
        self.browser.close()

    def save(self) -> None:
        self.sent.append(str(uuid.uuid4()))
        answer = self.browser.post(SAVE.path, whole_workout(self.sent[-1], self.band, DAY))
        if answer.status == HTTPStatus.FOUND:
            self.acknowledged.append(self.sent[-1])
        else:
            self.others[answer.status] += 1


def test_backup_under_load_holds_what_was_acknowledged_and_can_be_restored_under_the_site(
    prepared: Place, new_place: Place, tmp_path: Path
) -> None:
    people = [line.split() for line in prepared.run(MAKE_PEOPLE).decode().splitlines()]
    stop = threading.Event()
    with started(tmp_path / "log", **prepared.settings) as site:
        savers = [Saver(site.address, email, int(band), stop) for email, band in people]
        for saver in savers:
            saver.log_in()
        for saver in savers:
            saver.start()
        try:
            time.sleep(SECONDS)
            before = {one for saver in savers for one in list(saver.acknowledged)}
            (line,) = prepared.managed("backup")
            meanwhile = {one for saver in savers for one in list(saver.acknowledged)} - before
            time.sleep(SECONDS / 2)
        finally:
            stop.set()
            for saver in savers:
                saver.join(30)
        backup = line.removeprefix("Backup: ").partition(" (")[0]
        prepared.managed("restore", backup, "--overwrite")
        assert site.get("/readyz")[0] == HTTPStatus.OK
        for saver in savers:
            saver.save()
            saver.browser.close()
    after = {saver.sent[-1] for saver in savers}

    new_place.managed("restore", backup)

    rows = new_place.rows()
    stored = [str(row["public_id"]) for row in rows["logbook.Workout"]]
    assert (len(before) > 0, len(meanwhile) > 0) == (True, True)
    assert before - set(stored) == set()
    assert max(Counter(stored).values()) == 1
    assert set(stored) - {one for saver in savers for one in saver.sent} == set()
    assert sum((saver.others for saver in savers), Counter[int]()) == {}
    # Each of them is whole: four exercises, and 42 rows of sets.
    assert len(rows["logbook.WorkoutExercise"]) == 4 * len(stored)
    assert len(rows["logbook.WorkoutSet"]) == 42 * len(stored)
    assert_sound(new_place)
    assert {str(row["public_id"]) for row in prepared.rows()["logbook.Workout"]} == {*stored, *after}


def assert_sound(place: Place) -> None:
    """Ask the database itself; PostgreSQL lets no row point nowhere."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(place.folder / "hipstrength.sqlite3")) as session:
            assert session.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert session.execute("PRAGMA foreign_key_check").fetchall() == []
    place.run("from django.db import connection; connection.check_constraints()")
