from ipaddress import ip_network

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from hipstrength.accounts.client_address import client_address
from hipstrength.accounts.models import User

PROXIES = [ip_network("10.0.0.0/8"), ip_network("fd00::/8")]


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        # Straight from the person.
        ("203.0.113.5", "", "203.0.113.5"),
        ("2001:db8::5", "", "2001:db8::5"),
        # What somebody says who is no proxy.
        ("203.0.113.5", "198.51.100.1", "203.0.113.5"),
        # One proxy, two, and what the person made up before them.
        ("10.0.0.2", "203.0.113.5", "203.0.113.5"),
        ("10.0.0.2", "203.0.113.5, 10.0.0.3", "203.0.113.5"),
        ("10.0.0.2", "1.1.1.1, 203.0.113.5", "203.0.113.5"),
        ("10.0.0.2", "10.9.9.9, 203.0.113.5, 10.0.0.3", "203.0.113.5"),
        ("fd00::1", "2001:db8::5", "2001:db8::5"),
        # As proxies write addresses: with a port, in brackets, an old one inside a new one.
        ("10.0.0.2", "203.0.113.5:4711", "203.0.113.5"),
        ("10.0.0.2", "[2001:db8::5]:4711", "2001:db8::5"),
        ("::ffff:10.0.0.2", "::ffff:203.0.113.5", "203.0.113.5"),
        # A proxy that says nothing, or nonsense.
        ("10.0.0.2", "", "10.0.0.2"),
        ("10.0.0.2", "unknown", "10.0.0.2"),
        ("10.0.0.2", "203.0.113.5, , ", "10.0.0.2"),
        ("10.0.0.2", "203.0.113.5, _hidden", "10.0.0.2"),
        # A socket that has no address.
        ("", "203.0.113.5", ""),
    ],
)
def test_address_is_the_last_one_that_can_be_believed(peer: str, forwarded: str, expected: str) -> None:
    assert client_address(peer, forwarded, PROXIES) == expected


@given(st.ip_addresses(), st.text(st.sampled_from("0123456789abcdef.:[], %x\0")))
def test_no_header_changes_the_address_of_somebody_who_is_no_proxy(peer: object, forwarded: str) -> None:
    assert client_address(str(peer), forwarded, []) == client_address(str(peer), "", [])


@given(st.text(), st.text())
def test_any_text_has_an_address_or_none(peer: str, forwarded: str) -> None:
    assert isinstance(client_address(peer, forwarded, PROXIES), str)


def guess(client: Client, forwarded: str) -> int:
    typed = {"login": "nobody@example.org", "password": "a wrong password"}
    return client.post("/accounts/login/", typed, headers={"x-forwarded-for": forwarded}).status_code


@pytest.mark.parametrize(("trusted", "last"), [([], 429), ([ip_network("127.0.0.1")], 422)])
def test_limit_by_address_believes_a_trusted_proxy_only(
    client: Client, alice: User, settings: Settings, trusted: list[object], last: int
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "3/m/ip", "login_failed": "100/m/ip"}
    settings.TRUSTED_PROXIES = trusted

    statuses = [guess(client, f"203.0.113.{number}") for number in range(5)]

    assert statuses[-1] == last
