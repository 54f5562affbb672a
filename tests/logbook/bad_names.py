"""Names of at most 60 characters that are refused, and the complaint beside the box."""

MARKER = "<script>alert('x')</script>"
LONG = "9" * 1_000_000
CONTROL = "Use plain text without control characters."
NO_NUL = "Null characters are not allowed."
BAD_NAMES = [
    ("\0", NO_NUL),
    ("stairs\x07", CONTROL),
    ("\x1b[31mstairs", CONTROL),
    ("n" * 61, "Ensure this value has at most 60 characters (it has 61)."),
    (MARKER * 3, "Ensure this value has at most 60 characters (it has 81)."),
    (LONG, "Ensure this value has at most 60 characters (it has 1000000)."),
]
