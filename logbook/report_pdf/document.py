"""The report as a PDF file on A4 or Letter: on one page wherever that is possible."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import chain
from threading import Lock

from django.utils.translation import gettext as _
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.pdfgen.canvas import Canvas

from logbook.pages.report import ReportPage
from logbook.report_pdf.boxes import LEADING, Box, Pen
from logbook.report_pdf.fonts import REGULAR, printable, register, width_of
from logbook.report_pdf.layout import Layout
from logbook.weeks import period_title

PAPERS = {"a4": A4, "letter": LETTER}
LANGUAGE = "en-GB"
MARGIN, FOOT = 36, 14
# How much larger or smaller letters may be, so that all of it fits on one page; sentences have 7 points at least.
SCALES = (1.06, 1.0, 0.95, 0.9, 0.86)
FOOT_SIZE = 6.8
# One at a time: the fonts are shared, and remember where they are read.
ONE_AT_A_TIME = Lock()


def write_pdf(page: ReportPage, *, paper: str) -> bytes:
    """Return a report as the bytes of a PDF file; `paper` is "a4" or "letter"."""
    with ONE_AT_A_TIME:
        register()
        width, height = PAPERS[paper]
        room = height - 2 * MARGIN - FOOT
        layout = _fitting(page, width - 2 * MARGIN, room)
        pages = _pages(layout.boxes(), width - 2 * MARGIN, room, _gap(layout))
        return _write(page, pages, (width, height), _gap(layout))


def _gap(layout: Layout) -> float:
    return 0.75 * layout.size


def _fitting(page: ReportPage, width: float, room: float) -> Layout:
    """Return the largest layout that fits on one page; where none does, one with some notes, or the usual one."""
    for scale in SCALES:
        layout = Layout(page, scale)
        if _height(layout, width) <= room:
            return layout
    return _with_some_notes(page, width, room) or Layout(page, SCALES[2])


def _with_some_notes(page: ReportPage, width: float, room: float) -> Layout | None:
    """Return the smallest layout with each note, latest first, that fits beside those before it; None without room."""
    notes = page.section("notes")
    layout = Layout(page, SCALES[-1], [])
    if not notes or _height(layout, width) > room:
        return None
    for place in range(len(notes.pairs)):
        more = Layout(page, SCALES[-1], [*(layout.notes or ()), place])
        if _height(more, width) <= room:
            layout = more
    return layout


def _height(layout: Layout, width: float) -> float:
    boxes = layout.boxes()
    return sum(box.height(width) for box in boxes) + _gap(layout) * (len(boxes) - 1)


def _pages(boxes: Sequence[Box], width: float, room: float, gap: float) -> list[list[Box]]:
    """Put boxes on pages, one after the other."""
    pages: list[list[Box]] = [[]]
    left = room
    for box in chain.from_iterable(_broken(one, width, room) for one in boxes):
        height = box.height(width)
        if pages[-1] and height > left:
            pages.append([])
            left = room
        pages[-1].append(box)
        left -= height + gap
    return pages


def _broken(box: Box, width: float, room: float) -> Iterator[Box]:
    """Take a box apart that is higher than a page, until its parts are not."""
    parts = box.parts() if box.height(width) > room else ()
    if not parts:
        yield box
    for part in parts:
        yield from _broken(part, width, room)


def _write(page: ReportPage, pages: Sequence[Sequence[Box]], paper: tuple[float, float], gap: float) -> bytes:
    file = BytesIO()
    width, height = paper
    canvas = Canvas(file, pagesize=paper, pageCompression=1)
    _describe(canvas, page)
    pen = Pen(canvas, height)
    for number, boxes in enumerate(pages, start=1):
        y = float(MARGIN)
        for box in boxes:
            box.draw(pen, MARGIN, y, width - 2 * MARGIN)
            y += box.height(width - 2 * MARGIN) + gap
        _draw_foot(pen, (number, len(pages)), width)
        canvas.showPage()
    pen.tags.finish(LANGUAGE)
    canvas.save()
    return file.getvalue()


def _describe(canvas: Canvas, page: ReportPage) -> None:
    canvas.setTitle(f"{page.title}, {period_title(page.made_on, page.made_on)}")
    canvas.setAuthor(page.name)
    canvas.setSubject(page.disclaimer)
    canvas.setCreator("HipStrength")
    canvas.setViewerPreference("DisplayDocTitle", "true")


def _draw_foot(pen: Pen, place: tuple[int, int], width: float) -> None:
    """Say at the end of each sheet what it is and which one of how many, as decoration."""
    number, count = place
    left = printable(_("HipStrength · self-reported"))
    right = printable(_("Page %(number)s of %(count)s") % {"number": number, "count": count})
    y = pen.height - MARGIN - FOOT_SIZE * LEADING + 6
    with pen.tags.artifact():
        pen.write(MARGIN, y, left, REGULAR, FOOT_SIZE)
        pen.write(width - MARGIN - width_of(right, REGULAR, FOOT_SIZE), y, right, REGULAR, FOOT_SIZE)
