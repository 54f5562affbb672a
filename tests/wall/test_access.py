"""Who may do what, address by address: the table is literal, and an address that is missing in it fails."""

import pytest

from tests.stored import rows_of
from tests.wall.link_pages import SHARED
from tests.wall.routes import routes
from tests.wall.table import METHODS, PAGES
from tests.wall.world import ADMIN, MARK, OWNER, ROLES, World, undone

# The database is there because of it; what the tests do is taken back.
pytestmark = pytest.mark.django_db

OTHERS = [role for role in ROLES if role != OWNER]
# What somebody else may do to a person: an admin deletes an account, and who opens a link is counted.
MAY_TOUCH = [
    ("admin/accounts/user/<path:object_id>/delete/", ADMIN, "POST"),
    *((route, role, "GET") for route in SHARED for role in OTHERS),
]
# What somebody else may see of a person: what a link shows.
MAY_SEE = [(SHARED[0], role, "GET") for role in OTHERS]


def test_every_address_is_in_the_table() -> None:
    assert sorted(PAGES) == sorted(set(routes()))


@pytest.mark.parametrize("route", PAGES)
def test_address_answers_everybody_as_the_table_says(world: World, route: str) -> None:
    template, *_by_role = PAGES[route]
    before, found, touched, leaked = rows_of(world.owner), {}, [], []
    for role in ROLES:
        statuses = []
        for method in METHODS:

            def act(role: str = role, method: str = method) -> int:
                response = world.ask(role, method, template)
                if role != OWNER and rows_of(world.owner) != before:
                    touched.append((role, method))
                if role != OWNER and MARK in getattr(response, "content", b"").decode(errors="replace"):
                    leaked.append((role, method))
                return int(response.status_code)

            statuses.append(undone(act))
        found[role] = " ".join(map(str, statuses))

    assert found == dict(zip(ROLES, PAGES[route][1:], strict=True))
    assert touched == [(role, method) for where, role, method in MAY_TOUCH if where == route]
    assert leaked == [(role, method) for where, role, method in MAY_SEE if where == route]
