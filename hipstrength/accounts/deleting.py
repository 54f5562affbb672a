"""Deleting an account with all that belongs to it."""

from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.auth import SESSION_KEY
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import transaction

from hipstrength.accounts.models import User
from logbook.kept import owner_of_kept


@transaction.atomic
def delete_account(user: User) -> bool:
    """Delete a person: every row of theirs, at once, with their logins and forms kept for them in other browsers.

    What they changed in the exercises stays, without their name. Return False where the
    account is gone already, by a second click say.
    """
    found = User.objects.select_for_update().filter(pk=user.pk).first()
    if found is None:
        return False
    listed = UserSession.objects.filter(user=found)
    Session.objects.filter(session_key__in=[*listed.values_list("session_key", flat=True), *_unlisted(found)]).delete()
    # The admin's own log repeats the address.
    people = ContentType.objects.get_for_model(User)
    LogEntry.objects.filter(content_type=people, object_id=str(found.pk)).delete()
    found.delete()
    return True


def _unlisted(user: User) -> list[str]:
    """Return the sessions that are in no list of logins and have something of a person all the same."""
    others = Session.objects.exclude(session_key__in=UserSession.objects.values("session_key"))
    found = []
    for session in others.iterator():
        content = session.get_decoded()
        if str(user.pk) in (content.get(SESSION_KEY), owner_of_kept(content)):
            found.append(session.session_key)
    return found
