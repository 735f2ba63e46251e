"""The marks that show on paper whether labels come out where they should, in millimetres."""

from collections.abc import Iterator
from dataclasses import dataclass

from merchant_desk.values.label_formats import LabelFormat, format_words
from merchant_desk.values.texts import _

THIN = 0.15
_TICKS = ((10, 4.0), (5, 3.0), (1, 2.0))
_LONGEST_RULER = 180
_SMALL_LABEL, _NARROW_LABEL = 30.0, 50.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A black rectangle, or a white one that texts stand on."""

    x: float
    y: float
    width: float
    height: float
    white: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A line of text: where its base line begins, and its size."""

    x: float
    base: float
    size: float
    text: str


def ruler_marks(form: LabelFormat) -> tuple[Mark | Note, ...]:
    """Return what stands on the test page of a format."""
    return tuple(_of_roll(form) if form.on_roll else _of_sheet(form))


def _of_roll(form: LabelFormat) -> Iterator[Mark | Note]:
    """Two rulers from the corner, and the frame that must lie whole on the label."""
    yield from _across(0.0, 0.0, int(form.width))
    yield from _down(0.0, 0.0, int(form.height))
    pad = form.padding
    yield from _frame(pad, pad, form.width - 2 * pad, form.height - 2 * pad)
    size = 2.0 if form.height < _SMALL_LABEL else 2.6
    left = 8.0 + pad
    base = min(form.height / 2, 11.0 + size)
    for told in (_size(form), *(_roll_advice() if form.width >= _NARROW_LABEL else ())):
        yield Note(left, base, size, told)
        base += size * 1.35


def _size(form: LabelFormat) -> str:
    width, height = (f"{each:g}".replace(".", ",") for each in (form.width, form.height))
    return _("{width} × {height}\u00a0mm").format(width=width, height=height)


def _roll_advice() -> tuple[str, ...]:
    return (
        _("Le cadre doit être entier."),
        _("Les graduations doivent faire"),
        _("des millimètres sous une règle."),
    )


def _of_sheet(form: LabelFormat) -> Iterator[Mark | Note]:
    """Every label framed, rulers from the edges of the paper to the first, and one to measure."""
    for rank in range(form.a_page):
        _page, left, top = form.place(rank)
        yield from _frame(left, top, form.width, form.height)
    width, height = form.page_mm
    first_left, first_top, _right, _foot = form.margins_mm
    middle = first_top + form.height / 2
    yield from _across(0.0, middle, int(first_left) + 10)
    yield from _down(first_left + form.width / 2, 0.0, int(first_top) + 10)
    yield from _across((width - _LONGEST_RULER) / 2, height / 2, _LONGEST_RULER)
    yield from _down(width / 2, (height - _LONGEST_RULER) / 2, _LONGEST_RULER)
    base = height / 2 + 14
    yield Mark(width / 2 + 10, base - 5, 90, 30, white=True)
    for told in (format_words(form), _margins(form), *_sheet_advice()):
        yield Note(width / 2 + 11, base, 3.0, told)
        base += 4.6


def _margins(form: LabelFormat) -> str:
    left, top = (f"{each:g}".replace(".", ",") for each in form.margins_mm[:2])
    return _("Marge de gauche {left}\u00a0mm, du haut {top}\u00a0mm").format(left=left, top=top)


def _sheet_advice() -> tuple[str, ...]:
    return (
        _("Posez cette page sur une planche d’étiquettes,"),
        _("devant une fenêtre\u00a0: les cadres doivent suivre la découpe."),
        _("La grande règle doit mesurer 18\u00a0cm\u00a0: sinon, choisissez"),
        _("«\u00a0taille réelle\u00a0» dans l’imprimante."),
    )


def _tick(count: int) -> float:
    return next(length for step, length in _TICKS if count % step == 0)


def _across(x: float, y: float, millimetres: int) -> Iterator[Mark | Note]:
    for count in range(millimetres + 1):
        yield Mark(x + count - THIN / 2, y, THIN, _tick(count))
        if count % 10 == 0 and count:
            yield Note(x + count - 1.2, y + 6.0, 2.0, str(count))


def _down(x: float, y: float, millimetres: int) -> Iterator[Mark | Note]:
    for count in range(millimetres + 1):
        yield Mark(x, y + count - THIN / 2, _tick(count), THIN)
        if count % 10 == 0 and count:
            yield Note(x + 4.4, y + count + 0.7, 2.0, str(count))


def _frame(x: float, y: float, width: float, height: float) -> Iterator[Mark]:
    yield Mark(x, y, width, THIN)
    yield Mark(x, y + height - THIN, width, THIN)
    yield Mark(x, y, THIN, height)
    yield Mark(x + width - THIN, y, THIN, height)
