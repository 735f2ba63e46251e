"""The code of a label: which symbol, how wide its modules, and where it has room."""

from dataclasses import dataclass

from merchant_desk.documents.drawing.bars import is_printable_code
from merchant_desk.errors import RefusedError
from merchant_desk.values import code128, ean13
from merchant_desk.values.barcode import spoken_code
from merchant_desk.values.data_matrix import QUIET_MODULES, matrix_cells
from merchant_desk.values.label_formats import LabelFormat
from merchant_desk.values.labels import Label, LabelCode, gs1_text
from merchant_desk.values.texts import _

# Dots of one module, widest first; from a quarter of a millimetre up a hand scanner reads them.
_BAR_DOTS = {203: (3, 2), 300: (5, 4, 3), 600: (10, 9, 8, 7, 6)}
_SQUARE_DOTS = {203: (5, 4, 3, 2), 300: (7, 6, 5, 4, 3), 600: (14, 12, 10, 8, 6)}


@dataclass(frozen=True, slots=True)
class Symbol:
    """A code to draw: its kind, its text, and its size in modules without quiet zones."""

    kind: LabelCode
    text: str
    across: int
    quiet: int
    spoken: str
    """What stands under the bars for people, or empty."""


def symbol_of(label: Label, kind: LabelCode) -> Symbol | None:
    """Return the symbol of a label, or None when none is wanted.

    Raises RefusedError when the article has no such code.
    """
    if kind is LabelCode.EAN13:
        if not label.ean13:
            raise _without_code(label)
        spoken = spoken_code(label.gtin)
        return Symbol(kind, label.ean13, ean13.WIDTH_IN_MODULES, ean13.QUIET_MODULES, spoken)
    if kind is LabelCode.CODE128:
        if not is_printable_code(label.sku):
            raise RefusedError(
                _("Les étiquettes n’ont pas été faites\u00a0: la référence {sku} ne s’écrit pas "
                  "en Code 128.").format(sku=label.sku),
                _("Le Code 128 n’a pas d’accents\u00a0: choisissez l’EAN-13, ou changez la "
                  "référence."),
            )  # fmt: skip
        across = code128.width_in_modules(label.sku)
        return Symbol(kind, label.sku, across, code128.QUIET_MODULES, "")
    if kind is LabelCode.DATAMATRIX:
        if not label.gtin:
            raise _without_code(label)
        text = gs1_text(label)
        return Symbol(kind, text, len(matrix_cells(text)), QUIET_MODULES, "")
    return None


def bar_module(symbol: Symbol, form: LabelFormat) -> float:
    """Return the widest module whose bars lie inside the padding and quiet zones on the label.

    Raises RefusedError when none can be read.
    """
    for dots in _BAR_DOTS[form.dpi]:
        module = dots * 25.4 / form.dpi
        inside = symbol.across * module <= form.width - 2 * form.padding
        if inside and (symbol.across + 2 * symbol.quiet) * module <= form.width:
            return module
    raise no_room(form, symbol.text)


def square_module(symbol: Symbol, form: LabelFormat, room: float) -> float:
    """Return the widest module of a DataMatrix in a square of this side.

    Raises RefusedError when none can be read.
    """
    for dots in _SQUARE_DOTS[form.dpi]:
        module = dots * 25.4 / form.dpi
        if symbol.across * module <= room:
            return module
    raise no_room(form, symbol.text)


def no_room(form: LabelFormat, what: str) -> RefusedError:
    """Return the refusal of what does not fit on a label."""
    return RefusedError(
        _("Les étiquettes n’ont pas été faites\u00a0: «\u00a0{what}\u00a0» n’a pas la place sur "
          "{width} × {height}\u00a0mm.").format(
            what="".join(each for each in what if each.isprintable() and each.isascii())[:40],
            width=f"{form.width:g}".replace(".", ","),
            height=f"{form.height:g}".replace(".", ","),
        ),
        _("Choisissez des étiquettes plus grandes, un autre code, ou moins de choses dessus."),
    )  # fmt: skip


def _without_code(label: Label) -> RefusedError:
    why = _("«\u00a0{name}\u00a0» ({sku}) n’a pas de code EAN")
    return RefusedError(
        _("Les étiquettes n’ont pas été faites\u00a0: {why}.").format(
            why=why.format(name=label.name, sku=label.sku)
        ),
        _("Donnez-lui un code interne, ou choisissez le Code 128 de la référence."),
    )
