"""An authenticator app, by RFC 6238 with its usual values."""

import base64
import hmac
import struct
import time


def code_of(secret: str, *, steps: int = 0) -> str:
    """Return the six digits that the app shows now, or so many half minutes later."""
    counter = int(time.time() // 30) + steps
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", counter), "sha1")
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"
