"""Somebody at a browser: what they do is asked of the site, checked, timed and cleared away."""

import uuid
from collections.abc import Collection
from datetime import date
from http import HTTPStatus

from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from bench.browser import Answer, Browser
from bench.errors import BenchError
from bench.floor import NEWEST
from bench.pages import FLOOR_PATHS, READ_FLOOR, SAVE, WRITE_FLOOR, Page
from hipstrength.accounts.models import User
from logbook.entries import SIDES
from logbook.models import Workout
from tests.factories import form_data

# Six of each exercise: 24 sets to people, 42 rows, because three exercises have two sides.
ROWS_OF_EACH = 6
# What is in the database after the write floor, and after a save.
ONE_ROW = {"logbook.Workout": 1}
STORED = {"logbook.Workout": 1, "logbook.WorkoutExercise": 4, "logbook.WorkoutSet": 42}
SIDES_OF = {
    "clamshells": SIDES["each_leg"],
    "side-lying-hip-abduction": SIDES["each_leg"],
    "hip-bridges": SIDES["both"],
    "banded-crab-walks": SIDES["each_direction"],
}


class Visitor:
    """One person, logged in. What they do takes seconds, and raises BenchError when it is not answered as it should."""

    def __init__(self, address: str, user: User, today: date) -> None:
        """Log in by a session made in the database."""
        client = Client()
        client.force_login(user)
        key = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.user = user
        self.today = today
        self.session = Session.objects.get(pk=key)
        self.browser = Browser(address, {settings.SESSION_COOKIE_NAME: key})
        self.band = user.bands.order_by("order")[0].pk
        self.stored: list[str] = []
        self.saves_checked = 0
        _require(self.browser.open_form(SAVE.path), HTTPStatus.OK, SAVE.path)
        self.check_floor()

    def is_there(self, page: Page) -> bool:
        """Return whether this version of the site has a page."""
        path = page.address(self.today)
        answer = self.browser.get(path)
        if answer.status == HTTPStatus.NOT_FOUND:
            return False
        _require(answer, HTTPStatus.OK, path)
        return True

    def check_floor(self) -> None:
        """Make sure that the floor does its work. Only who has twelve workouts can ask it."""
        lines = self.browser.get(FLOOR_PATHS[READ_FLOOR]).text.splitlines()
        if len(lines) not in (NEWEST, self.user.workouts.count()):
            raise BenchError(f"The floor answered {len(lines)} lines.")

    def open(self, page: Page) -> float:
        """Open a page."""
        path = page.address(self.today)
        return _require(self.browser.get(path), HTTPStatus.OK, path).seconds

    def ask_floor(self) -> float:
        """Ask for the floor of reading."""
        path = FLOOR_PATHS[READ_FLOOR]
        return _require(self.browser.get(path), HTTPStatus.OK, path).seconds

    def ask_write_floor(self) -> float:
        """Store one row."""
        path, public_id = FLOOR_PATHS[WRITE_FLOOR], self._new_id()
        return _require(self.browser.post(path, {"public_id": public_id}), HTTPStatus.OK, path).seconds

    def save(self) -> float:
        """Save a whole workout of today, as a new one."""
        answer = self.browser.post(SAVE.path, whole_workout(self._new_id(), self.band, self.today))
        return _require(answer, HTTPStatus.FOUND, SAVE.path).seconds

    def save_and_look(self) -> float:
        """Save a workout and see the week that it leads to, as a browser does; only the saving is timed."""
        answer = self.browser.post(SAVE.path, whole_workout(self._new_id(), self.band, self.today))
        week = _require(answer, HTTPStatus.FOUND, SAVE.path).headers["Location"]
        _require(self.browser.get(week), HTTPStatus.OK, week)
        return answer.seconds

    def clear(self, *, each: dict[str, int]) -> None:
        """Delete what was stored, which must be so many rows `each` time, and make the session as it was at first.

        Raises BenchError when something is not in the database.
        """
        kept = Workout.objects.filter(user=self.user, public_id__in=self.stored)
        deleted = {name: count for name, count in kept.delete()[1].items() if count}
        expected = {name: count * len(self.stored) for name, count in each.items()}
        if deleted != expected:
            raise BenchError(f"{expected} rows were acknowledged, and {deleted} are in the database.")
        Session.objects.filter(pk=self.session.pk).update(session_data=self.session.session_data)
        self.saves_checked += len(self.stored)
        self.stored = []

    def _new_id(self) -> str:
        self.stored.append(str(uuid.uuid4()))
        return self.stored[-1]


def whole_workout(public_id: str, band: int, today: date) -> dict[str, str]:
    """Return the form of a workout of 24 sets, as a browser sends it: every set ticked, every exercise with a band."""
    typed: dict[str, str] = {}
    for slug, sides in SIDES_OF.items():
        place = "-ankles" if slug == "banded-crab-walks" else ""
        resistance = "" if slug == "side-lying-hip-abduction" else f"band-{band}{place}"
        typed[f"{slug}.sets-TOTAL_FORMS"] = str(ROWS_OF_EACH)
        typed[f"{slug}.all-pain_during"] = "2"
        for row in range(ROWS_OF_EACH):
            typed |= {f"{slug}.sets-{row}-{side}": "12" for side in sides}
            typed |= {f"{slug}.sets-{row}-done": "on", f"{slug}.sets-{row}-resistance": resistance}
    head = {"public_id": public_id, "performed_on": f"{today}", "pain_before": "2", "only_ticks": "1"}
    return form_data({**typed, **head})


def close_all(visitors: Collection[Visitor]) -> int:
    """Hang up; return how often a connection had to be made anew."""
    for visitor in visitors:
        visitor.browser.close()
    return sum(visitor.browser.connections - 1 for visitor in visitors)


def _require(answer: Answer, status: HTTPStatus, path: str) -> Answer:
    if answer.status != status:
        raise BenchError(f"{path} answered {answer.status} instead of {status.value}.")
    return answer
