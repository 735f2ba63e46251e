"""Lengths and inks of paper; everything also reads on a black and white printer."""

from dataclasses import dataclass, replace

from merchant_desk.documents.drawing.typeface import Face

MM = 72 / 25.4
WIDTH = 210 * MM
HEIGHT = 297 * MM

Ink = str  # the operands of the PDF operator ``rg``


def ink(code: str) -> Ink:
    """Return the ink of a colour written ``#1E1C19``."""
    parts = (int(code[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return " ".join(f"{part:.3g}" for part in parts)


BLACK = ink("#000000")
TEXT = ink("#1E1C19")
SOFT = ink("#57524A")
FAINT = ink("#746E64")
LINE = ink("#D6D2C9")
STRONG_LINE = ink("#1E1C19")
SUNKEN = ink("#F3F1EC")
WHITE = ink("#FFFFFF")
BAD = ink("#B3261E")
BAD_SOFT = ink("#FCE8E6")
WARN_SOFT = ink("#FDF0D5")
ACCENT = ink("#4B3BB5")
ACCENT_SOFT = ink("#ECE9FA")


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set."""

    size: float
    face: Face = Face.TEXT
    ink: Ink = TEXT

    def but(self, *, size: float | None = None, ink: Ink | None = None) -> "Style":
        """Return this style in another size or ink."""
        return replace(self, size=size or self.size, ink=ink or self.ink)


BODY = Style(9)
BODY_STRONG = Style(9, Face.STRONG)
SMALL = Style(7.5, ink=SOFT)
SMALL_STRONG = Style(7.5, Face.STRONG, SOFT)
TINY = Style(6.8, ink=FAINT)
LABEL = Style(7.5, Face.STRONG, FAINT)
FIGURES = Style(9, Face.FIGURES)
FIGURES_STRONG = Style(9, Face.STRONG_FIGURES)
TITLE = Style(22, Face.HEAVY)
