"""What an editor can reach in the admin: the exercises, and nothing else."""

import re
from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from exercises.editors import EDITORS, make_editors
from exercises.models import Exercise
from hipstrength import preparation
from hipstrength.accounts.models import User
from tests.exercises.editing import LIST, row_of, rows, shown_for
from tests.factories import make_user
from tests.rendered import parse, values

# Each address of the admin by its name, with what an editor gets by GET and by POST.
ADMIN: dict[str, tuple[str, int, int]] = {
    "index": ("/admin/", 200, 200),
    # The site's own login knows who this is.
    "login": ("/admin/login/", 302, 422),
    "logout": ("/admin/logout/", 405, 200),
    "password_change": ("/admin/password_change/", 200, 422),
    "password_change_done": ("/admin/password_change/done/", 200, 405),
    "autocomplete": ("/admin/autocomplete/", 403, 405),
    "jsi18n": ("/admin/jsi18n/", 200, 405),
    "view_on_site": ("/admin/r/{type}/{id}/", 302, 302),
    "app_list": ("/admin/exercises/", 200, 200),
    "app_list, of people": ("/admin/accounts/", 404, 404),
    "exercises_exercise_changelist": (LIST, 200, 200),
    "exercises_exercise_add": (f"{LIST}add/", 200, 200),
    "exercises_exercise_add_preview": (f"{LIST}add/preview/", 302, 422),
    "exercises_exercise_change": (f"{LIST}{{id}}/change/", 200, 200),
    "exercises_exercise_preview": (f"{LIST}{{id}}/preview/", 302, 422),
    "exercises_exercise_history": (f"{LIST}{{id}}/history/", 200, 200),
    "exercises_exercise_simple_history": (f"{LIST}{{id}}/history/{{version}}/", 200, 200),
    "exercises_exercise_delete": (f"{LIST}{{id}}/delete/", 403, 403),
    "exercises_exercise": (f"{LIST}{{id}}/", 302, 302),
    "accounts_user_changelist": ("/admin/accounts/user/", 403, 403),
    "accounts_user_add": ("/admin/accounts/user/add/", 403, 403),
    "accounts_user_change": ("/admin/accounts/user/{user}/change/", 403, 403),
    "accounts_user_delete": ("/admin/accounts/user/{user}/delete/", 403, 403),
    "accounts_user_history": ("/admin/accounts/user/{user}/history/", 403, 403),
    "accounts_user": ("/admin/accounts/user/{user}/", 302, 302),
    "auth_user_password_change": ("/admin/accounts/user/{user}/password/", 403, 403),
    "account_emailaddress_changelist": ("/admin/account/emailaddress/", 403, 403),
    "account_emailaddress_add": ("/admin/account/emailaddress/add/", 403, 403),
    "account_emailaddress_change": ("/admin/account/emailaddress/{email}/change/", 403, 403),
    "account_emailaddress_delete": ("/admin/account/emailaddress/{email}/delete/", 403, 403),
    "account_emailaddress_history": ("/admin/account/emailaddress/{email}/history/", 403, 403),
    "account_emailaddress": ("/admin/account/emailaddress/{email}/", 302, 302),
    "auth_group_changelist": ("/admin/auth/group/", 403, 403),
    "auth_group_add": ("/admin/auth/group/add/", 403, 403),
    "auth_group_change": ("/admin/auth/group/{group}/change/", 403, 403),
    "auth_group_delete": ("/admin/auth/group/{group}/delete/", 403, 403),
    "auth_group_history": ("/admin/auth/group/{group}/history/", 403, 403),
    "auth_group": ("/admin/auth/group/{group}/", 302, 302),
    "nowhere": ("/admin/nowhere/", 404, 404),
}


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


def address(name: str, exercise: Exercise, editor: User) -> str:
    """Return an address of the admin, of the exercise and of the editor's own account."""
    return ADMIN[name][0].format(
        id=exercise.pk,
        version=rows(exercise)[0].history_id,
        user=editor.pk,
        email=EmailAddress.objects.get_or_create(user=editor, email=editor.email)[0].pk,
        group=Group.objects.get().pk,
        type=Permission.objects.get(codename="view_exercise").content_type_id,
    )


def names_in(resolver: URLResolver) -> Iterator[str]:
    """Yield the names of all addresses; the ones that redirect to a form go by their model."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            prefix = str(pattern.pattern).strip("/").replace("/", "_")
            yield from (name if name != "None" else prefix for name in names_in(pattern))
        elif isinstance(pattern, URLPattern):
            yield str(pattern.name)


def test_every_address_of_the_admin_is_listed() -> None:
    admin = next(part for part in get_resolver().url_patterns if str(part.pattern) == "admin/")
    assert isinstance(admin, URLResolver)

    # The last one has no name: it answers whatever is no address of the admin.
    assert set(names_in(admin)) - {"None"} == set(ADMIN) - {"app_list, of people", "nowhere"}


@pytest.mark.parametrize("name", ADMIN)
@pytest.mark.parametrize("method", ["get", "post"])
def test_editor_reaches_the_exercises_only(
    editors_client: Client, editor: User, clamshells: Exercise, name: str, method: str
) -> None:
    url = address(name, clamshells, editor)
    before = (row_of(clamshells), User.objects.values().get(), list(Group.objects.values()))

    response = getattr(editors_client, method)(url)

    assert response.status_code == ADMIN[name][1 if method == "get" else 2]
    assert (row_of(clamshells), User.objects.values().get(), list(Group.objects.values())) == before


def test_editor_finds_no_closed_door(editors_client: Client, editor: User, clamshells: Exercise) -> None:
    Exercise.objects.filter(pk=clamshells.pk).update(is_published=False)
    open_pages = [name for name, (_url, status, _post) in ADMIN.items() if status == 200 and name != "jsi18n"]
    links = {
        link.attributes["href"]
        for name in open_pages
        for link in parse(editors_client.get(address(name, clamshells, editor))).all("a")
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
