"""How events are written to the log."""

import json
import logging
from datetime import UTC, datetime


class EventFormatter(logging.Formatter):
    """Writes an event as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        moment = datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds")
        line = {"time": moment, "level": record.levelname, "event": record.getMessage()}
        return json.dumps({**line, **getattr(record, "facts", {})}, ensure_ascii=True)
