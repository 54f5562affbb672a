"""The letters of the PDF file: which fonts, how wide a text is, and which signs they lack."""

import unicodedata
from functools import cache, lru_cache
from importlib.resources import as_file, files

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR, SEMIBOLD, BOLD = FONTS = ("SourceSansPro-Regular", "SourceSansPro-Semibold", "SourceSansPro-Bold")
# Stands for what the fonts lack; they have it.
MISSING = "☐"
# Separators and what only steers how other characters are shown: nothing is lost with it.
UNSEEN = ("Cf", "Zl", "Zp", "Cc")


@cache
def register() -> None:
    """Tell reportlab the fonts, once for each process."""
    for name in FONTS:
        with as_file(files("font_source_sans_pro") / "files" / f"{name}.ttf") as path:
            pdfmetrics.registerFont(TTFont(name, str(path)))


@cache
def known() -> frozenset[int]:
    """Return the characters that all of the fonts have, by their numbers."""
    register()
    return frozenset.intersection(*(frozenset(pdfmetrics.getFont(name).face.charToGlyph) for name in FONTS))


def printable(text: str) -> str:
    """Return a text as it can be printed: on one line, and with a box in the place of each sign that cannot be.

    Text that runs from right to left is none that reportlab can put in order, nor are marks
    that stand on other letters; both are boxes, too.
    """
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    if composed.isascii() and composed.isprintable():
        return composed
    return "".join(_printable(one) for one in composed)


def _printable(character: str) -> str:
    category = unicodedata.category(character)
    if category in UNSEEN or _is_selector(character):
        return ""
    if category == "Zs":
        return " "
    if category.startswith("M") or ord(character) not in known():
        return MISSING
    return MISSING if unicodedata.bidirectional(character) in ("R", "AL", "AN") else character


def _is_selector(character: str) -> bool:
    """Tell whether a character only chooses how the one before it looks: as a picture, say."""
    return "\N{VARIATION SELECTOR-1}" <= character <= "\N{VARIATION SELECTOR-16}"


def lacks(text: str) -> bool:
    """Return whether something in a text cannot be printed."""
    return printable(text).count(MISSING) > text.count(MISSING)


def width_of(text: str, font: str, size: float) -> float:
    """Return how wide a text is, in points."""
    return _width(text, font) * size


@lru_cache(maxsize=4096)
def _width(text: str, font: str) -> float:
    """Return how wide a text is in letters of one point; the same words are asked about for each size that is tried."""
    width: float = pdfmetrics.stringWidth(text, font, 1)
    return width
