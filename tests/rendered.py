"""Reading a rendered page the way a person or a browser does."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Protocol

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Answer(Protocol):
    """What a view or the test client returns."""

    @property
    def content(self) -> bytes:
        """The page."""


@dataclass
class Element:
    """One element with its attributes; children are elements and pieces of text."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)

    def all(self, *tags: str, **attributes: str) -> Iterator["Element"]:
        """Yield the descendants with one of these tags and all of these attributes, in reading order."""
        wanted = {name.strip("_"): value for name, value in attributes.items()}
        for child in self.children:
            if isinstance(child, str):
                continue
            if (not tags or child.tag in tags) and wanted.items() <= child.attributes.items():
                yield child
            # What stands in a template is there for scripts; nobody sees or sends it.
            if child.tag != "template":
                yield from child.all(*tags, **attributes)

    def one(self, *tags: str, **attributes: str) -> "Element":
        """Return the only such descendant."""
        (element,) = self.all(*tags, **attributes)
        return element

    @property
    def text(self) -> str:
        """All text inside, with single spaces."""
        return " ".join(self.raw_text.split())

    @property
    def raw_text(self) -> str:
        """All text inside, as it stands in the page."""
        if self.tag == "br":
            return "\n"
        return "".join(child if isinstance(child, str) else child.raw_text for child in self.children)


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("document")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        opened = self.open.pop()
        assert opened.tag == tag, f"</{tag}> closes <{opened.tag}>"

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parse(response: Answer) -> Element:
    """Return the page as a tree; fails where an element is not closed."""
    builder = _Builder()
    builder.feed(response.content.decode())
    builder.close()
    assert [element.tag for element in builder.open] == ["document"]
    return builder.open[0]


def main_form(page: Element) -> Element:
    """Return the form that the page is about; the other one logs out."""
    return next(form for form in page.one("main").all("form", method="post"))


def values(form: Element) -> dict[str, str]:
    """Return what a browser would send, the token against forgery and choices of several left out."""
    sent = {
        control.attributes["name"]: _value(control)
        for control in form.all("input", "select", "textarea")
        if control.attributes.get("name") and _is_sent(control)
    }
    sent.pop("csrfmiddlewaretoken", None)
    return sent


def _is_sent(control: Element) -> bool:
    kind = control.attributes.get("type")
    if "multiple" in control.attributes:
        return False
    return kind not in ("submit", "button") and (kind not in ("checkbox", "radio") or "checked" in control.attributes)


def _value(control: Element) -> str:
    if control.tag == "textarea":
        # A browser drops the line break that Django writes after the opening tag, and sends the others its own way.
        return control.raw_text.removeprefix("\n").replace("\r\n", "\n").replace("\n", "\r\n")
    if control.tag == "select":
        options = list(control.all("option"))
        chosen = next((option for option in options if "selected" in option.attributes), options[0])
        return chosen.attributes["value"]
    without = "on" if control.attributes.get("type") == "checkbox" else ""
    return control.attributes.get("value", without)


def errors(page: Element) -> dict[str, str]:
    """Return the complaint beside each field that has one, by the name of the field.

    Beside means that the box names its complaint, so that a screen reader reads it, too.
    Radio buttons stand in a group, which names it for all of them.
    """
    return {
        _name(control): " ".join(
            page.one(id=complaint).text
            for complaint in control.attributes["aria-describedby"].split()
            if complaint.endswith("_error")
        )
        for control in page.all("input", "select", "textarea", "fieldset")
        if control.attributes.get("aria-invalid") == "true"
    }


def _name(control: Element) -> str:
    named = next(control.all("input")) if control.tag == "fieldset" else control
    return named.attributes["name"]


def summary(page: Element) -> dict[str, str]:
    """Return the complaints on top of the page, by the id that each leads to, which must be on the page."""
    box = next(page.all("div", id="error-summary"), Element("none"))
    links = {link.attributes["href"].removeprefix("#"): link.text for link in box.all("a")}
    assert all(len(list(page.all(id=target))) == 1 for target in links)
    return links


def messages(page: Element) -> list[str]:
    """Return what the site says about the request before."""
    return [paragraph.text for box in page.all("div", role="status") for paragraph in box.all("p")]
