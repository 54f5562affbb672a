from collections.abc import Iterator

import pytest
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

# Closed by default: whoever opens another page to the public has to say so here.
PUBLIC = {
    "home",
    "pages:why",
    "pages:safety",
    "exercises:list",
    "exercises:detail",
    "exercises:print",
    # Whoever has the token of a link.
    "shared",
    "shared-pdf",
    "shared-nothing",
    "robots",
    "sitemap",
    "healthz",
    "readyz",
    "metrics",
    "admin:login",
    "account-deleted",
    "account_login",
    "logout",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "pages:privacy",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_confirm_login_code",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
}
OPEN_ADDRESSES = [
    "/",
    "/why/",
    "/safety/",
    "/privacy/",
    "/exercises/",
    "/exercises/clamshells/",
    "/exercises/print/",
    "/robots.txt",
    "/sitemap.xml",
    "/healthz",
    "/readyz",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/inactive/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/done/",
]
CLOSED_ADDRESSES = [
    "/settings/",
    "/accounts/reauthenticate/",
    "/accounts/password/change/",
    "/accounts/password/set/",
    "/admin/",
    "/admin/logout/",
    "/admin/jsi18n/",
    "/admin/autocomplete/",
    "/admin/password_change/",
    "/admin/exercises/exercise/",
    "/admin/accounts/user/add/",
    "/admin/r/1/1/",
    "/admin/nothing/",
]


def patterns(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield every address below a resolver with its full name."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from patterns(pattern, namespace + inner)
        else:
            yield f"{namespace}{pattern.name}", pattern


def test_public_pages_are_those_of_the_list() -> None:
    asks = {name: getattr(pattern.callback, "login_required", True) for name, pattern in patterns(get_resolver())}

    assert {name for name, asks_for_login in asks.items() if not asks_for_login} == PUBLIC


def test_every_page_of_the_site_has_a_name() -> None:
    nameless = [name for name, _pattern in patterns(get_resolver()) if name == "None"]

    assert nameless == []


@pytest.mark.parametrize("url", OPEN_ADDRESSES)
def test_open_page_answers_a_visitor(client: Client, catalogue: None, url: str) -> None:
    assert client.get(url).status_code == 200


@pytest.mark.parametrize("url", CLOSED_ADDRESSES)
def test_closed_page_sends_a_visitor_to_the_login(client: Client, catalogue: None, url: str) -> None:
    response = client.get(url)

    login, _question, asked = response.headers["Location"].partition("?")
    assert response.status_code == 302
    assert login in ("/accounts/login/", "/admin/login/")
    assert asked.startswith(f"{REDIRECT_FIELD_NAME}=/")
