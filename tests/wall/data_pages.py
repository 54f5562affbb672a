"""Who gets what at the addresses with which people take their data with them; see tests/wall/table.py."""

from tests.wall.answers import LOGIN, READ

# A file, which nobody asks about without fetching it.
FILE = "200 405 405 405 405 405 405"

PAGES = {
    "data/": ("/data/", LOGIN, READ, READ, READ, READ),
    "data/export.json": ("/data/export.json", LOGIN, FILE, FILE, FILE, FILE),
    "data/export.csv": ("/data/export.csv", LOGIN, FILE, FILE, FILE, FILE),
}
