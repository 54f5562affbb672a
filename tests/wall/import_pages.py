"""Who gets what at the addresses of the import; see tests/wall/table.py."""

from tests.wall.answers import ACT, EDIT, GONE_ACT, GONE_EDIT, LOGIN, SEND

# A page whose form lacks the file, whoever sends it without.
TAKES_FILE = "200 200 422 405 405 405 405"
FILE = "/data/import/{import}/"

PAGES = {
    "data/import/": ("/data/import/", LOGIN, TAKES_FILE, TAKES_FILE, TAKES_FILE, TAKES_FILE),
    # It leads to the question which exercise is which, as long as that is open.
    "data/import/<uuid:public_id>/": (FILE, LOGIN, SEND, GONE_EDIT, GONE_EDIT, GONE_EDIT),
    "data/import/<uuid:public_id>/match/": (f"{FILE}match/", LOGIN, EDIT, GONE_EDIT, GONE_EDIT, GONE_EDIT),
    "data/import/<uuid:public_id>/cancel/": (f"{FILE}cancel/", LOGIN, ACT, GONE_ACT, GONE_ACT, GONE_ACT),
}
