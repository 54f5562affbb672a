"""Reading PDF files back: their pages, their text, and the tree of their tags, as a screen reader gets it."""

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium


@dataclass
class Tag:
    """An element of the tree: its kind, the text in it (not in the elements below), and what is known of it."""

    kind: str
    text: str
    alt: str
    scope: str
    below: "list[Tag]" = field(default_factory=list)

    def all(self, *kinds: str) -> "list[Tag]":
        """Return this and all elements below of these kinds, in the order in which they are read."""
        found = [self] if self.kind in kinds else []
        return found + [tag for one in self.below for tag in one.all(*kinds)]

    @property
    def whole(self) -> str:
        """The text in it and below."""
        return " ".join(filter(None, [self.text, *(one.whole for one in self.below)]))


def texts(content: bytes) -> list[str]:
    """Return the text of each page."""
    with pypdfium2.PdfDocument(content) as file:
        return [page.get_textpage().get_text_range() for page in file]


def dense(text: str) -> str:
    """Return a text without spaces, for it may be wrapped anywhere."""
    return "".join(text.split())


def metadata(content: bytes) -> dict[str, str]:
    """Return title, author and so on."""
    with pypdfium2.PdfDocument(content) as file:
        found: dict[str, str] = file.get_metadata_dict()
    return found


def tags(content: bytes, number: int = 0) -> list[Tag]:
    """Return the elements at the top of the tree of a page."""
    with pypdfium2.PdfDocument(content) as file:
        page = file[number]
        pieces = _pieces(page)
        tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
        count = pdfium.FPDF_StructTree_CountChildren(tree)
        found = [_tag(pdfium.FPDF_StructTree_GetChildAtIndex(tree, place), pieces) for place in range(count)]
        pdfium.FPDF_StructTree_Close(tree)
    return found


def unmarked(content: bytes, number: int = 0) -> list[str]:
    """Return the text of a page that belongs to no element."""
    with pypdfium2.PdfDocument(content) as file:
        page = file[number]
        return [text for mark, text in _texts_of(page) if mark < 0]


def _pieces(page: Any) -> dict[int, str]:
    pieces: dict[int, str] = {}
    for mark, text in _texts_of(page):
        pieces[mark] = pieces.get(mark, "") + text
    return pieces


def _texts_of(page: Any) -> Iterator[tuple[int, str]]:
    textpage = page.get_textpage()
    for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        text = _string(lambda buffer, size, of=one: pdfium.FPDFTextObj_GetText(of.raw, textpage.raw, buffer, size))
        yield pdfium.FPDFPageObj_GetMarkedContentID(one.raw), text


def _tag(element: Any, pieces: dict[int, str]) -> Tag:
    marks = [
        pdfium.FPDF_StructElement_GetMarkedContentIdAtIndex(element, place)
        for place in range(max(pdfium.FPDF_StructElement_GetMarkedContentIdCount(element), 0))
    ]
    tag = Tag(
        kind=_string(lambda buffer, size: pdfium.FPDF_StructElement_GetType(element, buffer, size)),
        text=" ".join(" ".join(pieces.get(mark, "") for mark in marks if mark >= 0).split()),
        alt=_string(lambda buffer, size: pdfium.FPDF_StructElement_GetAltText(element, buffer, size)),
        scope=_scope(element),
    )
    for place in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, place)
        if child:
            tag.below.append(_tag(child, pieces))
    return tag


def _scope(element: Any) -> str:
    """Return whose heading a cell is: "Row", "Column", or ""."""
    for place in range(max(pdfium.FPDF_StructElement_GetAttributeCount(element), 0)):
        attribute = pdfium.FPDF_StructElement_GetAttributeAtIndex(element, place)
        value = pdfium.FPDF_StructElement_Attr_GetValue(attribute, b"Scope")
        if value:
            return _string(lambda buffer, size, of=value: _attribute_text(of, buffer, size))
    return ""


def _attribute_text(value: Any, buffer: Any, size: int) -> int:
    length = ctypes.c_ulong()
    pdfium.FPDF_StructElement_Attr_GetStringValue(value, buffer, size, ctypes.byref(length))
    return length.value


def _string(ask: Callable[..., int]) -> str:
    """Return a text that pdfium writes as UTF-16 with a zero at its end."""
    size = ask(None, 0)
    buffer = (ctypes.c_ushort * max(size // 2, 1))()
    ask(buffer, size)
    return bytes(buffer)[: max(size - 2, 0)].decode("utf-16-le")
