"""The report for a consultation: on the page, and as a file for paper."""

from http import HTTPStatus
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.views.decorators.http import require_safe

from logbook.pages.report import ReportPage, report_page
from logbook.people import person
from logbook.periods import USUAL_PERIOD
from logbook.report_form import PAPERS, ReportForm
from logbook.views.costly import costly


@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """Show the report that was asked for, by default of the usual period without notes."""
    form = ReportForm(_asked(request.GET))
    if not form.is_valid():
        return render(request, "logbook/report.html", {"form": form}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    page = _page(request, form)
    asked = {"weeks": page.weeks} | ({"notes": "on"} if page.with_notes else {})
    asked |= {"name": page.name} if page.name else {}
    files = [(label, urlencode(asked | {"paper": paper})) for paper, label in PAPERS.items()]
    return render(request, "logbook/report.html", {"form": form, "report": page, "files": files})


@require_safe
@costly
def report_pdf(request: HttpRequest) -> HttpResponse:
    """Return the report as a PDF file; what cannot be asked for leads to the page, which says why."""
    form = ReportForm(_asked(request.GET))
    if not form.is_valid():
        return redirect(f"{resolve_url('logbook:report')}?{request.GET.urlencode()}")
    return pdf_response(_page(request, form), paper=form.cleaned_data["paper"] or "a4")


def pdf_response(page: ReportPage, *, paper: str) -> HttpResponse:
    """Return a report as a file that the browser shows; `paper` is "a4" or "letter"."""
    # Only who asks for a file waits for the library that writes it.
    from logbook.report_pdf.document import write_pdf  # noqa: PLC0415 — see above

    response = HttpResponse(write_pdf(page, paper=paper), content_type="application/pdf")
    name = f"hipstrength-report-{page.made_on.isoformat()}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def _asked(query: QueryDict) -> QueryDict:
    """Return what was asked for; without a number of weeks the usual one."""
    asked = query.copy()
    asked.setdefault("weeks", str(USUAL_PERIOD))
    return asked


def _page(request: HttpRequest, form: ReportForm) -> ReportPage:
    user, asked = person(request), form.cleaned_data
    today = user.local_date(timezone.now())
    return report_page(user, today, weeks=asked["weeks"], with_notes=asked["notes"], name=asked["name"])
