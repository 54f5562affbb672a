"""The forms of the page about the knee."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from logbook.clinic import parse_score
from logbook.decimals import format_decimal
from logbook.fields import DayField, ScaleField, hidden
from logbook.models import WeekReason
from logbook.models.knee import LONGEST_ACTIVITY, LONGEST_SCORE_NAME
from logbook.names import NameField
from logbook.people import Person
from logbook.ratings import TROUBLE_ENDS
from logbook.weeks import Week, parse_day

# A form opened before midnight, or before a journey, still knows its week.
LONGEST_OPEN = timedelta(days=1)


class ActivityForm(forms.Form):
    """An activity in the person's words; whether it is new only the list as a whole knows."""

    name = NameField(
        _("Activity"),
        LONGEST_ACTIVITY,
        _("In your own words, such as “stairs down”. At most 60 characters."),
        error_messages={"required": _("Type an activity."), "unseen": _("Type words that can be seen.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "activity-%s", **kwargs})


class RatingsForm(forms.Form):
    """This week's rating of each activity.

    `rated` has key, name and the week's rating so far of each. The form carries the local
    date on which it was opened, so that it belongs to the week that it showed; `day` is the
    date that its ratings get.
    """

    opened_on = hidden()

    def __init__(
        self, *args: Any, user: Person, today: date, rated: Iterable[tuple[int, str, int | None]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._user, self.day = user, today
        self._keys: dict[str, int] = {}
        for key, name, score in rated:
            field = f"score-{key}"
            self._keys[field] = key
            self.fields[field] = ScaleField(TROUBLE_ENDS, _("Not rated"), label=name, required=False, initial=score)

    def clean(self) -> None:
        """Find the day that the ratings belong to; refuse a form that was left open into another week."""
        try:
            opened = parse_day(str(self.cleaned_data["opened_on"]))
        except ValueError:
            return
        if self._user.week_of(opened) == self.week:
            return
        if abs(self.day - opened) > LONGEST_OPEN:
            raise ValidationError(
                _("A new week has begun since you opened this page. Check the numbers and save again.")
            )
        self.day = opened

    @property
    def scores(self) -> Mapping[int, int | None]:
        """The ratings that were sent, by the key of the activity; None for one that is taken back."""
        # One that was not sent was not on the page: it was added meanwhile, in another tab.
        return {key: self.cleaned_data[name] for name, key in self._keys.items() if name in self.data}

    @property
    def week(self) -> Week:
        """The week that the ratings belong to."""
        return self._user.week_of(self.day)

    @property
    def scales(self) -> list[forms.BoundField]:
        """The fields of the activities, in order."""
        return [self[name] for name in self._keys]


class ScoreField(forms.CharField):
    """A number from 0 to 1000 with a point or a comma; becomes a Decimal."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Score"),
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            error_messages={"required": _("Type the number that your clinic gave you.")},
        )

    def to_python(self, value: Any) -> Any:
        """Return a Decimal, or "" when empty; raise ValidationError for what is no such number."""
        text = super().to_python(value)
        if not text:
            return ""
        try:
            return parse_score(str(text))
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def run_validators(self, value: Any) -> None:
        """Nothing is left to check: a Decimal is no text."""

    def prepare_value(self, value: Any) -> Any:
        """Show a stored score without trailing zeros."""
        return format_decimal(value) if isinstance(value, Decimal) else value


class ClinicScoreForm(forms.Form):
    """A score as the clinic gave it: its name, the number, and when."""

    name = NameField(_("Name of the score"), LONGEST_SCORE_NAME, _("What your clinic calls it. At most 60 characters."))
    value = ScoreField()
    scored_on = DayField(_("Date"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "score-%s", **kwargs})
        day = self.fields["scored_on"]
        assert isinstance(day, DayField)  # noqa: S101 — tells the type checker what stands above
        day.allow_until(today)


class ReasonForm(forms.Form):
    """Why a week ended below its goal, by one tap on a button."""

    reason = forms.ChoiceField(
        label="",
        choices=WeekReason.Reason.choices,
        error_messages={"required": _("Choose one of these."), "invalid_choice": _("Choose one of these.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "reason", **kwargs})
