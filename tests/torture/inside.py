"""What is done at the site's own database: make people, and read what is stored."""

import json
import os
import sqlite3
import sys
import uuid
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

import psycopg

WORKOUTS = """
    SELECT workout.public_id, workout.performed_on, COUNT(bout.id)
    FROM logbook_workout AS workout
    LEFT JOIN logbook_workoutexercise AS done ON done.workout_id = workout.id
    LEFT JOIN logbook_workoutset AS bout ON bout.workout_exercise_id = done.id
    GROUP BY workout.id, workout.public_id, workout.performed_on
"""


@dataclass(frozen=True)
class Ticket:
    """How one person gets in: the name and value of the cookie of a login."""

    cookie: str
    session: str


@dataclass(frozen=True)
class Stored:
    """A workout in the database: its form's name, its day, and how many sets it has."""

    public_id: str
    day: str
    sets: int


def stored(url: str, data: Path) -> list[Stored]:
    """Read every workout of a database; raise AssertionError when an SQLite file is not whole."""
    if url:
        with psycopg.connect(url) as server:
            rows = server.execute(WORKOUTS).fetchall()
    else:
        with closing(sqlite3.connect(data / "hipstrength.sqlite3", timeout=30)) as file:
            assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert file.execute("PRAGMA foreign_key_check").fetchall() == []
            rows = file.execute(WORKOUTS).fetchall()
    return [Stored(str(uuid.UUID(str(public_id))), f"{day}", sets) for public_id, day, sets in rows]


def people(count: int) -> list[Ticket]:
    """Make people who are logged in. Only a process with the site's settings can."""
    from django.conf import settings
    from django.test import Client

    from tests.factories import make_user

    name, tickets = settings.SESSION_COOKIE_NAME, []
    for _ in range(count):
        client = Client()
        client.force_login(make_user(email=f"{os.urandom(6).hex()}@example.org", time_zone="UTC"))
        tickets.append(Ticket(name, client.cookies[name].value))
    return tickets


def main(count: str) -> None:
    """Write the tickets of so many new people as JSON."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "hipstrength.settings"
    django.setup()
    from django.test.utils import override_settings

    # Nobody types these passwords, and a careful hash takes its time.
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        sys.stdout.write(json.dumps([asdict(one) for one in people(int(count))]))


if __name__ == "__main__":
    main(sys.argv[1])
