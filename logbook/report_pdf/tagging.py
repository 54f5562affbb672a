"""Tags for a PDF file: what is a heading, a table, a figure, and in which order all of it is read.

reportlab writes none itself. Here every piece of text is put between marks in the page's
stream, and each mark has its place in a tree of elements (PDF 1.7, sections 14.7 and 14.8).
What is only decoration is marked as an artifact, which a screen reader passes over.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObjectReference, PDFString
from reportlab.pdfgen.canvas import Canvas


@dataclass
class Element:
    """An element of the tree: its kind, such as "H2" or "TD", and what is known of it."""

    kind: str
    parent: "Element | None" = None
    alt: str = ""
    # What its cell of a table is: /Scope, /ColSpan.
    cell: dict[str, Any] = field(default_factory=dict)
    kids: "list[Element | Mark]" = field(default_factory=list)


@dataclass(frozen=True)
class Mark:
    """A piece of a page's stream: the name of the page within the file, and the number of the piece on it."""

    page: str
    number: int


class Tagger:
    """Marks what is drawn on a canvas, and writes the tree of it into the file."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._root = Element("Document")
        self._open = self._root
        self._marked: dict[str, list[Element]] = {}

    @contextmanager
    def element(self, kind: str, *, alt: str = "", scope: str = "", span: int = 1) -> Iterator[None]:
        """Put an element into the one that is open; `scope` and `span` are those of a cell of a table."""
        cell = {"Scope": PDFName(scope)} if scope else {}
        one = Element(kind, self._open, alt, cell | ({"ColSpan": span} if span > 1 else {}))
        self._open.kids.append(one)
        self._open = one
        yield
        self._open = one.parent or self._root

    @contextmanager
    def content(self) -> Iterator[None]:
        """Mark what is drawn as belonging to the element that is open."""
        page = self._canvas._doc.thisPageName()
        marked = self._marked.setdefault(page, [])
        self._open.kids.append(Mark(page, len(marked)))
        self._write(f"/{self._open.kind} <</MCID {len(marked)}>> BDC")
        marked.append(self._open)
        yield
        self._write("EMC")

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Mark what is drawn as decoration."""
        self._write("/Artifact BMC")
        yield
        self._write("EMC")

    def finish(self, lang: str) -> None:
        """Write the tree into the file, once all pages are drawn; `lang` is the language of all text: "en-GB"."""
        file = self._canvas._doc
        root = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        at_root = file.Reference(root)
        places: dict[int, Any] = {}
        root["K"] = self._write_element(self._root, at_root, places)
        root["ParentTree"] = file.Reference(self._parents(places))
        root["ParentTreeNextKey"] = len(self._marked)
        catalog = file.Catalog
        catalog.StructTreeRoot = root
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        catalog.Lang = PDFString(lang)
        for number, page in enumerate(file.Pages.pages):
            page.StructParents, page.Tabs = number, PDFName("S")
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]

    def _write_element(self, one: Element, parent: Any, places: dict[int, Any]) -> Any:
        file = self._canvas._doc
        written = PDFDictionary({"Type": PDFName("StructElem"), "S": PDFName(one.kind), "P": parent})
        place = places[id(one)] = file.Reference(written)
        kids = []
        for kid in one.kids:
            if isinstance(kid, Element):
                kids.append(self._write_element(kid, place, places))
            else:
                written["Pg"] = PDFObjectReference(kid.page)
                kids.append(kid.number)
        written["K"] = PDFArray(kids)
        if one.alt:
            written["Alt"] = PDFString(one.alt)
        if one.cell:
            written["A"] = PDFDictionary({"O": PDFName("Table"), **one.cell})
        return place

    def _parents(self, places: dict[int, Any]) -> PDFDictionary:
        """Return which element each mark of each page belongs to."""
        numbers: list[Any] = []
        for number, elements in enumerate(self._marked.values()):
            numbers += [number, PDFArray([places[id(one)] for one in elements])]
        return PDFDictionary({"Nums": PDFArray(numbers)})

    def _write(self, operator: str) -> None:
        self._canvas._code.append(operator)
