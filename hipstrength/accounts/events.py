"""What the libraries tell of people's accounts, put into the security log.

Importing this module connects it.
"""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.auth import signals as auth
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest

from hipstrength.accounts.log_ins import end_others
from hipstrength.accounts.models import User
from hipstrength.accounts.purging import purge_once_a_day
from hipstrength.accounts.security_log import tell

ADMIN_ACTS = {ADDITION: "added", CHANGE: "changed", DELETION: "deleted"}


@receiver(auth.user_login_failed)
def on_login_failed(request: HttpRequest | None = None, credentials: Any = None, **_signal: Any) -> None:
    """Log a wrong password: by the account, if there is one; what was typed may be anything."""
    typed = str((credentials or {}).get("email") or (credentials or {}).get("username") or "")
    # An address with a NUL byte is nobody's, and PostgreSQL fails on it.
    person = User.objects.filter(email=typed.lower()).first() if "\0" not in typed else None
    tell("login_failed", request, person)


@receiver(account.authentication_step_completed)
def on_step(request: HttpRequest, user: User, method: str, **facts: Any) -> None:
    """Log each step of a login, or of showing again who one is."""
    event = "reauthenticated" if facts.get("reauthenticated") else "authenticated"
    tell(event, request, user, method=f"{method}:{facts['type']}" if "type" in facts else method)


@receiver(mfa.authentication_failed)
def on_second_factor_failed(request: HttpRequest, user: User, authenticator: Any, **_signal: Any) -> None:
    """Log a wrong code."""
    tell("second_factor_failed", request, user, kind=authenticator.type)


@receiver(post_save, sender=LogEntry)
def on_admin_act(instance: LogEntry, **_signal: Any) -> None:
    """Log what was changed in the admin: which row, and not how."""
    kind = instance.content_type.model if instance.content_type else ""
    act = ADMIN_ACTS.get(instance.action_flag, "")
    tell("admin_change", None, instance.user, act=act, kind=kind, key=str(instance.object_id))


@receiver(account.user_logged_in)
def on_login(**_signal: Any) -> None:
    """Clear away what has expired, now and then."""
    purge_once_a_day()


@receiver(mfa.authenticator_added)
def on_second_factor_added(request: HttpRequest, user: User, **_signal: Any) -> None:
    """End logins that did not need the new factor: somebody else's, perhaps."""
    end_others(request, user)


def _told(event: str) -> Any:
    def tell_it(request: HttpRequest | None = None, user: User | None = None, **signal: Any) -> None:
        authenticator = signal.get("authenticator")
        tell(event, request, user, **({"kind": authenticator.type} if authenticator else {}))

    return tell_it


def _told_by_address(event: str) -> Any:
    def tell_it(request: HttpRequest, email_address: Any, **_signal: Any) -> None:
        tell(event, request, email_address.user)

    return tell_it


for signal, event in (
    (account.user_signed_up, "signed_up"),
    (account.user_logged_in, "logged_in"),
    (auth.user_logged_out, "logged_out"),
    (account.password_changed, "password_changed"),
    (account.password_set, "password_set"),
    (account.password_reset, "password_reset"),
    (account.email_changed, "email_changed"),
    (mfa.authenticator_added, "second_factor_added"),
    (mfa.authenticator_removed, "second_factor_removed"),
    (mfa.authenticator_reset, "second_factor_renewed"),
):
    signal.connect(_told(event), weak=False, dispatch_uid=event)
account.email_confirmed.connect(_told_by_address("email_confirmed"), weak=False, dispatch_uid="email_confirmed")
