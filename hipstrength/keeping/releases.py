"""Which release a database belongs to, told by its migrations, and bringing an older one up to date."""

from collections.abc import Set

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from hipstrength.keeping.contents import Migration
from hipstrength.keeping.errors import KeepingError

# Enough of them to recognise a release by.
NAMED = 3


def require_known(migrations: Set[Migration], what: str) -> None:
    """Raise KeepingError when a newer release has changed what is in a backup."""
    disk = MigrationLoader(None).disk_migrations
    replaced = {one for migration in disk.values() for one in migration.replaces}
    unknown = migrations - disk.keys() - replaced
    if unknown:
        raise KeepingError(
            f"{what} was made by a newer HipStrength than this one, which does not know {names(unknown)}. "
            "Install that release or a newer one, then restore."
        )


def names(migrations: Set[Migration]) -> str:
    """Return the first few migrations by app and name, and how many more there are."""
    first = [f"{app}.{name}" for app, name in sorted(migrations)]
    more = f" and {len(first) - NAMED} more" if len(first) > NAMED else ""
    return f"{', '.join(first[:NAMED])}{more}"


def missing() -> set[Migration]:
    """Return the migrations that the database has yet to get."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return {(migration.app_label, migration.name) for migration, _ in plan}


def bring_up_to_date() -> bool:
    """Give the database what this release adds; return whether that was anything."""
    if not missing():
        return False
    call_command("createcachetable", verbosity=0)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("catalogue", "load", verbosity=0)
    return True
