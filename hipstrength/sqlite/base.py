"""The database backend, as Django looks it up by its ENGINE."""

import traceback
from typing import Any

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to SQLite; one that fails while it is made lets go of its file at once."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Return a connection, made ready; raise what SQLite says where that fails, as on a full disk."""
        try:
            return super().get_new_connection(conn_params)
        except self.Database.Error as error:
            # What Django makes of the error refers to itself, so that the half-made connection in its frames would
            # stay open until the garbage is collected: in a quiet worker for hours.
            traceback.clear_frames(error.__traceback__)
            raise
