"""People who may no longer, pages that say what they take, and forms that are their own."""

from functools import partial

import pytest

from hipstrength.accounts.models import User
from tests.rendered import main_form, parse, values
from tests.wall.answers import LOGIN
from tests.wall.table import METHODS, PAGES
from tests.wall.world import ANONYMOUS, OWNER, ROLES, World, undone

pytestmark = pytest.mark.django_db
# The admin leads to a login of its own, which leads to the site's.
PRIVATE = [
    route for route in PAGES if PAGES[route][1 + ROLES.index(ANONYMOUS)] == LOGIN and not route.startswith("admin/")
]
OF_THE_SITE = [route for route in PRIVATE if not route.startswith("accounts/")]
OWN_FORMS = [
    "workouts/new/",
    "workouts/<uuid:public_id>/edit/",
    "workouts/<uuid:public_id>/delete/",
    "settings/",
    "settings/bands/<int:band_id>/",
    "knee/activities/<int:activity_id>/",
    "knee/activities/<int:activity_id>/delete/",
    "knee/scores/<int:score_id>/",
]


def shut_out(world: World, *, is_deleted: bool) -> None:
    """Let the owner be somebody who may no longer get in."""
    owner = User.objects.get(pk=world.owner.pk)
    if is_deleted:
        owner.delete()
    else:
        User.objects.filter(pk=owner.pk).update(is_active=False)


@pytest.mark.parametrize("route", PRIVATE)
def test_private_page_sends_people_away_who_may_no_longer(world: World, route: str) -> None:
    for is_deleted in (True, False):

        def ask(is_deleted: bool = is_deleted) -> tuple[int, str]:
            url = world.address(PAGES[route][0])
            shut_out(world, is_deleted=is_deleted)
            response = world.client(OWNER).get(url)
            return response.status_code, response.headers.get("Location", "")

        status, location = undone(ask)
        assert (status, location.partition("?")[0]) == (302, "/accounts/login/")


@pytest.mark.parametrize("route", OF_THE_SITE)
def test_page_says_which_methods_it_takes(world: World, route: str) -> None:
    statuses = dict(zip(METHODS, PAGES[route][1 + ROLES.index(OWNER)].split(), strict=True))

    answers = [undone(partial(world.ask, OWNER, method, PAGES[route][0])) for method in ("PUT", "DELETE")]

    taken = [method for method in METHODS if statuses[method] != "405"]
    assert {answer.headers["Allow"] for answer in answers} == {", ".join(taken)}


@pytest.mark.parametrize("route", OWN_FORMS)
def test_page_takes_its_own_form(world: World, route: str) -> None:
    def send() -> int:
        client = world.client(OWNER, enforce_csrf_checks=True)
        url = world.address(PAGES[route][0])
        form = main_form(parse(client.get(url)))
        token = form.one("input", name="csrfmiddlewaretoken").attributes["value"]
        ticked = {"clamshells.sets-0-done": "on"} if route == "workouts/new/" else {}
        return client.post(url, {**values(form), **ticked, "csrfmiddlewaretoken": token}).status_code

    assert undone(send) == 302
