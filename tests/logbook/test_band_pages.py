import re
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from hipstrength.accounts.models import User
from logbook.models import Band
from tests.factories import band, done, make_workout
from tests.races import at_once
from tests.rendered import Element, errors, messages, parse, summary, values
from tests.stored import rows_of

URL = "/settings/bands/"
NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
RED = {"name": "Red", "colour": "red"}
TAKEN = "You have a band of this name already."
MARKER = "<script>alert('x')</script>"


def address(user: User, name: str, act: str = "") -> str:
    """Return where a band is edited, or where an act on it is asked for."""
    return f"{URL}{user.bands.get(name=name).pk}/{act}"


def press(client: Client, user: User, name: str, act: str, **typed: str) -> Element:
    """Press the button of a band, and return the page that follows."""
    return parse(client.post(address(user, name, f"{act}/"), typed, follow=True))


def shown(page: Element) -> list[tuple[str, list[str]]]:
    """Return each band on a page in words, and what can be done with it."""
    rows = (row for listing in page.one("main").all("ol", "ul", class_="bands") for row in listing.all("li"))
    return [(row.one("p").text, [button.text for button in row.all("a", "button")]) for row in rows]


def names(user: User) -> list[str]:
    return [row.name for row in user.bands.all()]


def test_bands_are_shown_in_order_with_what_can_be_done(alices_client: Client, alice: User) -> None:
    make_workout(user=alice, day=date(2026, 11, 17), exercises=[done("clamshells", left=[9], resistance=band(alice))])

    page = parse(alices_client.get(URL))

    assert shown(page) == [
        ("Light · yellow", ["Edit Light band", "Move down Light band", "Retire Light band"]),
        (
            "Medium · green",
            ["Edit Medium band", "Move up Medium band", "Move down Medium band", "Delete Medium band"],
        ),
        ("Heavy · blue", ["Edit Heavy band", "Move up Heavy band", "Delete Heavy band"]),
    ]
    assert [dot.attributes["data-colour"] for dot in page.all("span", class_="band-dot")] == ["yellow", "green", "blue"]


def test_only_band_has_nowhere_to_go(alices_client: Client, alice: User) -> None:
    alice.bands.exclude(name="Light").delete()

    page = parse(alices_client.get(URL))

    assert shown(page) == [("Light · yellow", ["Edit Light band", "Delete Light band"])]


def test_retired_bands_stand_apart(alices_client: Client, alice: User) -> None:
    light = done("clamshells", left=[9], resistance=band(alice))
    make_workout(user=alice, day=date(2026, 11, 17), exercises=[light])
    alice.bands.exclude(name="Medium").update(retired_at=NOON)

    page = parse(alices_client.get(URL))

    assert [heading.text for heading in page.one("main").all("h2")] == [
        "From easy to hard",
        "Retired bands",
        "Add a band",
    ]
    assert shown(page) == [
        ("Medium · green", ["Edit Medium band", "Delete Medium band"]),
        ("Light · yellow", ["Bring back Light band", "Edit Light band"]),
        ("Heavy · blue", ["Bring back Heavy band", "Edit Heavy band", "Delete Heavy band"]),
    ]


@pytest.mark.parametrize(
    ("is_deleted", "words"),
    [
        (False, "sets can be logged without one. To use bands again, add one or bring one back."),
        (True, "sets can be logged without one. Add one whenever you like."),
    ],
)
def test_empty_list_is_told_kindly(alices_client: Client, alice: User, is_deleted: bool, words: str) -> None:
    alice.bands.update(retired_at=NOON)
    if is_deleted:
        alice.bands.all().delete()

    page = parse(alices_client.get(URL))

    assert words in page.one("p", class_="empty").text


def test_settings_lead_to_the_bands(alices_client: Client) -> None:
    page = parse(alices_client.get("/settings/"))

    assert page.one("a", href=URL).text == "Change your bands"


def test_band_is_added(alices_client: Client, alice: User) -> None:
    response = alices_client.post(URL, {"name": "  Red   loop ", "colour": "red"}, follow=True)

    page = parse(response)
    assert response.redirect_chain == [(URL, 302)]
    assert messages(page) == ["Added: Red loop band, as the hardest one. Move it up if another one is harder."]
    assert [row for row, _acts in shown(page)][-1] == "Red loop · red"


@pytest.mark.parametrize(
    ("typed", "complaints"),
    [
        ({"name": "LIGHT"}, {"name": TAKEN}),
        ({"name": "\0"}, {"name": "Null characters are not allowed."}),
        ({"name": "x\x07"}, {"name": "Use plain text without control characters."}),
        ({"name": "n" * 41}, {"name": "Ensure this value has at most 40 characters (it has 41)."}),
        ({"name": MARKER * 2}, {"name": "Ensure this value has at most 40 characters (it has 54)."}),
        (
            {"name": "", "colour": "mauve"},
            {
                "name": "Type a name.",
                "colour": "Select a valid choice. mauve is not one of the available choices.",
            },
        ),
    ],
)
@pytest.mark.parametrize("is_new", [True, False])
def test_refused_band_is_told_beside_its_fields_and_kept(
    alices_client: Client, alice: User, is_new: bool, typed: dict[str, str], complaints: dict[str, str]
) -> None:
    before = rows_of(alice)

    response = alices_client.post(URL if is_new else address(alice, "Heavy"), {**RED, **typed})

    page = parse(response)
    form = page.one("form", class_="narrow")
    title = "Your bands" if is_new else "Edit Heavy band"
    assert (response.status_code, page.one("title").text) == (422, f"Error: {title} · HipStrength")
    assert errors(page) == complaints
    assert list(summary(page)) == [f"id_{name}" for name in complaints]
    assert values(form)["name"] == typed["name"]
    assert rows_of(alice) == before
    assert [alices_client.get(url).status_code for url in (URL, "/workouts/new/")] == [200, 200]


@pytest.mark.parametrize("is_new", [True, False])
def test_empty_body_is_refused(alices_client: Client, alice: User, is_new: bool) -> None:
    response = alices_client.post(URL if is_new else address(alice, "Heavy"), {})

    assert (response.status_code, len(errors(parse(response)))) == (422, 2)


def test_band_beyond_the_twentieth_is_refused_on_top_of_the_form(alices_client: Client, alice: User) -> None:
    for number in range(4, 21):
        alice.bands.create(name=f"Band {number}", order=number)

    response = alices_client.post(URL, RED)

    page = parse(response)
    told = "You have 20 bands in use, and more do not fit. Retire or delete one first."
    assert (response.status_code, errors(page)) == (422, {})
    assert told in page.one("div", id="error-summary").text
    assert values(page.one("form", class_="narrow")) == RED


def test_band_ignores_fields_that_the_form_does_not_have(alices_client: Client, alice: User, stranger: User) -> None:
    before = rows_of(stranger)
    extra: dict[str, Any] = {"user": stranger.pk, "id": band(stranger).band_id, "order": 1, "retired_at": "2026-01-01"}

    alices_client.post(URL, {**RED, **extra})
    alices_client.post(address(alice, "Heavy"), {"name": "Blue", "colour": "blue", **extra})

    assert list(alice.bands.values_list("name", "order", "retired_at")) == [
        ("Light", 1, None),
        ("Medium", 2, None),
        ("Blue", 3, None),
        ("Red", 4, None),
    ]
    assert rows_of(stranger) == before


def test_edit_shows_what_holds(alices_client: Client, alice: User) -> None:
    page = parse(alices_client.get(address(alice, "Medium")))

    assert values(page.one("form", class_="narrow")) == {"name": "Medium", "colour": "green"}


def test_renamed_band_shows_its_new_name_in_earlier_workouts(alices_client: Client, alice: User) -> None:
    light = done("clamshells", left=[9], resistance=band(alice))
    workout = make_workout(user=alice, day=date(2026, 11, 17), exercises=[light])

    response = alices_client.post(address(alice, "Light"), RED, follow=True)

    assert response.redirect_chain == [(URL, 302)]
    assert messages(parse(response)) == ["Saved: Red."]
    assert "1 set: left 9 · Red band" in parse(alices_client.get(workout.get_absolute_url())).text


def test_retired_band_can_be_renamed(alices_client: Client, alice: User) -> None:
    alice.bands.filter(name="Light").update(retired_at=NOON)

    alices_client.post(address(alice, "Light"), RED)

    assert alice.bands.get(name="Red").retired_at == NOON


@pytest.mark.parametrize(
    ("name", "direction", "told", "order"),
    [
        ("Medium", "up", ["Moved up: Medium band."], ["Medium", "Light", "Heavy"]),
        ("Medium", "down", ["Moved down: Medium band."], ["Light", "Heavy", "Medium"]),
        ("Light", "up", [], ["Light", "Medium", "Heavy"]),
        ("Heavy", "down", [], ["Light", "Medium", "Heavy"]),
    ],
)
def test_band_is_moved_and_the_page_stays_at_it(
    alices_client: Client, alice: User, name: str, direction: str, told: list[str], order: list[str]
) -> None:
    number = alice.bands.get(name=name).pk

    response = alices_client.post(address(alice, name, "move/"), {"direction": direction}, follow=True)

    page = parse(response)
    assert response.redirect_chain == [(f"{URL}#band-{number}", 302)]
    assert page.one("li", id=f"band-{number}").one("strong").text == name
    assert (messages(page), names(alice)) == (told, order)


@pytest.mark.parametrize(
    "typed", [{}, {"direction": ""}, {"direction": "UP"}, {"direction": "-1"}, {"direction": "\0"}]
)
def test_move_to_nowhere_is_not_understood(alices_client: Client, alice: User, typed: dict[str, str]) -> None:
    before = rows_of(alice)

    response = alices_client.post(address(alice, "Medium", "move/"), typed)

    assert (response.status_code, parse(response).one("h1").text) == (400, "We could not read that")
    assert rows_of(alice) == before


def test_retired_band_is_no_longer_offered_and_comes_back(alices_client: Client, alice: User) -> None:
    retired = press(alices_client, alice, "Light", "retire")
    offered_without = parse(alices_client.get("/workouts/new/")).text
    returned = press(alices_client, alice, "Light", "return")

    assert messages(retired) == ["Retired: Light band. What you logged with it stays."]
    assert "Light band" not in offered_without
    assert messages(returned) == ["Back in your list: Light band."]
    assert [row for row, _acts in shown(returned)] == ["Light · yellow", "Medium · green", "Heavy · blue"]


def test_name_of_a_retired_band_says_that_it_can_come_back(alices_client: Client, alice: User) -> None:
    alice.bands.filter(name="Light").update(retired_at=NOON)

    page = parse(alices_client.post(URL, {"name": "light", "colour": "red"}))

    assert errors(page) == {"name": f"{TAKEN} It is retired; you can bring it back from the list of retired bands."}


def test_band_that_finds_no_room_stays_retired(alices_client: Client, alice: User) -> None:
    alice.bands.filter(name="Light").update(retired_at=NOON)
    for number in range(4, 22):
        alice.bands.create(name=f"Band {number}", order=number)

    page = press(alices_client, alice, "Light", "return")

    assert messages(page) == ["You have 20 bands in use, and more do not fit. Retire or delete one first."]
    assert alice.bands.get(name="Light").retired_at == NOON


def test_unused_band_is_deleted(alices_client: Client, alice: User) -> None:
    page = press(alices_client, alice, "Medium", "delete")

    assert messages(page) == ["Deleted: Medium band."]
    assert names(alice) == ["Light", "Heavy"]


def test_used_band_is_not_deleted_and_the_person_is_told(alices_client: Client, alice: User) -> None:
    make_workout(user=alice, day=date(2026, 11, 17), exercises=[done("clamshells", left=[9], resistance=band(alice))])
    before = rows_of(alice)

    page = press(alices_client, alice, "Light", "delete")

    assert messages(page) == [
        "Not deleted: Light band. You have logged sets with it, and they keep it. You can retire it."
    ]
    assert rows_of(alice) == before


@pytest.mark.parametrize("act", ["", "move/", "retire/", "return/", "delete/"])
@pytest.mark.parametrize("number", ["0", "9" * 19, "9" * 40, "9" * 5000])
def test_band_that_never_was_is_not_there(alices_client: Client, act: str, number: str) -> None:
    response = alices_client.post(f"{URL}{number}/{act}", {**RED, "direction": "up"})

    assert response.status_code == 404


def test_name_is_shown_as_typed(alices_client: Client, alice: User) -> None:
    alice.bands.filter(name="Light").update(name=MARKER)
    alice.bands.filter(name="Heavy").update(name=f"{MARKER} 2", retired_at=NOON)

    pages = [alices_client.get(URL), alices_client.get(address(alice, MARKER))]
    pages.append(alices_client.post(address(alice, MARKER, "retire/"), follow=True))

    assert all(MARKER in parse(page).text for page in pages)
    assert not any("alert('x')" in page.content.decode() for page in pages)


@pytest.mark.django_db(transaction=True)
def test_of_two_tabs_with_one_name_the_second_is_told(alice: User) -> None:
    clients = [Client() for _tab in range(3)]
    for client in clients:
        client.force_login(alice)

    answers = at_once([partial(client.post, URL, RED) for client in clients])

    assert sorted(answer.status_code for answer in answers) == [302, 422, 422]
    assert [errors(parse(answer)) for answer in answers if answer.status_code == 422] == [{"name": TAKEN}] * 2
    assert names(alice) == ["Light", "Medium", "Heavy", "Red"]


def test_style_sheet_paints_every_colour() -> None:
    css = (settings.BASE_DIR / "static/css/site.css").read_text(encoding="utf-8")
    painted = set(re.findall(r'\.band-dot\[data-colour="(\w+)"\]', css))

    # Grey is what a dot is without a rule of its own.
    assert painted | {Band.Colour.GREY.value} == set(Band.Colour.values)
