"""Two admins at one exercise: the second is told, and nothing is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.test import Client

from exercises.models import Exercise
from tests.exercises.editing import (
    LIST,
    change_url,
    complaints,
    row_of,
    rows,
    save,
    shown_changes,
    shown_for,
    version_url,
)
from tests.factories import make_user
from tests.races import at_once
from tests.rendered import Element, parse, values

TOLD = "Not saved yet: this exercise was saved after you opened it. See below what changed."
NOT_KNOWN = "Not saved yet: the form does not say which version of the exercise it is based on."


def told(page: Element) -> list[str]:
    return [item.text for item in page.all("ul", class_="errorlist nonfield")]


def conflict(page: Element) -> Element:
    return page.one("section", class_="conflict")


def form_of(page: Element) -> dict[str, str]:
    return values(page.one("form", id="exercise_form"))


def test_second_of_two_is_told_who_saved_what(admins_client: Client, bens_client: Client, clamshells: Exercise) -> None:
    bens = shown_for(bens_client, clamshells)
    save(admins_client, clamshells, summary="By Anna.")
    before = row_of(clamshells)

    page = parse(bens_client.post(change_url(clamshells), {**bens, "muscles": "By Ben."}))

    box = conflict(page)
    hers, his = (Element("part", {}, [part]) for part in box.all("dl", class_="changes"))
    assert told(page) == [TOLD]
    assert [facts.text for facts in box.all("p", class_="version-facts")] == [
        "Changed by anna@example.org · revision 2"
    ]
    assert f"{rows(clamshells)[-1].history_date:%-d %B %Y, %H:%M} UTC" in box.text
    assert shown_changes(hers) == {"Summary": [f"[-{clamshells.summary}-]", "{+By Anna.+}"]}
    assert shown_changes(his)["Where you feel it"][-1] == "{+By Ben.+}"
    assert "Summary" not in shown_changes(his)
    assert (row_of(clamshells), len(rows(clamshells))) == (before, 2)


def test_boxes_left_alone_take_what_the_other_one_saved(
    admins_client: Client, bens_client: Client, clamshells: Exercise
) -> None:
    bens = {**shown_for(bens_client, clamshells), "muscles": "By Ben.", "target_low": "5"}
    hers = {**shown_for(admins_client, clamshells), "summary": "By Anna.", "target_low": "7", "weight_place": "ankle"}
    del hers["is_published"]
    admins_client.post(change_url(clamshells), hers)

    again = form_of(parse(bens_client.post(change_url(clamshells), bens)))
    bens_client.post(change_url(clamshells), again)

    row = row_of(clamshells)
    assert (row["summary"], row["weight_place"], row["is_published"]) == ("By Anna.", "ankle", False)
    assert (row["muscles"], row["target_low"]) == ("By Ben.", 5)


def test_box_with_an_error_keeps_what_was_typed(
    admins_client: Client, bens_client: Client, clamshells: Exercise
) -> None:
    bens = {**shown_for(bens_client, clamshells), "steps": "x" * 301}
    save(admins_client, clamshells, steps="By Anna.", summary="By Anna.")

    page = parse(bens_client.post(change_url(clamshells), bens))

    again = form_of(page)
    assert (again["steps"].strip(), again["summary"]) == ("x" * 301, "By Anna.")
    assert "Boxes with an error are left out of this list until they are mended." in conflict(page).text


def test_typed_text_stays_and_saving_again_replaces(
    admins_client: Client, bens_client: Client, clamshells: Exercise
) -> None:
    bens = {**shown_for(bens_client, clamshells), "summary": "By Ben."}
    save(admins_client, clamshells, summary="By Anna.")

    again = form_of(parse(bens_client.post(change_url(clamshells), bens)))
    response = bens_client.post(change_url(clamshells), again)

    assert {**again, "seen": ""} == {**bens, "seen": ""}
    assert response.status_code == 302
    assert [row.summary for row in rows(clamshells)] == [clamshells.summary, "By Anna.", "By Ben."]
    assert row_of(clamshells)["revision"] == 3


def test_a_third_save_is_told_again(admins_client: Client, bens_client: Client, clamshells: Exercise) -> None:
    bens = {**shown_for(bens_client, clamshells), "summary": "By Ben."}
    save(admins_client, clamshells, summary="By Anna.")
    again = form_of(parse(bens_client.post(change_url(clamshells), bens)))
    save(admins_client, clamshells, summary="By Anna again.")

    page = parse(bens_client.post(change_url(clamshells), again))

    assert told(page) == [TOLD]
    assert row_of(clamshells)["summary"] == "By Anna again."


def test_mistake_in_the_form_does_not_hide_the_other_save(
    admins_client: Client, bens_client: Client, clamshells: Exercise
) -> None:
    bens = shown_for(bens_client, clamshells)
    refused = form_of(parse(bens_client.post(change_url(clamshells), {**bens, "name": ""})))
    save(admins_client, clamshells, summary="By Anna.")

    page = parse(bens_client.post(change_url(clamshells), {**refused, "name": "", "muscles": "By Ben."}))

    assert (told(page), complaints(page)) == ([TOLD], {"name": "This field is required."})


def test_change_of_place_or_publishing_is_told_too(
    admins_client: Client, bens_client: Client, clamshells: Exercise
) -> None:
    bens = shown_for(bens_client, clamshells)
    save(admins_client, clamshells, order="9")

    page = parse(bens_client.post(change_url(clamshells), {**bens, "summary": "By Ben."}))

    hers = next(conflict(page).all("dl", class_="changes"))
    assert shown_changes(Element("part", {}, [hers])) == {"Order": ["[-1-]{+9+}"]}


@pytest.mark.parametrize("seen", [None, "", "0", "x" * 10_000, "\0", "é", "1"])
def test_form_without_its_version_is_not_saved_at_once(
    admins_client: Client, clamshells: Exercise, seen: str | None
) -> None:
    form = {**shown_for(admins_client, clamshells), "summary": "Typed."}
    form.pop("seen")
    before = row_of(clamshells)

    response = admins_client.post(change_url(clamshells), form if seen is None else {**form, "seen": seen})

    page = parse(response)
    assert (response.status_code, told(page), row_of(clamshells)) == (200, [NOT_KNOWN], before)
    assert shown_changes(conflict(page))["Summary"][-1] == "{+Typed.+}"
    assert admins_client.post(change_url(clamshells), form_of(page)).status_code == 302
    assert row_of(clamshells)["summary"] == "Typed."


def test_save_past_the_history_is_told_too(admins_client: Client, clamshells: Exercise) -> None:
    form = shown_for(admins_client, clamshells)
    call_command("loaddata", "exercises", verbosity=0)
    Exercise.objects.filter(pk=clamshells.pk).update(summary="By SQL.")

    page = parse(admins_client.post(change_url(clamshells), {**form, "muscles": "By Anna."}))

    assert told(page) == [TOLD]
    assert conflict(page).one("p", class_="version-facts").text == (
        "Changed by a command · revision 2 Found as it was: it had come in without being recorded."
    )


def test_revert_is_under_the_same_rule(admins_client: Client, bens_client: Client, clamshells: Exercise) -> None:
    save(admins_client, clamshells, summary="Second.")
    url = version_url(rows(clamshells)[0])
    form = form_of(parse(bens_client.get(url)))
    save(admins_client, clamshells, summary="Third.")

    page = parse(bens_client.post(url, form))

    assert (told(page), row_of(clamshells)["summary"]) == ([TOLD], "Third.")
    assert bens_client.post(url, form_of(page)).status_code == 302
    assert row_of(clamshells)["summary"] == clamshells.summary


def test_exercise_deleted_meanwhile_is_not_brought_back(
    admins_client: Client, bens_client: Client, clamshells: Exercise
) -> None:
    form = shown_for(bens_client, clamshells)
    admins_client.post(f"{LIST}{clamshells.pk}/delete/", {"post": "yes"})

    response = bens_client.post(change_url(clamshells), form)

    assert response.status_code == 409
    assert Exercise.objects.count() == 3


@pytest.fixture
def browsers() -> Callable[[int], list[Client]]:
    """Make browsers in which as many admins are logged in."""

    def make(count: int) -> list[Client]:
        clients = [Client() for _number in range(count)]
        for client in clients:
            client.force_login(make_user(is_staff=True, is_superuser=True))
        return clients

    return make


@pytest.mark.django_db(transaction=True)
def test_of_saves_at_one_instant_one_is_taken_and_the_others_are_told(
    clamshells: Exercise, browsers: Callable[[int], list[Client]]
) -> None:
    clients = browsers(4)
    forms = [{**shown_for(client, clamshells), "summary": f"By {number}."} for number, client in enumerate(clients)]

    def job(client: Client, form: dict[str, str]) -> Callable[[], Any]:
        return lambda: client.post(change_url(clamshells), form)

    answers = at_once([job(client, form) for client, form in zip(clients, forms, strict=True)])

    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 302]
    assert [told(parse(answer)) for answer in answers if answer.status_code == 200] == [[TOLD]] * 3
    winner = [answer.status_code for answer in answers].index(302)
    row = row_of(clamshells)
    assert (row["summary"], row["revision"], len(rows(clamshells))) == (f"By {winner}.", 2, 2)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_one_name_at_one_instant_the_second_is_told(
    clamshells: Exercise, browsers: Callable[[int], list[Client]]
) -> None:
    clients = browsers(3)
    form = values(parse(clients[0].get(f"{LIST}add/")).one("form", id="exercise_form"))
    typed = {**form, "name": "Wall sit", "summary": "Sit.", "start_position": "Stand.", "steps": "Sit."}

    def job(number: int) -> Callable[[], Any]:
        return lambda: clients[number].post(f"{LIST}add/", {**typed, "slug": f"wall-sit-{number}"})

    answers = at_once([job(number) for number in range(3)])

    assert sorted(answer.status_code for answer in answers) == [200, 200, 302]
    assert [complaints(parse(answer)) for answer in answers if answer.status_code == 200] == [
        {"name": "Exercise with this Name already exists."}
    ] * 2
    assert Exercise.objects.filter(name="Wall sit").count() == 1


def test_person_who_may_only_look_changes_nothing(client: Client, clamshells: Exercise) -> None:
    looker = make_user(is_staff=True)
    looker.user_permissions.add(Permission.objects.get(codename="view_exercise"))
    client.force_login(looker)
    Exercise.objects.filter(pk=clamshells.pk).update(summary="By SQL.")

    url = version_url(rows(clamshells)[0])
    page = parse(client.get(url))
    answers = [client.post(address, {"summary": "Typed."}).status_code for address in (url, change_url(clamshells))]

    assert clamshells.summary in page.one("form", id="exercise_form").text
    assert list(page.all("input", type="submit")) == []
    assert (answers, len(rows(clamshells))) == ([403, 403], 1)
