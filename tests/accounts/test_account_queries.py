"""How often the pages about an account ask the database: the same for a long list as for a short one."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hipstrength.accounts.models import User
from tests.accounts.passkeys import add_passkey
from tests.accounts.reauthentication import show_password
from tests.factories import make_workout
from tests.wall.world import DAY

# Two of each are the session and the person.
EXPECTED = {
    "/privacy/": 2,
    "/accounts/consent/": 2,
    "/accounts/deleted/": 2,
    "/accounts/delete/": 6,
    "/accounts/second-factor/": 4,
    "/accounts/second-factor/webauthn/": 3,
}


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(url).status_code in (200, 302)
    return len(asked)


@pytest.mark.parametrize("count", [1, 20])
def test_pages_of_an_account_ask_the_same_of_a_long_list(alices_client: Client, alice: User, count: int) -> None:
    show_password(alices_client)
    for number in range(count):
        add_passkey(alice, f"Passkey {number}")
    make_workout(user=alice, day=DAY)

    found = {url: queries(alices_client, url) for url in EXPECTED}

    assert found == EXPECTED
