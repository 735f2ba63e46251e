"""What is written across a document made in training: it must never pass for a real one."""

from merchant_desk.documents.drawing.ink import HEIGHT, WIDTH, Style, ink
from merchant_desk.documents.drawing.paper import Page
from merchant_desk.documents.drawing.typeface import Face
from merchant_desk.values.texts import _

_PALE = ink("#EFC9C6")
_SIZE, _DEGREES = 48.0, 52.0


def school_words() -> str:
    """Return the words of a document made in training."""
    return _("ÉCOLE — SANS VALEUR")


def draw_school_mark(sheet: Page) -> None:
    """Write across a page; drawn first, so that everything else stays readable on it."""
    style = Style(_SIZE, Face.STRONG, _PALE)
    sheet.turned(WIDTH / 2, HEIGHT / 2, school_words(), style, _DEGREES)
