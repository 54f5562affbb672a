"""The list of bands: adding, changing, moving, retiring and deleting them."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from logbook.band_form import BandForm
from logbook.bands import add_band, change_band, delete_band, move_band, return_band
from logbook.models import Band
from logbook.people import person

STEPS = {"up": -1, "down": 1}


@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Show a person's bands in order, and add one."""
    if request.method != "POST":
        return _page(request, BandForm())
    form = BandForm(request.POST)
    if form.is_valid():
        try:
            band = add_band(user=person(request), **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    if form.errors:
        return _page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    text = _("Added: %(band)s, as the hardest one. Move it up if another one is harder.")
    messages.success(request, text % {"band": band.label})
    return redirect("logbook:bands")


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, band_id: int) -> HttpResponse:
    """Change the name and the colour of a band."""
    band = _own_band(request, band_id)
    typed = request.POST if request.method == "POST" else None
    form = BandForm(typed, initial={"name": band.name, "colour": band.colour})
    if form.is_valid():
        try:
            change_band(band=band, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        except Band.DoesNotExist as error:
            raise Http404 from error
    if form.errors or not form.is_bound:
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
        return render(request, "logbook/band.html", {"form": form, "band": band}, status=status)
    messages.success(request, _("Saved: %(band)s.") % {"band": form.cleaned_data["name"]})
    return redirect("logbook:bands")


@require_POST
def move(request: HttpRequest, band_id: int) -> HttpResponse:
    """Move a band one place up, which is easier, or down."""
    band = _own_band(request, band_id)
    step = STEPS.get(request.POST.get("direction", ""))
    if step is None:
        raise BadRequest("a direction that is neither up nor down")
    if move_band(band=band, step=step):
        text = _("Moved up: %(band)s.") if step < 0 else _("Moved down: %(band)s.")
        messages.success(request, text % {"band": band.label})
    # To the band, so that it can be moved on without looking for it.
    return redirect(f"{reverse('logbook:bands')}#band-{band_id}")


@require_POST
def retire(request: HttpRequest, band_id: int) -> HttpResponse:
    """Offer a band no longer; what was logged with it stays."""
    band = _own_band(request, band_id)
    band.retire(timezone.now())
    text = _("Retired: %(band)s. What you logged with it stays.")
    messages.success(request, text % {"band": band.label})
    return redirect("logbook:bands")


@require_POST
def bring_back(request: HttpRequest, band_id: int) -> HttpResponse:
    """Offer a retired band again."""
    band = _own_band(request, band_id)
    try:
        return_band(band=band)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Back in your list: %(band)s.") % {"band": band.label})
    return redirect("logbook:bands")


@require_POST
def delete(request: HttpRequest, band_id: int) -> HttpResponse:
    """Delete a band that was never used; one that was stays, and the person is told."""
    band = _own_band(request, band_id)
    label = band.label
    if delete_band(band=band):
        messages.success(request, _("Deleted: %(band)s.") % {"band": label})
    else:
        text = _("Not deleted: %(band)s. You have logged sets with it, and they keep it. You can retire it.")
        messages.warning(request, text % {"band": label})
    return redirect("logbook:bands")


def _own_band(request: HttpRequest, band_id: int) -> Band:
    band: Band = get_object_or_404(person(request).bands, pk=band_id)
    return band


def _page(request: HttpRequest, form: BandForm, *, status: int = 200) -> HttpResponse:
    bands = list(person(request).bands.with_use())
    context = {
        "usable": [band for band in bands if band.retired_at is None],
        "retired": [band for band in bands if band.retired_at is not None],
        "form": form,
    }
    return render(request, "logbook/bands.html", context, status=status)
