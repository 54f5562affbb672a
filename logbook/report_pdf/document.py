"""The report as a PDF file on A4 or Letter."""

from io import BytesIO

from reportlab.lib.pagesizes import A4, LETTER
from reportlab.pdfgen.canvas import Canvas

from logbook.pages.report import ReportPage

PAPERS = {"a4": A4, "letter": LETTER}


def write_pdf(page: ReportPage, *, paper: str) -> bytes:
    """Return a report as the bytes of a PDF file; `paper` is "a4" or "letter"."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=PAPERS[paper])
    place = PAPERS[paper][1] - 50
    for line in [page.title, page.disclaimer, *(f"{label}: {words}" for label, words in page.facts)]:
        canvas.drawString(40, place, line)
        place -= 14
    canvas.save()
    return file.getvalue()
