"""Finding people, and letting them in or out. Nobody's log is shown here."""

from typing import Any

from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import ReadOnlyPasswordHashField
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hipstrength.accounts.models import User


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

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:  # noqa: FBT001 — Django's signature
        """Let a changed address replace the old one wherever it is known: with it nobody logs in any more."""
        super().save_model(request, obj, form, change)
        if change and "email" in form.changed_data:
            EmailAddress.objects.filter(user=obj).delete()

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Say how much goes with a person, and show nothing of their log."""
        _listed, counts, missing_rights, protected = super().get_deleted_objects(objs, request)
        return [str(person) for person in objs], counts, missing_rights, protected
