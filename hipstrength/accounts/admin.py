"""Finding people, and letting them in or out. Nobody's log is shown here."""

from typing import Any

from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import ReadOnlyPasswordHashField
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hipstrength.accounts.deleting import delete_account
from hipstrength.accounts.models import User

# As many as the largest key of a table has at least.
MOST_DIGITS = 18


class NewUserForm(forms.ModelForm[User]):
    """Makes an account by hand."""

    password = forms.CharField(label=_("Password"), strip=False, widget=forms.PasswordInput)

    class Meta:
        model = User
        fields = ["email", "password"]

    def clean_email(self) -> str:
        """Keep addresses in lower case, as sign-up does."""
        return str(self.cleaned_data["email"]).lower()

    def clean_password(self) -> str:
        """Hold the password to the rules of sign-up."""
        validate_password(self.cleaned_data["password"], self.instance)
        return str(self.cleaned_data["password"])

    def save(self, commit: bool = True) -> User:  # noqa: FBT001, FBT002 — Django's signature
        """Store the person with the password's hash."""
        self.instance.set_password(self.cleaned_data["password"])
        return super().save(commit)


class UserForm(forms.ModelForm[User]):
    """Changes an account; the password has a page of its own."""

    password = ReadOnlyPasswordHashField(label=_("Password"))

    class Meta:
        model = User
        fields = "__all__"  # noqa: DJ007 — the admin's fieldsets name the fields
        help_texts = {
            "is_staff": _("Somebody who is to edit the exercises and nothing else needs this and the group “Editors”.")
        }

    def clean_email(self) -> str:
        """Keep addresses in lower case, as sign-up does."""
        return str(self.cleaned_data["email"]).lower()


class ManyField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # of groups and of rights
    """Several rows of a list; SQLite fails on keys that no row can have."""

    def _check_values(self, value: Any) -> Any:
        for key in value:
            if len(str(key)) > MOST_DIGITS:
                code = "invalid_pk_value"
                raise ValidationError(self.error_messages[code], code=code, params={"pk": key})
        return super()._check_values(value)  # type: ignore[misc]  # the stubs lack it


admin.site.unregister(Group)


@admin.register(Group)
class GroupAdmin(DjangoGroupAdmin):
    """Groups of people, by what they may do."""

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest | None = None, **options: Any) -> Any:
        """Return the field of a list."""
        return super().formfield_for_manytomany(db_field, request, **options, form_class=ManyField)


@admin.register(User)
class UserAdmin(DjangoUserAdmin[User]):
    """People by e-mail address."""

    form = UserForm
    add_form = NewUserForm
    ordering = ["email"]
    list_display = ["email", "is_active", "is_staff", "date_joined", "last_login"]
    list_filter = ["is_active", "is_staff"]
    search_fields = ["email"]
    readonly_fields = ["date_joined", "last_login"]
    fieldsets = [
        (None, {"fields": ["email", "password"]}),
        (_("Preferences"), {"fields": ["time_zone", "week_start", "weight_unit"]}),
        (_("Rights"), {"fields": ["is_active", "is_staff", "is_superuser", "groups", "user_permissions"]}),
        (_("Dates"), {"fields": ["date_joined", "last_login"]}),
    ]
    add_fieldsets: Any = [(None, {"fields": ["email", "password"]})]

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        """Return the field of a list."""
        return super().formfield_for_manytomany(db_field, request, **options, form_class=ManyField)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:  # noqa: FBT001 — Django's signature
        """Let a changed address replace the old one wherever it is known: with it nobody logs in any more."""
        super().save_model(request, obj, form, change)
        if change and "email" in form.changed_data:
            EmailAddress.objects.filter(user=obj).delete()

    def delete_model(self, request: HttpRequest, obj: User) -> None:  # noqa: ARG002 — Django passes it
        """Delete a person as they themselves would."""
        delete_account(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:  # noqa: ARG002 — Django passes it
        """Delete some people as they themselves would."""
        for person in queryset:
            delete_account(person)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Say how much goes with a person, and show nothing of their log."""
        _listed, counts, missing_rights, protected = super().get_deleted_objects(objs, request)
        return [str(person) for person in objs], counts, missing_rights, protected
