"""Importing a file: choosing it, saying what another app's names mean, looking at what would come in, and doing it."""

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from logbook.import_forms import MatchForm, UploadForm, unit_of
from logbook.importing.found import BrokenFileError
from logbook.importing.matching import keep_matches
from logbook.importing.stored import site_of
from logbook.importing.uploads import (
    APPS,
    NotMatchedError,
    keep_upload,
    matches_of,
    perform,
    plan_of,
    sheet_of,
    uploads_of,
)
from logbook.importing.writing import ChangedMeanwhileError, GoneError
from logbook.models import ImportFile
from logbook.pages.imports import done_words, import_page
from logbook.people import person
from logbook.views.costly import costly

SALT = "logbook.import"
LAST = "import"


@require_http_methods(["GET", "HEAD", "POST"])
@costly
def index(request: HttpRequest) -> HttpResponse:
    """Take a file, look it through and keep it until it is imported."""
    user, now = person(request), timezone.now()
    is_sent = request.method == "POST"
    form = UploadForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        site=site_of(user, now),
        is_too_large=getattr(request, "upload_is_too_large", False),
    )
    if form.is_valid():
        name = form.cleaned_data["file"].name
        file = keep_upload(user=user, name=name, kind=form.kind, data=form.content, now=now)
        return redirect("logbook:import-file", file.public_id)
    waiting = uploads_of(user, now).defer("content").first()
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "logbook/import.html", {"form": form, "waiting": waiting}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@costly
def match(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Ask which exercises the names in another app's file mean."""
    user, file = person(request), _own_file(request, public_id)
    if file is None:
        return _gone(request)
    sheet, site = sheet_of(file), site_of(user, timezone.now())
    if sheet is None:
        return redirect("logbook:import-file", public_id)
    data = request.POST if request.method == "POST" else None
    matches = matches_of(user, file.kind, site)
    form = MatchForm(data, sheet=sheet, site=site, matches=matches, unit=user.weight_unit)
    if form.is_valid():
        keep_matches(user=user, matches=form.answers)
        unit = form.cleaned_data.get("unit", "")
        return redirect(f"{reverse('logbook:import-file', args=[public_id])}{f'?unit={unit}' if unit else ''}")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"form": form, "file": file, "mine": _mark(request, public_id)}
    return render(request, "logbook/import_match.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@costly
def file(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show what a file would bring, and import it."""
    if request.method != "POST" and request.session.get(LAST) == str(public_id):
        return _gone(request)
    kept = _own_file(request, public_id)
    if kept is None:
        return _gone(request)
    try:
        return _import(request, kept) if request.method == "POST" else _dry_run(request, kept)
    except NotMatchedError:
        return redirect("logbook:import-match", public_id)
    except BrokenFileError as error:
        messages.error(request, str(error))
        return redirect("logbook:import")


@require_POST
def cancel(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Delete a file that was not imported."""
    file = _own_file(request, public_id)
    if file is None:
        return _gone(request)
    file.delete()
    messages.success(request, _("Nothing was imported. The copy of your file on this site is deleted."))
    return redirect("logbook:import")


def _own_file(request: HttpRequest, public_id: uuid.UUID) -> ImportFile | None:
    """Return one's own file; None where it is gone and a form of its pages was sent; 404 for all else."""
    file = uploads_of(person(request), timezone.now()).filter(public_id=public_id).first()
    # Whoever has the form had the file: it was imported, replaced or cancelled since, or is too old.
    if file is None and not constant_time_compare(request.POST.get("mine", ""), _mark(request, public_id)):
        raise Http404
    return file


def _dry_run(request: HttpRequest, kept: ImportFile) -> HttpResponse:
    unit = unit_of(request.GET.get("unit", ""))
    plan = plan_of(person(request), kept, timezone.now(), unit=unit)
    page = import_page(plan, is_from_app=kept.kind in APPS)
    context = {"page": page, "file": kept, "unit": unit, "mine": _mark(request, kept.public_id)}
    return render(request, "logbook/import_file.html", context)


def _import(request: HttpRequest, kept: ImportFile) -> HttpResponse:
    user, unit = person(request), unit_of(request.POST.get("unit", ""))
    matched, takes_settings = request.POST.get("matched", ""), bool(request.POST.get("settings"))
    try:
        plan = perform(user, kept, timezone.now(), matched=matched, unit=unit, takes_settings=takes_settings)
    except GoneError:
        return _gone(request)
    except ChangedMeanwhileError:
        messages.warning(request, _("Something changed just now, and nothing was imported. Please look again."))
        return redirect(f"{reverse('logbook:import-file', args=[kept.public_id])}{f'?unit={unit}' if unit else ''}")
    request.session[LAST] = str(kept.public_id)
    messages.success(request, done_words(user, plan))
    return redirect("logbook:import")


def _gone(request: HttpRequest) -> HttpResponse:
    words = _("That file is no longer here: it was imported, replaced or cancelled, or it was older than a day.")
    messages.info(request, words)
    return redirect("logbook:import")


def _mark(request: HttpRequest, public_id: uuid.UUID) -> str:
    """Return what only the page of one's own file has in its form."""
    return signing.Signer(salt=SALT).signature(f"{person(request).pk}:{public_id}")
