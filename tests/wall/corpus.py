"""What people, machines and attackers type."""

from urllib.parse import quote

from tests.wall.world import MARK

# Shows in a page, if anything does, that what was typed became part of it.
XSS = "<script src=x></script>\"'><img src=x onerror=alert(1)>{{ 7|add:7 }}{% now 'Y' %}${7*7}"
CORPUS = {
    "nothing": "",
    "space": " ",
    "NUL": "a\0b",
    "only NUL": "\0",
    "control": "\x01\x1b[31m\x7f\x9f",
    "line breaks": "a\r\nSet-Cookie: a=b\r\n\r\n<b>",
    "HTML and templates": XSS,
    "SQL": "1' OR '1'='1'; DROP TABLE logbook_workout; --",
    "emoji and marks": "🦵🏽\u202e\u2066abc\u200b\ufeff",
    "right to left": "ركبتي",
    "half a pair": "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    "zero": "0",
    "minus": "-1",
    "beyond 63 bits": str(2**63),
    "huge": "9" * 5_000,
    "fraction": "1.5",
    "infinite": "1e309",
    "NaN": "NaN",
    "signalling NaN": "sNaN",
    "digits of others": "١٢٣",
    "first day": "0001-01-01",
    "last day": "9999-12-31",
    "no such day": "2026-02-30",
    "list": "[]",
    "object": '{"a": {"b": [1, 2, 3]}}',
    "deep": "[" * 5_000,
    "path": "../../../../etc/passwd",
    "address": "https://evil.example/",
    "address without scheme": "//evil.example/",
    "script": "javascript:alert(1)",
    "of somebody else": MARK,
}
MEGABYTE = "x" * 1_048_576
# As they stand in an address: the same, and what no text can be.
IN_ADDRESSES = [
    *(quote(text[:300], safe="") for text in CORPUS.values() if text.strip(".")),
    "%FF%FE",
    "%C0%AF",
    "%ED%A0%80",
    "%",
    "%zz",
    "a;b=c",
    "999999999999999999999999999999",
    "0000-00-00",
    "2026-W53",
]
