"""The forms in which exercises are written."""

from copy import copy
from typing import Any, ClassVar, cast

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import Field
from django.http import QueryDict
from django.utils.translation import gettext as _

from exercises.conflicts import Conflict, conflict_with
from exercises.models import CONTENT_FIELDS, MEANING_FIELDS, SHEET_SLUG, Exercise, is_visible, lines_of
from exercises.versions import EDITED_FIELDS, FieldChange, differing, field_changes, fingerprint

MOST_STEPS = 12
LONGEST_STEP = 300
# The hidden box that says which version a form showed.
SEEN = "seen"


class ExerciseForm(forms.ModelForm[Exercise]):
    """The text of an exercise, which puts each complaint beside the field that it is about."""

    class Meta:
        model = Exercise
        fields = "__all__"  # noqa: DJ007 — the admin's fieldsets name the fields
        widgets = {"summary": AdminTextareaWidget(attrs={"rows": 2})}

    def clean_slug(self) -> str:
        """Refuse the one address below the exercises that is another page."""
        slug: str = self.cleaned_data["slug"]
        if slug == SHEET_SLUG:
            raise forms.ValidationError(_("“%(slug)s” is the sheet with all exercises."), params={"slug": slug})
        return slug

    def clean_name(self) -> str:
        """Refuse a name that nobody could see, or that differs from another one in capitals only."""
        name: str = self.cleaned_data["name"]
        if not is_visible(name):
            raise forms.ValidationError(_("Write a name that can be read."))
        if Exercise.objects.exclude(pk=self.instance.pk).filter(name__iexact=name).exclude(name=name).exists():
            raise forms.ValidationError(_("There is an exercise of this name already."))
        return name

    def clean_steps(self) -> str:
        """Accept one to 12 steps, one per line, of 300 characters at most."""
        lines = lines_of(self.cleaned_data["steps"])
        if not lines:
            raise forms.ValidationError(_("Write at least one step."))
        if len(lines) > MOST_STEPS:
            raise forms.ValidationError(
                _("There are %(count)s steps; %(most)s fit on the page."),
                params={"count": len(lines), "most": MOST_STEPS},
            )
        for number, line in enumerate(lines, start=1):
            if len(line) > LONGEST_STEP:
                raise forms.ValidationError(
                    _("Step %(number)s has %(length)s characters; keep it to %(longest)s."),
                    params={"number": number, "length": len(line), "longest": LONGEST_STEP},
                )
        return "\n".join(lines)

    def clean(self) -> dict[str, Any] | None:
        """Refuse a target whose low end is above its high end."""
        cleaned = super().clean()
        low, high = self.cleaned_data.get("target_low"), self.cleaned_data.get("target_high")
        if low is not None and high is not None and low > high:
            self.add_error("target_high", _("“Target to” must not be below “target from” (%(low)s).") % {"low": low})
        return cleaned


class EditForm(ExerciseForm):
    """A form that is refused once when somebody else saved after it was opened.

    It names the version that it showed, `seen`. Refused, it comes back as it was typed
    and with the name of the newest version, so that saving again replaces that one on
    purpose. The instance must be as it is stored, and locked when it is to be saved.
    """

    conflict: Conflict | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seen = fingerprint(self.instance) if self.instance.pk else ""
        self.stored = copy(self.instance)

    def clean(self) -> dict[str, Any] | None:
        """Refuse to change what the numbers mean that people have logged since the form was opened."""
        cleaned = super().clean()
        for name in MEANING_FIELDS:
            stored = getattr(self.stored, name)
            if name not in self.fields and self.data.get(name, stored) != stored:
                label = str(cast(Field[Any, Any], Exercise._meta.get_field(name)).verbose_name)
                text = _("“%(label)s” stays as it is: somebody has logged this exercise since you opened the page.")
                self.add_error(None, text % {"label": label})
        return cleaned

    def _post_clean(self) -> None:
        """Refuse a form that is older than what is stored, unless it says the same, as after a double click."""
        super()._post_clean()  # type: ignore[misc]  # Django's hook for checks that need the new instance
        found = conflict_with(self.stored, self.data.get(SEEN, "")) if self.stored.pk else None
        if not found or not (self.errors or self.is_different):
            return
        self.conflict = found
        self._take_over(found)
        self.add_error(
            None,
            _("Not saved yet: this exercise was saved after you opened it. See below what changed.")
            if found.is_known
            else _("Not saved yet: the form does not say which version of the exercise it is based on."),
        )

    def _take_over(self, conflict: Conflict) -> None:
        """Put what somebody else saved into the boxes that were left as they were shown."""
        if not conflict.is_known:
            return
        self.data = cast(QueryDict, self.data).copy()
        for name in differing(conflict.shown, self.stored, self.fields):
            if name in self.errors or getattr(self.instance, name) != getattr(conflict.shown, name):
                continue
            value = getattr(self.stored, name)
            setattr(self.instance, name, value)
            if isinstance(value, bool):
                self.data.pop(name, None)
            if value is not False:
                self.data[name] = "on" if value is True else str(value)

    @property
    def is_different(self) -> bool:
        """Whether what was typed differs from what is stored."""
        typed = copy(self.instance)
        typed.tidy()
        return bool(differing(self.stored, typed, EDITED_FIELDS))

    @property
    def has_field_errors(self) -> bool:
        """Whether some fields are missing from the comparison, because what was typed there is no valid value."""
        return any(name in self.fields for name in self.errors)

    @property
    def would_change(self) -> list[FieldChange]:
        """What saving the typed text would make of the stored one."""
        return field_changes(self.stored, self.instance)


class RevertForm(EditForm):
    """An edit that begins with the content of an older version.

    What may not be changed any more, or is no content, stays as it is stored.
    """

    version: ClassVar[Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.brought_back = [name for name in CONTENT_FIELDS if name in self.fields]
        if self.is_bound:
            return
        self.initial.update({name: getattr(self.version, name) for name in self.brought_back})
        if not self.brought_back:
            # Whoever may only look gets no boxes: the admin shows what the instance has.
            for name in CONTENT_FIELDS:
                setattr(self.instance, name, getattr(self.version, name))

    @property
    def changes(self) -> list[FieldChange]:
        """What going back would change; to be asked when no row is locked."""
        return field_changes(self.stored, self.version, self.brought_back or CONTENT_FIELDS)
