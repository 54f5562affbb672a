from datetime import date

import pytest
from django.test import Client

from exercises.models import Exercise
from hipstrength.accounts.models import User
from logbook.models import WorkoutSet
from tests.exercises.editing import LIST, change_url, complaints, notes, row_of, shown_for
from tests.factories import PASSWORD, make_exercise, make_user, make_workout
from tests.rendered import parse, values
from tests.stored import rows_of

MARKER = "<script>alert('x')</script> & <b>"


def test_admin_can_edit_all_text(admins_client: Client, clamshells: Exercise) -> None:
    typed = {
        "name": "Clams",
        "order": "7",
        "summary": "New summary.",
        "start_position": "New start.",
        "steps": "First.\r\nSecond.",
        "mistakes": "Mistake.",
        "muscles": "New muscles.",
        "harder": "New harder.",
        "easier": "New easier.",
        "counts": "steps",
        "sides": "each_direction",
        "target_low": "5",
        "target_high": "8",
        "asks_band_position": "on",
        "weight_place": "ankle",
        "illustration": "hip-bridges",
    }

    response = admins_client.post(change_url(clamshells), {**shown_for(admins_client, clamshells), **typed})

    row = row_of(clamshells)
    kept = {"id": clamshells.pk, "slug": "clamshells", "is_published": True, "allows_band": True}
    changed = {"order": 7, "target_low": 5, "target_high": 8, "asks_band_position": True, "revision": 2}
    assert response.status_code == 302
    assert {**row, "updated_at": None} == {
        **typed,
        **kept,
        **changed,
        "steps": "First.\nSecond.",
        "updated_at": None,
    }
    assert row["updated_at"] > clamshells.updated_at


def test_edited_text_shows_at_once(admins_client: Client, clamshells: Exercise) -> None:
    admins_client.post(change_url(clamshells), {**shown_for(admins_client, clamshells), "steps": "First.\r\nSecond."})

    page = parse(admins_client.get("/exercises/clamshells/"))

    assert [item.text for item in page.one("ol", class_="steps").all("li")] == ["First.", "Second."]


def test_saving_without_a_change_counts_no_revision(admins_client: Client, clamshells: Exercise) -> None:
    before = row_of(clamshells)

    admins_client.post(change_url(clamshells), shown_for(admins_client, clamshells))

    assert row_of(clamshells) == before


def test_each_change_counts_one_revision(admins_client: Client, clamshells: Exercise) -> None:
    for number in range(3):
        typed = {**shown_for(admins_client, clamshells), "summary": f"Summary {number}"}
        admins_client.post(change_url(clamshells), typed)

    assert row_of(clamshells)["revision"] == 4


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("One.\r\nTwo.", "One.\nTwo."),
        ("\r\n\r\n One. \r\n\t\r\nTwo.\r\n\r\n", "One.\nTwo."),
        ("One.", "One."),
        ("\r\n".join(["x" * 300] * 12), "\n".join(["x" * 300] * 12)),
    ],
)
def test_steps_are_stored_one_per_line(admins_client: Client, clamshells: Exercise, typed: str, stored: str) -> None:
    admins_client.post(change_url(clamshells), {**shown_for(admins_client, clamshells), "steps": typed})

    assert row_of(clamshells)["steps"] == stored


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"steps": " \r\n\t\r\n "}, {"steps": "This field is required."}),
        ({"steps": "\r\n".join(["Step."] * 13)}, {"steps": "There are 13 steps; 12 fit on the page."}),
        (
            {"steps": "Short.\r\n" + "x" * 301},
            {"steps": "Step 2 has 301 characters; keep it to 300."},
        ),
        ({"target_low": "21"}, {"target_high": "“Target to” must not be below “target from” (21)."}),
        ({"target_low": "0"}, {"target_low": "Ensure this value is greater than or equal to 1."}),
        ({"target_high": "101"}, {"target_high": "Ensure this value is less than or equal to 100."}),
        ({"target_low": "ten"}, {"target_low": "Enter a whole number."}),
        ({"order": "-1"}, {"order": "Ensure this value is greater than or equal to 0."}),
        ({"order": "32768"}, {"order": "Ensure this value is less than or equal to 1000."}),
        ({"name": ""}, {"name": "This field is required."}),
        ({"name": "Hip bridges"}, {"name": "Exercise with this Name already exists."}),
        ({"name": "hip BRIDGES"}, {"name": "There is an exercise of this name already."}),
        ({"name": "\u200b\u2060"}, {"name": "Write a name that can be read."}),
        ({"steps": "\u200b\r\n\ufeff"}, {"steps": "Write at least one step."}),
        ({"summary": "x" * 161}, {"summary": "Ensure this value has at most 160 characters (it has 161)."}),
        ({"harder": "a\0b"}, {"harder": "Null characters are not allowed."}),
    ],
)
def test_bad_text_is_refused_beside_its_field(
    admins_client: Client, clamshells: Exercise, typed: dict[str, str], expected: dict[str, str]
) -> None:
    before = row_of(clamshells)

    response = admins_client.post(change_url(clamshells), {**shown_for(admins_client, clamshells), **typed})

    page = parse(response)
    shown = values(page.one("form", id="exercise_form"))
    assert complaints(page) == expected
    assert {name: shown[name].strip() for name in typed} == {name: text.strip() for name, text in typed.items()}
    assert row_of(clamshells) == before


def test_band_position_without_band_is_refused(admins_client: Client, clamshells: Exercise) -> None:
    typed = {**shown_for(admins_client, clamshells), "asks_band_position": "on"}
    del typed["allows_band"]

    page = parse(admins_client.post(change_url(clamshells), typed))

    found = [item.text for item in page.all("ul", class_="errorlist nonfield")]
    assert found == ["Only an exercise with a band can ask where the band is."]
    assert row_of(clamshells)["asks_band_position"] is False


def test_form_helps_with_each_field_that_needs_it(admins_client: Client, clamshells: Exercise) -> None:
    page = parse(admins_client.get(change_url(clamshells)))

    shown = {text.text for text in page.all("div", class_="help")}
    assert shown == {str(field.help_text) for field in Exercise._meta.fields if field.help_text}


def test_form_leads_to_the_page_on_the_site(admins_client: Client, clamshells: Exercise) -> None:
    page = parse(admins_client.get(change_url(clamshells)))
    link = page.one("a", class_="viewsitelink").attributes["href"]

    response = admins_client.get(link)

    assert response.headers["Location"] == "http://testserver/exercises/clamshells/"


def test_new_exercise_appears_on_the_site(admins_client: Client) -> None:
    form = values(parse(admins_client.get(f"{LIST}add/")).one("form", id="exercise_form"))
    typed = {"name": "Wall sit", "slug": "wall-sit", "summary": "Sit.", "start_position": "Stand.", "steps": "Sit."}

    response = admins_client.post(f"{LIST}add/", {**form, **typed, "is_published": "on"})

    assert response.status_code == 302
    assert parse(Client().get("/exercises/wall-sit/")).one("h1").text == "Wall sit"
    assert Exercise.objects.get(slug="wall-sit").revision == 1


def test_new_exercise_begins_unpublished_at_the_end(admins_client: Client) -> None:
    form = values(parse(admins_client.get(f"{LIST}add/")).one("form", id="exercise_form"))

    assert (form["order"], "is_published" in form) == ("5", False)


def test_new_exercise_may_not_hide_behind_the_sheet(admins_client: Client) -> None:
    form = values(parse(admins_client.get(f"{LIST}add/")).one("form", id="exercise_form"))
    typed = {"name": "Print", "slug": "print", "summary": "Sit.", "start_position": "Stand.", "steps": "Sit."}

    page = parse(admins_client.post(f"{LIST}add/", {**form, **typed}))

    assert complaints(page) == {"slug": "“print” is the sheet with all exercises."}


def test_text_typed_as_html_is_shown_as_typed(admins_client: Client, clamshells: Exercise) -> None:
    typed = dict.fromkeys(("name", "summary", "start_position", "steps", "harder", "easier"), MARKER)

    admins_client.post(change_url(clamshells), {**shown_for(admins_client, clamshells), **typed})

    for url in ("/exercises/clamshells/", change_url(clamshells), LIST):
        response = admins_client.get(url)
        assert MARKER in parse(response).text
        assert "<script>alert(" not in response.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_logged_exercise_is_not_deleted_and_says_why(admins_client: Client, clamshells: Exercise, method: str) -> None:
    user = make_user()
    make_workout(user=user, day=date(2026, 11, 17))
    before = (row_of(clamshells), rows_of(user))

    response = getattr(admins_client, method)(f"{LIST}{clamshells.pk}/delete/", {"post": "yes"})

    assert (response.status_code, response.headers["Location"]) == (302, change_url(clamshells))
    assert notes(parse(admins_client.get(change_url(clamshells)))) == [
        "“Clamshells” cannot be deleted, because people have logged sets of it."
        " To take it off the site, untick “Published”: their logs stay as they are."
    ]
    assert (row_of(clamshells), rows_of(user)) == before


def test_unused_exercise_can_be_deleted(admins_client: Client, clamshells: Exercise) -> None:
    make_workout(user=make_user(), day=date(2026, 11, 17))
    unused = make_exercise(slug="wall-sit")

    asked = admins_client.get(f"{LIST}{unused.pk}/delete/")
    response = admins_client.post(f"{LIST}{unused.pk}/delete/", {"post": "yes"})

    assert (asked.status_code, response.status_code, response.headers["Location"]) == (200, 302, LIST)
    assert not Exercise.objects.filter(slug="wall-sit").exists()
    assert Exercise.objects.count() == 4


def test_several_exercises_cannot_be_deleted_at_once(admins_client: Client, clamshells: Exercise) -> None:
    page = parse(admins_client.get(LIST))

    admins_client.post(LIST, {"action": "delete_selected", "_selected_action": [clamshells.pk], "post": "yes"})

    assert list(page.all("select", name="action")) == []
    assert Exercise.objects.count() == 4


@pytest.mark.parametrize("query", ["", "?q=clam", "?is_published__exact=1", "?o=1.-2", "?o=x", "?p=-1", "?e=1&x=\0"])
def test_exercise_list_answers_any_question(admins_client: Client, query: str) -> None:
    response = admins_client.get(LIST + query, follow=True)

    assert response.status_code == 200


@pytest.mark.parametrize("key", ["0", "x", "9" * 30, "%00"])
@pytest.mark.parametrize("part", ["change/", "delete/", "history/"])
def test_exercise_that_is_none_is_not_found(admins_client: Client, key: str, part: str) -> None:
    response = admins_client.get(f"{LIST}{key}/{part}")

    assert (response.status_code, response.headers.get("Location")) == (302, "/admin/")


def test_people_are_found_by_address(admins_client: Client, alice: User, stranger: User) -> None:
    page = parse(admins_client.get("/admin/accounts/user/", {"q": "ALICE"}))

    assert [cell.text for cell in page.one("table", id="result_list").one("tbody").all("th")] == ["alice@example.org"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (
            {"email": "ALICE@Example.org", "password": PASSWORD},
            {"email": "Person with this E-mail address already exists."},
        ),
        ({"email": "alice", "password": PASSWORD}, {"email": "Enter a valid email address."}),
        (
            {"email": "new@example.org", "password": "short"},
            {"password": "This password is too short. It must contain at least 10 characters."},
        ),
    ],
)
def test_person_added_by_hand_is_held_to_the_rules(
    admins_client: Client, alice: User, typed: dict[str, str], expected: dict[str, str]
) -> None:
    page = parse(admins_client.post("/admin/accounts/user/add/", typed))

    assert complaints(page) == expected
    assert User.objects.count() == 2


def test_person_added_by_hand_can_log_in(admins_client: Client) -> None:
    admins_client.post("/admin/accounts/user/add/", {"email": "New@Example.org", "password": PASSWORD})
    browser = Client()

    response = browser.post("/accounts/login/", {"login": "new@example.org", "password": PASSWORD})

    assert (response.status_code, response.headers["Location"]) == (302, "/")
    assert User.objects.get(email="new@example.org").is_staff is False


def test_person_with_a_log_can_be_deleted(admins_client: Client, alice: User, stranger: User) -> None:
    for user in (alice, stranger):
        make_workout(user=user, day=date(2026, 11, 17))
    before = rows_of(stranger)

    response = admins_client.post(f"/admin/accounts/user/{alice.pk}/delete/", {"post": "yes"})

    assert response.status_code == 302
    assert not User.objects.filter(email="alice@example.org").exists()
    assert rows_of(stranger) == before
    assert WorkoutSet.objects.count() == 4


def test_admin_asks_for_the_sites_own_login(client: Client, catalogue: None) -> None:
    response = client.get("/admin/", follow=True)

    assert [address for address, _status in response.redirect_chain] == [
        "/admin/login/?next=/admin/",
        "/accounts/login/?next=%2Fadmin%2F",
    ]
    assert response.status_code == 200


@pytest.mark.parametrize("url", ["/admin/", LIST, "/admin/accounts/user/", "/admin/nothing/"])
def test_admin_is_closed_to_everybody_else(alices_client: Client, url: str) -> None:
    response = alices_client.get(url, follow=True)

    assert [address for address, _status in response.redirect_chain] == [f"/admin/login/?next={url}"]
    assert (response.status_code, parse(response).one("h1").text) == (403, "This is not open to you")
