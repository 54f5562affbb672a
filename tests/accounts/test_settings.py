from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from hipstrength.accounts.forms import SettingsForm
from hipstrength.accounts.models import User
from logbook.models import Workout
from logbook.weeks import Week
from tests.factories import make_workout
from tests.rendered import errors, main_form, messages, parse, summary, values
from tests.stored import rows_of

URL = "/settings/"
TYPED = {
    "goal": "3",
    "week_start": "0",
    "knee": "",
    "wants_advice": "on",
    "target_sets": "2",
    "pain_limit": "2",
    "weights": "",
    "weight_step": "0.5",
    "weight_unit": "kg",
    "rest_seconds": "60",
    "rest_vibration": "on",
    "time_zone": "Europe/Berlin",
}
CHANGED = {
    "goal": "5",
    "week_start": "6",
    "knee": "left",
    "target_sets": "3",
    "pain_limit": "5",
    "weights": "0.5 kg, 2.5 lb",
    "weight_step": "1",
    "weight_unit": "lb",
    "rest_seconds": "90",
    "rest_sound": "on",
    "time_zone": "Pacific/Apia",
}
# What cannot be left empty.
NEEDED = ["goal", "week_start", "target_sets", "pain_limit", "weight_step", "weight_unit", "rest_seconds", "time_zone"]
NO_CHOICE = "Select a valid choice. {} is not one of the available choices."


def goals(user: User, *firsts: date) -> list[int]:
    """Return the goals of the weeks that begin on these days."""
    return [user.week_goals.days_for(Week(first)) for first in firsts]


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_settings_show_what_holds(alices_client: Client, alice: User) -> None:
    assert values(main_form(parse(alices_client.get(URL)))) == TYPED


def test_settings_are_saved(alices_client: Client, alice: User) -> None:
    response = alices_client.post(URL, CHANGED, follow=True)

    user = fresh(alice)
    assert response.redirect_chain == [(URL, 302)]
    assert (user.week_start, user.weight_unit, user.time_zone) == (6, "lb", "Pacific/Apia")
    assert (user.knee, user.rest_seconds, user.rest_sound, user.rest_vibration) == ("left", 90, True, False)
    assert messages(parse(response)) == ["Your settings are saved."]
    assert values(main_form(parse(response))) == CHANGED


def test_settings_write_their_columns_and_no_other(alices_client: Client, alice: User) -> None:
    (before,) = rows_of(alice)["User"]

    alices_client.post(URL, CHANGED)

    (after,) = rows_of(alice)["User"]
    changed = {name for name, value in after.items() if value != before[name]}
    assert changed == {
        "knee",
        "pain_limit",
        "rest_seconds",
        "rest_sound",
        "rest_vibration",
        "target_sets",
        "time_zone",
        "wants_advice",
        "week_start",
        "weight_step",
        "weight_unit",
        "weights",
    }


def test_every_setting_stands_once_under_a_heading(alices_client: Client, alice: User) -> None:
    form = main_form(parse(alices_client.get(URL)))

    groups = {
        group.one("legend").text: [control.attributes["name"] for control in group.all("input", "select")]
        for group in form.all("fieldset")
    }
    assert groups == {
        "Your week": ["goal", "week_start"],
        "Your knee": ["knee"],
        "Suggestions": ["wants_advice", "target_sets", "pain_limit", "weights", "weight_step"],
        "Your log form": ["weight_unit", "rest_seconds", "rest_sound", "rest_vibration"],
        "Your time zone": ["time_zone"],
    }
    assert sorted(name for names in groups.values() for name in names) == sorted(SettingsForm.base_fields)


def test_settings_saved_unchanged_change_nothing(alices_client: Client, alice: User) -> None:
    before = rows_of(alice)

    alices_client.post(URL, TYPED)

    assert rows_of(alice) == before


def test_changed_goal_leaves_earlier_weeks_alone(alices_client: Client, alice: User) -> None:
    weeks = [date(2026, 11, 9), date(2026, 11, 16), date(2026, 11, 23), date(2026, 11, 30)]

    with time_machine.travel("2026-11-18T12:00Z"):
        alices_client.post(URL, {**TYPED, "goal": "5"})
    with time_machine.travel("2026-11-25T12:00Z"):
        alices_client.post(URL, {**TYPED, "goal": "1"})

    assert goals(alice, *weeks) == [3, 5, 1, 1]


def test_goal_changed_back_within_the_week_holds(alices_client: Client, alice: User) -> None:
    with time_machine.travel("2026-11-17T12:00Z"):
        alices_client.post(URL, {**TYPED, "goal": "5"})
    with time_machine.travel("2026-11-18T12:00Z"):
        alices_client.post(URL, {**TYPED, "goal": "3"})

    assert goals(alice, date(2026, 11, 9), date(2026, 11, 16), date(2026, 11, 23)) == [3, 3, 3]


def test_goal_holds_from_the_persons_own_week_on(alices_client: Client, alice: User) -> None:
    with time_machine.travel("2026-11-22T23:30Z"):
        alices_client.post(URL, {**TYPED, "goal": "5"})

    assert goals(alice, date(2026, 11, 16), date(2026, 11, 23)) == [3, 5]


@pytest.mark.parametrize(
    "changed", [{"time_zone": "Pacific/Kiritimati"}, {"weight_unit": "lb"}, {"week_start": "6"}, {"knee": "both"}]
)
def test_changed_preference_moves_no_workout(alices_client: Client, alice: User, changed: dict[str, str]) -> None:
    make_workout(user=alice, day=date(2026, 11, 17))
    before = {name: rows for name, rows in rows_of(alice).items() if name != "User"}

    alices_client.post(URL, {**TYPED, **changed})

    assert {name: rows for name, rows in rows_of(alice).items() if name != "User"} == before


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        *(
            ({name: text}, {name: NO_CHOICE.format(text)})
            for name, text in (
                ("time_zone", "Mars/Base"),
                ("time_zone", "../../etc/passwd"),
                ("time_zone", "\0"),
                ("goal", "0"),
            )
        ),
        (
            {"goal": "8", "week_start": "1", "weight_unit": "stone"},
            {
                "goal": NO_CHOICE.format("8"),
                "week_start": NO_CHOICE.format("1"),
                "weight_unit": NO_CHOICE.format("stone"),
            },
        ),
        (
            {"goal": "3.5", "week_start": "x", "weight_unit": "KG"},
            {
                "goal": NO_CHOICE.format("3.5"),
                "week_start": NO_CHOICE.format("x"),
                "weight_unit": NO_CHOICE.format("KG"),
            },
        ),
        (
            {"knee": "none", "rest_seconds": "75"},
            {"knee": NO_CHOICE.format("none"), "rest_seconds": NO_CHOICE.format("75")},
        ),
        (
            {"knee": "Left", "rest_seconds": "-1"},
            {"knee": NO_CHOICE.format("Left"), "rest_seconds": NO_CHOICE.format("-1")},
        ),
        (
            {"target_sets": "6", "pain_limit": "-1", "weights": "0.1", "weight_step": "0.3"},
            {
                "target_sets": NO_CHOICE.format("6"),
                "pain_limit": NO_CHOICE.format("-1"),
                "weights": "Use a weight from 0.25 to 100 kg.",
                "weight_step": NO_CHOICE.format("0.3"),
            },
        ),
        (
            {"weights": "light and heavy"},
            {"weights": "Type the weights with spaces between them, such as 0.5 1 1.5 kg."},
        ),
        (dict.fromkeys(TYPED, ""), dict.fromkeys(NEEDED, "This field is required.")),
    ],
)
def test_bad_setting_is_refused_beside_its_field(
    alices_client: Client, alice: User, typed: dict[str, str], expected: dict[str, str]
) -> None:
    before = rows_of(alice)

    response = alices_client.post(URL, {**TYPED, **typed})

    page = parse(response)
    assert response.status_code == 422
    assert errors(page) == expected
    assert list(summary(page)) == [f"id_{name}" for name in expected]
    assert page.one("title").text == "Error: Settings · HipStrength"
    assert rows_of(alice) == before
    assert [alices_client.get(url).status_code for url in ("/", "/history/")] == [200, 200]


def test_empty_body_is_refused(alices_client: Client, alice: User) -> None:
    response = alices_client.post(URL, {})

    assert (response.status_code, len(errors(parse(response)))) == (422, 8)


@pytest.mark.parametrize(
    ("typed", "unit", "stored"),
    [("2 1 0,5", "kg", "0.5 kg, 1 kg, 2 kg"), ("5 2.5", "lb", "2.5 lb, 5 lb"), (" ", "kg", "")],
)
def test_weights_are_kept_in_order_with_their_unit(
    alices_client: Client, alice: User, typed: str, unit: str, stored: str
) -> None:
    alices_client.post(URL, {**TYPED, "weights": typed, "weight_unit": unit})

    assert fresh(alice).weights == stored


def test_settings_ignore_fields_that_the_form_does_not_have(alices_client: Client, alice: User, stranger: User) -> None:
    before = rows_of(stranger)
    extra: dict[str, Any] = {"id": stranger.pk, "email": "x@example.org", "is_staff": "on", "is_superuser": "on"}

    alices_client.post(URL, {**TYPED, **extra, "weight_unit": "lb"})

    user = fresh(alice)
    assert (user.email, user.is_staff, user.is_superuser, user.weight_unit) == ("alice@example.org", False, False, "lb")
    assert rows_of(stranger) == before


def test_zone_that_the_system_no_longer_knows_breaks_no_page(alices_client: Client, alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(time_zone="Mars/Base")

    statuses = [alices_client.get(url).status_code for url in ("/", "/history/", "/workouts/new/", URL)]

    assert statuses == [200] * 4


def test_zone_that_the_system_no_longer_knows_still_logs(alices_client: Client, alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(time_zone="Mars/Base")

    workout = make_workout(user=fresh(alice), day=date(2026, 11, 17))

    assert Workout.objects.get(pk=workout.pk).performed_on == date(2026, 11, 17)


def test_address_cannot_be_changed_without_a_mail_server(alices_client: Client, alice: User) -> None:
    response = alices_client.post("/accounts/email/", {"action_add": "", "email": "new@example.org"})

    assert response.status_code == 404
    assert User.objects.get(pk=alice.pk).email == "alice@example.org"


def test_settings_do_not_bring_a_deleted_person_back(alices_client: Client, alice: User) -> None:
    form = SettingsForm(
        CHANGED,
        instance=User.objects.get(pk=alice.pk),
        initial={"goal": 3},
    )
    assert form.is_valid()
    alice.delete()

    form.save_all(today=date(2026, 11, 18))

    assert not User.objects.filter(email="alice@example.org").exists()
