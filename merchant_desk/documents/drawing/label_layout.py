"""Where everything stands on one label, in millimetres: the same for PDF and for ZPL."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from merchant_desk.documents.drawing.label_code import (
    Symbol,
    bar_module,
    no_room,
    square_module,
    symbol_of,
)
from merchant_desk.documents.drawing.typeface import Face, plain_line, typeface
from merchant_desk.values.french import euros
from merchant_desk.values.label_formats import LabelFormat
from merchant_desk.values.labels import Label, LabelCode, LabelContent

_USUAL_HEIGHT = 30.0
_SMALLEST, _SMALL, _LARGEST, _STEP = 0.5, 0.7, 1.25, 0.05
_NAME, _PRICE, _NOTE, _FOOT = 3.1, 6.6, 2.5, 2.5
_LEADING = 1.2
_LEAST_BARS, _FAIR_BARS, _MOST_BARS, _GAP = 4.5, 0.34, 15.0, 1.0
_BESIDE, _QUIET_MM = 2.0, 1.0


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text: where its base line begins, and its size."""

    x: float
    base: float
    size: float
    face: Face
    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """A symbol without its quiet zones: its top left corner, its module, its height."""

    x: float
    top: float
    module: float
    height: float
    symbol: Symbol


Part = Words | Code


@dataclass(frozen=True, slots=True)
class _Lines:
    """Lines under one another: text, size and face of each; ``cut`` where the name lost words."""

    rows: tuple[tuple[str, float, Face], ...]
    cut: bool = False

    @property
    def height(self) -> float:
        """Return how much room they take."""
        return sum(size * _LEADING for _text, size, _face in self.rows)

    def at(self, x: float, top: float) -> list[Words]:
        """Return the lines in their places."""
        parts, y = [], top
        for text, size, face in self.rows:
            y += size * _LEADING
            parts.append(Words(x, y - size * (_LEADING - 0.95), size, face, text))
        return parts


@dataclass(frozen=True, slots=True)
class _Told:
    """The texts of a label: the name may lose words, the price never."""

    name: str
    price: str
    dated: tuple[str, ...]
    """Lot and expiry."""
    sku: str

    def lines(self, room: float, scale: float, most_names: int) -> _Lines:
        """Return the lines in a column, their sizes at this scale."""
        size = _NAME * scale
        names = self._names(room, size)
        cut = len(names) > most_names
        if cut:
            face = typeface(Face.STRONG)
            last = face.shortened(" ".join(names[most_names - 1 :]), size, room)
            names = [*names[: most_names - 1], last if last.endswith("…") else f"{last}…"]
        found = [(line, size, Face.STRONG) for line in names]
        if self.price:
            size = _PRICE * scale
            size *= min(1.0, room / typeface(Face.HEAVY).width(self.price, size))
            found.append((self.price, size, Face.HEAVY))
        notes = [_note(each, room, scale) for each in self._notes(room, _NOTE * scale)]
        cut = cut or any(text.endswith("…") for text, _size, _face in notes)
        return _Lines((*found, *notes), cut)

    def _notes(self, room: float, size: float) -> list[str]:
        """Return lot and expiry in one line where it holds both, then the reference."""
        lines: list[str] = []
        for each in self.dated:
            joined = f"{lines[-1]}  {each}" if lines else each
            if lines and typeface(Face.FIGURES).width(joined, size) <= room:
                lines[-1] = joined
            else:
                lines.append(each)
        return [*lines, self.sku] if self.sku else lines

    def _names(self, room: float, size: float) -> list[str]:
        return typeface(Face.STRONG).wrapped(self.name, size, room) if self.name else []

    def fitting(self, width: float, rooms: Sequence[float]) -> _Lines | None:
        """Return the lines for the first room that takes them, in the largest size it takes.

        A whole name in smaller letters is better than one that is cut, down to what is read well.
        """
        for room in rooms:
            start = max(_SMALLEST, min(room / _USUAL_HEIGHT * 1.9, _LARGEST))
            for least, cut_too in ((_SMALL, False), (_SMALL, True), (_SMALLEST, True)):
                found = self._largest(width, room, (start, least), cut_too=cut_too)
                if found is not None:
                    return found
        return None

    def _largest(
        self, width: float, room: float, scales: tuple[float, float], *, cut_too: bool
    ) -> _Lines | None:
        scale = scales[0]
        while scale >= scales[1] - _STEP / 2:
            for most in (3, 2, 1):
                lines = self.lines(width, scale, most)
                if lines.height <= room and (cut_too or not lines.cut):
                    return lines
            scale -= _STEP
        return None


def _note(text: str, room: float, scale: float) -> tuple[str, float, Face]:
    face, size = typeface(Face.FIGURES), _NOTE * scale
    size *= max(0.7, min(1.0, room / face.width(text, size)))
    return face.shortened(text, size, room), size, Face.FIGURES


@lru_cache(maxsize=4096)
def lay_out(label: Label, content: LabelContent, form: LabelFormat) -> tuple[Part, ...]:
    """Return the parts of a label, from its own top left corner.

    Raises RefusedError when what must be read does not fit: nothing of it is cut off.
    """
    symbol = symbol_of(label, content.code)
    if symbol is not None and symbol.kind is LabelCode.DATAMATRIX:
        return _beside_square(_told(label, content), symbol, form)
    if symbol is None:
        return tuple(_alone(_told(label, content), form))
    return tuple(_above_bars(label, content, symbol, form))


def _told(label: Label, content: LabelContent, *, sku: bool = True) -> _Told:
    return _Told(
        plain_line(label.name) if content.name else "",
        euros(label.price) if content.price else "",
        tuple(plain_line(each) for each in label.lot_words) if content.lot else (),
        plain_line(label.sku) if content.sku and sku else "",
    )


def _alone(told: _Told, form: LabelFormat) -> list[Words]:
    room = form.height - 2 * form.padding
    lines = told.fitting(form.width - 2 * form.padding, (room,))
    if lines is None:
        raise no_room(form, told.name or told.price)
    return lines.at(form.padding, form.padding + (room - lines.height) / 2)


def _above_bars(
    label: Label, content: LabelContent, symbol: Symbol, form: LabelFormat
) -> list[Part]:
    """Lay texts above bars, which take the width, and what is left of the height."""
    inner, room = form.width - 2 * form.padding, form.height - 2 * form.padding
    module = bar_module(symbol, form)
    foot, holds_sku = _foot(label, content, symbol, form)
    under = 0.0 if foot is None else foot.size * 1.1
    told = _told(label, content, sku=not holds_sku)
    above = room - under - _GAP
    fair = min(max(above * _FAIR_BARS, _LEAST_BARS), _MOST_BARS)
    lines = told.fitting(inner, (above - fair, above - _LEAST_BARS))
    if lines is None:
        raise no_room(form, told.name or told.price or symbol.text)
    height = min(_MOST_BARS, above - lines.height)
    top = form.height - form.padding - under - height
    x = form.on_dots((form.width - symbol.across * module) / 2)
    parts: list[Part] = [*lines.at(form.padding, form.padding)]
    parts.append(Code(x, form.on_dots(top), module, height, symbol))
    return [*parts, *([] if foot is None else [foot])]


def _foot(
    label: Label, content: LabelContent, symbol: Symbol, form: LabelFormat
) -> tuple[Words | None, bool]:
    """Return what stands under the bars, and whether the reference is in it."""
    inner, face = form.width - 2 * form.padding, typeface(Face.FIGURES)
    size = _FOOT * min(1.0, max(0.75, form.height / _USUAL_HEIGHT))
    if form.height - 2 * form.padding < 2 * _LEAST_BARS + size:
        return None, False
    text, holds_sku = symbol.spoken or plain_line(label.sku), not symbol.spoken
    both = f"{plain_line(label.sku)}  ·  {text}"
    if content.sku and not holds_sku and face.width(both, size) <= inner:
        text, holds_sku = both, True
    text = face.shortened(text, size, inner)
    base = form.height - form.padding - size * 0.08
    left = (form.width - face.width(text, size)) / 2
    return Words(left, base, size, Face.FIGURES, text), holds_sku


def _beside_square(told: _Told, symbol: Symbol, form: LabelFormat) -> tuple[Part, ...]:
    """Lay a square code at the left, as high as its label lets it, and the texts beside it."""
    inner, room = form.width - 2 * form.padding, form.height - 2 * form.padding
    quiet = max(0.0, _QUIET_MM - form.padding)
    module = square_module(symbol, form, min(room - 2 * quiet, inner * 0.45, 22.0))
    side = symbol.across * module
    left = form.on_dots(form.padding + quiet)
    top = form.on_dots((form.height - side) / 2)
    column = left + side + max(_BESIDE, symbol.quiet * module)
    lines = told.fitting(form.width - form.padding - column, (room,))
    if lines is None:
        raise no_room(form, told.name or told.price)
    above = form.padding + (room - lines.height) / 2
    return (Code(left, top, module, side, symbol), *lines.at(column, above))
