"""Editing the text of the exercises."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.fields import PlainTextField
from exercises.models import SHEET_SLUG, Exercise, lines_of

MOST_STEPS = 12
LONGEST_STEP = 300


class ExerciseForm(forms.ModelForm[Exercise]):
    """The admin's form, which puts each complaint beside the field that it is about."""

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


@admin.register(Exercise)
class ExerciseAdmin(admin.ModelAdmin[Exercise]):
    """All text of an exercise on one page, in the order in which the site shows it."""

    form = ExerciseForm
    formfield_overrides: ClassVar = {models.TextField: {"form_class": PlainTextField, "widget": AdminTextareaWidget}}
    list_display = ["name", "order", "target_in_words", "is_published", "updated_at"]
    list_filter = ["is_published"]
    search_fields = ["name", "summary", "steps"]
    readonly_fields = ["revision", "updated_at"]
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [
        (None, {"fields": ["name", "slug", "order", "is_published", "summary", "illustration"]}),
        (gettext_lazy("How to do it"), {"fields": ["start_position", "steps", "mistakes", "muscles"]}),
        (gettext_lazy("Harder and easier"), {"fields": ["harder", "easier"]}),
        (gettext_lazy("Target"), {"fields": ["counts", "sides", "target_low", "target_high"]}),
        (gettext_lazy("Resistance"), {"fields": ["allows_band", "asks_band_position", "weight_place"]}),
        (gettext_lazy("History"), {"fields": ["revision", "updated_at"]}),
    ]

    @admin.display(description=gettext_lazy("target"))
    def target_in_words(self, exercise: Exercise) -> str:
        """Return the target as the site shows it."""
        return exercise.target

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Offer no deletion of many at once: each has to say why it cannot go."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def get_readonly_fields(self, request: HttpRequest, obj: Exercise | None = None) -> list[str]:  # noqa: ARG002 — Django passes it
        """Keep addresses as they are, and what the numbers in people's logs mean: logged reps do not become steps."""
        fields = list(self.readonly_fields)
        if obj:
            fields.append("slug")
        if obj and obj.is_in_use():
            fields += ["counts", "sides"]
        return fields

    def get_prepopulated_fields(self, request: HttpRequest, obj: Exercise | None = None) -> dict[str, Any]:
        """Derive the address from the name of a new exercise only."""
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def save_model(self, request: HttpRequest, obj: Exercise, form: Any, change: bool) -> None:  # noqa: FBT001 — Django's signature
        """Count the revision up when something was changed."""
        if change and form.changed_data:
            # Computed by the database, because two admins may save at once.
            obj.revision = F("revision") + 1
            obj.updated_at = timezone.now()
        super().save_model(request, obj, form, change)
        obj.refresh_from_db(fields=["revision"])

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Say why an exercise in people's logs cannot be deleted, and what to do instead."""
        exercise = self.get_object(request, object_id)
        if exercise and self.has_delete_permission(request, exercise) and exercise.is_in_use():
            self.message_user(
                request,
                _(
                    "“%(name)s” cannot be deleted, because people have logged sets of it."
                    " To take it off the site, untick “Published”: their logs stay as they are."
                )
                % {"name": exercise.name},
                messages.ERROR,
            )
            return HttpResponseRedirect(reverse("admin:exercises_exercise_change", args=[exercise.pk]))
        return super().delete_view(request, object_id, extra_context)
