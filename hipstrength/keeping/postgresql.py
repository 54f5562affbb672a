"""PostgreSQL: dumping a database by its own programs, and looking a dump through."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql
from psycopg.conninfo import make_conninfo

from hipstrength.keeping import programs
from hipstrength.keeping.contents import MIGRATIONS, Contents, Migration
from hipstrength.keeping.errors import KeepingError, reason_of

SCHEMA = "public"
VERSION_STEP = 10_000
# What may be seen in the list of processes: nothing secret.
SECRETS = {"password", "sslpassword", "oauth_client_secret", "scram_client_key", "scram_server_key"}


@dataclass(frozen=True)
class Server:
    """How PostgreSQL's programs reach a database: where they are, their environment, and how it is named to them."""

    folder: Path
    environment: Mapping[str, str]
    address: str
    role: str

    def dump(self, draft: Path, snapshot: str) -> None:
        """Write what another session's snapshot shows. Raises KeepingError."""
        options = ["--format=custom", "--no-owner", "--no-privileges", f"--schema={SCHEMA}", f"--snapshot={snapshot}"]
        role = [f"--role={self.role}"] if self.role else []
        self._run("pg_dump", *options, *role, f"--file={draft}", f"--dbname={self.address}")

    def tables_in(self, dump: Path) -> set[str]:
        """Return the tables whose form and rows a dump names. Raises KeepingError."""
        lines = self._run("pg_restore", "--list", str(dump)).splitlines()
        entries = [line.split() for line in lines if not line.startswith(";")]
        forms = {words[5] for words in entries if words[3:5] == ["TABLE", SCHEMA]}
        return forms & {words[6] for words in entries if words[3:6] == ["TABLE", "DATA", SCHEMA]}

    def read_through(self, dump: Path) -> None:
        """Read a dump to its end: the list at its beginning is there in half a file as well. Raises KeepingError."""
        self._run("pg_restore", f"--file={os.devnull}", str(dump))

    def migrations_in(self, dump: Path) -> set[Migration]:
        """Return the migrations that the dumped database has had. Raises KeepingError."""
        script = self._run("pg_restore", "--data-only", f"--table={MIGRATIONS}", "--file=-", str(dump))
        lines = iter(script.splitlines())
        columns = next((line for line in lines if line.startswith(f"COPY {SCHEMA}.{MIGRATIONS} (")), "")
        names = columns.partition("(")[2].partition(")")[0].split(", ")
        rows = [dict(zip(names, line.split("\t"), strict=False)) for line in iter(lambda: next(lines, "\\."), "\\.")]
        return {(row["app"], row["name"]) for row in rows}

    def _run(self, program: str, *arguments: str) -> str:
        return programs.run(self.folder / program, arguments, self.environment)


def server_of(database: BaseDatabaseWrapper) -> Server:
    """Return how programs reach the database of a connection. Raises KeepingError."""
    with session(database) as connection:
        version = connection.info.server_version // VERSION_STEP
    options = libpq_options(database)
    names = {one.keyword.decode(): (one.envvar or b"").decode() for one in psycopg.pq.Conninfo.get_defaults()}
    environment = {names[name]: value for name, value in options.items() if names[name] and name != "dbname"}
    rest = {name: value for name, value in options.items() if not names[name] and name not in SECRETS}
    return Server(
        folder=programs.client_folder(version),
        environment={**os.environ, **environment},
        address=make_conninfo(dbname=options.get("dbname"), **rest),
        role=str(database.settings_dict["OPTIONS"].get("assume_role") or ""),
    )


def libpq_options(database: BaseDatabaseWrapper) -> dict[str, str]:
    """Return the options of a connection that libpq knows, without those that only Django or psycopg do."""
    known = {one.keyword.decode() for one in psycopg.pq.Conninfo.get_defaults()}
    return {name: str(value) for name, value in database.get_connection_params().items() if name in known}


@contextmanager
def session(database: BaseDatabaseWrapper) -> Iterator[psycopg.Connection[Any]]:
    """Yield a session of its own, which reads everything as it is at one moment. Raises KeepingError."""
    try:
        connection: psycopg.Connection[Any] = psycopg.connect(make_conninfo(**libpq_options(database)))
    except psycopg.Error as error:
        raise KeepingError(
            f"The database {database.settings_dict['NAME']} cannot be opened: {reason_of(error)}. "
            "DATABASE_URL names it."
        ) from error
    connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    connection.read_only = True
    try:
        with connection:
            yield connection
    except psycopg.Error as error:
        raise KeepingError(
            f"The database {database.settings_dict['NAME']} cannot be read: {reason_of(error)}."
        ) from error


def dump(database: BaseDatabaseWrapper, draft: Path) -> Contents:
    """Write a dump and look it through; return what it holds, counted in the same snapshot. Raises KeepingError."""
    server = server_of(database)
    with session(database) as connection:
        # Some servers end sessions that seem to do nothing; this one keeps the snapshot.
        connection.execute("SET idle_in_transaction_session_timeout = 0")
        if server.role:
            connection.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(server.role)))
        snapshot = str(connection.execute("SELECT pg_export_snapshot()").fetchall()[0][0])
        contents = contents_of(connection)
        server.dump(draft, snapshot)
    missing = contents.rows.keys() - server.tables_in(draft)
    if missing:
        raise KeepingError(f"pg_dump has left out {', '.join(sorted(missing))}: may this user read all of it?")
    server.read_through(draft)
    return contents


def contents_of(connection: psycopg.Connection[Any]) -> Contents:
    """Count the rows of all tables."""
    tables = tables_of(connection)
    count = sql.SQL("SELECT count(*) FROM {}")
    return Contents(
        {
            table: int(connection.execute(count.format(sql.Identifier(SCHEMA, table))).fetchall()[0][0])
            for table in tables
        }
    )


def tables_of(connection: psycopg.Connection[Any]) -> list[str]:
    """Return the names of all tables."""
    found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s ORDER BY tablename", [SCHEMA])
    return [str(name) for (name,) in found.fetchall()]
