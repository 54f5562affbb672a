"""Restoring a dump of PostgreSQL in one transaction, the backup of what was there and the migrations included.

`pg_restore --single-transaction` cannot do this: what was there has to be locked, saved and
removed by the same session. So it only writes its script, and the script is replayed here.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import psycopg
from django.db import DatabaseError, connection, transaction
from psycopg import sql

from hipstrength.keeping import postgresql, programs, releases
from hipstrength.keeping.contents import ACCOUNTS, MIGRATIONS, SETS, WORKOUTS, Contents
from hipstrength.keeping.errors import KeepingError, reason_of
from hipstrength.keeping.postgresql import SCHEMA, Server

LOCK_SECONDS = 10
COPY = re.compile(rb"COPY [^;]* FROM stdin;\n")
END_OF_COPY = b"\\.\n"
# A newer pg_restore sets what an older server does not know.
SETTING = re.compile(rb"SET (\w+) = [^;]*;\n")
# Words for psql, which is not here.
META = (b"\\restrict ", b"\\unrestrict ")
# What the script changes for the whole session.
CHANGED_SETTINGS = ("search_path", "row_security", "check_function_bodies", "client_min_messages", "statement_timeout")


def restore(file: Path, make_room: Callable[[Contents], None]) -> tuple[Contents, bool]:
    """Put a dump in the place of what the database holds; `make_room` sees that first, and may refuse.

    Return what it brought, and whether it was of an older release. From the first moment on nobody else can
    change anything, and until the end others find the old rows or wait. Raises KeepingError, and the old rows stay.
    """
    server = postgresql.server_of(connection)
    _look_through(server, file)
    with _told(), transaction.atomic():
        # Straight to psycopg: Django's cursors know neither COPY nor several statements at once.
        session: psycopg.Connection[Any] = _session()
        session.execute(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'")
        tables = [sql.Identifier(SCHEMA, name) for name in postgresql.tables_of(session)]
        if tables:
            session.execute(sql.SQL("LOCK TABLE {} IN EXCLUSIVE MODE").format(sql.SQL(", ").join(tables)))
        make_room(postgresql.contents_of(session))
        if tables:
            session.execute(sql.SQL("DROP TABLE {}").format(sql.SQL(", ").join(tables)))
        with programs.running(server.folder / "pg_restore", _options(file), server.environment) as script:
            _replay(script, session)
        for name in CHANGED_SETTINGS:
            session.execute(sql.SQL("RESET {}").format(sql.Identifier(name)))
        # Rows that a migration writes are checked at once: tables with open checks cannot be altered.
        session.execute("SET CONSTRAINTS ALL IMMEDIATE")
        is_older = releases.bring_up_to_date()
        contents = postgresql.contents_of(session)
        session.execute("ANALYZE")
    return contents, is_older


def _look_through(server: Server, file: Path) -> None:
    try:
        tables = server.tables_in(file)
        server.read_through(file)
    except KeepingError as error:
        raise KeepingError(f"{file} is damaged, or no dump that this pg_restore can read. {error}") from error
    if not {ACCOUNTS, WORKOUTS, SETS, MIGRATIONS} <= tables:
        raise KeepingError(f"{file} is no backup of HipStrength: its tables are missing in it.")
    releases.require_known(server.migrations_in(file), f"{file}")


def _options(file: Path) -> list[str]:
    # By schema: its own line, which would make "public" anew, is not in it.
    return ["--no-owner", "--no-privileges", f"--schema={SCHEMA}", "--file=-", str(file)]


def _session() -> psycopg.Connection[Any]:
    connection.ensure_connection()
    session: psycopg.Connection[Any] = connection.connection
    return session


@contextmanager
def _told() -> Iterator[None]:
    name = connection.settings_dict["NAME"]
    try:
        with connection.wrap_database_errors:
            yield
    except DatabaseError as error:
        if isinstance(error.__cause__, psycopg.errors.LockNotAvailable | psycopg.errors.DeadlockDetected):
            raise KeepingError(
                f"Other sessions use the database {name} and did not make way within {LOCK_SECONDS} seconds, so "
                "nothing was changed. Stop the site, then restore again."
            ) from error
        raise KeepingError(
            f"The backup cannot be restored, and the database {name} is as it was: {reason_of(error)}."
        ) from error


def _replay(script: IO[bytes], session: psycopg.Connection[Any]) -> None:
    """Run a script of pg_restore: statements as they are, rows by COPY."""
    known = {str(name).encode() for (name,) in session.execute("SELECT name FROM pg_settings").fetchall()}
    statements: list[bytes] = []
    for line in script:
        setting = SETTING.fullmatch(line)
        if line.startswith(META) or (setting and setting[1] not in known):
            continue
        if COPY.fullmatch(line):
            _run(statements, session)
            statements = []
            _copy(line, script, session)
        else:
            statements.append(line)
    _run(statements, session)


def _run(statements: list[bytes], session: psycopg.Connection[Any]) -> None:
    # Without values it goes to the server as it is, however many statements it has.
    session.execute(b"".join(statements))
    # The script waits for locks without end.
    session.execute(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'")


def _copy(statement: bytes, script: IO[bytes], session: psycopg.Connection[Any]) -> None:
    with session.cursor() as cursor, cursor.copy(statement) as copy:
        while (row := script.readline()) != END_OF_COPY:
            if not row:
                raise KeepingError("pg_restore has ended in the middle of a table.")
            copy.write(row)
