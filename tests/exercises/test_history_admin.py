"""Looking back at the versions of an exercise in the admin, and going back to one."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from exercises import versions
from exercises.models import Exercise
from hipstrength.accounts.models import User
from tests.exercises.editing import (
    LIST,
    change_url,
    complaints,
    history_url,
    notes,
    row_of,
    rows,
    save,
    shown_changes,
    version_url,
)
from tests.factories import make_exercise, make_workout
from tests.rendered import parse, values

MARKER = "<script>alert('x')</script> & <b>"


def listed(client: Client, exercise: Exercise, query: str = "") -> list[str]:
    """Return what the list says of each version, newest first, without the time."""
    page = parse(client.get(history_url(exercise) + query))
    return [item.one("p", class_="version-facts").text for item in page.one("ol", class_="versions").all("li")]


def revert(client: Client, row: Any, **typed: str) -> Any:
    """Open an older version, type something and press the button."""
    form = values(parse(client.get(version_url(row))).one("form", id="exercise_form"))
    return client.post(version_url(row), {**form, **typed})


def test_list_says_who_saved_what(admins_client: Client, bens_client: Client, clamshells: Exercise) -> None:
    save(admins_client, clamshells, summary="Second.")
    save(bens_client, clamshells, order="7")

    assert listed(admins_client, clamshells) == [
        "Changed by ben@example.org · revision 2",
        "Changed by anna@example.org · revision 2",
        "Added by a command · revision 1 Delivered with HipStrength.",
    ]


def test_list_shows_what_each_version_changed(admins_client: Client, clamshells: Exercise) -> None:
    steps = clamshells.steps.replace("slowly", "gently").replace("\nRepeat 10–20 times. That is one set.", "")
    save(admins_client, clamshells, steps=steps, target_low="12", easier="")

    newest = next(parse(admins_client.get(history_url(clamshells))).one("ol", class_="versions").all("li"))

    changes = shown_changes(newest)
    assert newest.one("summary").text == "Steps, Make it easier, Target from"
    assert changes["Target from"] == ["[-10-]{+12+}"]
    assert changes["Make it easier"] == [f"[-{clamshells.easier}-]"]
    assert [line for line in changes["Steps"] if "-]" in line or "+}" in line] == [
        "Breathe in and lower your knee [-slowly-]{+gently+}, for 2–3 seconds.",
        "[-Repeat 10–20 times. That is one set.-]",
    ]


def test_list_goes_on_over_pages(admins_client: Client, clamshells: Exercise, anna: User) -> None:
    for number in range(29):
        clamshells.summary = f"Summary {number}."
        versions.store(clamshells, by=anna)

    first, second = (parse(admins_client.get(f"{history_url(clamshells)}?p={number}")) for number in (1, 3))

    items = [list(page.one("ol", class_="versions").all("li")) for page in (first, second)]
    assert [len(page) for page in items] == [10, 10]
    # The last one of a page is told against the first of the next.
    assert shown_changes(items[0][-1]) == {"Summary": ["Summary [-18-]{+19+}."]}
    assert list(items[1][-1].all("dl")) == []


@pytest.mark.parametrize("count", [1, 20])
def test_list_asks_the_same_of_a_long_history(
    admins_client: Client, clamshells: Exercise, anna: User, ben: User, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        clamshells.summary = f"Summary {number}."
        versions.store(clamshells, by=[anna, ben][number % 2])

    with django_assert_num_queries(7):
        admins_client.get(history_url(clamshells))


def test_version_by_a_deleted_account_is_listed(
    admins_client: Client, bens_client: Client, clamshells: Exercise, ben: User
) -> None:
    save(bens_client, clamshells, summary="By Ben.")
    ben.delete()

    assert listed(admins_client, clamshells)[0] == (
        "Changed by somebody unknown (a deleted account, or outside of the admin) · revision 2"
    )
    assert admins_client.get(version_url(rows(clamshells)[-1])).status_code == 200


def test_version_shows_its_change_and_what_going_back_means(admins_client: Client, clamshells: Exercise) -> None:
    for summary in ("Second one.", "Third one."):
        save(admins_client, clamshells, summary=summary)

    page = parse(admins_client.get(version_url(rows(clamshells)[1])))

    its_own, back = page.one("form", id="exercise_form").all("section")
    assert shown_changes(its_own)["Summary"][-1] == "{+Second one.+}"
    assert shown_changes(back) == {"Summary": ["[-Third-]{+Second+} one."]}
    assert values(page.one("form", id="exercise_form"))["summary"] == "Second one."


def test_revert_makes_a_new_version(admins_client: Client, bens_client: Client, clamshells: Exercise) -> None:
    before = row_of(clamshells)
    texts = {"summary": "New.", "steps": "New.", "illustration": "", "target_high": "30", "harder": ""}
    save(admins_client, clamshells, order="9", **texts)

    response = revert(bens_client, rows(clamshells)[0])

    after, newest = row_of(clamshells), rows(clamshells)[-1]
    assert (response.status_code, response.headers["Location"]) == (302, history_url(clamshells))
    assert {**after, "updated_at": None} == {**before, "order": 9, "revision": 3, "updated_at": None}
    assert (newest.history_user.email, newest.revision, len(rows(clamshells))) == ("ben@example.org", 3, 3)
    moment = f"{rows(clamshells)[0].history_date:%-d %B %Y, %H:%M} UTC"
    said = f"Back to revision 1, saved on {moment}."
    assert newest.history_change_reason == said
    assert notes(parse(bens_client.get(history_url(clamshells)))) == [said]


def test_revert_of_something_amended_says_so(admins_client: Client, clamshells: Exercise) -> None:
    save(admins_client, clamshells, summary="Second.", muscles="Second.")

    revert(admins_client, rows(clamshells)[0], summary="Third.")

    newest = rows(clamshells)[-1]
    assert (newest.summary, newest.muscles) == ("Third.", clamshells.muscles)
    assert newest.history_change_reason.startswith("Begun from revision 1, saved on ")


def test_revert_to_what_is_there_changes_nothing(admins_client: Client, clamshells: Exercise) -> None:
    save(admins_client, clamshells, order="9")
    before = row_of(clamshells)

    response = revert(admins_client, rows(clamshells)[0])

    assert response.status_code == 302
    assert (row_of(clamshells), len(rows(clamshells))) == (before, 2)
    assert notes(parse(admins_client.get(history_url(clamshells)))) == [
        "Nothing was changed: the exercise is like that already."
    ]


def test_revert_leaves_published_and_address_alone(admins_client: Client, clamshells: Exercise) -> None:
    Exercise.objects.filter(pk=clamshells.pk).update(is_published=False, slug="clams", name="Clams")
    clamshells.refresh_from_db()
    versions.keep_current(clamshells)
    Exercise.objects.filter(pk=clamshells.pk).update(is_published=True, slug="shells", name="Shells")

    revert(admins_client, rows(clamshells)[1], slug="evil", revision="99")

    clamshells.refresh_from_db()
    assert (clamshells.name, clamshells.slug, clamshells.is_published) == ("Clams", "shells", True)
    assert clamshells.revision == 4


def test_revert_does_not_touch_what_logged_numbers_mean(
    admins_client: Client, clamshells: Exercise, alice: User
) -> None:
    save(admins_client, clamshells, counts="steps", sides="both", summary="Second.")
    make_workout(user=alice, day=date(2026, 11, 17))
    first = rows(clamshells)[0]

    page = parse(admins_client.get(version_url(first))).one("form", id="exercise_form").text
    revert(admins_client, first)

    after = row_of(clamshells)
    assert (after["counts"], after["sides"], after["summary"]) == ("steps", "both", clamshells.summary)
    for label in ("Counted in", "Sides"):
        assert (
            f"“{label}” was different then. It stays as it is, because people have logged sets of this exercise."
        ) in page


def test_revert_is_held_to_the_rules_of_an_edit(admins_client: Client, clamshells: Exercise) -> None:
    clamshells.steps = "\n".join(["Step."] * 13)
    clamshells.save()
    save(admins_client, clamshells, steps="One.")
    make_exercise(slug="other", name="Other")
    before = row_of(clamshells)

    response = revert(admins_client, rows(clamshells)[1], name="Other")

    assert complaints(parse(response)) == {
        "steps": "There are 13 steps; 12 fit on the page.",
        "name": "Exercise with this Name already exists.",
    }
    assert row_of(clamshells) == before


def test_revert_makes_no_second_exercise(admins_client: Client, clamshells: Exercise) -> None:
    response = revert(admins_client, rows(clamshells)[0], _saveasnew="on", name="Copy", slug="copy")

    assert (response.status_code, Exercise.objects.count()) == (403, 4)


def test_html_in_versions_is_shown_as_typed(admins_client: Client, clamshells: Exercise) -> None:
    for ending in ("1", "2"):
        typed = dict.fromkeys(("name", "summary", "start_position", "steps", "harder", "easier"), MARKER + ending)
        save(admins_client, clamshells, **typed)

    for url in (history_url(clamshells), *(version_url(row) for row in rows(clamshells))):
        response = admins_client.get(url)
        assert "alert(" in parse(response).text
        assert "<script>alert(" not in response.content.decode()


def test_versions_of_a_deleted_exercise_can_be_read(admins_client: Client, clamshells: Exercise) -> None:
    unused = make_exercise(slug="wall-sit", summary="Sit.")
    key = unused.pk
    admins_client.post(f"{LIST}{key}/delete/", {"post": "yes"})

    page = parse(admins_client.get(f"{LIST}{key}/history/"))

    items = [item.one("p", class_="version-facts").text for item in page.one("ol", class_="versions").all("li")]
    assert items == [
        "Deleted by anna@example.org · revision 1",
        "Added by somebody unknown (a deleted account, or outside of the admin) · revision 1",
    ]
    assert list(page.one("div", id="content-main").all("a")) == []
    gone = admins_client.get(version_url(Exercise.history.filter(id=key).latest()))
    assert (gone.status_code, gone.headers["Location"]) == (302, "/admin/")


@pytest.mark.parametrize("key", ["0", "x", "-1", "9" * 30, "%00", "²", "1e3", "_31_"])
def test_version_that_is_none_is_not_found(admins_client: Client, clamshells: Exercise, key: str) -> None:
    answers = [
        admins_client.get(f"{LIST}{clamshells.pk}/history/{key}/"),
        admins_client.post(f"{LIST}{clamshells.pk}/history/{key}/", {"name": "x"}),
        admins_client.get(f"{LIST}{key}/history/1/"),
        admins_client.get(f"{LIST}{key}/history/"),
    ]

    assert {(answer.status_code, answer.headers.get("Location")) for answer in answers} <= {
        (302, "/admin/"),
        (404, None),
    }


def test_version_of_another_exercise_is_not_found(admins_client: Client, clamshells: Exercise) -> None:
    bridges = Exercise.objects.get(slug="hip-bridges")

    response = admins_client.get(f"{LIST}{clamshells.pk}/history/{rows(bridges)[0].history_id}/")

    assert (response.status_code, response.headers["Location"]) == (302, "/admin/")


@pytest.mark.parametrize("query", ["?p=0", "?p=x", "?p=999", "?e=1", "?p=%00"])
def test_list_of_versions_answers_any_question(admins_client: Client, clamshells: Exercise, query: str) -> None:
    assert admins_client.get(history_url(clamshells) + query).status_code == 200


def test_form_of_an_exercise_leads_to_its_versions(admins_client: Client, clamshells: Exercise) -> None:
    page = parse(admins_client.get(change_url(clamshells)))

    assert page.one("a", class_="historylink").attributes["href"] == history_url(clamshells)


def test_looking_at_an_exercise_writes_and_locks_nothing(admins_client: Client, clamshells: Exercise) -> None:
    Exercise.objects.filter(pk=clamshells.pk).update(summary="By SQL.")
    urls = [f"{LIST}add/", change_url(clamshells), history_url(clamshells), version_url(rows(clamshells)[0])]

    def execute(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        assert sql.startswith("SELECT"), sql
        assert "FOR UPDATE" not in sql
        return execute(sql, params, many, context)

    with connection.execute_wrapper(execute):
        answers = [admins_client.get(url).status_code for url in urls]

    assert answers == [200] * 4
