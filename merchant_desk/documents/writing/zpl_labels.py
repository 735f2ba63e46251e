"""Labels and their ruler in ZPL II, the language of label printers: nothing in between scales it.

Texts are set in the printer's own font 0, which is narrower than ours: what fits on paper drawn by
us fits there.
"""

from collections.abc import Iterator

from merchant_desk.documents.drawing.label_layout import Code, Words, lay_out
from merchant_desk.documents.drawing.ruler_marks import Mark, Note, ruler_marks
from merchant_desk.errors import RefusedError
from merchant_desk.values import code128
from merchant_desk.values.data_matrix import FNC1, matrix_cells
from merchant_desk.values.label_formats import LabelFormat
from merchant_desk.values.labels import LabelCode, LabelRuler, LabelRun, check_run
from merchant_desk.values.texts import _

_MOST_QUANTITY = 99_999_999
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " "})
_HEX = "_"
# What begins a command, or what ^FH and ^FB read for themselves.
_ESCAPED = str.maketrans({each: f"{_HEX}{ord(each):02X}" for each in "^~_\\"})
_CODE_C, _CODE_B = 99, 100
_START = {104: ">:", 105: ">;"}
_IN_B = {">": ">0", "^": "><", "~": ">="}


def zpl_bytes(content: LabelRun | LabelRuler) -> bytes:
    """Return a file of labels, or of their ruler, as a printer reads it."""
    written = zpl(content) if isinstance(content, LabelRun) else zpl_ruler(content)
    return written.encode("utf-8")


def zpl(run: LabelRun) -> str:
    """Return the labels of a run for a roll; each article is sent once, with its quantity.

    Raises RefusedError for a sheet, for nothing to print, and for what has no room.
    """
    check_run(run)
    form = _roll(run.format)
    return "".join(
        _label(form, _parts(form, lay_out(label, run.content, form)), copies)
        for label, copies in run.labels
        if copies
    )


def zpl_ruler(ruler: LabelRuler) -> str:
    """Return the ruler test page of a roll. Raises RefusedError for a sheet."""
    form = _roll(ruler.format)
    return _label(form, _marks(form), 1)


def _roll(form: LabelFormat) -> LabelFormat:
    if form.on_roll:
        return form
    raise RefusedError(
        _("Le fichier ZPL n’a pas été écrit\u00a0: ce format est une feuille."),
        _("Le ZPL est la langue des imprimantes à rouleau\u00a0: choisissez un rouleau, ou un "
          "fichier PDF."),
    )  # fmt: skip


def _label(form: LabelFormat, fields: Iterator[str], copies: int) -> str:
    size = f"^PW{form.dots(form.width)}^LL{form.dots(form.height)}^LH0,0"
    drawn = "\n".join(fields)
    return f"^XA^CI28{size}\n{drawn}\n^PQ{min(copies, _MOST_QUANTITY)},0,1,Y^XZ\n"


def _parts(form: LabelFormat, parts: tuple[Words | Code, ...]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Words):
            yield _text(form, part.x, part.base, part.size, part.text)
        else:
            yield _symbol(form, part)


def _marks(form: LabelFormat) -> Iterator[str]:
    for mark in ruler_marks(form):
        if isinstance(mark, Note):
            yield _text(form, mark.x, mark.base, mark.size, mark.text)
        else:
            yield _box(form, mark)


def _box(form: LabelFormat, mark: Mark) -> str:
    width, height = max(form.dots(mark.width), 1), max(form.dots(mark.height), 1)
    x = min(max(form.dots(mark.x), 0), form.dots(form.width) - width)
    y = min(max(form.dots(mark.y), 0), form.dots(form.height) - height)
    return f"^FO{x},{y}^GB{width},{height},{min(width, height)}^FS"


def _text(form: LabelFormat, x: float, base: float, size: float, text: str) -> str:
    plain = text.translate(_SPACES).translate(_ESCAPED)
    place = f"^FT{form.dots(x)},{form.dots(base)}^A0N,{form.dots(size)}"
    return f"{place}^FH{_HEX}^FD{plain}^FS"


def _symbol(form: LabelFormat, code: Code) -> str:
    module, height = form.dots(code.module), form.dots(code.height)
    place = f"^FO{form.dots(code.x)},{form.dots(code.top)}"
    if code.symbol.kind is LabelCode.EAN13:
        # The printer works the last digit out itself.
        return f"{place}^BY{module}^BEN,{height},N,N^FD{code.symbol.text[:12]}^FS"
    if code.symbol.kind is LabelCode.CODE128:
        return f"{place}^BY{module}^BCN,{height},N,N,N,N^FD{_code128(code.symbol.text)}^FS"
    side = len(matrix_cells(code.symbol.text))
    data = code.symbol.text.replace("_", "__").replace(FNC1, "_1")
    return f"{place}^BXN,{module},200,{side},{side},,_^FD{data}^FS"


def _code128(text: str) -> str:
    """Return the very symbols that were measured, so that the bars are as wide as their place."""
    values = code128.symbols(text)[:-2]  # the printer adds the checksum and the stop
    written, in_pairs = [_START[values[0]]], values[0] == max(_START)
    for value in values[1:]:
        if value == _CODE_C and not in_pairs:
            written.append(">5")
            in_pairs = True
        elif value == _CODE_B and in_pairs:
            written.append(">6")
            in_pairs = False
        elif in_pairs:
            written.append(f"{value:02d}")
        else:
            sign = chr(value + 32)
            written.append(_IN_B.get(sign, sign))
    return "".join(written)
