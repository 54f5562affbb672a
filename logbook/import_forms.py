"""The forms of an import: the file, and what the names of another app mean."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from logbook.importing.foreign import Sheet
from logbook.importing.found import BrokenFileError, FoundMatch, Site
from logbook.importing.kinds import MOST_BYTES, TOO_LARGE
from logbook.importing.suggesting import likely_exercise, likely_side
from logbook.importing.uploads import look_through, names_of
from logbook.models import ImportMatch
from logbook.resistance import KG, LB

UNITS = [(KG, _("kilograms (kg)")), (LB, _("pounds (lb)"))]


class UploadForm(forms.Form):
    """Takes a file that can be imported; `content` and `kind` are what it turned out to be."""

    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        help_text=_("JSON or CSV, at most 5 MB."),
        error_messages={"required": _("Choose a file."), "invalid": _("Choose a file.")},
    )
    content: bytes
    kind: str

    def __init__(self, *args: Any, site: Site, is_too_large: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._site = site
        if is_too_large:
            # What is too large was not kept (hipstrength/uploads.py).
            self.fields["file"].error_messages["required"] = TOO_LARGE

    def clean_file(self) -> Any:
        """Read the file once, whatever it is called."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(TOO_LARGE, code="too_large")
        self.content = file.read()
        try:
            self.kind = look_through(self.content, self._site)
        except BrokenFileError as error:
            raise ValidationError(str(error), code="broken") from error
        return file


@dataclass(frozen=True)
class NameRow:
    """What the page asks about one name: it has so many sets; `is_likely` where one of our exercises seems meant."""

    name: str
    sets: int
    is_likely: bool
    exercise: forms.BoundField
    side: forms.BoundField


class MatchForm(forms.Form):
    """Says which exercise each name means, whose reps its numbers are, and the unit of weights where that is open."""

    def __init__(
        self, data: Any, *, sheet: Sheet, site: Site, matches: Mapping[str, FoundMatch], unit: str, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self._sheet, self._site, self._matches = sheet, site, matches
        # By their place in the alphabet, which the file alone decides.
        self._counts = sheet.names
        places = {name: place for place, name in enumerate(self._counts)}
        self._names = [(name, places[name]) for name in names_of(sheet, site)]
        published = [(one.slug, one.name) for one in site.exercises.values() if one.is_published]
        for name, place in self._names:
            exercise, side = self._initial(name)
            self.fields[f"exercise-{place}"] = forms.ChoiceField(
                label=_("Exercise here"), required=False, choices=[("", _("Leave out")), *published], initial=exercise
            )
            self.fields[f"side-{place}"] = forms.ChoiceField(
                label=_("Its reps are of"), required=False, choices=ImportMatch.Side.choices, initial=side
            )
        if sheet.needs_unit:
            self.fields["unit"] = forms.ChoiceField(label=_("Unit of the weights"), choices=UNITS, initial=unit)

    def _initial(self, name: str) -> tuple[str, str]:
        match = self._matches.get(name)
        if match is not None:
            return match.exercise or "", match.side
        return likely_exercise(name, self._site.exercises), likely_side(name)

    def rows(self) -> Iterator[NameRow]:
        """Yield the names in the order of the page."""
        for name, place in self._names:
            is_likely = bool(self._initial(name)[0])
            fields = self[f"exercise-{place}"], self[f"side-{place}"]
            yield NameRow(name, self._counts[name], is_likely, *fields)

    @property
    def likely(self) -> list[NameRow]:
        """The names that seem to mean one of our exercises, or were said to."""
        return [row for row in self.rows() if row.is_likely]

    @property
    def others(self) -> list[NameRow]:
        """The other names."""
        return [row for row in self.rows() if not row.is_likely]

    @property
    def are_others_open(self) -> bool:
        """Whether the other names have to be seen: nothing is likely, or something is wrong with one."""
        return not self.likely or any(row.exercise.errors or row.side.errors for row in self.others)

    @property
    def left_out(self) -> int:
        """How many names are not asked about, because there are too many."""
        return len(self._counts) - len(self._names)

    @property
    def answers(self) -> list[FoundMatch]:
        """What was said about each name."""
        return [
            FoundMatch(
                self._sheet.app,
                name,
                self.cleaned_data[f"exercise-{place}"] or None,
                self.cleaned_data[f"side-{place}"] or ImportMatch.Side.EACH.value,
            )
            for name, place in self._names
        ]


def unit_of(text: str) -> str:
    """Return kg or lb; "" for anything else."""
    return text if text in (KG, LB) else ""
