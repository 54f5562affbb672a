"""The cache in the database, which counts attempts: it says so when it cannot count."""

from collections.abc import Callable
from typing import Any

from django.core.cache.backends.db import DatabaseCache as DjangosDatabaseCache
from django.db import DatabaseError, connections, router

from hipstrength.trouble import cause_of


class DatabaseCache(DjangosDatabaseCache):
    """Django's, which is silent when a value is not stored: on a full disk nobody's attempts would be limited."""

    def _base_set(self, mode: str, *arguments: Any, **named: Any) -> bool:
        """Store a value. Raises what the database says when it cannot be used; two at once are no trouble."""
        complaints: list[DatabaseError] = []

        def listen(execute: Callable[..., Any], *statement: Any) -> Any:
            try:
                return execute(*statement)
            except DatabaseError as complaint:
                complaints.append(complaint)
                raise

        with connections[router.db_for_write(self.cache_model_class)].execute_wrapper(listen):
            is_stored: bool = super()._base_set(mode, *arguments, **named)  # type: ignore[misc]  # the stubs leave it out
        for complaint in complaints:
            if cause_of(complaint):
                raise complaint
        return is_stored
