"""The people that the wall stands between, and what they have."""

import copy
import uuid
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from http.cookies import SimpleCookie
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.test import Client

from exercises.editors import EDITORS, make_editors
from exercises.models import Exercise
from hipstrength.accounts.models import User
from logbook.links import Shown, make_link, token_of
from logbook.models import Activity, ImportFile, ImportMatch, Workout
from logbook.seals import seal_version
from tests.accounts.passkeys import add_passkey
from tests.accounts.reauthentication import show_password
from tests.factories import band, done, form_data, make_user, make_workout

DAY = date(2026, 11, 17)
NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
ANONYMOUS, OWNER, STRANGER, EDITOR, ADMIN = ROLES = ("anonymous", "owner", "stranger", "editor", "admin")
# Stands in everything that the owner wrote, and in nothing of anybody else: nobody else is to see it.
MARK, OTHERS = "Mine alone", "Theirs"
# What the app Strong writes.
STRONG = (
    b"Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
    b"2026-11-10 18:30:00,Hips,20m,Clamshell,1,0,12,0,0,,,\n"
)
SETTINGS = {
    "goal": "5",
    "week_start": "0",
    "knee": "left",
    "target_sets": "3",
    "pain_limit": "4",
    "weights": "1",
    "weight_step": "1",
    "weight_unit": "lb",
    "rest_seconds": "90",
    "rest_sound": "on",
    "time_zone": "Europe/Paris",
}
# Reads as every small form of the site: a form takes what it knows.
ANY_FORM = {
    "name": "Changed",
    "colour": "red",
    "direction": "up",
    "value": "5",
    "scored_on": "2026-11-18",
    "reason": "ill",
    "email": "owner@example.org",
    "agree": "on",
    "username": "owner@example.org",
    "label": "Changed",
    "weeks": "4",
    "days": "7",
}


@dataclass(frozen=True)
class World:
    """Everybody, logged in where they can be, and the keys of the owner's rows by their name in addresses."""

    people: dict[str, User]
    cookies: dict[str, SimpleCookie]
    keys: dict[str, Any]

    @property
    def owner(self) -> User:
        """Whose rows are asked for."""
        return self.people[OWNER]

    @property
    def workout(self) -> Workout:
        """The owner's latest workout."""
        return self.owner.workouts.get(public_id=self.keys["workout"])

    def client(self, role: str, **options: Any) -> Client:
        """Return a browser in which somebody is logged in; what it is told to forget, the next one still has."""
        client = Client(raise_request_exception=False, **options)
        client.cookies = copy.deepcopy(self.cookies[role])
        return client

    def address(self, template: str) -> str:
        """Return an address with the keys of the owner's rows in it."""
        return template.format(**self.keys)

    def body(self, template: str) -> dict[str, str]:
        """Return a form that changes something, if anything takes it."""
        if template.startswith("/settings/") and template.count("/") == 2:
            return SETTINGS
        if not template.startswith("/workouts/"):
            # Everybody's: nobody may rate for another.
            return ANY_FORM | {f"score-{key}": "3" for key in Activity.objects.values_list("pk", flat=True)}
        version = {"version": seal_version(self.owner, self.workout)} if template.endswith("/edit/") else {}
        return form_data({"clamshells.sets-0-left": "99", "pain_next_morning": "3"}) | version

    def ask(self, role: str, method: str, template: str, **options: Any) -> Any:
        """Send a request for an address of the table."""
        client = self.client(role, **options)
        if method == "POST":
            return client.post(self.address(template), self.body(template))
        return client.generic(method, self.address(template))


def make_world() -> World:
    """Make everybody, with rows of their own, so that something could leak."""
    Exercise.objects.exclude(slug="clamshells").update(is_published=False)
    people = {
        OWNER: make_user(email="owner@example.org"),
        STRANGER: make_user(email="stranger@example.org"),
        EDITOR: make_user(email="editor@example.org", is_staff=True),
        ADMIN: make_user(email="admin@example.org", is_staff=True, is_superuser=True),
    }
    make_editors()
    people[EDITOR].groups.add(Group.objects.get(name=EDITORS))
    for role, user in people.items():
        _fill(user, MARK if role == OWNER else OTHERS)
    cookies = {ANONYMOUS: SimpleCookie()}
    for role, user in people.items():
        client = Client()
        client.force_login(user)
        # Otherwise every page that asks for the password again would refuse for that reason alone.
        show_password(client)
        cookies[role] = client.cookies
    return World(people, cookies, _keys(people[OWNER]))


def _fill(user: User, mark: str) -> None:
    clamshells = done("clamshells", left=[12], resistance=band(user), note=mark)
    user.week_goals.create(set_on=DAY, days=4)
    make_workout(user=user, day=DAY, exercises=[clamshells], pain_before=2, note=mark)
    user.bands.filter(name="Medium").update(name=mark, retired_at=NOW)
    # A last week that ended below its goal.
    make_workout(user=user, day=DAY - timedelta(weeks=2), exercises=[clamshells])
    user.activities.create(name=mark).ratings.create(week=1404, rated_on=DAY, score=7)
    user.activities.create(name=f"{mark}, too", retired_at=NOW)
    user.clinic_scores.create(name=mark, value=72, scored_on=DAY)
    ImportFile.objects.create(user=user, name=f"{mark}.csv", kind=ImportFile.Kind.STRONG, content=zlib.compress(STRONG))
    user.import_matches.create(app=ImportMatch.App.STRONG, name=mark)
    make_link(user=user, public_id=uuid.uuid4(), shown=Shown(mark, 12, with_notes=False), days=30, now=NOW)
    add_passkey(user, mark)


def _keys(owner: User) -> dict[str, Any]:
    exercise = Exercise.objects.get(slug="clamshells")
    return {
        "workout": owner.workouts.get(performed_on=DAY).public_id,
        "band": owner.bands.get(name="Heavy").pk,
        "retired": owner.bands.get(name=MARK).pk,
        "activity": owner.activities.get(name=MARK).pk,
        "aside": owner.activities.get(name=f"{MARK}, too").pk,
        "score": owner.clinic_scores.get().pk,
        "import": owner.import_file.public_id,
        "link": owner.report_links.get().public_id,
        "token": token_of(owner.report_links.get()),
        "passkey": Authenticator.objects.get(user=owner).pk,
        "user": owner.pk,
        "group": Group.objects.get(name=EDITORS).pk,
        "exercise": exercise.pk,
        "version": exercise.history.latest().pk,
        "kind": ContentType.objects.get_for_model(Exercise).pk,
    }


def undone(action: Callable[[], Any]) -> Any:
    """Return what an action returns, and take back what it did to the database."""
    with transaction.atomic():
        result = action()
        transaction.set_rollback(True)
    return result
