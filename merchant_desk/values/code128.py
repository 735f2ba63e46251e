"""Code 128: the bars of a text, as short as the three character sets allow."""

from functools import lru_cache

_WIDTHS = (  # six widths a symbol, seven for the stop, which is last
    "212222222122222221121223121322131222122213122312132212221213221312231212"
    "112232122132122231113222123122123221223211221132221231213212223112312131"
    "311222321122321221312212322112322211212123212321232121111323131123131321"
    "112313132113132311211313231113231311112133112331132131113123113321133121"
    "313121211331231131213113213311213131311123311321331121312113312311332111"
    "314111221411431111111224111422121124121421141122141221112214112412122114"
    "122411142112142211241211221114413111241112134111111242121142121241114212"
    "124112124211411212421112421211212141214121412121111143111341131141114113"
    "1143114111134113111131411141313111414111312114122112142112322331112"
)
_WIDTHS_PER_SYMBOL = 6
_START = {"A": 103, "B": 104, "C": 105}
_SWITCH = {"A": 101, "B": 100, "C": 99}
_OTHER = {"A": "B", "B": "A"}
_SETS = ("B", "C", "A")
_SHIFT = 98
_FNC1_SYMBOL = 102
_STOP = 106
_MODULUS = 103
_NEVER = 10**9
FNC1 = "\xf1"
QUIET_MODULES = 10

Step = tuple[int, tuple[int, ...], int, str]  # cost to the end, symbols, where next, in which set


def _symbol(text: str, at: int, charset: str) -> tuple[int, int] | None:
    """Return the symbol that stands here in this set and how many characters it takes."""
    character = text[at]
    if character == FNC1:
        return _FNC1_SYMBOL, 1
    code = ord(character)
    if charset == "C":
        pair = text[at : at + 2]
        return (int(pair), 2) if len(pair) == 2 and pair.isdigit() else None  # noqa: PLR2004 - a pair
    if charset == "B":
        return (code - 32, 1) if 32 <= code < 128 else None  # noqa: PLR2004 - printable ASCII
    return ((code - 32) % 96, 1) if code < 96 else None  # noqa: PLR2004 - capitals and controls


def _steps_without_switch(text: str, at: int, costs: list[dict[str, Step]]) -> dict[str, Step]:
    """Return the cheapest way on from here for each set we may be in."""
    steps: dict[str, Step] = {}
    for charset in _SETS:
        options: list[Step] = [(_NEVER, (), at, charset)]
        if direct := _symbol(text, at, charset):
            after = at + direct[1]
            options.append((1 + costs[after][charset][0], (direct[0],), after, charset))
        elif charset in _OTHER and (shifted := _symbol(text, at, _OTHER[charset])):
            cost = 2 + costs[at + 1][charset][0]
            options.append((cost, (_SHIFT, shifted[0]), at + 1, charset))
        steps[charset] = min(options, key=lambda step: step[0])
    return steps


def _with_switches(at: int, steps: dict[str, Step]) -> dict[str, Step]:
    """Let each set be left for another one when that is shorter."""
    best = dict(steps)
    for charset in _SETS:
        for other in _SETS:
            cost = 1 + steps[other][0]
            if other != charset and cost < best[charset][0]:
                best[charset] = (cost, (_SWITCH[other],), at, other)
    return best


def symbols(text: str) -> tuple[int, ...]:
    """Return the symbol values of a text, start, checksum and stop included."""
    if not text:
        raise ValueError("an empty text has no bars")
    if not all(ord(each) < 128 or each == FNC1 for each in text):  # noqa: PLR2004 - ASCII
        raise ValueError("Code 128 holds ASCII only")
    end: dict[str, Step] = {charset: (0, (), len(text), charset) for charset in _SETS}
    best = [end] * (len(text) + 1)
    for at in range(len(text) - 1, -1, -1):
        best[at] = _with_switches(at, _steps_without_switch(text, at, best))
    charset = min(_SETS, key=lambda each: best[0][each][0])
    values = [_START[charset]]
    at = 0
    while at < len(text):
        _cost, emitted, at, charset = best[at][charset]
        values.extend(emitted)
    weighted = values[0] + sum(place * value for place, value in enumerate(values))
    return (*values, weighted % _MODULUS, _STOP)


def _widths(value: int) -> str:
    start = value * _WIDTHS_PER_SYMBOL
    return _WIDTHS[start:] if value == _STOP else _WIDTHS[start : start + _WIDTHS_PER_SYMBOL]


@lru_cache(maxsize=512)
def bar_widths(text: str) -> tuple[int, ...]:
    """Return the widths in modules: bar, space, bar…, from the first bar to the last.

    Leave ``QUIET_MODULES`` of blank paper on either side.
    """
    return tuple(int(width) for value in symbols(text) for width in _widths(value))


def bar_positions(text: str) -> tuple[tuple[int, int], ...]:
    """Return each dark bar as (left, width) in modules, to draw as plain rectangles."""
    bars: list[tuple[int, int]] = []
    left = 0
    for place, width in enumerate(bar_widths(text)):
        if place % 2 == 0:
            bars.append((left, width))
        left += width
    return tuple(bars)


def width_in_modules(text: str) -> int:
    """Return how wide the bars are, quiet zones left out."""
    return sum(bar_widths(text))
