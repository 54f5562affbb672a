"""A person's links to their report, ready for templates."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from logbook.links import has_ended
from logbook.models import ReportLink


@dataclass(frozen=True)
class LinkRow:
    """A link in words: what it shows, until when or since when not, and how often it was opened."""

    public_id: uuid.UUID
    label: str
    has_ended: bool
    state: str
    content: str
    opened: str


def link_row(link: ReportLink, zone: ZoneInfo, now: datetime) -> LinkRow:
    """Tell a link, with moments as a clock in `zone` shows them."""
    return LinkRow(
        link.public_id, link.label, has_ended(link, now), _state(link, zone, now), _content(link), _opened(link, zone)
    )


def _state(link: ReportLink, zone: ZoneInfo, now: datetime) -> str:
    if link.revoked_at is not None:
        return _("You ended it on %(moment)s.") % {"moment": moment_words(link.revoked_at, zone)}
    words = _("It ended on %(moment)s.") if has_ended(link, now) else _("It works until %(moment)s.")
    return words % {"moment": moment_words(link.expires_at, zone)}


def _content(link: ReportLink) -> str:
    parts = [ngettext("the last %(weeks)s week", "the last %(weeks)s weeks", link.weeks) % {"weeks": link.weeks}]
    parts.append(_("with your notes") if link.with_notes else _("without your notes"))
    parts.append(_("with the name “%(name)s”") % {"name": link.shown_name} if link.shown_name else _("without a name"))
    return _("Shows %(parts)s.") % {"parts": ", ".join(parts)}


def _opened(link: ReportLink, zone: ZoneInfo) -> str:
    if link.last_opened_at is None:
        return _("Nobody has opened it so far.")
    return ngettext(
        "Opened %(count)s time, on %(moment)s.", "Opened %(count)s times, last on %(moment)s.", link.opened_count
    ) % {"count": link.opened_count, "moment": moment_words(link.last_opened_at, zone)}


def moment_words(moment: datetime, zone: ZoneInfo) -> str:
    """Tell an aware moment as a clock in `zone` shows it."""
    return date_format(moment.astimezone(zone), "j F Y, H:i")
