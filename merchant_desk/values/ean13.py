"""EAN-13: the bars of an article number."""

from merchant_desk.values.barcode import gtin14

_LEFT = (
    "0001101", "0011001", "0010011", "0111101", "0100011",
    "0110001", "0101111", "0111011", "0110111", "0001011",
)  # fmt: skip
_PARITY = (
    "LLLLLL", "LLGLGG", "LLGGLG", "LLGGGL", "LGLLGG",
    "LGGLLG", "LGGGLL", "LGLGLG", "LGLGGL", "LGGLGL",
)  # fmt: skip
_GUARD, _MIDDLE = "101", "01010"
MODULES = 95
QUIET_LEFT, QUIET_RIGHT = 11, 7


def modules(code: str) -> str:
    """Return the 95 modules of an EAN-13, ``1`` for a dark one."""
    canonical = gtin14(code)
    if canonical is None or canonical[0] != "0":
        raise ValueError(f"{code!r} is not an EAN-13")
    first, left, right = canonical[1], canonical[2:8], canonical[8:]
    lefts = (_left(digit, parity) for digit, parity in zip(left, _PARITY[int(first)], strict=True))
    return "".join((_GUARD, *lefts, _MIDDLE, *map(_right, right), _GUARD))


def bar_positions(code: str) -> tuple[tuple[int, int], ...]:
    """Return each dark bar as (left, width) in modules, to draw as plain rectangles."""
    bars: list[tuple[int, int]] = []
    start = None
    for place, module in enumerate(modules(code) + "0"):
        if module == "1" and start is None:
            start = place
        elif module == "0" and start is not None:
            bars.append((start, place - start))
            start = None
    return tuple(bars)


def _right(digit: str) -> str:
    return _LEFT[int(digit)].translate(str.maketrans("01", "10"))


def _left(digit: str, parity: str) -> str:
    return _LEFT[int(digit)] if parity == "L" else _right(digit)[::-1]
