"""Who gets what at the addresses of the report; see tests/wall/table.py."""

from tests.wall.answers import LOGIN, READ

PAGES = {
    "data/report/": ("/data/report/?weeks=12&notes=on", LOGIN, READ, READ, READ, READ),
    "data/report.pdf": ("/data/report.pdf?weeks=12&notes=on&paper=a4", LOGIN, READ, READ, READ, READ),
}
