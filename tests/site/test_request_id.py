"""The number of a request: where it comes from, and where it is shown."""

import logging
import re
from io import StringIO
from ipaddress import ip_network
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from hipstrength.logs import TextFormatter
from hipstrength.request_id import current
from tests.rendered import parse

RANDOM = re.compile(r"[0-9a-f]{16}")


@pytest.fixture
def behind_proxy(settings: Settings) -> None:
    settings.TRUSTED_PROXIES = [ip_network("127.0.0.1")]


def answered(client: Client, given: str = "") -> str:
    headers = {"x-request-id": given} if given else {}
    return str(client.get("/healthz", headers=headers).headers["X-Request-ID"])


def test_each_request_has_its_own_number(client: Client) -> None:
    first, second = answered(client), answered(client)

    assert RANDOM.fullmatch(first)
    assert RANDOM.fullmatch(second)
    assert first != second
    assert current() == ""


def test_number_of_a_trusted_proxy_is_kept(client: Client, behind_proxy: None) -> None:
    assert answered(client, "req-7f3a.B_1") == "req-7f3a.B_1"


def test_number_of_anybody_else_is_not(client: Client) -> None:
    assert RANDOM.fullmatch(answered(client, "req-7f3a.B_1"))


@pytest.mark.parametrize("given", ["short", "a" * 65, "two words here", "alice@example.org", '"}{"a":1', "ünïcödë8"])
def test_number_that_is_no_plain_token_is_not_kept(client: Client, behind_proxy: None, given: str) -> None:
    assert RANDOM.fullmatch(answered(client, given))


@pytest.mark.urls("tests.site.broken_urls")
def test_error_page_tells_the_number_of_its_log_line(client: Client, catalogue: None) -> None:
    client.raise_request_exception = False
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(TextFormatter())
    logging.getLogger("django.request").addHandler(handler)
    try:
        response = client.get("/broken/?note=knee")
    finally:
        logging.getLogger("django.request").removeHandler(handler)

    number = response.headers["X-Request-ID"]
    assert f"Tell them this number: {number}" in parse(response).one("main").text
    line = stream.getvalue()
    assert re.match(r"[0-9-]{10} [0-9:.]{12}\+00:00 ERROR django\.request \[" + number + r"\] Internal", line)
    assert "RuntimeError: broken on purpose" in line
    assert "note=knee" not in line


@pytest.mark.urls("tests.site.broken_urls")
def test_error_page_needs_no_template(client: Client, catalogue: None, settings: Settings) -> None:
    client.raise_request_exception = False
    templates: list[dict[str, Any]] = [{**settings.TEMPLATES[0], "DIRS": [], "APP_DIRS": False}]
    settings.TEMPLATES = templates

    response = client.get("/broken/")

    page = parse(response)
    assert (response.status_code, page.one("h1").text) == (500, "Something went wrong on our side")
    assert f"Tell them this number: {response.headers['X-Request-ID']}" in page.one("main").text
