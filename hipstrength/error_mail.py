"""Mails to whoever runs the site about errors of it, where ERROR_MAIL_TO names them."""

import fcntl
import logging
import os
import struct
import tempfile
import threading
import time
import zlib
from smtplib import SMTPException

from django.core.mail import mail_admins

from hipstrength.error_report import Report, Telling, report_of
from hipstrength.release import RELEASE

logger = logging.getLogger(__name__)
PAUSE = 60
SLOTS = 4096
MOMENT = struct.Struct("d")


class Handler(Telling):
    """Mails an error, and the same one again after a minute at the earliest, whichever worker meets it."""

    def __init__(self) -> None:
        super().__init__()
        self.pause = Pause()

    def tell(self, record: logging.LogRecord) -> None:
        """Mail the record, unless the same was mailed a moment ago."""
        report = report_of(record)
        if self.pause.is_over(f"{report.title} {report.trace}", time.time()):
            # The person who met the error does not wait for the mail server.
            threading.Thread(target=send, args=(report,), daemon=True).start()

    def close(self) -> None:
        """Let go of the file."""
        self.pause.close()
        super().close()


def send(report: Report) -> None:
    """Mail a report; say so in the log when that fails."""
    try:
        mail_admins(f"{report.title} ({report.route})", text_of(report))
    except (OSError, SMTPException) as error:
        logger.warning("A mail about an error could not be sent (%s): look at EMAIL_URL.", type(error).__name__)


def text_of(report: Report) -> str:
    """Return the text of the mail."""
    where = f"in the log by the number {report.number}" if report.number else "in the log"
    head = f"Error: {report.title}\nPage: {report.route}\nRequest: {report.number or '–'}\nRelease: {RELEASE}\n"
    return f"{head}\n{report.trace}\nMore is {where}. The same error is mailed once a minute at most.\n"


class Pause:
    """Remembers for all workers when something was last done, in a file that they share by being forked.

    By checksums, in a table of fixed size: two errors that share a place share a minute.
    """

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 — open as long as the process lives
        self._file.truncate(SLOTS * MOMENT.size)
        self._lock = threading.Lock()

    def close(self) -> None:
        """Remember nothing any more."""
        self._file.close()

    def is_over(self, key: str, now: float) -> bool:
        """Whether something was last done a minute ago or longer; if so, it is done now, at the Unix time `now`."""
        place = zlib.crc32(key.encode()) % SLOTS * MOMENT.size
        # Locks of files keep processes apart, but not threads.
        with self._lock:
            fcntl.lockf(self._file, fcntl.LOCK_EX)
            try:
                return self._take(place, now)
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN)

    def _take(self, place: int, now: float) -> bool:
        # Not by seeking: forked processes share the position.
        (last,) = MOMENT.unpack(os.pread(self._file.fileno(), MOMENT.size, place))
        if last <= now < last + PAUSE:
            return False
        os.pwrite(self._file.fileno(), MOMENT.pack(now), place)
        return True
