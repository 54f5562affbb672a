"""Writing files that others may be reading."""

import os
from pathlib import Path


def replace_if_changed(path: Path, content: bytes) -> bool:
    """Give the file its content in one step, so that no reader sees half of it; return whether it had another."""
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    # Static file finders skip names that begin with a dot.
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return True
