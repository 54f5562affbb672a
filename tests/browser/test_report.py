"""The report on a screen and on paper."""

import uuid

import pypdfium2
import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page

from hipstrength.accounts.models import User
from logbook.links import Shown, make_link, token_of
from tests.browser.helpers import log_in
from tests.browser.measures import measure, media

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("catalogue")]
ADDRESS = "/data/report/?weeks=12&notes=on"
PAGE_MARGINS = """() => [...document.styleSheets]
  .flatMap((sheet) => [...sheet.cssRules])
  .filter((rule) => rule instanceof CSSPageRule)
  .map((rule) => rule.style.margin)"""
LENGTHEN = """() => {
  const sections = document.querySelector(".report-sections");
  for (const row of [...sections.children, ...sections.children, ...sections.children]) {
    sections.append(row.cloneNode(true));
  }
}"""
# How many lines there are to each line of the first week's numbers: days and goal, and the three moments.
LINES_OF_A_WEEK = """() => {
  const cells = [...document.querySelectorAll(".report-numbers tbody tr:first-child td")];
  const heights = new Map();
  for (const cell of cells) {
    const { top, height } = cell.getBoundingClientRect();
    const lines = Math.round(height / parseFloat(getComputedStyle(cell).lineHeight));
    heights.set(top, Math.max(lines, heights.get(top) ?? 0));
  }
  return [...heights.values()];
}"""
# What of a table leaves its box: cells that are wider than their place, and tables that are wider than their frame.
OUTSIDE = """() => [...document.querySelectorAll(".report-table")].flatMap((table) => {
  const frame = table.closest(".numbers-frame").getBoundingClientRect();
  const text = document.createRange();
  // On a phone the headings are there for screen readers only.
  const isSeen = (cell) => getComputedStyle(cell.closest("thead, tbody")).position !== "absolute";
  return [...table.querySelectorAll("th, td")].filter(isSeen).filter((cell) => {
    text.selectNodeContents(cell);
    const box = cell.getBoundingClientRect();
    return text.getBoundingClientRect().right > box.right + 1 || box.right > frame.right + 1;
  }).map((cell) => cell.textContent);
})"""
# How wide the narrowest column of each table of words is, in letters of its size.
NARROWEST = """() => [...document.querySelectorAll(".report-table:not(.report-numbers)")].map((table) =>
  Math.min(...[...table.querySelectorAll("thead th")].map((cell) => cell.clientWidth))
  / parseFloat(getComputedStyle(table).fontSize))"""
TOPS = """() => [".report-charts", ".report-told", ".report-charted .numbers-frame"]
  .map((place) => document.querySelector(place).getBoundingClientRect().top)"""
# In points, as PDF files have it.
MILLIMETRE = 72 / 25.4


@pytest.fixture
def examples_page(context: BrowserContext, page: Page, base_url: str) -> Page:
    """A page on which the example account is logged in."""
    call_command("demo", "--email", "demo@example.org", "--password", "not used", verbosity=0)
    log_in(context, User.objects.get(email="demo@example.org"), base_url)
    return page


def margins_of(page: pypdfium2.PdfPage) -> tuple[float, float, float, float]:
    """Return how far its text is from the left, the bottom, the right and the top of a page, in points."""
    text, (width, height) = page.get_textpage(), page.get_size()
    boxes = [text.get_rect(number) for number in range(text.count_rects())]
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), width - max(rights), height - max(tops)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_report_is_printed_in_black_on_white_without_navigation(examples_page: Page, scheme: str) -> None:
    examples_page.goto(ADDRESS)

    with media(examples_page, media="print", color_scheme=scheme):
        faults = measure(examples_page, "onPaper")

    assert faults == []


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_report_of_the_example_is_printed_on_one_sheet(examples_page: Page, paper: str) -> None:
    examples_page.goto(ADDRESS)

    with pypdfium2.PdfDocument(examples_page.pdf(format=paper)) as file:
        texts = [page.get_textpage().get_text_range() for page in file]

    assert len(texts) == 1
    assert "Slept badly" in texts[0]
    assert "PDF, A4" not in texts[0]


@pytest.fixture
def shared() -> str:
    """The address of the example's report for others."""
    shown = Shown("Physio", 12, with_notes=True)
    owner = User.objects.get(email="demo@example.org")
    link, _is_new = make_link(user=owner, public_id=uuid.uuid4(), shown=shown, days=30, now=timezone.now())
    return f"/shared/{token_of(link)}/"


def test_browser_has_no_room_to_print_the_address(examples_page: Page, shared: str) -> None:
    for address in (ADDRESS, shared):
        examples_page.goto(address)

        # The last one holds. Browsers print their own head and foot into a margin that has room for them.
        assert examples_page.evaluate(PAGE_MARGINS)[-1] == "0px"


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_report_for_others_is_printed_on_one_sheet(examples_page: Page, shared: str, paper: str) -> None:
    examples_page.goto(shared)

    with pypdfium2.PdfDocument(examples_page.pdf(format=paper)) as file:
        margins = [margins_of(page) for page in file]

    assert len(margins) == 1
    assert min(margins[0]) > 8 * MILLIMETRE


def test_every_sheet_of_a_long_report_has_margins(examples_page: Page) -> None:
    examples_page.goto(ADDRESS)
    examples_page.evaluate(LENGTHEN)

    with pypdfium2.PdfDocument(examples_page.pdf(format="A4")) as file:
        margins = [margins_of(page) for page in file]

    assert len(margins) > 2
    # Home printers leave about 5 mm blank.
    assert min(min(one) for one in margins) > 8 * MILLIMETRE


@pytest.mark.parametrize("name", ["Donaudampfschifffahrtsgesellschaft-Treppe", "W" * 40])
@pytest.mark.parametrize("width", [320, 1000, 1280, "paper"])
def test_long_words_stay_in_their_cells(examples_page: Page, name: str, width: int | str) -> None:
    user = User.objects.get(email="demo@example.org")
    for owned in (user.activities, user.bands):
        for number, one in enumerate(owned.all()):
            owned.filter(pk=one.pk).update(name=f"{number}{name}"[:40])
    size = 794 if isinstance(width, str) else width
    examples_page.set_viewport_size({"width": size, "height": 800})
    examples_page.goto(ADDRESS)

    with media(examples_page, media="print" if width == "paper" else "screen"):
        outside, narrowest = examples_page.evaluate(OUTSIDE), examples_page.evaluate(NARROWEST)

    assert outside == []
    assert width == 320 or min(narrowest) >= 5


@pytest.mark.parametrize("width", [360, 1280])
def test_charts_and_sentences_come_before_the_table_on_a_phone(examples_page: Page, width: int) -> None:
    examples_page.set_viewport_size({"width": width, "height": 800})
    examples_page.goto(ADDRESS)

    charts, told, table = examples_page.evaluate(TOPS)

    assert (charts < told < table) if width == 360 else (charts == table < told)


@pytest.mark.parametrize("width", [320, 360])
def test_each_moment_of_a_week_is_one_line_on_a_phone(examples_page: Page, width: int) -> None:
    examples_page.set_viewport_size({"width": width, "height": 800})
    examples_page.goto(ADDRESS)

    assert examples_page.evaluate(LINES_OF_A_WEEK) == [1, 1, 1, 1]


def test_form_chooses_period_and_notes(examples_page: Page) -> None:
    examples_page.goto("/data/report/")
    assert examples_page.get_by_role("heading", name="Last notes").count() == 0

    examples_page.get_by_label("Weeks up to now").select_option("26 weeks")
    examples_page.get_by_label("With my notes").check()
    with examples_page.expect_navigation():
        examples_page.get_by_role("button", name="Show the report").click()

    assert examples_page.get_by_role("heading", name="Last notes").count() == 1
    assert examples_page.get_by_text("Period: 26 weeks").is_visible()
    link = examples_page.get_by_role("link", name="PDF, Letter")
    assert link.get_attribute("href") == "/data/report.pdf?weeks=26&notes=on&paper=letter"


def test_link_leads_to_the_file(examples_page: Page) -> None:
    examples_page.goto(ADDRESS)
    address = examples_page.get_by_role("link", name="PDF, A4").get_attribute("href")
    assert address

    answer = examples_page.request.get(address)

    assert answer.headers["content-type"] == "application/pdf"
    with pypdfium2.PdfDocument(answer.body()) as file:
        assert file[0].get_size() == pytest.approx((595.3, 841.9), abs=0.1)
