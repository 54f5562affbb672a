"""Making the secret key that signs sessions and password links."""

import contextlib
import os
import secrets
from pathlib import Path

LENGTH = 64


def make_once(key_file: Path) -> None:
    """Give the file a new random key unless it exists, readable by its owner only.

    Two processes at once agree on one key, and neither reads half a file: the key is
    written whole under another name, and `os.link` refuses to replace a file. Raises
    OSError when the file cannot be made.
    """
    if key_file.exists():
        return
    draft = key_file.with_name(f".{key_file.name}.{secrets.token_hex(8)}")
    try:
        _write_durably(draft, secrets.token_urlsafe(LENGTH))
        with contextlib.suppress(FileExistsError):
            os.link(draft, key_file)
    finally:
        draft.unlink(missing_ok=True)


def _write_durably(path: Path, text: str) -> None:
    """Write a new file that a power cut does not empty: a lost key would sign everybody out."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
