"""The report as a PDF file: one page, the same facts as the page, and tags that a screen reader understands."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import pypdfium2
import pytest
from django.http import HttpResponse
from django.template.loader import render_to_string

from hipstrength.accounts.models import User
from hipstrength.environment import BASE_DIR
from logbook.pages.report import ReportPage, report_page
from logbook.periods import PERIODS
from logbook.report_pdf.document import MARGIN, write_pdf
from logbook.report_pdf.fonts import BOLD, REGULAR, lacks, printable, register
from logbook.report_pdf.lines import Run, wrap
from tests.factories import done, make_exercise, make_workout
from tests.logbook.full_logs import LONG_NOTE, TODAY, example, full
from tests.logbook.pdf_reading import dense, metadata, tags, texts, unmarked
from tests.rendered import parse

PAPERS = ("a4", "letter")
CENTIMETRE = 72 / 2.54
pytestmark = pytest.mark.usefixtures("catalogue")


def report(user: User, weeks: int = 12, *, with_notes: bool = True, name: str = "") -> ReportPage:
    """Return a report of today."""
    return report_page(user, TODAY, weeks=weeks, with_notes=with_notes, name=name)


def said(page: ReportPage) -> list[str]:
    """Return all that a report says, but for its notes, of which the file may have fewer."""
    told = [page.title, page.name, page.disclaimer, *(text for fact in page.facts for text in fact)]
    for section in page.sections:
        told += [
            section.heading,
            *section.words,
            *section.remarks,
            *(text for chart in section.charts for text in (chart.frame.title, chart.note)),
        ]
        told += [text for pair in section.pairs for text in pair if not section.is_own_text]
        if section.table:
            told += [section.table.caption, *(column.heading for column in section.table.columns)]
            told += [cell for row in section.table.rows for cell in row]
    return told


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("weeks", PERIODS)
def test_example_is_one_page(paper: str, weeks: int) -> None:
    assert len(texts(write_pdf(report(example(), weeks), paper=paper))) == 1


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("weeks", [12, 52])
def test_full_report_is_one_page_and_says_how_many_notes_are_left_out(paper: str, weeks: int) -> None:
    page = report(full(weeks), weeks, name="N" * 60)

    (text,) = texts(write_pdf(page, paper=paper))

    told = [f"{label}: {words}" for label, words in page.sections[-1].pairs]
    whole = [one for one in told if dense(one) in dense(text)]
    assert "more notes are in the log." in text
    assert f"{2 * weeks - len(whole)} more notes" in text
    # A note is there as a whole or not at all.
    assert text.count("The knee was stiff") == "".join(whole).count("The knee was stiff")


@pytest.mark.parametrize("make", [example, full])
@pytest.mark.parametrize("weeks", PERIODS)
def test_file_and_page_say_the_same(make: Callable[[], User], weeks: int) -> None:
    page = report(make(), weeks, name="Sam Example")

    on_paper = dense(" ".join(texts(write_pdf(page, paper="a4"))))
    on_screen = dense(parse(HttpResponse(render_to_string("logbook/_report.html", {"report": page}))).text)

    told = [dense(text) for text in said(page)]
    assert [text for text in told if text not in on_paper] == []
    assert [text for text in told if text not in on_screen] == []


def test_notes_of_the_page_are_in_the_file_when_they_fit() -> None:
    page = report(example())

    (text,) = texts(write_pdf(page, paper="letter"))

    assert page.sections[-1].pairs
    assert [words for _day, words in page.sections[-1].pairs if dense(words) not in dense(text)] == []


@pytest.mark.parametrize("paper", PAPERS)
def test_note_that_does_not_fit_hides_none_behind_it(paper: str) -> None:
    page = report(example())
    long, *short = [
        ("18 Nov 2026", "Long, " * 2000),
        *((f"{day} Nov 2026", f"Short {day}.") for day in range(9, 0, -1)),
    ]
    notes = replace(page.sections[-1], pairs=[*short[:2], long, *short[2:]], left_out=3)

    (text,) = texts(write_pdf(replace(page, sections=[*page.sections[:-1], notes]), paper=paper))

    assert "Long, " not in text
    places = [text.index(words) for _day, words in short]
    assert places == sorted(places)
    assert "4 more notes are in the log." in text


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("weeks", PERIODS)
def test_charts_are_high_enough_and_stay_within_the_margins(paper: str, weeks: int) -> None:
    with pypdfium2.PdfDocument(write_pdf(report(example(), weeks), paper=paper)) as file:
        page = file[0].get_textpage()
        width = file[0].get_width()
        boxes = [page.get_rect(number) for number in range(page.count_rects())]
        title, month = (_top_of(page, words) for words in ("Knee pain, means", "Last points"))

    assert max(right for _left, _bottom, right, _top in boxes) <= width - MARGIN + 1
    # At least 2.5 cm, with title, key and months.
    assert title - month > 2.5 * CENTIMETRE


def _top_of(page: pypdfium2.PdfTextPage, words: str) -> float:
    found = page.search(words).get_next()
    assert found
    return float(page.get_charbox(found[0])[3])


def test_report_without_notes_has_none() -> None:
    (text,) = texts(write_pdf(report(example(), with_notes=False), paper="a4"))

    assert "notes" not in text.lower()
    assert "Slept badly" not in text


def test_file_says_its_title_and_language_and_no_address() -> None:
    user = example()

    content = write_pdf(report(user), paper="a4")

    assert metadata(content)["Title"] == "Hip exercises and knee: report, 18 November 2026"
    assert b"/Lang (en-GB)" in content
    assert b"/DisplayDocTitle true" in content
    assert user.email.encode() not in content
    assert user.email not in " ".join([*texts(content), *metadata(content).values()])


def test_file_is_read_in_order_with_headings() -> None:
    page = report(example())

    (document,) = tags(write_pdf(page, paper="a4"))

    assert document.kind == "Document"
    headings = [(tag.kind, tag.text) for tag in document.all("H1", "H2")]
    assert headings == [("H1", page.title), *(("H2", section.heading) for section in page.sections)]


def test_tables_have_headings_of_rows_and_columns() -> None:
    page = report(example())

    (document,) = tags(write_pdf(page, paper="a4"))

    tables = document.all("Table")
    assert len(tables) == len([section for section in page.sections if section.table])
    exercises = next(table for table in tables if "Sets then" in table.whole)
    head, *rows = exercises.all("TR")
    assert {(cell.kind, cell.scope) for cell in head.below} == {("TH", "Column")}
    assert [row.below[0].text for row in rows] == [
        "Clamshells",
        "Side-lying hip abduction",
        "Hip bridges",
        "Banded crab walks",
    ]
    assert {(row.below[0].kind, row.below[0].scope) for row in rows} == {("TH", "Row")}
    assert {cell.kind for row in rows for cell in row.below[1:]} == {"TD"}


def test_charts_are_figures_with_words() -> None:
    page = report(example())

    (document,) = tags(write_pdf(page, paper="a4"))

    charts = [chart for section in page.sections for chart in section.charts]
    assert [figure.alt for figure in document.all("Figure")] == [
        f"{chart.frame.title}. {chart.frame.description}" for chart in charts
    ]


@pytest.mark.parametrize("make", [example, full])
def test_only_the_foot_of_the_page_is_in_no_element(make: Callable[[], User]) -> None:
    content = write_pdf(report(make()), paper="a4")

    assert [text.strip() for text in unmarked(content)] == ["HipStrength · self-reported", "Page 1 of 1"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Zoë Łukaszewska, Ώρα, Жанна", "Zoë Łukaszewska, Ώρα, Жанна"),
        ("e\u0301", "é"),
        ("fine \N{THUMBS UP SIGN}\N{EMOJI MODIFIER FITZPATRICK TYPE-3}", "fine ☐☐"),
        ("\N{HEAVY BLACK HEART}\N{VARIATION SELECTOR-16}", "☐"),
        ("痛い", "☐☐"),
        ("שלום", "☐☐☐☐"),
        ("مرحبا", "☐☐☐☐☐"),
        ("x\N{COMBINING CIRCUMFLEX ACCENT}", "x☐"),
        ("one\ntwo\tthree\N{NO-BREAK SPACE}four", "one two three four"),
        ("in\N{SOFT HYPHEN}visible\N{ZERO WIDTH SPACE}", "invisible"),
        ("a\x07b", "ab"),
        ("<b>bold</b> & more", "<b>bold</b> & more"),
    ],
)
def test_sign_that_cannot_be_printed_is_a_box(text: str, shown: str) -> None:
    assert printable(text) == shown
    assert lacks(text) == ("☐" in shown)


def test_file_says_so_when_it_has_boxes() -> None:
    user = full(weeks=1, note="\N{THUMBS UP SIGN}")
    words = "Some signs cannot be printed here; each stands as ☐. They are on the page of the report."

    (with_box,) = texts(write_pdf(report(user), paper="a4"))
    (without,) = texts(write_pdf(report(user, with_notes=False), paper="a4"))

    assert dense(words) in dense(with_box)
    assert dense(words) not in dense(without)


def test_boxes_in_a_note_that_is_left_out_are_not_told_of() -> None:
    page = report(full(weeks=12))
    notes = page.sections[-1]
    last = replace(notes, pairs=[*notes.pairs[:-1], ("Last", "\N{THUMBS UP SIGN}" * 500)])

    (text,) = texts(write_pdf(replace(page, sections=[*page.sections[:-1], last]), paper="letter"))

    assert "☐" not in text


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("note", ["W" * 500, LONG_NOTE[:500], "\N{THUMBS UP SIGN}" * 500, "<para>&lt;" * 50])
def test_more_than_fits_on_a_page_is_on_more_pages(paper: str, note: str) -> None:
    user = full(weeks=12, note=note)
    slugs = [f"exercise-{number}" for number in range(45)]
    for slug in slugs:
        make_exercise(slug=slug, name=f"{slug} {'with a long name ' * 3}"[:60], sides="both")
    make_workout(user=user, day=TODAY, exercises=[done(slug, both=[12] * 20) for slug in slugs])
    page = report(user)

    pages = texts(write_pdf(page, paper=paper))

    assert 1 < len(pages) < 8
    on_paper = dense(" ".join(pages))
    assert [text for text in said(page) if dense(printable(text)) not in on_paper] == []
    assert f"Page {len(pages)} of {len(pages)}" in pages[-1]


@pytest.mark.parametrize("width", [4.0, 20.0, 100.0, 400.0])
def test_no_line_is_wider_than_there_is_room(width: float) -> None:
    register()
    runs = [Run("Label: ", BOLD), Run("some words, averylongwordwithoutanyspaceinitatall, and others", REGULAR)]

    lines = wrap(runs, width, 8)

    assert "".join(piece.text for line in lines for piece in line) == "".join(run.text for run in runs)
    assert all(piece.x <= width for line in lines for piece in line)


def test_empty_log_makes_a_page_that_says_so(alice: User) -> None:
    (text,) = texts(write_pdf(report(alice), paper="a4"))

    assert "Nothing is logged yet." in text


def test_library_is_loaded_only_for_a_file() -> None:
    code = (
        "import django, sys; django.setup(); import hipstrength.urls\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('reportlab', 'PIL')])"
    )
    env = {"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": ""}

    found = subprocess.run(
        [sys.executable, "-c", code], cwd=BASE_DIR, env=env, capture_output=True, text=True, check=True
    )

    assert found.stdout.strip() == "[]"
