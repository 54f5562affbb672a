"""Whether the process lives, and whether it can do its work."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 — a view takes a request
    """Answer as long as the process lives; asks nothing of the database."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 — a view takes a request
    """Answer 200 when the database takes a write and has all migrations, else 503."""
    try:
        problem = _problem()
    except DatabaseError:
        problem = "the database does not answer, or takes no writes"
    if problem:
        return HttpResponse(f"not ready: {problem}\n", status=503, content_type="text/plain")
    return HttpResponse("ready\n", content_type="text/plain")


def _problem() -> str:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return "migrations are missing"
    with transaction.atomic(), connection.cursor() as cursor:
        # A write that is taken back: a full or read-only disk still answers reads.
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, %s)",
            ["readyz", "probe", timezone.now()],
        )
        transaction.set_rollback(True)
    return ""
