"""Columns written plainly, understood in one go; what is not plain is left to the cells' readers.

A catalogue of fifty thousand rows has columns of fifty thousand amounts or barcodes, nearly all
written alike: reading each by itself was a fifth of an import.
"""

import re
from collections.abc import Sequence

_AMOUNTS = {
    ",": re.compile(r"(?:\d{1,8},\d\d;)*+\d{1,8},\d\d", re.ASCII),
    ".": re.compile(r"(?:\d{1,8}\.\d\d;)*+\d{1,8}\.\d\d", re.ASCII),
}
_EAN13 = 13
_ZEROS = "0" * _EAN13
_WEIGHTS = (1, 3) * 6 + (1,)
_DIGITS = bytes(max(0, code - ord("0")) for code in range(256))
_UNITS = bytes(value % 10 for value in range(256))


def hundredths(cells: Sequence[str], decimal: str) -> Sequence[int]:
    """Return amounts in hundredths; nothing unless every cell is digits and two decimals."""
    joined = ";".join(cells)
    if not _AMOUNTS[decimal].fullmatch(joined):
        return ()
    values = joined.replace(decimal, "").split(";")
    return list(map(int, values)) if len(values) == len(cells) else ()


def sound_ean13s(cells: Sequence[str]) -> Sequence[str | None]:
    """Return the fourteen digits of the EAN-13 whose check digit is right, None for other cells.

    Each digit is a byte of a number as long as the column, so that one addition adds a digit of
    every code; no byte overflows: 7 * 9 + 3 * 6 * 9 is 225.
    """
    codes = [cell for cell in cells if len(cell) == _EAN13]
    joined = "".join(codes)
    if not (joined.isascii() and joined.isdigit()):
        return ()
    digits = joined.encode().translate(_DIGITS)
    total = sum(
        weight * int.from_bytes(digits[place::_EAN13], "little")
        for place, weight in enumerate(_WEIGHTS)
    )
    rests = iter(total.to_bytes(len(codes), "little").translate(_UNITS))
    return [
        f"0{cell}" if len(cell) == _EAN13 and not next(rests) and cell != _ZEROS else None
        for cell in cells
    ]
