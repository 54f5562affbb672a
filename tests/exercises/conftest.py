"""What the tests of the catalogue share."""

import pytest
from django.test import Client

from exercises.models import Exercise
from hipstrength.accounts.models import User
from tests.factories import make_user


@pytest.fixture
def anna(catalogue: None) -> User:
    """Somebody who may do everything in the admin."""
    return make_user(email="anna@example.org", is_staff=True, is_superuser=True)


@pytest.fixture
def ben(catalogue: None) -> User:
    """A second one."""
    return make_user(email="ben@example.org", is_staff=True, is_superuser=True)


@pytest.fixture
def admins_client(client: Client, anna: User) -> Client:
    """A browser in which Anna is logged in."""
    client.force_login(anna)
    return client


@pytest.fixture
def bens_client(ben: User) -> Client:
    """Another browser, in which Ben is logged in."""
    client = Client()
    client.force_login(ben)
    return client


@pytest.fixture
def clamshells(catalogue: None) -> Exercise:
    exercise: Exercise = Exercise.objects.get(slug="clamshells")
    return exercise
