"""A rule for passwords that Django does not have."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils.translation import ngettext


class MaximumLengthValidator:
    """Refuses passwords that cost more to hash than they protect."""

    def __init__(self, max_length: int) -> None:
        self.max_length = max_length

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:  # noqa: ARG002 — Django passes it
        """Raise ValidationError when the password is too long."""
        if len(password) > self.max_length:
            raise ValidationError(self.get_help_text(), code="password_too_long")

    def get_help_text(self) -> str:
        """Say the limit in words."""
        return ngettext(
            "It can have at most %(count)s character.", "It can have at most %(count)s characters.", self.max_length
        ) % {"count": self.max_length}
