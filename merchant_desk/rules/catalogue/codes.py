"""Barcodes as spreadsheets leave them: zeros lost, digits abridged, check digits wrong."""

import re

from merchant_desk.rules.catalogue.numbers import Fault
from merchant_desk.values.barcode import BarcodeFault, check_digit, gtin14, validate
from merchant_desk.values.texts import _

_SCIENTIFIC = re.compile(r"\s*\d(?:[.,]\d+)?\s*[eE]\s*\+?\s*\d+\s*")
_WEIGHTS = 3
_EAN13 = 13
_SHORT = (7, 11)  # an EAN-8 or a UPC without its zero


def article_number(cell: str) -> str | Fault:
    """Return the canonical fourteen digits of a barcode cell, empty for an empty cell."""
    if len(cell) == _EAN13 and cell.isascii() and cell.isdigit():
        digits = cell.encode()
        # ASCII digits are 48 above their value: 7 * 48 + 6 * 48 * 3 in all, 0 modulo 10.
        if (sum(digits[0::2]) + _WEIGHTS * sum(digits[1::2])) % 10 == 0 and cell.strip("0"):
            return f"0{cell}"
    if not cell:
        return ""
    return gtin14(cell) or _fault(cell)


def _fault(cell: str) -> Fault:
    if cell[:1] in "=@":
        return Fault(_("la cellule contient une formule"))
    if _SCIENTIFIC.fullmatch(cell):
        return Fault(
            _("le tableur a abrégé ce code-barres\u00a0: ses derniers chiffres sont perdus"),
        )
    checked = validate(cell)
    digits = "".join(char for char in cell if char.isdigit())
    proposal = with_lost_zero(digits)
    if proposal and checked.fault is not BarcodeFault.NOT_DIGITS:
        return Fault(_("il manque sans doute le zéro du début, retiré par le tableur"), proposal)
    return Fault(_reason(checked.fault, digits))


def _reason(fault: BarcodeFault | None, digits: str) -> str:
    if fault is BarcodeFault.NOT_DIGITS:
        return _("un code-barres n’a que des chiffres")
    if fault is BarcodeFault.ONLY_ZEROS:
        return _("ce code-barres n’a que des zéros")
    if fault is BarcodeFault.WRONG_LENGTH:
        return _("un code-barres a 8, 12, 13 ou 14 chiffres, celui-ci en a {count}").format(
            count=len(digits)
        )
    return _("la clé de contrôle est fausse\u00a0: {given} au lieu de {expected}").format(
        given=digits[-1], expected=check_digit(digits[:-1])
    )


def with_lost_zero(digits: str) -> str:
    """Return the barcode with the zero a spreadsheet dropped, if that makes it right."""
    if len(digits) in _SHORT and gtin14(digits) is None and gtin14(f"0{digits}"):
        return f"0{digits}"
    return ""
