"""The person's own pages about links to their report: making, showing, ending and deleting them.

Whoever finds an open browser must not be able to keep looking in for months: making a link,
and showing its address again, ask for the password; ending one does not.
"""

import uuid
from http import HTTPStatus
from typing import cast
from urllib.parse import quote

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from django.conf import settings as site
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hipstrength.accounts.models import User
from hipstrength.accounts.security_log import tell
from logbook.link_forms import LinkForm
from logbook.links import MOST_LINKS, delete_ended_link, make_link, revoke_link, token_of
from logbook.models import ReportLink
from logbook.pages.links import link_row


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List a person's links."""
    user, now = cast(User, request.user), timezone.now()
    rows = sorted((link_row(link, user.zone, now) for link in user.report_links.all()), key=lambda row: row.has_ended)
    return render(request, "accounts/links.html", {"rows": rows, "has_room": len(rows) < MOST_LINKS})


@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required  # type: ignore[untyped-decorator]  # the library has no types
def new(request: HttpRequest) -> HttpResponse:
    """Make a link."""
    user = cast(User, request.user)
    typed = request.POST if request.method == "POST" else None
    form = LinkForm(typed, initial={"public_id": uuid.uuid4()})
    if form.is_valid():
        try:
            public_id, days = form.cleaned_data["public_id"], form.cleaned_data["days"]
            link, is_new = make_link(user=user, public_id=public_id, shown=form.shown, days=days, now=timezone.now())
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            if is_new:
                tell("report_link_made", request, user, days=days)
                get_adapter().send_notification_mail("account/email/report_link_made", user, {"days": days})
            return redirect("report-link", link.public_id)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "accounts/link_new.html", {"form": form}, status=status)


@require_safe
@reauthentication_required  # type: ignore[untyped-decorator]  # the library has no types
def show(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show the address of a link, for passing on."""
    link = _own_link(request, public_id)
    row = link_row(link, cast(User, request.user).zone, timezone.now())
    token = "" if row.has_ended else token_of(link)
    context = {"row": row, "is_local": site.SITE.is_loopback}
    if token:
        path = reverse("shared", args=[token])
        context |= {"path": path, "address": f"{site.SITE_URL}{path}", "picture": _picture(f"{site.SITE_URL}{path}")}
    return render(request, "accounts/link.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Ask whether to end a link, and end it at once."""
    link = _own_link(request, public_id)
    if request.method != "POST":
        row = link_row(link, cast(User, request.user).zone, timezone.now())
        return redirect("report-links") if row.has_ended else render(request, "accounts/link_revoke.html", {"row": row})
    if revoke_link(link=link, now=timezone.now()):
        tell("report_link_revoked", request, request.user)
    messages.success(request, _("Ended: %(label)s. The link shows nothing any more.") % {"label": link.label})
    return redirect("report-links")


@require_POST
def delete(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Delete a link that has ended."""
    link = _own_link(request, public_id)
    if delete_ended_link(link=link, now=timezone.now()):
        messages.success(request, _("Deleted: %(label)s.") % {"label": link.label})
    else:
        messages.warning(request, _("This link still works. End it first."))
    return redirect("report-links")


def _own_link(request: HttpRequest, public_id: uuid.UUID) -> ReportLink:
    return get_object_or_404(cast(User, request.user).report_links, public_id=public_id)


def _picture(address: str) -> str:
    """Return an address as a QR code, itself an address with data."""
    # It loads a library of pictures, which no other page needs.
    import qrcode  # noqa: PLC0415 — see above
    from qrcode.image.svg import SvgPathImage  # noqa: PLC0415 — see above

    drawn = qrcode.make(address, image_factory=SvgPathImage, border=1)
    return f"data:image/svg+xml;utf8,{quote(drawn.to_string(encoding='unicode'))}"
