"""Seeing the public page with a text before it is saved."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from exercises.models import Exercise
from tests.exercises.editing import LIST, change_url, row_of, rows, save, shown_for, version_url
from tests.factories import make_user
from tests.rendered import Element, parse, values

ADD = f"{LIST}add/"
NEW = {"name": "Wall sit", "slug": "wall-sit", "summary": "Sit.", "start_position": "Stand.", "steps": "Down.\r\nUp."}
BANNER = "This is a preview. Nothing is saved: close this tab, and save in the one where you typed."
MARKER = "<script>alert('x')</script> & <b>"


@pytest.fixture
def no_writes() -> Iterator[None]:
    """Whatever is written to the database fails the test."""

    def execute(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        # Any form that is sent makes the login last longer.
        is_login = "django_session" in sql or "SAVEPOINT" in sql
        assert is_login or sql.lstrip("( ").upper().startswith("SELECT"), sql
        return execute(sql, params, many, context)

    with connection.execute_wrapper(execute):
        yield


def preview_url(exercise: Exercise) -> str:
    return f"{LIST}{exercise.pk}/preview/"


def new_form(client: Client) -> dict[str, str]:
    return {**values(parse(client.get(ADD)).one("form", id="exercise_form")), **NEW}


def banner(page: Element) -> list[str]:
    return [box.text for box in page.all("p", class_="alert alert-warning")]


def test_preview_is_the_page_with_the_typed_text(
    admins_client: Client, clamshells: Exercise, request: pytest.FixtureRequest
) -> None:
    form = {**shown_for(admins_client, clamshells), "name": "Shells", "steps": "First.\r\n\r\nSecond."}
    public = [part.text for part in parse(admins_client.get("/exercises/clamshells/")).one("article").all("h2")]
    request.getfixturevalue("no_writes")

    response = admins_client.post(preview_url(clamshells), form)

    page = parse(response)
    assert (response.status_code, banner(page), page.one("h1").text) == (200, [BANNER], "Shells")
    assert [item.text for item in page.one("ol", class_="steps").all("li")] == ["First.", "Second."]
    assert [part.text for part in page.one("article").all("h2")] == public
    assert clamshells.summary == page.one("p", class_="lead").text


def test_preview_stores_nothing(admins_client: Client, clamshells: Exercise) -> None:
    before = row_of(clamshells)

    admins_client.post(preview_url(clamshells), {**shown_for(admins_client, clamshells), "summary": "Typed."})
    admins_client.post(f"{ADD}preview/", new_form(admins_client))

    assert (row_of(clamshells), len(rows(clamshells)), Exercise.objects.count()) == (before, 1, 4)


def test_new_exercise_can_be_previewed(admins_client: Client) -> None:
    response = admins_client.post(f"{ADD}preview/", {**new_form(admins_client), "is_published": "on"})

    page = parse(response)
    assert (response.status_code, page.one("h1").text, banner(page)) == (200, "Wall sit", [BANNER])
    assert [item.text for item in page.one("ol", class_="steps").all("li")] == ["Down.", "Up."]


def test_preview_of_an_unpublished_one_says_both(admins_client: Client, clamshells: Exercise) -> None:
    form = shown_for(admins_client, clamshells)
    del form["is_published"]

    page = parse(admins_client.post(preview_url(clamshells), form))

    assert banner(page) == [
        BANNER,
        "This exercise is not published. Only people who may use the admin see this page.",
    ]


@pytest.mark.parametrize(
    ("typed", "complaints"),
    [
        ({"name": ""}, {"Name": "This field is required."}),
        ({"target_low": "21"}, {"Target to": "“Target to” must not be below “target from” (21)."}),
        ({"steps": "x" * 301}, {"Steps": "Step 1 has 301 characters; keep it to 300."}),
        (
            {"name": "Hip bridges", "order": "x"},
            {"Order": "Enter a whole number.", "Name": "Exercise with this Name already exists."},
        ),
        ({"harder": "a\0b"}, {"Make it harder": "Null characters are not allowed."}),
        (
            {"asks_band_position": "on", "allows_band": ""},
            {"The whole": "Only an exercise with a band can ask where the band is."},
        ),
    ],
)
def test_preview_of_a_bad_text_says_what_is_wrong(
    admins_client: Client, clamshells: Exercise, typed: dict[str, str], complaints: dict[str, str]
) -> None:
    form = {
        name: text for name, text in {**shown_for(admins_client, clamshells), **typed}.items() if text or name == "name"
    }

    response = admins_client.post(preview_url(clamshells), form)

    parts = parse(response).one("dl", class_="changes").all("div")
    assert response.status_code == 422
    assert {part.one("dt").text: part.one("dd").text for part in parts} == complaints


def test_preview_of_nothing_says_what_is_missing(admins_client: Client, clamshells: Exercise) -> None:
    answers = [admins_client.post(url, {}).status_code for url in (preview_url(clamshells), f"{ADD}preview/")]

    assert answers == [422, 422]


def test_preview_shows_html_as_typed(admins_client: Client, clamshells: Exercise) -> None:
    texts = dict.fromkeys(("name", "summary", "start_position", "steps", "harder", "easier", "muscles"), MARKER)
    form = {**shown_for(admins_client, clamshells), **texts}

    for typed in (form, {**form, "order": MARKER}):
        response = admins_client.post(preview_url(clamshells), typed)
        assert "<script>alert(" not in response.content.decode()
    assert parse(admins_client.post(preview_url(clamshells), form)).one("main").text.count(MARKER) == 7


def test_preview_opened_again_leads_to_the_form(admins_client: Client, clamshells: Exercise) -> None:
    answers = [admins_client.get(url) for url in (preview_url(clamshells), f"{ADD}preview/")]

    assert [(answer.status_code, answer.headers["Location"]) for answer in answers] == [
        (302, change_url(clamshells)),
        (302, ADD),
    ]


@pytest.mark.parametrize("key", ["0", "9" * 30])
def test_preview_of_no_exercise_is_not_found(admins_client: Client, key: str) -> None:
    response = admins_client.post(f"{LIST}{key}/preview/", NEW)

    assert (response.status_code, response.headers["Location"]) == (302, "/admin/")


def test_preview_works_without_scripts_in_a_new_tab(admins_client: Client, clamshells: Exercise) -> None:
    save(admins_client, clamshells, summary="Second.")
    pages = {
        change_url(clamshells): preview_url(clamshells),
        version_url(rows(clamshells)[0]): preview_url(clamshells),
        ADD: f"{ADD}preview/",
    }

    buttons = {url: list(parse(admins_client.get(url)).all("input", value="Preview")) for url in pages}

    found = {
        url: {(button.attributes["formaction"], button.attributes["formtarget"]) for button in shown}
        for url, shown in buttons.items()
    }
    assert found == {url: {(target, "_blank")} for url, target in pages.items()}


def test_preview_of_a_form_of_another_site_is_refused(clamshells: Exercise) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user(is_staff=True, is_superuser=True))

    assert client.post(preview_url(clamshells), NEW).status_code == 403


@pytest.mark.parametrize("is_staff", [False, True])
def test_preview_is_for_those_who_may_edit(client: Client, clamshells: Exercise, is_staff: bool) -> None:
    client.force_login(make_user(is_staff=is_staff))

    answers = [client.post(url, NEW).status_code for url in (preview_url(clamshells), f"{ADD}preview/")]

    assert answers == ([403, 403] if is_staff else [302, 302])
