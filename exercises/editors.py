"""Who may write the exercises without being able to do anything else in the admin."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction

EDITORS = "Editors"
RIGHTS = ("view_exercise", "add_exercise", "change_exercise")


@transaction.atomic
def make_editors() -> bool:
    """Make the group of editors and return True; one that exists is left as its site has made it.

    Rights exist only once all migrations are done: before that, nothing is made.
    """
    rights = list(Permission.objects.filter(content_type__app_label="exercises", codename__in=RIGHTS))
    if len(rights) < len(RIGHTS):
        return False
    group, is_new = Group.objects.get_or_create(name=EDITORS)
    if is_new:
        group.permissions.set(rights)
    return is_new
