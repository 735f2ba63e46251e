"""EAN-13: the bars of an article number, as on the goods."""

from merchant_desk.values.barcode import gtin14

# Widths of space, bar, space, bar for each digit (set A); set B is read backwards.
_DIGITS = ("3211", "2221", "2122", "1411", "1132", "1231", "1114", "1312", "1213", "3112")
_FIRST = (
    *("AAAAAA", "AABABB", "AABBAB", "AABBBA", "ABAABB"),
    *("ABBAAB", "ABBBAA", "ABABAB", "ABABBA", "ABBABA"),
)
_GUARD = "111"
_MIDDLE = "11111"
WIDTH_IN_MODULES = 95
QUIET_MODULES = 11


def ean13_positions(code: str) -> tuple[tuple[int, int], ...]:
    """Return each dark bar of a valid EAN-13 as (left, width) in modules."""
    canonical = gtin14(code)
    if canonical is None or canonical[0] != "0":
        raise ValueError("an EAN-13 is thirteen digits with a right check digit")
    digits = canonical[1:]
    sets = _FIRST[int(digits[0])]
    left_half = "".join(
        _DIGITS[int(digit)] if charset == "A" else _DIGITS[int(digit)][::-1]
        for digit, charset in zip(digits[1:7], sets, strict=True)
    )
    right_half = "".join(_DIGITS[int(digit)] for digit in digits[7:])
    return _dark(_GUARD + left_half + _MIDDLE + right_half + _GUARD)


def _dark(widths: str) -> tuple[tuple[int, int], ...]:
    """Return the bars among bars and spaces that take turns, the first a bar."""
    bars: list[tuple[int, int]] = []
    left = 0
    for place, width in enumerate(map(int, widths)):
        if place % 2 == 0:
            bars.append((left, width))
        left += width
    return tuple(bars)
