"""The web server's own log, written as the rest of it."""

from typing import Any

from gunicorn import glogging  # type: ignore[import-untyped]  # it comes without types

from hipstrength import logs


class Logger(glogging.Logger):  # type: ignore[misc]  # the library has no types
    """Gunicorn's log in the format of ours."""

    def setup(self, cfg: Any) -> None:
        """Set it up, and write its lines as ours are."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(logs.formatter(logs.log_format()))
