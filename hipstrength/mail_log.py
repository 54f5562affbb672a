"""Mails that nobody sends, where the log is JSON: each is one line of it."""

import logging
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

logger = logging.getLogger("hipstrength.mail")


class EmailBackend(BaseEmailBackend):
    """Writes mails to the log, for whoever runs the site to pass on."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write a line for each, and return how many there were."""
        for mail in email_messages:
            facts = {"to": mail.recipients(), "subject": str(mail.subject), "text": str(mail.body)}
            logger.info("mail", extra={"facts": facts})
        return len(email_messages)
