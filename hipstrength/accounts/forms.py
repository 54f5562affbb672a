"""Forms about a person."""

from datetime import date
from decimal import Decimal
from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import get_default_password_validators
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from hipstrength.accounts.models import WEIGHT_STEPS, User
from hipstrength.accounts.time_zones import time_zone_choices
from logbook.decimals import format_decimal
from logbook.models import set_week_goal
from logbook.weeks import DAYS_IN_WEEK
from logbook.weights import parse_weights, write_weights

# The settings as the page shows them: a heading, and the fields below it.
SETTINGS_GROUPS = (
    (_("Your week"), ("goal", "week_start")),
    (_("Your knee"), ("knee",)),
    (_("Suggestions"), ("wants_advice", "target_sets", "pain_limit", "weights", "weight_step")),
    (_("Your log form"), ("weight_unit", "rest_seconds", "rest_sound", "rest_vibration")),
    (_("Your time zone"), ("time_zone",)),
)


class TimeZoneField(forms.ChoiceField):
    """A time zone by name, grouped by continent."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Time zone"))
        super().__init__(choices=time_zone_choices, **kwargs)


class WeightStepField(forms.TypedChoiceField):
    """How far one step of weight is."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=Decimal, choices=[(step, step) for step in WEIGHT_STEPS], **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show a stored step without trailing zeros, as the choices are written."""
        return format_decimal(value) if isinstance(value, Decimal) else value


class LoginForm(allauth_forms.LoginForm):  # type: ignore[misc]  # the library has no types
    """Address and password, with labels instead of placeholders."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain_email(self.fields["login"])
        _plain_password(self.fields["password"])
        self.fields["password"].help_text = ""


class ConsentField(forms.BooleanField):
    """Whether somebody agrees that what they enter about their knee is stored."""

    short_label = _("Your agreement")

    def __init__(self) -> None:
        super().__init__(
            label=_("I agree that this site stores what I enter, my knee pain among it, as its privacy page says."),
            error_messages={"required": _("Nothing can be stored without this. Tick it if you agree.")},
        )


class SignupForm(allauth_forms.SignupForm):  # type: ignore[misc]  # the library has no types
    """Address, one password, the time zone that decides what "today" is, and consent; a code where one is needed."""

    time_zone = TimeZoneField(
        required=False,
        help_text=_("It decides which day it is for you. You can change it later in the settings."),
    )
    code = forms.CharField(
        label=_("Invitation code"),
        max_length=200,
        help_text=_("Only people with a code can sign up here. Ask whoever runs this site."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
    )
    agree = ConsentField()
    field_order = ["email", "password1", "code", "time_zone", "agree"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain_email(self.fields["email"])
        _plain_password(self.fields["password1"])
        self.fields["time_zone"].initial = settings.SITE_TIME_ZONE
        if not settings.SIGNUP_CODE:
            del self.fields["code"]
        self.fields["password1"].help_text = " ".join(
            validator.get_help_text() for validator in get_default_password_validators()
        )

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Make the account; of two that ask for one address at the same instant, send the second one to the login."""
        if self.account_already_exists:
            # Not for keeping: nobody is to find out from the time that an answer takes who has an account.
            make_password(self.cleaned_data["password1"])
        try:
            saved: tuple[User | None, HttpResponse | None] = super().try_save(request)
        except IntegrityError:
            if not User.objects.filter(email=self.cleaned_data["email"].lower()).exists():
                raise
            messages.info(request, _("There is an account with this address now. Log in to go on."))
            return None, redirect("account_login")
        return saved

    def clean(self) -> dict[str, Any] | None:
        """Say nothing about an address, such as that it has an account, to people without the code."""
        cleaned: dict[str, Any] | None = super().clean()
        if "code" in self.errors:
            for name in [name for name in self.errors if name != "code"]:
                del self.errors[name]
        return cleaned

    def clean_code(self) -> str:
        """Refuse another code than the site's, in a time that tells nothing about it."""
        typed = str(self.cleaned_data["code"]).strip()
        if not constant_time_compare(typed.casefold(), settings.SIGNUP_CODE.casefold()):
            raise ValidationError(_("This code is not right. Ask whoever runs this site."), code="wrong_code")
        return typed

    def clean_time_zone(self) -> str:
        """Return the zone that was chosen, else the site's."""
        return self.cleaned_data["time_zone"] or settings.SITE_TIME_ZONE


class PlainLabelsMixin:
    """Keeps the library's labels and drops its placeholders, which repeat them."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class ReauthenticateForm(PlainLabelsMixin, allauth_forms.ReauthenticateForm):  # type: ignore[misc]  # the library has no types
    """Asks for the password again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class AddEmailForm(PlainLabelsMixin, allauth_forms.AddEmailForm):  # type: ignore[misc]  # the library has no types
    """Asks for a new address."""


class ChangePasswordForm(PlainLabelsMixin, allauth_forms.ChangePasswordForm):  # type: ignore[misc]  # the library has no types
    """Asks for the old password and, twice, for the new one."""


class ResetPasswordForm(PlainLabelsMixin, allauth_forms.ResetPasswordForm):  # type: ignore[misc]  # the library has no types
    """Asks where to send the link to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address")


class ResetPasswordKeyForm(PlainLabelsMixin, allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]  # the library has no types
    """Asks, twice, for a new password."""


class ConsentForm(forms.Form):
    """Agrees to the privacy page."""

    agree = ConsentField()


class DeleteAccountForm(forms.Form):
    """Makes sure that somebody means it: they type the address of their account."""

    email = forms.CharField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Type the address of your account.")},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user = user

    def clean_email(self) -> str:
        """Take the address in any case, and no other."""
        typed = str(self.cleaned_data["email"]).strip()
        if typed.casefold() != self._user.email.casefold():
            raise ValidationError(_("This is not the address of your account."), code="other_address")
        return typed


class SettingsForm(forms.ModelForm[User]):
    """What a person can prefer, with the weekly goal, which is kept in the logbook."""

    time_zone = TimeZoneField(help_text=_("It decides which day it is for you. Logged workouts keep their dates."))
    weight_step = WeightStepField(
        label=_("Steps of weight"),
        help_text=_("How far one step is, where you have not listed your weights."),
    )
    goal = forms.TypedChoiceField(
        label=_("Goal: days a week"),
        coerce=int,
        choices=[(days, str(days)) for days in range(1, DAYS_IN_WEEK + 1)],
        help_text=_("It counts from this week on. Earlier weeks keep the goal that they had."),
    )

    class Meta:
        model = User
        fields = [
            "time_zone",
            "week_start",
            "weight_unit",
            "knee",
            "wants_advice",
            "target_sets",
            "pain_limit",
            "weights",
            "weight_step",
            "rest_seconds",
            "rest_sound",
            "rest_vibration",
        ]
        help_texts = {
            "week_start": _("Your history is shown in weeks that begin on this day."),
            "weight_unit": _("New sets start with this unit. Logged weights stay as you typed them."),
            "knee": _("The knee that is sore, or needs more care. The log form puts this side first."),
            "wants_advice": _("What to do next, from what you logged. General strength practice, not a treatment."),
            "target_sets": _("As many sets on each side are looked at, and aimed for."),
            "pain_limit": _(
                "Up to this score an exercise may become harder. 2 is usual; choose another one if your physio says so."
            ),
            "weights": _("With spaces between: 0.5 1 1.5. Bare numbers are in your unit. Empty: steps of one size."),
            "rest_seconds": _("A countdown in the log form. It starts when you tick a set."),
            "rest_sound": _("One short, soft tone."),
            "rest_vibration": _("Not every phone and browser can do it."),
        }

        labels = {"wants_advice": _("Suggest what to do next")}

    # In the order of the page, so that the summary of errors has it too.
    field_order = [name for _title, names in SETTINGS_GROUPS for name in names]

    def clean(self) -> dict[str, Any] | None:
        """Put the weights in order, each with its unit; that is known only when all fields are."""
        cleaned = super().clean()
        typed, unit = self.cleaned_data.get("weights", ""), self.cleaned_data.get("weight_unit") or User.WeightUnit.KG
        try:
            self.cleaned_data["weights"] = write_weights(parse_weights(typed, unit))
        except ValueError as error:
            self.add_error("weights", str(error))
        return cleaned

    @property
    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields under their headings."""
        return [(title, [self[name] for name in names]) for title, names in SETTINGS_GROUPS]

    @transaction.atomic
    def save_all(self, *, today: date) -> None:
        """Store the preferences, and the goal from the week of `today` on when it was changed.

        Nothing but these columns is written: a password changed or an account deleted
        meanwhile stays so.
        """
        kept = {name: self.cleaned_data[name] for name in self.Meta.fields}
        if not User.objects.filter(pk=self.instance.pk).update(**kept):
            return
        if self.cleaned_data["goal"] != self.initial["goal"]:
            set_week_goal(user=self.instance, days=self.cleaned_data["goal"], today=today)


def _plain_email(field: forms.Field) -> None:
    field.label = _("E-mail address")
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs["autocomplete"] = "username"


def _plain_password(field: forms.Field) -> None:
    field.widget.attrs.pop("placeholder", None)
