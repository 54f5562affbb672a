"""Form fields for what people log; each refuses nonsense with words for the person."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList
from django.utils.translation import gettext_lazy as _

from exercises.fields import PlainTextField
from logbook.decimals import format_decimal
from logbook.entries import MOST_PAIN, MOST_REPS
from logbook.pain import ENDS
from logbook.resistance import parse_weight
from logbook.weeks import FIRST_DAY, parse_day
from logbook.widgets import DateBox, HiddenBox, NoteBox, ScoreRow

NO_ERRORS = ErrorList()
SCALE = range(MOST_PAIN + 1)
F = TypeVar("F", bound=forms.Form)


class SharedFields(dict[str, forms.Field]):
    """The fields of a class of forms, which its forms do not copy."""

    def __deepcopy__(self, memo: dict[int, Any]) -> dict[str, forms.Field]:
        return dict(self)


def shares_fields(form: type[F]) -> type[F]:
    """Let all forms of a class have the same fields, which nothing may change then.

    Django copies them for each form, which takes longer than to check what was sent.
    """
    form.base_fields = SharedFields(form.base_fields)
    return form


class MarkedField(forms.BoundField):
    """A field of a form whose box looks wrong when there is something wrong with it."""

    @property
    def errors(self) -> ErrorList:
        """What is wrong with it; Django makes a new empty list each time it is asked, which is often."""
        found: ErrorList = self.form.errors.get(self.name) or NO_ERRORS
        return found

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Return the attributes of the box."""
        built = super().build_widget_attrs(attrs, widget)
        looks = (widget or self.field.widget).attrs.get("class", "")
        return built | ({"class": f"{looks} is-invalid"} if self.errors else {})


def hidden() -> forms.Field:
    """Return a field that nobody types into, so nobody is bothered with an error about it."""
    return forms.Field(required=False, widget=HiddenBox)


class RepsField(forms.IntegerField):
    """Reps or steps, 1–100; left empty for a side that was not done.

    A text box, because a number box changes by scrolling.
    """

    default_error_messages = {"invalid": _("Type a whole number from 1 to 100.")}

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.TextInput)

    def to_python(self, value: Any) -> int | None:
        """Return the number; a box with nothing but spaces is an empty box."""
        return super().to_python(value.strip() if isinstance(value, str) else value)

    def validate(self, value: int | None) -> None:
        """Refuse what no set can have."""
        super().validate(value)
        if value is not None and not 1 <= value <= MOST_REPS:
            raise ValidationError(self.error_messages["invalid"], code="invalid")


class WeightField(forms.CharField):
    """A weight as typed, with a point or a comma; becomes a Decimal, or None when empty."""

    def __init__(self) -> None:
        super().__init__(label=_("Weight"), required=False)

    def to_python(self, value: Any) -> Any:
        """Return a Decimal or None; raise ValidationError for what is not a plain number."""
        text = super().to_python(value)
        if not text:
            return None
        try:
            return parse_weight(str(text))
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def run_validators(self, value: Any) -> None:
        """Leave the range to the form, which knows the unit."""

    def prepare_value(self, value: Any) -> Any:
        """Show a stored weight without trailing zeros."""
        return format_decimal(value) if isinstance(value, Decimal) else value


class ScaleField(forms.TypedChoiceField):
    """A score 0–10 from a row of numbers; not answered is None, which is not 0.

    `ends` are words for the ends of the scale, by score, and `unanswered` says that there is no answer.
    """

    default_error_messages = {
        "required": _("Choose a number from 0 to 10."),
        "invalid_choice": _("Choose a number from 0 to 10."),
    }

    def __init__(self, ends: Mapping[int, Any], unanswered: Any, **kwargs: Any) -> None:
        choices = [*((str(score), ends.get(score, "")) for score in SCALE), ("", unanswered)]
        super().__init__(**kwargs, coerce=int, empty_value=None, choices=choices, widget=ScoreRow)


class PainField(ScaleField):
    """A pain score at a `moment` of logbook.pain."""

    def __init__(self, label: Any, moment: str, *, required: bool = False) -> None:
        self.moment = moment
        super().__init__(ENDS, _("Not answered"), label=label, required=required)

    def score_of(self, value: Any) -> int | None:
        """Return the score that a value of the form stands for, typed or stored; None for everything else."""
        return int(value) if str(value) in {str(score) for score in SCALE} else None


class NoteField(PlainTextField):
    """A few lines of plain text, `longest` characters at most."""

    def __init__(self, label: Any, longest: int) -> None:
        widget = NoteBox(attrs={"class": "textarea form-control", "rows": 2, "dir": "auto"})
        super().__init__(label=label, required=False, max_length=longest, widget=widget)


class DayField(forms.Field):
    """A date from 2000 on, not after `latest` (set by the form, because it is the person's today)."""

    default_error_messages = {"required": _("Choose a date."), "future": _("This day has not come yet.")}

    def __init__(self, label: Any) -> None:
        self.latest: date | None = None
        super().__init__(label=label, widget=DateBox(format="%Y-%m-%d", attrs={"class": "dateinput form-control"}))

    def allow_until(self, latest: date) -> None:
        """Refuse days after `latest`, in the browser and on the server."""
        self.latest = latest
        self.widget.attrs.update({"min": FIRST_DAY.isoformat(), "max": latest.isoformat()})

    def to_python(self, value: Any) -> date | None:
        """Return the day; raise ValidationError for what is none, or lies out of range or in the future."""
        if isinstance(value, date) or not value:
            return value or None
        try:
            day = parse_day(str(value).strip())
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error
        if self.latest and day > self.latest:
            raise ValidationError(self.error_messages["future"], code="future")
        return day
