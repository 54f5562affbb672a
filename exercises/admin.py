"""Editing the text of the exercises: save, preview, look back and revert."""

from http import HTTPStatus
from typing import Any, ClassVar, cast

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page
from django.db import IntegrityError, models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from simple_history.admin import SimpleHistoryAdmin

from exercises import versions
from exercises.fields import PlainTextField
from exercises.forms import EditForm, ExerciseForm, RevertForm
from exercises.models import LARGEST_ORDER, MEANING_FIELDS, Exercise
from exercises.views import neighbours

MOST_DIGITS = 18


@admin.register(Exercise)
class ExerciseAdmin(SimpleHistoryAdmin):  # type: ignore[misc]  # the library comes without types
    """All text of an exercise on one page, in the order in which the site shows it."""

    form = EditForm
    object_history_template = "admin/exercises/exercise/history.html"
    # Telling how long texts differ takes time.
    history_list_per_page = 10
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
        actions: dict[str, Any] = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def get_readonly_fields(self, request: HttpRequest, obj: Exercise | None = None) -> list[str]:  # noqa: ARG002 — Django passes it
        """Keep addresses as they are, and what the numbers in people's logs mean: logged reps do not become steps."""
        fields = list(self.readonly_fields)
        if obj:
            fields.append("slug")
        if obj and obj.is_in_use():
            fields += MEANING_FIELDS
        return fields

    def get_prepopulated_fields(self, request: HttpRequest, obj: Exercise | None = None) -> dict[str, Any]:
        """Derive the address from the name of a new exercise only."""
        return {} if obj else dict(super().get_prepopulated_fields(request, obj))

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Begin a new exercise at the end of the list, and unpublished: it need not be finished to be saved."""
        last = Exercise.objects.aggregate(last=models.Max("order"))["last"] or 0
        first = {"order": min(last + 1, LARGEST_ORDER), "is_published": False}
        return {**first, **super().get_changeform_initial_data(request)}

    def get_urls(self) -> list[URLPattern]:
        """Add the previews to the library's addresses."""
        view = self.admin_site.admin_view(self.preview_view)
        return [
            path("add/preview/", view, name="exercises_exercise_add_preview"),
            path("<int:object_id>/preview/", view, name="exercises_exercise_preview"),
            *super().get_urls(),
        ]

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show or take the form; of two people who take one name at one instant, the second is told."""
        if request.method != "POST":
            response: HttpResponse = super().changeform_view(request, object_id, form_url, extra_context)
            return response
        if object_id and self._is_gone(request, object_id):
            return self._give_back(request)
        try:
            return self._locked_changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            # By now the form finds the other row and says so.
            return self._locked_changeform_view(request, object_id, form_url, extra_context)

    @transaction.atomic
    def _locked_changeform_view(self, request: HttpRequest, object_id: str | None, *args: Any) -> HttpResponse:
        """Hold the exercise from reading what is stored until the new text is, so that nobody saves in between."""
        exercise = self.get_object(request, unquote(object_id)) if object_id else None
        if exercise and self.has_change_permission(request, exercise):
            for stored in Exercise.objects.select_for_update().filter(pk=exercise.pk):
                versions.keep_current(stored)
        response: HttpResponse = super().changeform_view(request, object_id, *args)
        return response

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Add what our own parts of the page show."""
        exercise = context["original"]
        name, arguments = ("preview", [exercise.pk]) if exercise else ("add_preview", [])
        context["preview_url"] = reverse(f"admin:exercises_exercise_{name}", args=arguments)
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Exercise, form: Any, change: bool) -> None:  # noqa: FBT001 — Django's signature
        """Keep every version, with who made it."""
        if change:
            form.is_stored = versions.store(obj, by=request.user, reason=self.reason(form))
        else:
            super().save_model(request, obj, form, change)

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:  # noqa: FBT001, FBT002 — Django's signature
        """Remember with the exercise whether anything was stored, for what follows."""
        form.instance.is_unchanged = not getattr(form, "is_stored", True)
        return super().construct_change_message(request, form, formsets, add)

    def log_change(self, request: HttpRequest, obj: Exercise, message: Any) -> Any:
        """Write down changes, and no saving of the same text."""
        return None if getattr(obj, "is_unchanged", False) else super().log_change(request, obj, message)

    def response_change(self, request: HttpRequest, obj: Exercise) -> HttpResponse:
        """Say it when nothing was changed."""
        if getattr(obj, "is_unchanged", False):
            self.message_user(request, _("Nothing was changed: the exercise is like that already."), messages.INFO)
            response: HttpResponse = self.response_post_save_change(request, obj)
            return response
        answer: HttpResponse = super().response_change(request, obj)
        return answer

    def reason(self, form: Any) -> str:  # noqa: ARG002 — reverting looks at it
        """Return why the exercise is saved; an edit speaks for itself."""
        return ""

    def delete_model(self, request: HttpRequest, obj: Exercise) -> None:
        """Delete an exercise; its versions stay, with who deleted it."""
        obj._history_user = request.user
        super().delete_model(request, obj)

    def preview_view(self, request: HttpRequest, object_id: int | None = None) -> HttpResponse:
        """Show the public page with the text that was typed, and store nothing."""
        exercise = None if object_id is None else self.get_object(request, str(object_id))
        if object_id is not None and not exercise:
            return self._nowhere(request, str(object_id))
        may = self.has_change_permission(request, exercise) if exercise else self.has_add_permission(request)
        if not may:
            raise PermissionDenied
        if request.method != "POST":
            # The address of the tab, opened again: what was typed is gone.
            name, arguments = ("change", [exercise.pk]) if exercise else ("add", [])
            return HttpResponseRedirect(reverse(f"admin:exercises_exercise_{name}", args=arguments))
        form = self.get_form(request, exercise, change=bool(exercise), form=ExerciseForm)(
            request.POST, instance=exercise
        )
        if form.is_valid():
            shown = {"exercise": form.instance, **neighbours(form.instance)}
            return render(request, "exercises/preview.html", shown)
        context = {**self.admin_site.each_context(request), "title": _("Preview"), "form": form}
        return render(
            request, "admin/exercises/exercise/preview_refused.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY
        )

    def _is_gone(self, request: HttpRequest, object_id: str) -> bool:
        key = unquote(object_id)
        return self.has_change_permission(request) and not self.get_object(request, key) and _was_deleted(key)

    def _give_back(self, request: HttpRequest) -> HttpResponse:
        """Show what was typed about an exercise that was deleted meanwhile, to be copied."""
        form = self.get_form(request, None, change=False, form=ExerciseForm)(request.POST)
        context = {
            **self.admin_site.each_context(request),
            "title": _("This exercise was deleted"),
            "boxes": [(box.label, box.value()) for box in form if str(box.value() or "").strip()],
        }
        return render(request, "admin/exercises/exercise/gone.html", context, status=HTTPStatus.CONFLICT)

    def _nowhere(self, request: HttpRequest, object_id: str) -> HttpResponse:
        response: HttpResponse = self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return response

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """List all versions, those of a deleted exercise, too."""
        exercise = self.get_object(request, unquote(object_id))
        if not self.has_view_or_change_permission(request, exercise):
            raise PermissionDenied
        if not exercise and not _was_deleted(unquote(object_id)):
            return self._nowhere(request, object_id)
        context = {"is_deleted": not exercise, **(extra_context or {})}
        response: HttpResponse = super().history_view(request, object_id, context)
        return response

    def get_history_queryset(self, request: HttpRequest, history_manager: Any, pk_name: str, object_id: Any) -> Any:  # noqa: ARG002 — the library's signature
        """Return the versions newest first, whatever the clock said."""
        return versions.versions_of(object_id).select_related("history_user")

    def set_history_delta_changes(
        self,
        request: HttpRequest,  # noqa: ARG002 — the library's signature
        historical_records: Page[Any],
        foreign_keys_are_objs: bool = True,  # noqa: ARG002, FBT001, FBT002 — the library's signature
    ) -> None:
        """Tell each version of a page of the list, the last one against the first of the next page."""
        rows = list(historical_records)
        following = historical_records.paginator.object_list[historical_records.end_index() :][:1]
        for row, older in zip(rows, [*rows[1:], *(following or [None])], strict=True):
            row.told = versions.Save(row, older)

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show one version and what it changed, and take the exercise back to it."""
        exercise = self.get_object(request, unquote(object_id))
        if not self.has_view_or_change_permission(request, exercise):
            raise PermissionDenied
        version = _find_version(exercise, version_id) if exercise else None
        if version is None:
            return self._nowhere(request, object_id)
        page = Reverting(version, self.admin_site)
        return page.changeform_view(request, object_id, "", extra_context)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Say why an exercise in people's logs cannot be deleted, and what to do instead."""
        exercise = self.get_object(request, object_id)
        if exercise and self.has_delete_permission(request, exercise) and exercise.is_in_use():
            return self._refuse_to_delete(request, exercise)
        try:
            response: HttpResponse = super().delete_view(request, object_id, extra_context)
        except models.ProtectedError:
            # Somebody logged it between the look and the deletion.
            return self._refuse_to_delete(request, cast(Exercise, exercise))
        return response

    def _refuse_to_delete(self, request: HttpRequest, exercise: Exercise) -> HttpResponse:
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


class Reverting(ExerciseAdmin):
    """The page of one older version: an edit that begins with its content."""

    change_form_template = "admin/exercises/exercise/version.html"

    def __init__(self, version: Any, site: admin.AdminSite) -> None:
        super().__init__(Exercise, site)
        self.version = version
        self.form = cast(type[RevertForm], type("RevertForm", (RevertForm,), {"version": version}))

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 — Django passes it
        """Make no other exercise out of an older version."""
        return False

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Add the version, and what going back to it means."""
        older = versions.versions_of(self.version.id).filter(history_id__lt=self.version.history_id).first()
        exercise = context["original"]
        stays = [name for name in MEANING_FIELDS if name in self.get_readonly_fields(request, exercise)]
        context |= {
            "title": _("Version of %(moment)s") % {"moment": self.moment},
            "save": versions.Save(self.version, older),
            "stays": versions.field_changes(context["adminform"].form.stored, self.version, stays),
        }
        return super().render_change_form(request, context, *args, **kwargs)

    @property
    def moment(self) -> str:
        """When the version was saved, in words."""
        return date_format(self.version.history_date, "j F Y, H:i e")

    def reason(self, form: Any) -> str:
        """Say which version came back, and whether it was changed on the way."""
        words = {"revision": self.version.revision, "moment": self.moment}
        if versions.differing(form.instance, self.version, form.brought_back):
            return _("Begun from revision %(revision)s, saved on %(moment)s.") % words
        return _("Back to revision %(revision)s, saved on %(moment)s.") % words

    def save_model(self, request: HttpRequest, obj: Exercise, form: Any, change: bool) -> None:  # noqa: ARG002, FBT001 — Django's signature
        """Store the older content as a new version, and say so."""
        form.is_stored = versions.store(obj, by=request.user, reason=self.reason(form))
        if form.is_stored:
            self.message_user(request, self.reason(form), messages.SUCCESS)
        else:
            self.message_user(request, _("Nothing was changed: the exercise is like that already."), messages.INFO)

    def response_change(self, request: HttpRequest, obj: Exercise) -> HttpResponse:  # noqa: ARG002 — Django's signature
        """Go to the list of versions, where the new one is on top."""
        return HttpResponseRedirect(reverse("admin:exercises_exercise_history", args=[obj.pk]))


def _is_key(key: str) -> bool:
    """Return whether a part of an address can be a row's number; databases have none of more digits."""
    return key.isascii() and key.isdecimal() and len(key) <= MOST_DIGITS


def _was_deleted(key: str) -> bool:
    return _is_key(key) and versions.versions_of(key).exists()


def _find_version(exercise: Exercise, key: str) -> Any:
    """Return a version to go back to; None where there is none of that number."""
    if not _is_key(key):
        return None
    return versions.versions_of(exercise.pk).exclude(history_type="-").filter(history_id=key).first()
