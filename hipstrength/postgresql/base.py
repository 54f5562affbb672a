"""The database backend, as Django looks it up by its ENGINE."""

from typing import Any

from django.db.backends.postgresql import base

from hipstrength.postgresql.gate import Gate

# One for each process, as the pool is.
gate = Gate()
# Nobody's page waits longer for a row that somebody else holds; to bring the tables up to date may.
LOCK_TIMEOUT = " -c lock_timeout=10s"


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to PostgreSQL. Where a pool is used, an absent server is found out by one thread for all."""

    def get_connection_params(self) -> dict[str, Any]:
        """Return how to connect: for the server of pages with a limit for waiting, where settings go through."""
        params: dict[str, Any] = super().get_connection_params()
        options = params.get("options")
        if self.settings_dict["OPTIONS"].get("pool") and options and "lock_timeout" not in options:
            params["options"] = options + LOCK_TIMEOUT
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Return a connection from the pool. Raises OperationalError, at once while the server is known to be away."""
        if not self.pool:
            return super().get_new_connection(conn_params)
        if gate.is_shut:
            self._find_out(conn_params)
        try:
            return super().get_new_connection(conn_params)
        except self.Database.OperationalError:
            gate.shut()
            raise

    def _find_out(self, conn_params: dict[str, Any]) -> None:
        """Ask the server itself: the pool would wait, and hide the reason behind a time-out."""
        if not gate.may_try():
            raise self.Database.OperationalError("it did not answer a moment ago")
        try:
            self.Database.connect(**conn_params).close()
        except BaseException:
            gate.shut()
            raise
        # Those from before are dead, and each would cost a request its patience.
        self.pool.drain()
        gate.open()
