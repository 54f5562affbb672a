"""Pieces of templates that are drawn once."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import set_script_prefix
from django.utils.translation import override

INSIDE = '<a href="{% address "home" %}">{% translate "Yes" %}{{ name }}</a>'
LINK = f"{{% load i18n remembered %}}{{% once %}}{INSIDE}{{% endonce %}}"


def test_piece_is_drawn_once_and_holds_nothing_of_who_asked() -> None:
    template = Template(LINK + "{{ name }}")

    assert template.render(Context({"name": "Ann"})) == '<a href="/">Yes</a>Ann'
    assert template.render(Context({"name": "Ben"})) == '<a href="/">Yes</a>Ben'


def test_piece_sees_no_person(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = AnonymousUser()
    template = Template("{% load remembered %}{% once %}[{{ user }}{{ request }}]{% endonce %}")

    assert template.render(Context({"user": request.user, "request": request})) == "[]"


def test_piece_is_drawn_for_each_place_of_the_site() -> None:
    template = Template(LINK)
    template.render(Context())
    try:
        set_script_prefix("/knee/")
        moved = template.render(Context())
    finally:
        set_script_prefix("/")

    assert moved == '<a href="/knee/">Yes</a>'
    assert template.render(Context()) == '<a href="/">Yes</a>'


@pytest.mark.usefixtures("with_german")
def test_piece_is_drawn_for_each_language() -> None:
    template = Template(LINK)
    template.render(Context())

    with override("de"):
        assert template.render(Context()) == '<a href="/">Ja</a>'
