import pytest
from django.test import Client

from hipstrength.accounts.models import User
from tests.factories import PASSWORD
from tests.rendered import errors, main_form, parse, values

URL = "/accounts/login/"
UNKNOWN = "The email address and/or password you specified are not correct."


def log_in(client: Client, email: str = "alice@example.org", password: str = PASSWORD, **more: str) -> str:
    """Log in and return where that leads, "" when it is refused."""
    response = client.post(URL, {"login": email, "password": password, **more})
    return str(response.headers.get("Location", ""))


def is_in(client: Client) -> bool:
    return client.get("/settings/").status_code == 200


@pytest.mark.parametrize("email", ["alice@example.org", "ALICE@Example.ORG", " Alice@example.org "])
def test_login_knows_the_address_in_any_case(client: Client, alice: User, email: str) -> None:
    location = log_in(client, email)

    assert (location, is_in(client)) == ("/", True)


def test_login_changes_the_name_of_the_session(client: Client, alice: User) -> None:
    client.session["before"] = True
    session = client.session
    session.save()
    client.cookies["session"] = session.session_key or ""

    log_in(client)

    assert client.session.session_key != session.session_key


def test_login_refuses_known_and_unknown_people_alike(client: Client, alice: User) -> None:
    pages = [
        client.post(URL, {"login": email, "password": "a wrong password"})
        for email in ("alice@example.org", "nobody@example.org")
    ]

    assert [page.status_code for page in pages] == [422, 422]
    texts = [parse(page).one("main").text for page in pages]
    assert texts[0] == texts[1]
    assert UNKNOWN in texts[0]
    assert not is_in(client)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ({"login": "", "password": PASSWORD}, ["login"]),
        ({"login": "alice@example.org", "password": ""}, ["password"]),
        ({"login": "a\0", "password": PASSWORD}, ["login"]),
        ({"login": "alice@example.org", "password": "\0" * 20}, ["password"]),
        ({"login": "a" * 1_000_000, "password": PASSWORD}, ["login"]),
        ({"login": "alice@example.org", "password": "p" * 1_000_000}, ["password"]),
    ],
)
def test_login_refuses_beside_the_field(client: Client, alice: User, typed: dict[str, str], names: list[str]) -> None:
    response = client.post(URL, typed)

    assert (response.status_code, list(errors(parse(response)))) == (422, names)
    assert not is_in(client)


def test_refused_login_keeps_the_address_but_not_the_password(client: Client, alice: User) -> None:
    response = client.post(URL, {"login": "Alice@example.org", "password": "a wrong password"})

    assert values(main_form(parse(response))) == {"login": "Alice@example.org", "password": ""}


@pytest.mark.parametrize(
    ("asked", "location"),
    [
        ("/history/2026-11-16/", "/history/2026-11-16/"),
        ("/workouts/new/?date=2026-11-16", "/workouts/new/?date=2026-11-16"),
        *(
            (evil, "/")
            for evil in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)")
        ),
        ("http:evil.example", "/"),
        ("", "/"),
    ],
)
def test_login_leads_on_within_the_site_only(client: Client, alice: User, asked: str, location: str) -> None:
    assert log_in(client, next=asked) == location


def test_login_leads_back_to_where_it_was_asked_for(client: Client, alice: User) -> None:
    login = client.get("/history/2026-11-16/").headers["Location"]
    form = values(main_form(parse(client.get(login))))

    location = log_in(client, next=form["next"])

    assert location == "/history/2026-11-16/"


def test_locked_out_person_cannot_log_in(client: Client, alice: User) -> None:
    User.objects.update(is_active=False)

    location = log_in(client)

    assert not is_in(client)
    assert location in ("", "/accounts/inactive/")


def test_login_needs_its_own_form(alice: User) -> None:
    client = Client(enforce_csrf_checks=True)

    response = client.post(URL, {"login": "alice@example.org", "password": PASSWORD})

    assert (response.status_code, parse(response).one("h1").text) == (403, "This form was too old")


def test_logout_by_link_asks_first(alices_client: Client) -> None:
    page = parse(alices_client.get("/accounts/logout/"))

    assert page.one("h1").text == "Log out?"
    assert is_in(alices_client)


def test_logout_ends_the_session(alices_client: Client) -> None:
    key = alices_client.session.session_key

    response = alices_client.post("/accounts/logout/")

    assert (response.status_code, response.headers["Location"]) == (302, "/")
    assert not is_in(alices_client)
    assert not alices_client.session.exists(key or "")


def test_logout_needs_its_own_form(alice: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)

    response = client.post("/accounts/logout/")

    assert (response.status_code, is_in(client)) == (403, True)
