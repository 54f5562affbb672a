"""Rows of sets, drawn from one pattern."""

from datetime import date

import pytest
from django.forms import Form
from django.test import Client

from exercises.models import Exercise
from hipstrength.accounts.models import User
from logbook.forms import ExerciseForm
from logbook.set_forms import SetForm
from tests.factories import band, done, form_data, make_workout
from tests.rendered import errors, main_form, parse, values

URL = "/workouts/new/"
NASTY = """<b>"it's" & more</b>"""


@pytest.mark.usefixtures("clamshells_only")
def test_each_person_sees_their_own_rows(client: Client, alice: User, stranger: User) -> None:
    make_workout(user=alice, day=date(2026, 11, 16), exercises=[done("clamshells", left=[31], resistance=band(alice))])
    make_workout(user=stranger, day=date(2026, 11, 16), exercises=[done("clamshells", left=[47, 48])])
    shown = []

    for person in (alice, stranger, alice):
        client.force_login(person)
        shown.append(values(main_form(parse(client.get(URL)))))

    boxes = [
        {name: form.get(f"clamshells.sets-{name}") for name in ("0-left", "1-left", "0-resistance")} for form in shown
    ]
    mine = {"0-left": "31", "1-left": None, "0-resistance": f"band-{band(alice).band_id}"}
    assert boxes == [mine, {"0-left": "47", "1-left": "48", "0-resistance": ""}, mine]


@pytest.mark.usefixtures("clamshells_only")
def test_exercise_that_is_renamed_has_its_new_name(alices_client: Client) -> None:
    alices_client.get(URL)
    Exercise.objects.update(name=NASTY)

    row = parse(alices_client.get(URL)).one("fieldset", id="exercise-clamshells-set-1")

    assert row.one("legend").text == f"{NASTY}, set 1"


@pytest.mark.usefixtures("clamshells_only")
def test_name_of_a_band_is_only_text(alices_client: Client, alice: User) -> None:
    alice.bands.filter(name="Light").update(name=NASTY)

    select = main_form(parse(alices_client.get(URL))).one("select", name="clamshells.sets-0-resistance")

    assert [option.text for option in select.all("option")][1] == f"{NASTY} band"


@pytest.mark.usefixtures("clamshells_only")
def test_box_with_an_error_says_so_to_those_who_do_not_see_it(alices_client: Client) -> None:
    sent = form_data({"clamshells.sets-0-left": NASTY, "clamshells.sets-0-right": "12"})

    page = parse(alices_client.post(URL, sent))

    wrong, right = (page.one("input", name=f"clamshells.sets-0-{side}").attributes for side in ("left", "right"))
    assert errors(page) == {"clamshells.sets-0-left": "Type a whole number from 1 to 100."}
    assert (wrong["value"], wrong["aria-invalid"]) == (NASTY, "true")
    assert wrong["aria-describedby"] == "id_clamshells.sets-0-left_error"
    assert "aria-invalid" not in right


@pytest.mark.usefixtures("clamshells_only")
def test_row_that_scripts_copy_is_empty_and_has_no_number(alices_client: Client) -> None:
    template = parse(alices_client.get(URL)).one("template")

    row = template.one("fieldset")
    assert "id" not in row.attributes
    assert (
        row.one("input", name="clamshells.sets-__prefix__-left").attributes["id"]
        == "id_clamshells.sets-__prefix__-left"
    )
    assert [span.text for span in row.all("span", **{"data-set-number": ""})] == ["", ""]


@pytest.mark.parametrize("form", [SetForm, ExerciseForm])
def test_forms_leave_the_fields_alone_that_they_share(form: type[Form], alices_client: Client) -> None:
    def state() -> dict[str, object]:
        fields = form.base_fields.items()
        return {name: (field, dict(vars(field)), dict(field.widget.attrs)) for name, field in fields}

    before = state()

    alices_client.get(URL)
    alices_client.post(URL, form_data({"clamshells.sets-0-left": "x", "clamshells.all-pain_during": "11"}))

    assert state() == before
