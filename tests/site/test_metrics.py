"""What Prometheus is told, and who else is not."""

import os
import re
import stat
import tempfile
import tomllib
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.contrib.sessions.models import Session
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from hipstrength import metrics, worker_numbers
from hipstrength.accounts.models import User
from hipstrength.metrics import CountingMiddleware
from hipstrength.release import RELEASE
from logbook.models import Workout
from tests.factories import PASSWORD, form_data

TOKEN = "a-token-of-these-tests"


@pytest.fixture
def counted(client: Client, settings: Settings) -> Client:
    """A browser at a site that counts."""
    settings.METRICS_TOKEN = TOKEN
    settings.MIDDLEWARE = ["hipstrength.metrics.CountingMiddleware", *settings.MIDDLEWARE]
    return client


def numbers(client: Client) -> dict[str, float]:
    """Return every number by its name and labels."""
    response = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"})
    assert response.status_code == 200
    lines = [line for line in response.content.decode().splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


def growth(client: Client, before: dict[str, float], name: str) -> float:
    return numbers(client).get(name, 0) - before.get(name, 0)


def test_without_a_token_it_is_not_there(alices_client: Client, settings: Settings) -> None:
    response = alices_client.get("/metrics", headers={"authorization": "Bearer "})

    assert (response.status_code, settings.METRICS_TOKEN) == (404, "")
    assert f"{CountingMiddleware.__module__}.{CountingMiddleware.__qualname__}" not in configured.MIDDLEWARE


@pytest.mark.parametrize(
    "said", ["", "Bearer", f"Bearer {TOKEN}x", f"bearer {TOKEN}", f"Basic {TOKEN}", "Bearer ünïcödë"]
)
def test_wrong_token_is_told_nothing(
    counted: Client, alice: User, said: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    counted.force_login(alice)
    with django_assert_num_queries(0):
        response = counted.get("/metrics", headers={"authorization": said} if said else {})

    assert (response.status_code, response.content) == (401, b"wrong token\n")
    assert response.headers["WWW-Authenticate"] == "Bearer"


def test_nothing_is_asked_of_a_session(counted: Client, catalogue: None) -> None:
    numbers(counted)

    assert (counted.cookies, Session.objects.count()) == ({}, 0)


def test_requests_are_counted_by_the_name_of_their_page(counted: Client, catalogue: None) -> None:
    before = numbers(counted)
    counted.get("/exercises/clamshells/?note=knee")
    counted.get("/nowhere/alice@example.org/")
    counted.generic("BREW", "/exercises/")

    after = numbers(counted)
    for labels in (
        'method="GET",route="exercises:detail",status="200"',
        'method="GET",route="unknown",status="404"',
        'method="OTHER",route="exercises:list",status="405"',
    ):
        name = f"hipstrength_requests_total{{{labels}}}"
        assert after[name] - before.get(name, 0) == 1
    assert growth(counted, before, 'hipstrength_request_seconds_count{route="exercises:detail"}') == 1
    assert not [name for name in after if re.search("knee|alice|clamshells", name)]


@pytest.mark.urls("tests.site.broken_urls")
def test_errors_are_counted(counted: Client, catalogue: None) -> None:
    counted.raise_request_exception = False
    before = numbers(counted)

    counted.get("/broken/")

    assert growth(counted, before, "hipstrength_unhandled_errors_total") == 1
    assert growth(counted, before, "hipstrength_database_errors_total") == 0


def test_logins_are_counted(counted: Client, alice: User) -> None:
    before = numbers(counted)

    for password in ("a wrong password", PASSWORD):
        counted.post("/accounts/login/", {"login": "alice@example.org", "password": password})

    assert growth(counted, before, 'hipstrength_security_events_total{event="login_failed"}') == 1
    assert growth(counted, before, 'hipstrength_security_events_total{event="logged_in"}') == 1


@pytest.mark.django_db(transaction=True)
def test_saved_workouts_are_counted(counted: Client, alice: User) -> None:
    counted.force_login(alice)
    before = numbers(counted)
    form = form_data({"clamshells.sets-0-left": "12"})

    for _time in range(2):
        counted.post("/workouts/new/", form)

    assert growth(counted, before, "hipstrength_workouts_saved_total") == Workout.objects.count() == 1


def test_state_of_the_site_is_told(counted: Client, alice: User) -> None:
    found = numbers(counted)

    assert found["hipstrength_database_up"] == 1
    assert found["hipstrength_database_bytes"] > 100_000
    assert [name for name in found if name.startswith('hipstrength_info{database="')] != []


def test_release_is_that_of_the_project() -> None:
    project = tomllib.loads((configured.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))

    assert project["project"]["version"] == RELEASE


@pytest.mark.parametrize(("taken", "number"), [([], 1), ([1, 2], 3), ([2, 3], 1), ([1, 3, 4], 2)])
def test_new_worker_takes_a_free_number(taken: list[int], number: int) -> None:
    assert worker_numbers.free_number(taken) == number


def test_numbers_are_kept_elsewhere_where_memory_takes_no_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(metrics, "IN_MEMORY", tmp_path / "none")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv(metrics.FOLDER, "")

    metrics.make_folder()

    (folder,) = tmp_path.iterdir()
    assert (os.environ[metrics.FOLDER], stat.S_IMODE(folder.stat().st_mode)) == (str(folder), 0o700)
