"""Take the second factor from an account whose owner has lost it."""

from typing import Any

from django.core.mail import send_mail
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from hipstrength.accounts.log_ins import end_all
from hipstrength.accounts.models import User
from hipstrength.accounts.second_factor import remove_second_factor
from hipstrength.accounts.security_log import tell

SUBJECT = _("HipStrength: your second factor was removed")
TEXT = _(
    "Whoever runs the site has removed the second factor of your account, and you are logged out everywhere. Your "
    "password lets you in. If you did not ask for this, change your password, and ask them why."
)


class Command(BaseCommand):
    """Removes authenticator apps, passkeys and recovery codes, and ends all logins; the password stays."""

    help = (
        "Remove authenticator app, passkeys and recovery codes of an account, whose password stays. "
        "Make sure first that it is its owner who asks."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Name the account."""
        parser.add_argument("email")

    def handle(self, **options: Any) -> None:
        """Remove them, and say how many."""
        user = User.objects.filter(email=options["email"].strip().lower()).first()
        if user is None:
            raise CommandError(f"There is no account with the address {options['email']}.")
        count = remove_second_factor(user)
        if not count:
            raise CommandError(f"{user.email} has no second factor, so nothing was changed.")
        end_all(user)
        tell("second_factor_reset", None, user, count=count)
        send_mail(SUBJECT, TEXT, None, [user.email], fail_silently=True)
        self.stdout.write(f"{user.email} logs in by password alone now. They should add a second factor again.")
