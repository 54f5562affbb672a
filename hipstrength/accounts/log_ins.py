"""The browsers in which somebody is logged in."""

from allauth.usersessions.models import UserSession
from django.http import HttpRequest

from hipstrength.accounts.models import User


def end_others(request: HttpRequest, user: User) -> None:
    """Log somebody out everywhere but in the browser that asks."""
    for session in UserSession.objects.filter(user=user).exclude(session_key=request.session.session_key):
        session.end()


def end_all(user: User) -> None:
    """Log somebody out everywhere."""
    for session in UserSession.objects.filter(user=user):
        session.end()
