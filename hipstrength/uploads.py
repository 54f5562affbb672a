"""Files that people send: one that is too large is neither kept in memory nor written to the disk."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile

# Nothing larger is taken anywhere on this site; logbook.importing.kinds says it to people.
MOST_BYTES = 5 * 1024 * 1024


class LimitHandler(FileUploadHandler):
    """Skips a file once it is too large, and says so in `request.upload_is_too_large`.

    DATA_UPLOAD_MAX_MEMORY_SIZE does not count files.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass a piece on as long as the file is small enough."""
        if start + len(raw_data) > MOST_BYTES:
            self.request.upload_is_too_large = True  # type: ignore[union-attr]  # what a request carries is up to us
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> Any:  # noqa: ARG002 — Django passes it
        """Leave the file to the handlers behind."""
        return None
