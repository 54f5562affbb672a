"""Links with which somebody shows a report to whoever has the link, a physio say."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from logbook.periods import PERIODS, USUAL_PERIOD

LONGEST_LABEL = LONGEST_SHOWN_NAME = 60


class ReportLink(models.Model):
    """A link to the live report of one person, for reading without an account.

    The address has a token that only this site can make of `public_id`; the row keeps its
    hash alone, so that nobody who reads the database or a backup can open the report.
    `shown_name` is the name on the report, "" for none. It has ended when it was revoked or
    when `expires_at` is over.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="report_links", db_index=False)
    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    token_hash = models.CharField(_("hash of the token"), max_length=64, unique=True, editable=False)
    label = models.CharField(_("who it is for"), max_length=LONGEST_LABEL)
    weeks = models.PositiveSmallIntegerField(
        _("period"), choices=[(weeks, str(weeks)) for weeks in PERIODS], default=USUAL_PERIOD
    )
    with_notes = models.BooleanField(_("with notes"), default=False)
    shown_name = models.CharField(_("name on the report"), max_length=LONGEST_SHOWN_NAME, blank=True)
    created_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("ends"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    opened_count = models.PositiveIntegerField(_("how often it was opened"), default=0, editable=False)
    last_opened_at = models.DateTimeField(_("last opened"), null=True, editable=False)

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name = _("link to a report")
        verbose_name_plural = _("links to reports")
        constraints = [
            models.UniqueConstraint(name="report_link_once", fields=["user", "public_id"]),
            models.CheckConstraint(name="report_link_known_period", condition=Q(weeks__in=PERIODS)),
            models.CheckConstraint(name="report_link_ends_after_it_began", condition=Q(expires_at__gt=F("created_at"))),
        ]

    def __str__(self) -> str:
        return self.label
