"""Files of Strong and Hevy from phones in other languages and with other clocks."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation
from django.utils.dates import MONTHS, MONTHS_3, MONTHS_AP
from hypothesis import given
from hypothesis import strategies as st

from hipstrength.accounts.models import User
from logbook.importing.assembling import made_id
from logbook.importing.found import BrokenFileError
from logbook.importing.starts import month_names, start_of
from logbook.importing.uploads import NotMatchedError
from logbook.models import Workout
from tests.logbook.importing.imports import (
    bring_in,
    match_names,
    noted,
    planned,
    table,
    told_problems,
)
from tests.logbook.importing.test_apps import COMMAS, HEVY, told

GERMAN = (
    "Datum{0}Workout-Name{0}Dauer{0}Name der Übung{0}Reihenfolge festlegen{0}Gewicht{0}Wiederh.{0}Entfernung{0}"
    "Sekunden{0}Notizen{0}Workout-Notizen{0}RPE"
)
# Short names as phones have them (the Unicode CLDR, "abbreviated", in a date and alone), by language.
SHORT = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "en-gb": "Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec",
    "de": "Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.",
    "de alone": "Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez",
    "de older": "Jan Feb Mrz Apr Mai Jun Jul Aug Sep Okt Nov Dez",
    "fr": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    "es": "ene feb mar abr may jun jul ago sept oct nov dic",
    "es with dots": "ene. feb. mar. abr. may. jun. jul. ago. sep. oct. nov. dic.",
    "it": "gen feb mar apr mag giu lug ago set ott nov dic",
    "pt": "jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez.",
    "nl": "jan. feb. mrt. apr. mei jun. jul. aug. sep. okt. nov. dec.",
}
LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "pt-br", "nl")
EXAMPLE = "22 Nov 2024, 18:30"


@pytest.fixture
def matched(alice: User) -> None:
    """Alice said what the names mean."""
    match_names(alice)


def test_only_one_short_name_means_two_months() -> None:
    names = month_names()

    assert {name: months for name, months in names.items() if len(months) > 1} == {"jui": {6, 7}}
    assert {month for months in names.values() for month in months} == set(range(1, 13))
    assert all(name.isascii() and name.islower() for name in names)


@pytest.mark.parametrize("short", SHORT.values(), ids=SHORT)
def test_months_are_read_as_phones_shorten_them(short: str) -> None:
    months = short.split()
    assert len(months) == 12

    for number, month in enumerate(months, start=1):
        for written in (month, month.rstrip("."), month.upper(), f"{month.rstrip('.')}."):
            assert start_of(f"2 {written} 2024, 18:30", EXAMPLE).isoformat() == f"2024-{number:02}-02T18:30:00"


@pytest.mark.parametrize("language", LANGUAGES)
def test_months_mean_what_django_has_for_them(with_german: None, language: str) -> None:
    with translation.override(language):
        names = [{str(table[number]) for table in (MONTHS, MONTHS_3, MONTHS_AP)} for number in range(1, 13)]

    assert language == "en" or "January" not in names[0]
    for number, spellings in enumerate(names, start=1):
        # For June in Django's French, and no phone's.
        for name in spellings - {"jui"}:
            assert start_of(f"2 {name} 2024, 18:30", EXAMPLE).isoformat() == f"2024-{number:02}-02T18:30:00"


@pytest.mark.usefixtures("matched")
@pytest.mark.parametrize(
    ("start", "day", "clock"),
    [
        ("22 mai 2024, 18:30", date(2024, 5, 22), 18),
        ("22 févr. 2024, 18:30", date(2024, 2, 22), 18),
        ("22 FÉVR 2024, 18:30", date(2024, 2, 22), 18),
        ("22 fe\N{COMBINING ACUTE ACCENT}vr. 2024, 18:30", date(2024, 2, 22), 18),
        ("22 juin 2024, 18:30", date(2024, 6, 22), 18),
        ("22 juil. 2024, 18:30", date(2024, 7, 22), 18),
        ("22 août 2024, 18:30", date(2024, 8, 22), 18),
        ("22. Okt. 2024, 18:30", date(2024, 10, 22), 18),
        ("22 Mär 2024, 18:30", date(2024, 3, 22), 18),
        ("22 de nov. de 2024, 18:30", date(2024, 11, 22), 18),
        ("1 dic 2024, 8:30", date(2024, 12, 1), 8),
        ("1 ago 2024, 08:30", date(2024, 8, 1), 8),
        ("22 Nov 2024, 6:30 PM", date(2024, 11, 22), 18),
        ("22 Nov 2024, 6:30\N{NARROW NO-BREAK SPACE}pm", date(2024, 11, 22), 18),
        ("22 nov 2024, 6:30 p.\N{NO-BREAK SPACE}m.", date(2024, 11, 22), 18),
        ("22 Nov 2024, 12:30 AM", date(2024, 11, 22), 0),
        ("22 Nov 2024, 12:30 PM", date(2024, 11, 22), 12),
        ("Nov 22, 2024, 6:30 PM", date(2024, 11, 22), 18),
    ],
)
def test_hevy_is_read_from_phones_in_other_languages(alice: User, start: str, day: date, clock: int) -> None:
    plan = planned(alice, table(f'Hüfte,"{start}","{start}",,Clamshell,,,0,normal,,12,,,', header=HEVY))

    (workout,) = plan.workouts
    assert (workout.performed_on, told_problems(plan)) == (day, [])
    assert workout.started_at == datetime(day.year, day.month, day.day, clock, 30, tzinfo=alice.zone).astimezone(UTC)


@pytest.mark.usefixtures("matched")
def test_month_of_an_unknown_language_says_what_to_do(alice: User) -> None:
    data = table(
        *(f'Hips,"22 {month} 2024, 18:30",,,Clamshell,,,0,normal,,12,,,' for month in ("мая", "jui")), header=HEVY
    )

    more = "Its month is not known here: set the app to English and export it again."
    assert told_problems(planned(alice, data)) == [
        ("Line 2", f"A start looks like {EXAMPLE}. Here is “22 мая 2024, 18:30”. {more}"),
        ("Line 3", f"A start looks like {EXAMPLE}. Here is “22 jui 2024, 18:30”. {more}"),
    ]


@pytest.mark.parametrize(
    "start",
    [
        "22 Nov 2024, 13:30 PM",
        "22 Nov 2024, 0:30 AM",
        "30 Feb 2024, 18:30",
        "2.2 Nov 2024, 18:30",
        "22 Nov 24, 18:30",
        "22 Nov 2024",
        "2024-13-05 6:30:00 PM",
        "2024-00-05 6:30:00 PM",
        "05.01.2024 18:30",
        "de de 2024, 18:30",
        "",
        " ",
        "\ud800",
    ],
)
def test_start_that_is_none_is_told(start: str) -> None:
    with pytest.raises(ValueError, match=r"^A start looks like 22 Nov 2024, 18:30\. Here is “.*”\.$"):
        start_of(start, EXAMPLE)


@given(start=st.text(max_size=30) | st.from_regex(r"[0-9]{1,2}\W\w{1,5}\W[0-9]{4}\W[0-9]{1,2}:[0-9]{2} ?[apAP]?m?"))
def test_any_start_is_read_or_told(start: str) -> None:
    try:
        assert isinstance(start_of(start, EXAMPLE), date)
    except ValueError as error:
        assert str(error).startswith(f"A start looks like {EXAMPLE}. Here is “")  # noqa: PT017 — either is right


@pytest.mark.usefixtures("matched")
@pytest.mark.parametrize(
    ("start", "clock"),
    [
        ("2024-01-05 6:30:00 PM", 18),
        ("2024-01-05 6:30:00\N{NARROW NO-BREAK SPACE}PM", 18),
        ("2024-01-05 6:30:00\N{NARROW NO-BREAK SPACE}AM", 6),
        ("2024-01-05 12:30:00 AM", 0),
        ("2024-01-05 12:30:00 p.m.", 12),
        ("2024-01-05 8:30:00", 8),
        ("2024-01-05 08:30:00", 8),
        ("2024-01-05 8:30", 8),
    ],
)
def test_strong_is_read_from_phones_with_other_clocks(alice: User, start: str, clock: int) -> None:
    bring_in(alice, table(f"{start},Hips,20m,Clamshell,1,0,12,0,0,,,", header=COMMAS))

    workout = Workout.objects.get()
    assert workout.performed_on == date(2024, 1, 5)
    assert workout.started_at == datetime(2024, 1, 5, clock, 30, tzinfo=alice.zone).astimezone(UTC)


@pytest.mark.usefixtures("matched")
def test_old_english_file_is_read_as_before(alice: User) -> None:
    data = table(
        '2019-03-14 07:05:09,"Evening Workout",1h 2m,"Glute Bridge",1,60.0,12,0,0,"","",',
        '2019-03-14 07:05:09,"Evening Workout",1h 2m,"Glute Bridge",W,40.0,10,0,0,slow,"",7.5',
        '2019-03-14 07:05:09,"Evening Workout",1h 2m,"Squat",1,80.0,5,0,0,"","",',
        '2019-03-14 07:05:09,"Evening Workout",1h 2m,"Clamshell",1,0.0,15,0,0,"","",',
        header=COMMAS,
    )

    plan = bring_in(alice, data, unit="kg")

    workout = Workout.objects.get()
    # The id of an earlier release, so that its imports are found again.
    assert workout.public_id == made_id("strong", "2019-03-14T07:05:09", "Evening Workout")
    assert workout.started_at == datetime(2019, 3, 14, 6, 5, 9, tzinfo=UTC)
    assert told(alice) == [
        ("clamshells", 1, "left", 15, "No resistance"),
        ("clamshells", 1, "right", 15, "No resistance"),
        ("hip-bridges", 1, "both", 12, "60 kg"),
        ("hip-bridges", 2, "both", 10, "40 kg"),
    ]
    assert (noted(alice), told_problems(plan)) == ([("clamshells", "", 2), ("hip-bridges", "slow", 2)], [])


@pytest.mark.usefixtures("matched")
def test_one_start_in_two_spellings_is_one_workout(alice: User) -> None:
    first = table("2024-01-05 18:30:00,Hips,20m,Clamshell,1,0,12,0,0,,,", header=COMMAS)
    second = table("2024-01-05 6:30:00\N{NARROW NO-BREAK SPACE}PM,Hips,20m,Clamshell,1,0,12,0,0,,,", header=COMMAS)

    assert bring_in(alice, first).adds == 1
    assert bring_in(alice, second).adds == 0


@pytest.mark.usefixtures("matched")
def test_german_strong_is_read(alice: User) -> None:
    start = '2025-08-23 17:51:23,"Hüfte",2h 23min'
    data = table(
        f'{start},"Glute Bridge",1,50.0,12.0,0,0.0,"langsam","Erstes Training",',
        f'{start},"Glute Bridge",Ruhezeit,0,0.0,0,120.0,,,',
        f'{start},"Glute Bridge",2,17.5,10.0,0,0.0,,,8',
        f'{start},"Clamshell",1,0,15.0,0,0.0,"",,',
        header=GERMAN.format(","),
    )

    plan = bring_in(alice, data, unit="kg")

    assert (told_problems(plan), Workout.objects.get().note) == ([], "Hüfte\nErstes Training")
    assert told(alice) == [
        ("clamshells", 1, "left", 15, "No resistance"),
        ("clamshells", 1, "right", 15, "No resistance"),
        ("hip-bridges", 1, "both", 12, "50 kg"),
        ("hip-bridges", 2, "both", 10, "17.5 kg"),
    ]
    assert noted(alice) == [("clamshells", "", 2), ("hip-bridges", "langsam", 2)]
    assert plan.found.remarks == ["Sets come in without their RPE, which this log does not have: 1."]


@pytest.mark.usefixtures("matched")
@pytest.mark.parametrize(("column", "label"), [("Gewicht (kg)", "17.5 kg"), ("Gewicht (lbs)", "17.5 lb")])
def test_german_strong_is_read_with_semicolons_and_decimal_commas(alice: User, column: str, label: str) -> None:
    line = "2025-08-23 17:51:23;Hüfte;23min;Glute Bridge;1;17,5;12,0;0;0,0;;;0,0"

    plan = bring_in(alice, table(line, header=GERMAN.format(";").replace("Gewicht", column)))

    assert (told(alice), plan.found.remarks) == ([("hip-bridges", 1, "both", 12, label)], [])


@pytest.mark.usefixtures("matched")
def test_header_of_strong_in_both_languages_is_read(alice: User) -> None:
    header = "Date;Datum;Name der Übung;Reihenfolge festlegen;Wiederh.;Weight;Gewicht;Weight Unit"

    bring_in(alice, table("2025-08-23 17:51:23;;Glute Bridge;1;12;10;20;kg", header=header))

    assert told(alice) == [("hip-bridges", 1, "both", 12, "10 kg")]


@pytest.mark.usefixtures("matched")
def test_unit_of_the_german_strong_is_asked_for(alice: User) -> None:
    with pytest.raises(NotMatchedError):
        planned(alice, table("2025-08-23 17:51:23,,,Glute Bridge,1,17.5,12.0,0,0.0,,,", header=GERMAN.format(",")))


def test_table_of_no_known_export_says_what_to_do(alice: User) -> None:
    header = "Fecha,Nombre del entrenamiento,Nombre del ejercicio,Orden,Peso,Repeticiones"

    with pytest.raises(BrokenFileError) as caught:
        planned(alice, table("2024-01-05 18:30:00,Hips,Clamshell,1,0,12", header=header))

    words = "If it is from Strong or Hevy, set that app to English and export it again."
    assert str(caught.value).endswith(f"known export. Here is “{header}”. {words}")
