from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import CheckConstraint

from hipstrength.accounts.models import User
from hipstrength.accounts.time_zones import time_zone_names, validate_time_zone
from logbook.weeks import Week
from tests.factories import PASSWORD, make_user

NONSENSE = [
    ("user_has_email", {"email": ""}),
    ("user_known_week_start", {"week_start": 1}),
    ("user_known_week_start", {"week_start": 7}),
    ("user_known_weight_unit", {"weight_unit": "st"}),
    ("user_known_weight_unit", {"weight_unit": ""}),
    ("user_known_knee", {"knee": "Left"}),
    ("user_known_knee", {"knee": "none"}),
    ("user_rest_in_range", {"rest_seconds": 301}),
    ("user_target_sets_in_range", {"target_sets": 0}),
    ("user_target_sets_in_range", {"target_sets": 6}),
    ("user_pain_limit_in_range", {"pain_limit": 6}),
    ("user_weight_step_above_0", {"weight_step": 0}),
    ("user_agreed_at_some_time", {"privacy_version": 0}),
    ("user_agreed_at_some_time", {"privacy_agreed_at": None}),
]


@pytest.mark.parametrize(("name", "fields"), NONSENSE)
def test_database_refuses_nonsense(alice: User, name: str, fields: dict[str, Any]) -> None:
    rows = User.objects.all()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        rows.update(**fields)


def test_every_named_check_is_tried() -> None:
    names = {check.name for check in User._meta.constraints if isinstance(check, CheckConstraint)}

    assert {name for name, _fields in NONSENSE} == names


@pytest.mark.parametrize("seconds", [-1, 1, 75, 301])
def test_rest_of_another_length_is_refused(alice: User, seconds: int) -> None:
    alice.rest_seconds = seconds

    with pytest.raises(ValidationError) as refused:
        alice.full_clean()

    assert list(refused.value.error_dict) == ["rest_seconds"]


@pytest.mark.parametrize("email", ["alice@example.org", "Alice@Example.org"])
def test_database_refuses_an_address_in_any_case_twice(alice: User, email: str) -> None:
    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        User.objects.create(email=email)

    assert User.objects.count() == 1


@pytest.mark.django_db
def test_person_is_known_by_lower_case_address() -> None:
    user = make_user(email=" Alice@Example.ORG ")

    assert (user.email, str(user)) == ("alice@example.org", "alice@example.org")
    assert User.objects.get_by_natural_key("ALICE@example.org") == user


def test_new_person_has_said_nothing_about_a_knee_and_rests_for_a_minute(alice: User) -> None:
    assert (alice.knee, alice.rest_seconds, alice.rest_sound, alice.rest_vibration) == ("", 60, False, True)


@pytest.mark.django_db
def test_person_without_a_password_cannot_log_in_by_one() -> None:
    user = User.objects.create_user("alice@example.org")

    assert (user.has_usable_password(), user.check_password("")) == (False, False)


@pytest.mark.django_db
def test_superuser_may_do_everything() -> None:
    user = User.objects.create_superuser("admin@example.org", PASSWORD)

    assert (user.is_staff, user.is_superuser, user.is_active) == (True, True, True)


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Europe/Berlin", date(2026, 11, 19)),
        ("America/New_York", date(2026, 11, 18)),
        ("Pacific/Kiritimati", date(2026, 11, 19)),
        ("Mars/Base", date(2026, 11, 18)),
        ("", date(2026, 11, 18)),
        ("../../etc/passwd", date(2026, 11, 18)),
        ("\0", date(2026, 11, 18)),
    ],
)
def test_local_date_is_the_persons_or_else_the_sites(zone: str, day: date) -> None:
    assert User(time_zone=zone).local_date(datetime(2026, 11, 18, 23, 30, tzinfo=UTC)) == day


@pytest.mark.parametrize(("week_start", "first"), [(0, date(2026, 11, 16)), (6, date(2026, 11, 15))])
def test_week_of_a_day_begins_as_the_person_likes(week_start: int, first: date) -> None:
    assert User(week_start=week_start).week_of(date(2026, 11, 18)) == Week(first)


@pytest.mark.parametrize("name", ["Europe/Berlin", "UTC", "America/Argentina/Buenos_Aires"])
def test_time_zone_of_the_list_is_valid(name: str) -> None:
    validate_time_zone(name)

    assert name in time_zone_names()


@pytest.mark.parametrize("name", ["", "Mars/Base", "../../etc/passwd", "/etc/localtime", "\0", "x" * 5000, "europe"])
def test_time_zone_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(ValidationError, match="Choose a time zone from the list"):
        validate_time_zone(name)


def test_no_time_zone_is_offered_that_is_no_place() -> None:
    assert [name for name in time_zone_names() if name.startswith(("posix", "right", "Factory"))] == []
