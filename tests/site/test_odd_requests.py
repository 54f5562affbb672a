"""Requests that no browser sends, and that must not become an error of ours."""

from collections.abc import Iterable
from typing import Any

import pytest
from django.test import Client, RequestFactory

from hipstrength.wsgi import application


@pytest.mark.parametrize("cookie", ["\0aaaaaaaaaaa", "ü" * 12, "a" * 5000, "A" * 32, ""])
def test_session_cookie_of_another_shape_is_nobodys(client: Client, catalogue: None, cookie: str) -> None:
    client.cookies["session"] = cookie

    assert client.get("/").status_code == 200


@pytest.mark.parametrize("charset", ["hex", "base64", "rot13", "undefined", "utf-16"])
def test_charset_of_a_request_does_not_matter(db: None, charset: str) -> None:
    statuses: list[str] = []
    request = RequestFactory().get("/healthz?x=y")
    environ = {**request.environ, "CONTENT_TYPE": f"text/plain; charset={charset}"}

    def start_response(status: str, headers: Iterable[Any]) -> None:
        statuses.append(status)

    answer = b"".join(application(environ, start_response))

    assert (statuses, answer) == (["200 OK"], b"ok\n")
