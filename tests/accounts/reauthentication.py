"""Showing once more who one is."""

from django.test import Client

from tests.factories import PASSWORD

URL = "/accounts/reauthenticate/"


def show_password(client: Client, password: str = PASSWORD) -> None:
    """Type the password that pages ask for before something that matters."""
    response = client.post(URL, {"password": password})
    assert response.status_code == 302
