"""The library's forms of the second factor in our words."""

import json
from collections.abc import Callable
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hipstrength.accounts.forms import PlainLabelsMixin
from hipstrength.accounts.security_log import tell
from logbook.names import NameField

LONGEST_CODE = 20
# Seconds: the half minute of a code, and those before and after it.
CODE_LASTS = 120
LONGEST_NAME = 60
# Browsers send a few thousand characters.
LONGEST_CREDENTIAL = 20_000
# What the library reads of it.
READ = ("id", "rawId", "type", "response", "clientExtensionResults")
WRONG = (
    *(ValueError, TypeError, KeyError, AttributeError, IndexError),
    *(OverflowError, AssertionError, NotImplementedError, RecursionError),
)


class CodeMixin(PlainLabelsMixin):
    """Asks for a code, which is read with spaces and hyphens in it, as people copy it."""

    cleaned_data: dict[str, Any]
    user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "spellcheck": "false"}

    def clean_code(self) -> str:
        """Check the code without what separates its digits."""
        typed = str(self.cleaned_data["code"])
        self.cleaned_data["code"] = typed.replace(" ", "").replace("-", "")[:LONGEST_CODE]
        code: str = super().clean_code()  # type: ignore[misc]  # of the library's form
        # The library forgets a code before its time is over, with the tolerance that clocks need.
        if not cache.add(f"second-factor-used:{self.user.pk}:{code}", value=1, timeout=CODE_LASTS):
            raise get_adapter().validation_error("incorrect_code")
        return code


class ActivateTOTPForm(CodeMixin, totp_forms.ActivateTOTPForm):  # type: ignore[misc]  # the library has no types
    """Asks for the first code of an authenticator app."""


class AuthenticateForm(CodeMixin, base_forms.AuthenticateForm):  # type: ignore[misc]  # the library has no types
    """Asks for a code at login."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _("From your authenticator app, or one of your recovery codes.")


class ReauthenticateForm(CodeMixin, base_forms.ReauthenticateForm):  # type: ignore[misc]  # the library has no types
    """Asks for a code before something that matters."""


class StrictDecoder(json.JSONDecoder):
    """Reads JSON without the numbers that are none, such as NaN."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "parse_constant": _refuse})


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number")


class CredentialField(forms.JSONField):
    """What a browser says of a passkey: a JSON object, and nothing that breaks whoever reads it."""

    default_error_messages = {"invalid": _("This is no answer of a passkey. Try again.")}

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput, decoder=StrictDecoder)

    def to_python(self, value: Any) -> Any:
        """Return the object; raise ValidationError for text that is none."""
        # Browsers write it without a backslash, which is how signs come in that no database takes.
        if isinstance(value, str) and (len(value) > LONGEST_CREDENTIAL or "\\" in value):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            found = super().to_python(value)
        except (ValueError, RecursionError) as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error
        if found is None:
            return None
        if not isinstance(found, dict):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return {name: found[name] for name in READ if name in found}


class CredentialMixin:
    """Refuses what is no answer of a passkey, whatever is wrong with it: the library expects what browsers send."""

    cleaned_data: dict[str, Any]
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = CredentialField()

    def clean_credential(self) -> Any:
        """Return what the library makes of the answer."""
        checked = getattr(super(), "clean_credential", None)
        if not checked:
            return self.cleaned_data["credential"]
        try:
            return _told_apart(checked)
        except ValidationError:
            tell("second_factor_failed", context.request, getattr(self, "user", None), kind="webauthn")
            raise

    def clean(self) -> Any:
        """Check the answer of a new passkey, which the library does here."""
        return _told_apart(super().clean)  # type: ignore[misc]  # a form has it


def _told_apart(check: Callable[[], Any]) -> Any:
    try:
        return check()
    except ValidationError:
        raise
    except WRONG as error:
        raise ValidationError(CredentialField.default_error_messages["invalid"], code="invalid") from error


class PasskeyNameMixin:
    """Takes a name of a passkey that can be read and stored."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = NameField(
            _("Name of the passkey"),
            LONGEST_NAME,
            _("So that you know which one it is, such as “My phone”."),
            required=self.fields["name"].required,
        )


class AddPasskeyForm(PasskeyNameMixin, CredentialMixin, webauthn_forms.AddWebAuthnForm):  # type: ignore[misc]  # the library has no types
    """Makes a passkey; one that can be logged in with is the usual kind."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        passwordless = self.fields["passwordless"]
        passwordless.label = _("Log in with it alone, without the password")
        passwordless.help_text = _("It then asks for your finger, your face or a PIN.")
        passwordless.initial = True


class LoginPasskeyForm(CredentialMixin, webauthn_forms.LoginWebAuthnForm):  # type: ignore[misc]  # the library has no types
    """Logs in by a passkey alone."""


class AuthenticatePasskeyForm(CredentialMixin, webauthn_forms.AuthenticateWebAuthnForm):  # type: ignore[misc]  # likewise
    """Uses a passkey after the password."""


class ReauthenticatePasskeyForm(CredentialMixin, webauthn_forms.ReauthenticateWebAuthnForm):  # type: ignore[misc]  # likewise
    """Uses a passkey before something that matters."""


class RenamePasskeyForm(PasskeyNameMixin, webauthn_forms.EditWebAuthnForm):  # type: ignore[misc]  # the library has no types
    """Gives a passkey another name."""
