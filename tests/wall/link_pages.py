"""Who gets what at the addresses of links to reports; see tests/wall/table.py."""

from tests.wall.answers import ACT, EDIT, GONE_ACT, GONE_READ, LOGIN, NOWHERE, READ

PAGES = {
    "data/links/": ("/data/links/", LOGIN, READ, READ, READ, READ),
    "data/links/new/": ("/data/links/new/", LOGIN, EDIT, EDIT, EDIT, EDIT),
    "data/links/<uuid:public_id>/": ("/data/links/{link}/", LOGIN, READ, GONE_READ, GONE_READ, GONE_READ),
    "data/links/<uuid:public_id>/revoke/": (
        "/data/links/{link}/revoke/",
        LOGIN,
        ACT,
        GONE_ACT,
        GONE_ACT,
        GONE_ACT,
    ),
    "data/links/<uuid:public_id>/delete/": (
        "/data/links/{link}/delete/",
        LOGIN,
        ACT,
        GONE_ACT,
        GONE_ACT,
        GONE_ACT,
    ),
    # Whoever has the token reads.
    "shared/<slug:token>/": ("/shared/{token}/", READ, READ, READ, READ, READ),
    "shared/<slug:token>/report.pdf": ("/shared/{token}/report.pdf", READ, READ, READ, READ, READ),
    "shared/<path:rest>": ("/shared/{token}/.", NOWHERE, NOWHERE, NOWHERE, NOWHERE, NOWHERE),
}
# What a link is for: others see what its owner shows, and that they looked is counted.
SHARED = ("shared/<slug:token>/", "shared/<slug:token>/report.pdf")
