"""Imports at the same instant, on both databases: nothing twice, nothing lost, and no error of ours."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from exercises.catalogue import load_missing
from hipstrength.accounts.models import User
from logbook.importing.uploads import perform
from logbook.importing.writing import ChangedMeanwhileError, GoneError
from logbook.models import ImportFile, Workout, WorkoutSet
from tests.factories import make_user, make_workout
from tests.logbook.importing.imports import document, upload, workout
from tests.logbook.importing.test_import_pages import form_of, send
from tests.logbook.transfer.exports import DAY, NOW, fresh
from tests.logbook.transfer.test_export_meanwhile import meanwhile
from tests.races import at_once
from tests.rendered import parse

pytestmark = pytest.mark.django_db(transaction=True)
DOCUMENT = document(*(workout(id=None, performed_on=f"2025-03-{day:02}") for day in range(1, 29)))


@pytest.fixture
def anna() -> User:
    load_missing()
    return make_user(email="anna@example.org")


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_form_that_is_sent_four_times_at_once_imports_once(anna: User) -> None:
    url = send(client_of(anna), DOCUMENT)
    form = form_of(parse(client_of(anna).get(url)))
    clients = [client_of(anna) for _number in range(4)]

    answers = at_once([lambda client=client: client.post(url, form) for client in clients])  # type: ignore[misc]  # it has a default

    assert {answer.status_code for answer in answers} == {302}
    assert Workout.objects.count() == 28
    assert WorkoutSet.objects.count() == 56


def test_second_file_that_is_sent_while_the_first_comes_in_waits_or_wins(anna: User) -> None:
    url = send(client_of(anna), DOCUMENT)
    form = form_of(parse(client_of(anna).get(url)))
    importing, sending = client_of(anna), client_of(anna)

    first, second = at_once(
        [
            lambda: importing.post(url, form),
            lambda: sending.post("/data/import/", {"file": SimpleUploadedFile("b", document(workout()))}),
        ]
    )

    assert (first.status_code, second.status_code) == (302, 302)
    assert sending.get(second.headers["Location"]).status_code == 200
    # Either all of the first file or, if the second one had taken its place, nothing.
    assert Workout.objects.count() in (0, 28)
    assert ImportFile.objects.count() == 1


def test_workout_that_is_saved_meanwhile_is_there_beside_the_imported_ones(anna: User) -> None:
    file = upload(anna, DOCUMENT)
    jobs: list[Callable[[], object]] = [
        lambda: perform(fresh(anna), file, NOW),
        lambda: make_workout(user=fresh(anna), day=DAY),
    ]

    at_once(jobs)

    assert Workout.objects.count() == 29


def test_file_is_imported_once_however_it_is_asked_for(anna: User) -> None:
    file = upload(anna, DOCUMENT)
    perform(fresh(anna), file, NOW)

    with pytest.raises(GoneError):
        perform(fresh(anna), file, NOW)


def test_import_begins_anew_when_the_log_changes_before_its_lock(anna: User) -> None:
    file = upload(anna, DOCUMENT)

    with meanwhile(lambda: make_workout(user=anna, day=DAY)) as happened:
        perform(fresh(anna), file, NOW)

    assert len(happened) == 1
    assert Workout.objects.count() == 29


def test_import_gives_up_when_the_log_changes_all_the_time(anna: User) -> None:
    file = upload(anna, DOCUMENT)

    with meanwhile(lambda: make_workout(user=anna, day=DAY), times=99), pytest.raises(ChangedMeanwhileError):
        perform(fresh(anna), file, NOW)

    assert Workout.objects.filter(performed_on__year=2025).count() == 0
    assert ImportFile.objects.count() == 1
