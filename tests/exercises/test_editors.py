"""What an editor can reach in the admin: the exercises, and nothing else."""

import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client

from exercises.editors import EDITORS, make_editors
from exercises.models import Exercise
from hipstrength import preparation
from hipstrength.accounts.models import User
from tests.exercises.editing import LIST, row_of, rows, shown_for
from tests.factories import make_user
from tests.rendered import parse, values


@pytest.fixture
def editor(catalogue: None) -> User:
    """Somebody who was made an editor by hand, as the documentation says."""
    make_editors()
    user = make_user(email="editor@example.org", is_staff=True)
    user.groups.add(Group.objects.get(name=EDITORS))
    return user


@pytest.fixture
def editors_client(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def test_editor_finds_no_closed_door(editors_client: Client, editor: User, clamshells: Exercise) -> None:
    Exercise.objects.filter(pk=clamshells.pk).update(is_published=False)
    change = f"{LIST}{clamshells.pk}"
    version = f"{change}/history/{rows(clamshells)[0].history_id}/"
    open_pages = [
        "/admin/",
        "/admin/exercises/",
        LIST,
        f"{LIST}add/",
        f"{change}/change/",
        f"{change}/history/",
        version,
    ]
    links = {
        link.attributes["href"]
        for url in open_pages
        for link in parse(editors_client.get(url)).all("a")
        if re.match("/", link.attributes.get("href", ""))
    }

    answers = {link: editors_client.get(link, follow=True).status_code for link in sorted(links)}

    assert {link for link, status in answers.items() if status != 200} == set()
    assert {"/admin/", LIST, f"{LIST}add/", f"{LIST}{clamshells.pk}/history/", "/admin/password_change/"} <= links


def test_editor_can_edit_add_and_revert(editors_client: Client, clamshells: Exercise) -> None:
    first = row_of(clamshells)["summary"]
    change, version = (
        f"{LIST}{clamshells.pk}/change/",
        f"{LIST}{clamshells.pk}/history/{rows(clamshells)[0].history_id}/",
    )

    editors_client.post(change, {**shown_for(editors_client, clamshells), "summary": "By an editor."})
    form = values(parse(editors_client.get(version)).one("form", id="exercise_form"))
    editors_client.post(version, form)
    new = values(parse(editors_client.get(f"{LIST}add/")).one("form", id="exercise_form"))
    typed = {"name": "Wall sit", "slug": "wall-sit", "summary": "Sit.", "start_position": "Stand.", "steps": "Sit."}
    editors_client.post(f"{LIST}add/", {**new, **typed})

    assert [row.summary for row in rows(clamshells)] == [first, "By an editor.", first]
    assert {row.history_user.email for row in rows(clamshells)[1:]} == {"editor@example.org"}
    assert Exercise.objects.get(slug="wall-sit").summary == "Sit."


def test_member_without_the_tick_is_kept_out(editors_client: Client, editor: User) -> None:
    User.objects.filter(pk=editor.pk).update(is_staff=False)

    response = editors_client.get(LIST)

    assert (response.status_code, response.headers["Location"]) == (302, f"/admin/login/?next={LIST}")


@pytest.mark.django_db
def test_preparation_makes_the_group_with_its_rights() -> None:
    preparation.migrate()

    rights = Group.objects.get(name="Editors").permissions.values_list("codename", flat=True)
    assert sorted(rights) == ["add_exercise", "change_exercise", "view_exercise"]


@pytest.mark.django_db
def test_group_of_a_site_is_left_as_it_is() -> None:
    make_editors()
    group = Group.objects.get()
    group.permissions.set([Permission.objects.get(codename="view_user")])

    assert make_editors() is False

    assert list(group.permissions.values_list("codename", flat=True)) == ["view_user"]


@pytest.mark.django_db
def test_group_waits_for_its_rights() -> None:
    Permission.objects.filter(codename="change_exercise").delete()

    assert make_editors() is False

    assert not Group.objects.exists()


def test_admin_says_how_to_make_an_editor(admins_client: Client, anna: User) -> None:
    page = parse(admins_client.get(f"/admin/accounts/user/{anna.pk}/change/"))

    assert page.one("div", id="id_is_staff_helptext").text == (
        "Somebody who is to edit the exercises and nothing else needs this and the group “Editors”."
    )
