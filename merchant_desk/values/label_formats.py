"""Sheets and rolls of labels by measure: those one can buy, and those one measures oneself."""

import re
from dataclasses import dataclass, replace

from merchant_desk.errors import RefusedError
from merchant_desk.values.french import number
from merchant_desk.values.texts import _, ngettext

A4_MM = (210.0, 297.0)
DPI_CHOICES = (203, 300, 600)
_INCH_MM = 25.4
_LEAST_SIDE, _MOST_ROLL = 8.0, 1000.0
_SLACK = 0.11
"""What makers round away: 7 labels of 38,1 mm and two margins make 297,0 or 297,1."""


@dataclass(frozen=True, slots=True)
class LabelFormat:
    """Labels of one size in millimetres: on a sheet of A4, or one after the other on a roll."""

    key: str
    width: float
    height: float
    columns: int = 1
    rows: int = 1
    left: float = 0.0
    top: float = 0.0
    gap_x: float = 0.0
    gap_y: float = 0.0
    padding: float = 2.0
    """Kept blank inside a label: what the printer or the cut may eat."""
    on_roll: bool = False
    dpi: int = 600
    """Dots an inch of the printer: bars are whole dots wide."""

    @property
    def a_page(self) -> int:
        """Return how many labels a page holds."""
        return self.columns * self.rows

    @property
    def page_mm(self) -> tuple[float, float]:
        """Return the size of a page."""
        return (self.width, self.height) if self.on_roll else A4_MM

    @property
    def margins_mm(self) -> tuple[float, float, float, float]:
        """Return what stays blank at the left, top, right and foot of a page."""
        if self.on_roll:
            return (0.0, 0.0, 0.0, 0.0)
        across = self.columns * self.width + (self.columns - 1) * self.gap_x
        down = self.rows * self.height + (self.rows - 1) * self.gap_y
        right, foot = A4_MM[0] - self.left - across, A4_MM[1] - self.top - down
        return (self.left, self.top, round(right, 2), round(foot, 2))

    def place(self, rank: int) -> tuple[int, float, float]:
        """Return the page of a label and its top left corner on it, in millimetres."""
        page, place = divmod(rank, self.a_page)
        row, column = divmod(place, self.columns)
        left = self.left + column * (self.width + self.gap_x)
        return page, left, self.top + row * (self.height + self.gap_y)

    def dots(self, millimetres: float) -> int:
        """Return a length in whole dots of the printer."""
        return round(millimetres * self.dpi / _INCH_MM)

    def on_dots(self, millimetres: float) -> float:
        """Return the nearest length that is a whole number of dots."""
        return self.dots(millimetres) * _INCH_MM / self.dpi

    def at(self, dpi: int) -> "LabelFormat":
        """Return the same labels for a printer of another sharpness."""
        return replace(self, dpi=dpi)


def _written(millimetres: float) -> str:
    return f"{millimetres:g}"


def _french(millimetres: float) -> str:
    return f"{millimetres:g}".replace(".", ",")


def _sheet(
    key: str, size: tuple[float, float], grid: tuple[int, int], **more: float
) -> LabelFormat:
    """Return a sheet; without ``left`` and ``top`` its margins are equal on both sides."""
    gap_x, gap_y = more.get("gap_x", 0.0), more.get("gap_y", 0.0)
    across = grid[0] * size[0] + (grid[0] - 1) * gap_x
    down = grid[1] * size[1] + (grid[1] - 1) * gap_y
    return LabelFormat(
        key=key,
        width=size[0],
        height=size[1],
        columns=grid[0],
        rows=grid[1],
        left=more.get("left", round((A4_MM[0] - across) / 2, 2)),
        top=more.get("top", round((A4_MM[1] - down) / 2, 2)),
        gap_x=gap_x,
        gap_y=gap_y,
        padding=usual_padding(size[0], size[1], to_the_edge=across > A4_MM[0] - 2),
    )


def usual_padding(width: float, height: float, *, to_the_edge: bool = False) -> float:
    """Return what to keep blank in a label: more where its sheet has no margin of its own."""
    if to_the_edge:
        return 5.0
    return 1.0 if min(width, height) < 15 else 1.5 if min(width, height) < 30 else 2.5  # noqa: PLR2004 - millimetres


def _roll(width: float, height: float) -> LabelFormat:
    key = f"{_written(width)}x{_written(height)}"
    padding = 1.5 if min(width, height) < 30 else 2.0  # noqa: PLR2004 - millimetres
    return LabelFormat(key, width, height, padding=padding, on_roll=True, dpi=203)


# Measures as the makers print them on the pack.
LABEL_FORMATS: tuple[LabelFormat, ...] = (
    _sheet("L7160", (63.5, 38.1), (3, 7), gap_x=2.5),
    _sheet("L7159", (63.5, 33.9), (3, 8), gap_x=2.5),
    _sheet("3474", (70.0, 37.0), (3, 8)),
    _sheet("3490", (70.0, 36.0), (3, 8)),
    _sheet("L7163", (99.1, 38.1), (2, 7), gap_x=2.5),
    _sheet("3425", (105.0, 57.0), (2, 5)),
    _sheet("L4736", (45.7, 21.2), (4, 12), gap_x=2.5),
    _sheet("L7651", (38.1, 21.2), (5, 13), gap_x=2.5),
    _sheet("L4731", (25.4, 10.0), (7, 27), gap_x=2.5),
    _roll(57.0, 32.0),
    _roll(50.0, 30.0),
    _roll(38.0, 25.0),
    _roll(32.0, 25.0),
    _roll(62.0, 29.0),
    _roll(100.0, 50.0),
)
USUAL_FORMAT = LABEL_FORMATS[0]
_MADE_BY = "Avery"

_ROLL = re.compile(r"(?P<w>[\d.,]+)\s*[x×*]\s*(?P<h>[\d.,]+)")
_SHEET = re.compile(
    r"(?P<w>[\d.,]+)\s*[x×*]\s*(?P<h>[\d.,]+)\s*/\s*(?P<c>\d+)\s*[x×*]\s*(?P<r>\d+)"
    r"(?:\s*@\s*(?P<left>[\d.,]+)\s*[;:]\s*(?P<top>[\d.,]+))?"
    r"(?:\s*\+\s*(?P<gx>[\d.,]+)\s*[;:]\s*(?P<gy>[\d.,]+))?"
)


def label_format(text: str) -> LabelFormat:
    """Return the format of a name (``L7160``) or of measures (``57x32``, ``70x37/3x8``).

    Behind ``@`` stand the left and top margins, behind ``+`` the gaps across and down, each pair
    parted by ``;``. Raises RefusedError for what names no format, or one that no sheet holds.
    """
    wanted = text.strip()
    known = next((each for each in LABEL_FORMATS if each.key.casefold() == wanted.casefold()), None)
    if known is not None:
        return known
    on_sheet, on_roll = _SHEET.fullmatch(wanted), _ROLL.fullmatch(wanted)
    if on_sheet is not None:
        return checked(_own_sheet(on_sheet))
    if on_roll is not None:
        return checked(_roll(_measure(on_roll["w"]), _measure(on_roll["h"])))
    raise RefusedError(
        _("«\u00a0{format}\u00a0» n’est pas un format d’étiquettes.").format(format=wanted),
        _("Choisissez L7160, ou écrivez des mesures\u00a0: 57x32 pour un rouleau, "
          "70x37/3x8 pour une feuille A4 de 3 × 8 étiquettes."),
    )  # fmt: skip


def format_text(form: LabelFormat) -> str:
    """Return the text that ``label_format`` reads back as this format."""
    if any(form.key == each.key for each in LABEL_FORMATS):
        return form.key
    size = f"{_written(form.width)}x{_written(form.height)}"
    if form.on_roll:
        return size
    return (
        f"{size}/{form.columns}x{form.rows}@{_written(form.left)};{_written(form.top)}"
        f"+{_written(form.gap_x)};{_written(form.gap_y)}"
    )


def format_words(form: LabelFormat) -> str:
    """Return a format as she reads it: ``Avery L7160, 21 étiquettes de 63,5 × 38,1 mm``."""
    size = {"width": _french(form.width), "height": _french(form.height)}
    if form.on_roll:
        return _("Rouleau, {width} × {height}\u00a0mm").format(**size)
    words = ngettext(
        "{n} étiquette de {width} × {height}\u00a0mm",
        "{n} étiquettes de {width} × {height}\u00a0mm",
        form.a_page,
    ).format(n=number(form.a_page), **size)
    known = any(form.key == each.key for each in LABEL_FORMATS)
    return f"{_MADE_BY} {form.key}, {words}" if known else f"A4, {words}"


def checked(form: LabelFormat) -> LabelFormat:
    """Return the format, or refuse measures that no sheet and no roll can have."""
    if min(form.width, form.height) < _LEAST_SIDE:
        raise _refused(
            _("une étiquette fait au moins {n}\u00a0mm de côté").format(n=_french(_LEAST_SIDE))
        )
    if form.on_roll:
        if max(form.width, form.height) > _MOST_ROLL:
            raise _refused(_("aucun rouleau n’est aussi grand"))
        return form
    if min(form.columns, form.rows) < 1:
        raise _refused(_("il faut au moins une étiquette sur la feuille"))
    beyond = -min(form.margins_mm)
    if beyond > _SLACK:
        raise _refused(
            _("les étiquettes dépassent de la feuille A4, de {n}\u00a0mm").format(
                n=_french(round(beyond, 2))
            )
        )
    return form


def _refused(why: str) -> RefusedError:
    return RefusedError(
        _("Ce format d’étiquettes est impossible\u00a0: {why}.").format(why=why),
        _("Mesurez une étiquette et les marges de la feuille, puis corrigez."),
    )


def _own_sheet(found: re.Match[str]) -> LabelFormat:
    size = (_measure(found["w"]), _measure(found["h"]))
    more = {"gap_x": _measure(found["gx"] or "0"), "gap_y": _measure(found["gy"] or "0")}
    if found["left"]:
        more |= {"left": _measure(found["left"]), "top": _measure(found["top"])}
    form = _sheet("", size, (int(found["c"]), int(found["r"])), **more)
    return replace(form, key=format_text(form))


def _measure(text: str) -> float:
    try:
        return round(float(text.replace(",", ".")), 2)
    except ValueError:
        raise _refused(_("«\u00a0{text}\u00a0» n’est pas une mesure").format(text=text)) from None
