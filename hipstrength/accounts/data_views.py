"""The page "Your data", and the files with which people take it with them.

These are ways out: they are open to somebody who has not agreed to a changed privacy page.
"""

import re
from collections.abc import Iterable, Iterator
from typing import cast

from allauth.account.decorators import reauthentication_required
from django.db import connections
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.middleware.gzip import re_accepts_gzip
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_GET, require_safe

from hipstrength.accounts.models import User
from hipstrength.accounts.security_log import tell
from logbook.transfer import exporting, gathering
from logbook.transfer.packing import Packed
from logbook.views.costly import costly

# From so many workouts on one file may be too large to be imported: one with its sets and notes takes 3 to 5 kB.
LONG = 1_000
YEAR = re.compile(r"2[0-9]{3}", re.ASCII)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Say what somebody can do with their data."""
    years = gathering.years(cast(User, request.user))
    is_long = sum(count for _year, count in years) >= LONG
    return render(request, "accounts/data.html", {"years": years, "is_long": is_long})


@require_GET
@reauthentication_required  # type: ignore[untyped-decorator]  # the library has no types
@costly
def export_json(request: HttpRequest) -> StreamingHttpResponse:
    """Give somebody everything that they have, or with `?year=` the workouts of one year and all else, as JSON."""
    year = _year(request)
    content = exporting.export_json(cast(User, request.user), timezone.now(), year=year)
    return _download(request, content, year=year, kind="json", content_type="application/json")


@require_GET
@reauthentication_required  # type: ignore[untyped-decorator]  # the library has no types
@costly
def export_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Give somebody their sets, of ever or with `?year=` of one year, as CSV."""
    year = _year(request)
    content = exporting.export_csv(cast(User, request.user), year=year)
    return _download(request, content, year=year, kind="csv", content_type="text/csv; charset=utf-8")


def _year(request: HttpRequest) -> int | None:
    """Return the year that is asked for, if one is; an address with something else was not made here."""
    asked = request.GET.get("year")
    if asked is None:
        return None
    if not YEAR.fullmatch(asked):
        raise Http404
    return int(asked)


def _download(
    request: HttpRequest, content: Packed, *, year: int | None, kind: str, content_type: str
) -> StreamingHttpResponse:
    """Send a file that is named after the product, the person's day and the year that it is of."""
    user = cast(User, request.user)
    part = "" if year is None else f"-year-{year}"
    name = f"hipstrength-{user.local_date(timezone.now())}{part}.{kind}"
    # Packed here already: Django's own packing would take the length away.
    is_packed = bool(re_accepts_gzip.search(request.headers.get("Accept-Encoding", "")))
    sent = _without_database(content.pieces if is_packed else content)
    response = StreamingHttpResponse(sent, content_type=content_type)
    if is_packed:
        response.headers["Content-Encoding"] = "gzip"
    # With its length a browser, and any proxy in between, tells a file that was cut off from a whole one.
    response.headers["Content-Length"] = str(content.packed_length if is_packed else content.length)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store, private"
    patch_vary_headers(response, ["Accept-Encoding"])
    tell("data_exported", request, user, kind=kind)
    return response


def _without_database(content: Iterable[bytes]) -> Iterator[bytes]:
    """Give the connections of the database back before the first byte is sent; Django does so after the last one."""
    for connection in connections.all(initialized_only=True):
        # Tests may be in a transaction, which ends with its connection.
        if not connection.in_atomic_block:
            connection.close()
    yield from content
