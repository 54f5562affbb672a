"""What a form carries about itself, signed, so that nobody can make it up."""

import uuid
from dataclasses import dataclass

from django.core import signing

from logbook.entries import WorkoutEntry
from logbook.models import Workout
from logbook.people import Person
from logbook.snapshot import read_snapshot, snapshot

OWNER, VERSION = "logbook.owner", "logbook.version"


@dataclass(frozen=True)
class Version:
    """A workout as somebody saw it: its revision, 1 or more, and what it said."""

    revision: int
    entry: WorkoutEntry


def seal_owner(user: Person) -> str:
    """Return whose form this is; the same text at every time."""
    return signing.Signer(salt=OWNER).sign(str(user.pk))


def owner_of(sealed: str) -> str:
    """Return the id of the person whose form this is, as text; "" where that is not to be believed."""
    try:
        return signing.Signer(salt=OWNER).unsign(sealed)
    except signing.BadSignature:
        return ""


def seal_version(user: Person, workout: Workout) -> str:
    """Return the workout as it is now."""
    seen = {"owner": user.pk, "id": str(workout.public_id), "revision": workout.revision}
    return signing.dumps({**seen, "entry": snapshot(workout.entry)}, salt=VERSION, compress=True)


def version_of(sealed: str, user: Person, public_id: uuid.UUID) -> Version | None:
    """Return what a person saw of their workout; None where the text is not one of ours, or about another workout."""
    try:
        seen = signing.loads(sealed, salt=VERSION)
        if (seen["owner"], seen["id"]) != (user.pk, str(public_id)):
            return None
        return Version(seen["revision"], read_snapshot(seen["entry"]))
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return None
