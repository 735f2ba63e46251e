"""The bundled faces: what they can print, how wide a text is, where it breaks."""

import unicodedata
from enum import StrEnum
from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from merchant_desk.values.bundled import RESOURCES

FOLDER = RESOURCES / "fonts"
LONGEST_LINE = 4_000  # characters of a name, a line of an address, a mention
LONGEST_NOTE = 12_000  # of what people write freely
_UNPRINTABLE = "\u25cb"  # stands for an emoji or a script the faces do not have
_INVISIBLE = {"Cc", "Cf", "Co", "Cs", "Cn"}  # among them what turns or hides the text around


class Face(StrEnum):
    """The faces documents are set in; the tabular ones align digits in columns."""

    TEXT = "Inter-Regular"
    STRONG = "Inter-SemiBold"
    HEAVY = "Inter-Bold"
    FIGURES = "InterTabular-Regular"
    STRONG_FIGURES = "InterTabular-SemiBold"


class _Advances(dict[str, float]):
    """The width of each character in thousandths of the size, found once."""

    def __init__(self, font: TTFont) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, character: str) -> float:
        face = self._font.face
        width = float(face.getCharWidth(ord(character)))  # type: ignore[no-untyped-call]  # stub
        self[character] = width
        return width


class _Width(float):
    """A width that ReportLab writes as it is: it takes its time over each number it rounds."""


class Typeface:
    """One face, measured."""

    def __init__(self, face: Face) -> None:
        # Only the characters used are embedded: an invoice of one page stays small and quick.
        self.font = TTFont(face.value, str(FOLDER / f"{face.value}.ttf"), asciiReadable=False)
        face_widths = self.font.face.charWidths
        self.font.face.charWidths = {
            code: _Width(round(width, 3)) for code, width in face_widths.items()
        }
        pdfmetrics.registerFont(self.font)
        self._advances = _Advances(self.font)

    def width(self, text: str, size: float) -> float:
        """Return how wide a text is, in points."""
        return sum(map(self._advances.__getitem__, text)) * size / 1000

    def has(self, code: int) -> bool:
        """Tell whether the face has a glyph for a character."""
        return code in self.font.face.charToGlyph

    def shortened(self, text: str, size: float, room: float) -> str:
        """Return the text cut with an ellipsis where it would leave its room."""
        if self.width(text, size) <= room:
            return text
        kept = text[: self._end(text, size, room - self.width("…", size))]
        return kept.rstrip() + "…"

    def wrapped(self, text: str, size: float, room: float) -> list[str]:
        """Return the lines of a text in its room; a word too long for a line is cut."""
        if "\n" not in text and self.width(text, size) <= room:
            return [text]
        lines: list[str] = []
        for paragraph in text.split("\n"):
            lines.extend(self._paragraph(paragraph, size, room))
        return lines

    def _paragraph(self, text: str, size: float, room: float) -> list[str]:
        lines: list[str] = []
        line, used = "", 0.0
        space = self.width(" ", size)
        for word in self._words(text, size, room):
            width = self.width(word, size)
            if line and used + space + width > room:
                lines.append(line)
                line, used = word, width
            else:
                line = f"{line} {word}" if line else word
                used += width + (space if used else 0)
        return [*lines, line]

    def _words(self, text: str, size: float, room: float) -> list[str]:
        words: list[str] = []
        for word in text.split(" "):
            if self.width(word, size) <= room:
                words.append(word)
            else:
                words.extend(self._pieces(word, size, room))
        return [word for word in words if word]

    def _pieces(self, word: str, size: float, room: float) -> list[str]:
        pieces, start = [], 0
        while start < len(word):
            end = max(start + 1, self._end(word, size, room, start))
            pieces.append(word[start:end])
            start = end
        return pieces

    def _end(self, text: str, size: float, room: float, start: int = 0) -> int:
        """Return where the text from ``start`` on leaves its room."""
        used = 0.0
        for place in range(start, len(text)):
            used += self._advances[text[place]] * size / 1000
            if used > room:
                return place
        return len(text)


@cache
def typeface(face: Face) -> Typeface:
    """Return a face, read from its file the first time."""
    return Typeface(face)


class _Printable(dict[int, str]):
    """What is printed for each character: itself, a box, a space or nothing."""

    def __missing__(self, code: int) -> str:
        printed = self._printed(code)
        self[code] = printed
        return printed

    def _printed(self, code: int) -> str:
        character = chr(code)
        if character in "\t\v\f\r\u2028\u2029\x85":
            return " "
        if character == "\n":
            return character
        category = unicodedata.category(character)
        if category in _INVISIBLE:
            return ""
        if typeface(Face.TEXT).has(code):
            return character
        return "" if category == "Mn" else _UNPRINTABLE


_PRINTABLE = _Printable()


def plain(text: str, longest: int = LONGEST_LINE) -> str:
    """Return a text as paper can take it: no control or direction marks, accents composed.

    What is longer than a name can be meant is cut and says so: the whole of it stays in the desk.
    """
    if len(text) > longest:
        text = text[:longest].rstrip() + "…"
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", text).translate(_PRINTABLE)


def plain_line(text: str) -> str:
    """Return a text as one line of paper."""
    return " ".join(plain(text).split()) if "\n" in text else plain(text)
