"""A site that is reached by another address than SITE_URL: each page says what to set, instead of a bare 403."""

import logging

import pytest
from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings

from hipstrength.middleware import DoubtedProxyMiddleware


def passed_on(request: HttpRequest) -> HttpResponse:
    return HttpResponse("passed on")


def test_other_host_names_the_site_and_the_variable(db: None, caplog: pytest.LogCaptureFixture) -> None:
    answer = Client(headers={"host": "192.168.1.5:8000"}).get("/")

    assert answer.status_code == 400
    assert f'href="{settings.SITE_URL}"' in answer.content.decode()
    assert "<code>SITE_URL</code>" in answer.content.decode()
    assert caplog.messages == [f"Somebody came by the name '192.168.1.5:8000', but SITE_URL is {settings.SITE_URL}."]


def test_other_host_is_not_shown_to_anybody_else(db: None) -> None:
    answer = Client(headers={"host": "evil.example.org"}).get("/")

    assert "evil" not in answer.content.decode()


@pytest.mark.parametrize("origin", ["https://testserver", "http://testserver:8000"])
def test_form_from_this_host_by_another_address_says_what_to_set(
    db: None, origin: str, caplog: pytest.LogCaptureFixture
) -> None:
    answer = Client(enforce_csrf_checks=True).post("/accounts/login/", {}, headers={"origin": origin})

    assert answer.status_code == 403
    assert f"<code>SITE_URL={origin}</code>" in answer.content.decode()
    assert f"A form came from {origin!r}, but SITE_URL is {settings.SITE_URL}." in caplog.messages


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example.org", "null", "http://[", "http://testserver@evil.example.org", "http://testserver/a"],
)
def test_form_from_elsewhere_learns_nothing(db: None, origin: str) -> None:
    answer = Client(enforce_csrf_checks=True).post("/accounts/login/", {}, headers={"origin": origin})

    assert answer.status_code == 403
    assert "SITE_URL" not in answer.content.decode()


@override_settings(SECURE_SSL_REDIRECT=True)
@pytest.mark.parametrize(
    ("headers", "secure", "status"),
    [({"x-forwarded-proto": "https"}, False, 400), ({"x-forwarded-proto": "https"}, True, 200), ({}, False, 200)],
)
def test_proxy_that_is_not_believed_is_told(
    headers: dict[str, str], secure: bool, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    request = RequestFactory(headers=headers).get("/", secure=secure, REMOTE_ADDR="172.18.0.9")

    answer = DoubtedProxyMiddleware(passed_on)(request)

    assert answer.status_code == status
    assert ("The proxy at 172.18.0.9 is not in FORWARDED_ALLOW_IPS." in caplog.messages) is (status == 400)
    assert (b"FORWARDED_ALLOW_IPS" in answer.content) is (status == 400)


def test_site_on_plain_http_has_no_proxy_to_doubt() -> None:
    with pytest.raises(MiddlewareNotUsed):
        DoubtedProxyMiddleware(passed_on)
