"""What a form names may be gone when it is sent."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from exercises.models import Exercise
from hipstrength.accounts.models import User
from tests.factories import form_data
from tests.races import at_once
from tests.rendered import errors, parse


def test_exercise_that_was_deleted_meanwhile_is_not_dropped_silently(alices_client: Client, alice: User) -> None:
    typed = form_data({"hip-bridges.sets-0-both": "12", "clamshells.sets-0-left": "12"})
    Exercise.objects.get(slug="hip-bridges").delete()

    response = alices_client.post("/workouts/new/", typed)

    summary = parse(response).one(id="error-summary").one("li").text
    assert (response.status_code, summary) == (422, "An exercise that you filled in is no longer on this site.")
    assert not alice.workouts.exists()


@pytest.mark.django_db(transaction=True)
def test_band_deleted_while_it_is_saved_is_refused_in_the_form(alices_client: Client, alice: User) -> None:
    light = alice.bands.get(name="Light")
    to_do = [light.delete]

    def delete_it_first(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        # The form is checked by then. In a thread, and so in a transaction of its own.
        if sql.startswith(("BEGIN", "INSERT")) and to_do:
            at_once([to_do.pop()])
        return execute(sql, params, many, context)

    typed = form_data({"clamshells.sets-0-left": "12", "clamshells.sets-0-resistance": f"band-{light.pk}"})
    with connection.execute_wrapper(delete_it_first):
        response = alices_client.post("/workouts/new/", typed)

    assert response.status_code == 422
    assert list(errors(parse(response))) == ["clamshells.sets-0-resistance"]
    assert not alice.workouts.exists()
