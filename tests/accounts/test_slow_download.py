"""A file on its way to somebody with a slow line."""

from collections.abc import Iterable
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, RequestFactory

from hipstrength.accounts.models import User
from hipstrength.wsgi import application
from tests.accounts.reauthentication import show_password
from tests.logbook.transfer.exports import fill_everything


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("packing", ["gzip", "identity"])
@pytest.mark.parametrize("url", ["/data/export.json", "/data/export.csv"])
def test_file_on_its_way_holds_no_connection_of_the_database(
    alices_client: Client, alice: User, url: str, packing: str
) -> None:
    fill_everything(alice)
    show_password(alices_client)
    session = alices_client.cookies[settings.SESSION_COOKIE_NAME].value
    headers = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={session}", "Accept-Encoding": packing}
    statuses: list[str] = []

    def start_response(status: str, headers: Iterable[Any]) -> None:
        statuses.append(status)

    answer: Any = application(RequestFactory().get(url, headers=headers).environ, start_response)
    pieces = iter(answer)
    first = next(pieces)
    held = connection.connection
    rest = b"".join(pieces)
    answer.close()

    assert statuses == ["200 OK"]
    assert held is None
    assert len(first + rest) > 0
