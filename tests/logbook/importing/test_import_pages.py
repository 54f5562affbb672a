"""The pages of an import: who may, what they say, and what happens when something else happens meanwhile."""

import re
import zlib
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from exercises.models import Exercise
from hipstrength.accounts.models import User
from hipstrength.accounts.purging import purge_expired
from logbook.models import ImportFile, ImportMatch, Workout
from tests.factories import make_workout
from tests.logbook.importing.imports import document, table, workout
from tests.logbook.importing.test_apps import COMMAS
from tests.logbook.transfer.exports import DAY
from tests.rendered import Element, main_form, parse, values

STRONG = table(
    "2024-01-05 18:30:00,Hips,20m,Clamshell,1,0,12,0,0,,,",
    "2024-01-05 18:30:00,Hips,20m,Hip Bridge,1,10,12,0,0,,,",
    "2024-01-05 18:30:00,Hips,20m,Squat,1,50,5,0,0,,,",
    header=COMMAS,
)
UUID = re.compile(r"/data/import/[0-9a-f-]{36}/")


def send(client: Client, data: bytes, name: str = "log.json") -> str:
    """Send a file and return the address of its page."""
    response = client.post("/data/import/", {"file": SimpleUploadedFile(name, data)})
    assert response.status_code == 302, parse(response).text
    assert UUID.fullmatch(response.headers["Location"])
    return response.headers["Location"]


def form_of(page: Element) -> dict[str, str]:
    return values(next(form for form in page.all("form", method="post") if list(form.all("input", name="mine"))))


def messages_of(client: Client, url: str = "/data/import/") -> list[str]:
    return [alert.text for alert in parse(client.get(url)).all("p", class_="alert alert-success")]


def test_file_is_looked_at_and_then_imported(alices_client: Client, alice: User) -> None:
    url = send(alices_client, document(workout(), workout(id=None, performed_on="2025-03-05")))
    page = parse(alices_client.get(url))
    assert Workout.objects.count() == 0
    in_all, new = page.all("tbody")
    assert in_all.text == "Workouts 2 0 0"
    assert new.text == "3 March 2025Clamshells: 1 set 5 March 2025Clamshells: 1 set"
    assert "Add 2 workouts" in [button.text for button in page.all("button")]

    response = alices_client.post(url, form_of(page))

    assert response.headers["Location"] == "/data/import/"
    assert Workout.objects.count() == 2
    page = parse(alices_client.get("/data/import/"))
    assert "2 workouts are imported." in page.text
    assert page.one("a", class_="alert-link nav-item").attributes["href"] == "/history/2025-03-03/"
    assert ImportFile.objects.count() == 0


def test_form_that_is_sent_twice_adds_nothing_twice(alices_client: Client) -> None:
    url = send(alices_client, document(workout()))
    form = form_of(parse(alices_client.get(url)))
    alices_client.post(url, form)

    again = alices_client.post(url, form)

    assert again.headers["Location"] == "/data/import/"
    assert "That file is no longer here" in parse(alices_client.get("/data/import/")).text
    assert Workout.objects.count() == 1


def test_page_of_an_imported_file_leads_back(alices_client: Client) -> None:
    url = send(alices_client, document(workout()))
    alices_client.post(url, form_of(parse(alices_client.get(url))))

    assert alices_client.get(url).headers["Location"] == "/data/import/"


def test_newer_file_takes_the_place_of_the_one_before(alices_client: Client) -> None:
    first = send(alices_client, document(workout()))
    form = form_of(parse(alices_client.get(first)))
    second = send(alices_client, document(workout(note="newer")))

    response = alices_client.post(first, form)

    assert response.headers["Location"] == "/data/import/"
    assert Workout.objects.count() == 0
    assert alices_client.get(first).status_code == 404
    assert alices_client.get(second).status_code == 200


@pytest.mark.parametrize("where", ["", "match/", "cancel/"])
def test_file_of_a_stranger_is_not_there(alices_client: Client, stranger: User, where: str) -> None:
    theirs = Client()
    theirs.force_login(stranger)
    url = send(theirs, STRONG)

    response = alices_client.post(f"{url}{where}", {"mine": "made up"})

    assert response.status_code == 404
    assert ImportFile.objects.get().user == stranger


def test_mark_of_somebody_else_opens_nothing(alices_client: Client, stranger: User) -> None:
    theirs = Client()
    theirs.force_login(stranger)
    url = send(theirs, document(workout()))
    form = form_of(parse(theirs.get(url)))

    assert alices_client.post(url, form).status_code == 404


def test_import_needs_a_login(client: Client) -> None:
    assert client.get("/data/import/").headers["Location"].startswith("/accounts/login/")


def test_cancelling_deletes_the_file(alices_client: Client) -> None:
    url = send(alices_client, document(workout()))

    response = alices_client.post(f"{url}cancel/")

    assert response.headers["Location"] == "/data/import/"
    assert ImportFile.objects.count() == 0
    assert "Nothing was imported" in messages_of(alices_client)[0]


@pytest.mark.parametrize("where", ["", "match/", "cancel/"])
def test_form_of_a_file_that_is_gone_leads_back(alices_client: Client, where: str) -> None:
    url = send(alices_client, STRONG)
    form = values(main_form(parse(alices_client.get(f"{url}match/"))))
    alices_client.post(f"{url}cancel/", form)

    response = alices_client.post(f"{url}{where}", form)

    assert response.headers["Location"] == "/data/import/"
    assert ImportMatch.objects.count() == 0


def test_first_page_leads_to_the_file_that_waits(alices_client: Client) -> None:
    url = send(alices_client, document(), name="my log.json")

    page = parse(alices_client.get("/data/import/"))

    assert "my log.json" in page.text
    assert [link.attributes["href"] for link in page.all("a") if link.text == "Go on with it"] == [url]


def test_odd_name_of_a_file_is_no_trouble(alices_client: Client) -> None:
    send(alices_client, document(), name="\N{RIGHT-TO-LEFT OVERRIDE}<b>\N{NO-BREAK SPACE}" + "x" * 300)

    page = alices_client.get("/data/import/").content.decode()

    assert "&lt;b&gt;" in page
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in page


def test_app_asks_which_exercise_is_which_and_remembers(alices_client: Client, alice: User) -> None:
    url = send(alices_client, STRONG)
    assert alices_client.get(url).headers["Location"] == f"{url}match/"
    page = parse(alices_client.get(f"{url}match/"))
    form = values(main_form(page))
    assert form["exercise-0"] == "clamshells"
    assert form["exercise-1"] == "hip-bridges"
    assert form["exercise-2"] == ""
    assert form["unit"] == "kg"

    response = alices_client.post(f"{url}match/", form | {"side-0": "left", "unit": "lb"})

    assert response.headers["Location"] == f"{url}?unit=lb"
    dry_run = parse(alices_client.get(f"{url}?unit=lb"))
    alices_client.post(url, form_of(dry_run))
    assert [
        str(bout.resistance.label) for done in alice.workouts.get().exercises.all() for bout in done.sets.all()
    ] == [
        "No resistance",
        "10 lb",
    ]
    assert list(alice.import_matches.values_list("name", "exercise__slug", "side")) == [
        ("Clamshell", "clamshells", "left"),
        ("Hip Bridge", "hip-bridges", "each"),
        ("Squat", None, "each"),
    ]
    again = send(alices_client, STRONG)
    assert "There is nothing new in this file." in parse(alices_client.get(f"{again}?unit=lb")).text


def test_wrong_answer_about_an_exercise_is_refused_beside_its_field(alices_client: Client) -> None:
    url = f"{send(alices_client, STRONG)}match/"

    response = alices_client.post(url, {"exercise-2": "lunges", "unit": "stone"})

    assert response.status_code == 422
    page = parse(response)
    assert len(list(page.one(id="error-summary").all("li"))) == 2
    assert "open" in page.one("details").attributes
    assert ImportMatch.objects.count() == 0


def test_exercise_that_is_unpublished_meanwhile_is_asked_about_again(alices_client: Client) -> None:
    url = send(alices_client, STRONG)
    form = values(main_form(parse(alices_client.get(f"{url}match/"))))
    alices_client.post(f"{url}match/", form)
    dry_run = form_of(parse(alices_client.get(f"{url}?unit=kg")))
    Exercise.objects.filter(slug="clamshells").update(is_published=False)

    response = alices_client.post(url, dry_run)

    assert response.headers["Location"] == f"{url}match/"
    assert Workout.objects.count() == 0
    assert values(main_form(parse(alices_client.get(f"{url}match/"))))["exercise-0"] == ""


def test_own_file_has_nothing_to_match(alices_client: Client) -> None:
    url = send(alices_client, document())

    assert alices_client.get(f"{url}match/").headers["Location"] == url


def test_log_that_changed_since_the_dry_run_is_held_against_the_file_again(alices_client: Client, alice: User) -> None:
    url = send(alices_client, document(workout(), workout(id=None, performed_on="2025-03-05")))
    form = form_of(parse(alices_client.get(url)))
    make_workout(user=alice, day=DAY)
    Workout.objects.update(public_id=workout()["id"])

    alices_client.post(url, form)

    assert Workout.objects.count() == 2
    assert "1 workout is imported." in parse(alices_client.get("/data/import/")).text


def test_settings_come_in_with_their_tick(alices_client: Client, alice: User) -> None:
    url = send(alices_client, document(workout(), profile={"knee": "left", "rest_sound": True}))
    page = parse(alices_client.get(url))
    assert [entry.text for entry in page.all("dd")] == ["here Not said, in the file Left", "here no, in the file yes"]
    form = form_of(page)
    assert form["settings"] == "on"

    alices_client.post(url, {name: value for name, value in form.items() if name != "settings"})

    alice.refresh_from_db()
    assert (alice.knee, alice.rest_sound) == ("", False)


def test_exercise_without_sets_is_left_out_only_with_a_reason(alices_client: Client) -> None:
    exercises = [
        {"exercise": "clamshells", "pain_during": 3},
        {"exercise": "hip-bridges", "note": "Tomorrow"},
        {"exercise": "banded-crab-walks", "skip_reason": "pain"},
    ]
    url = send(alices_client, document(workout(exercises=exercises)))

    words = "Clamshells: no sets, Hip bridges: no sets, Banded crab walks: left out"
    assert words in parse(alices_client.get(url)).text


def test_workout_that_differs_leads_to_the_one_that_is_here(alices_client: Client, alice: User) -> None:
    make_workout(user=alice, day=DAY)
    Workout.objects.update(public_id=workout()["id"])
    url = send(alices_client, document(workout(note="Other words"), workout(id=None, performed_on="2025-03-05")))

    page = parse(alices_client.get(url))

    assert "open the workout here and delete it first" in page.text
    links = [link.attributes["href"] for table in page.all("tbody") for link in table.all("a")]
    assert links == [f"/workouts/{workout()['id']}/"]
    assert alices_client.get(links[0]).status_code == 200


def test_what_is_not_imported_is_deleted_here_alone(alices_client: Client) -> None:
    url = send(alices_client, document(workout()))

    page = parse(alices_client.get(url))

    assert [button.text for button in page.one("main").all("button")] == ["Add 1 workout", "Do not import"]
    assert "Your own file stays as it is." in page.text


def test_nothing_new_leads_to_another_file_and_back(alices_client: Client) -> None:
    url = send(alices_client, document())
    page = parse(alices_client.get(url))

    assert "There is nothing new in this file." in page.text
    assert [button.text for button in page.one("main").all("button")] == ["Choose another file"]
    assert [link.text for link in page.one("main").all("a", href="/data/")] == ["Back to your data"]
    response = alices_client.post(f"{url}cancel/", form_of(page))
    assert response.headers["Location"] == "/data/import/"
    assert ImportFile.objects.count() == 0


def test_long_tables_are_shortened(alices_client: Client) -> None:
    good = [workout(id=None, started_at=f"2025-03-03T{n // 60:02}:{n % 60:02}:00+01:00") for n in range(130)]
    url = send(alices_client, document(*good, *[7] * 150))

    response = alices_client.get(url)

    page = parse(response)
    assert [hint.text for hint in page.all("p", class_="hint")] == ["and 50 more", "and 30 more"]
    assert "150 things are wrong and left out" in page.text
    assert len(response.content) < 100_000


def test_obstacle_is_said_and_takes_the_button_away(alices_client: Client, alice: User) -> None:
    for number in range(97):
        alice.bands.create(name=f"Band {number}", order=4 + number, retired_at=timezone.now())
    bout = {"number": 1, "side": "left", "count": 12, "band": "One more"}
    url = send(alices_client, document(workout(exercises=[{"exercise": "clamshells", "sets": [bout]}])))
    page = parse(alices_client.get(url))

    response = alices_client.post(url, form_of(page))

    assert "Nothing can be imported as it is." in page.text
    assert response.headers["Location"] == url
    assert Workout.objects.count() == 0


def test_what_was_typed_is_never_markup(alices_client: Client) -> None:
    script = "<script>alert(1)</script>"
    bands = [{"name": script, "colour": script}]
    url = send(alices_client, document(workout(note=script), workout(performed_on=script), bands=bands))

    page = alices_client.get(url).content.decode()

    assert script not in page
    assert "&lt;script&gt;" in page


def test_old_files_are_deleted(alice: User, stranger: User) -> None:
    now = timezone.now()
    for user, age in ((alice, timedelta(hours=25)), (stranger, timedelta(hours=23))):
        ImportFile.objects.create(user=user, name="a", kind="json", content=zlib.compress(b"{}"), uploaded_at=now - age)

    purge_expired()

    assert [one.user for one in ImportFile.objects.all()] == [stranger]


@pytest.mark.parametrize("where", ["", "match/", "cancel/"])
def test_file_older_than_a_day_is_as_good_as_gone(alices_client: Client, where: str) -> None:
    url = send(alices_client, STRONG)
    form = values(main_form(parse(alices_client.get(f"{url}match/"))))
    ImportFile.objects.update(uploaded_at=timezone.now() - timedelta(hours=24, minutes=1))

    assert "Go on with it" not in parse(alices_client.get("/data/import/")).text
    assert alices_client.get(f"{url}match/").status_code == 404
    assert alices_client.get(url).status_code == 404
    assert alices_client.post(f"{url}{where}", form).headers["Location"] == "/data/import/"
    assert "it was older than a day" in parse(alices_client.get("/data/import/")).text
    assert ImportMatch.objects.count() == 0


def test_file_can_be_imported_for_a_day(alices_client: Client) -> None:
    url = send(alices_client, document(workout()))
    ImportFile.objects.update(uploaded_at=timezone.now() - timedelta(hours=23, minutes=59))
    form = form_of(parse(alices_client.get(url)))

    alices_client.post(url, form)

    assert Workout.objects.count() == 1


def queries_of(client: Client, url: str, data: dict[str, Any] | None = None) -> int:
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url) if data is None else client.post(url, data)
        assert response.status_code in (200, 302)
    return len(queries)


@pytest.mark.parametrize("count", [1, 60])
def test_pages_of_an_import_ask_the_same_of_a_long_log(alices_client: Client, alice: User, count: int) -> None:
    start = [f"2025-03-03T08:{n:02}:00+01:00" for n in range(count)]
    workouts = [workout(id=None, started_at=one) for one in start]
    for _number in range(count):
        make_workout(user=alice, day=DAY)
    first = queries_of(alices_client, "/data/import/")
    url = send(alices_client, document(*workouts, workout(performed_on=DAY.isoformat())))
    dry_run = queries_of(alices_client, url)
    form = form_of(parse(alices_client.get(url)))

    done = queries_of(alices_client, url, form)

    assert (first, dry_run) == (5, 20)
    # With more rows than fit into one statement there are more statements.
    assert done <= 60
