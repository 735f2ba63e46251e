"""DataMatrix (ECC 200): the dark squares of a text, GS1 element strings included."""

from dataclasses import dataclass
from functools import cache, lru_cache

FNC1 = "\xe8"
"""Stands for the separator of GS1 in a text: never a character of goods."""
QUIET_MODULES = 2
"""One is the least the standard asks for; two survive a label printed slightly aside."""
_FNC1_WORD, _PAD, _PAIRS = 232, 129, 130
_FIELD, _POLYNOMIAL = 256, 0x12D

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Size:
    """A square symbol: how many words it holds, and the regions its finder lines cut it into."""

    side: int
    data: int
    check: int
    regions: int = 1
    """A side."""

    @property
    def region(self) -> int:
        """Return the side of one region without its finder lines."""
        return self.side // self.regions - 2


_SIZES = (
    _Size(10, 3, 5), _Size(12, 5, 7), _Size(14, 8, 10), _Size(16, 12, 12), _Size(18, 18, 14),
    _Size(20, 22, 18), _Size(22, 30, 20), _Size(24, 36, 24), _Size(26, 44, 28),
    _Size(32, 62, 36, 2), _Size(36, 86, 42, 2), _Size(40, 114, 48, 2), _Size(44, 144, 56, 2),
    _Size(48, 174, 68, 2),
)  # fmt: skip


@lru_cache(maxsize=4096)
def matrix_cells(text: str) -> tuple[str, ...]:
    """Return the rows of the symbol, from the top: ``1`` is dark, ``0`` is paper.

    Raises ValueError for a text that is not ASCII, or too long for a label.
    """
    words = _words(text)
    size = next((each for each in _SIZES if each.data >= len(words)), None)
    if size is None or not text:
        raise ValueError("no DataMatrix of a label holds this text")
    padded = _padded(words, size.data)
    places = _placement(size.region * size.regions)
    stream = [*padded, *_check_words(tuple(padded), size.check)]
    inner = [
        [_bit(stream, place) for place in places[row]] for row in range(size.region * size.regions)
    ]
    return tuple(_framed(inner, size))


def _words(text: str) -> list[int]:
    """Return the words of a text: two digits in one, the separator, else a character each."""
    words: list[int] = []
    at = 0
    while at < len(text):
        pair = text[at : at + 2]
        if len(pair) == 2 and pair.isascii() and pair.isdigit():  # noqa: PLR2004 - a pair
            words.append(_PAIRS + int(pair))
            at += 2
            continue
        if text[at] != FNC1 and not text[at].isascii():
            raise ValueError("a DataMatrix of goods holds ASCII only")
        words.append(_FNC1_WORD if text[at] == FNC1 else ord(text[at]) + 1)
        at += 1
    return words


def _padded(words: list[int], length: int) -> list[int]:
    """Fill the symbol; what fills it is scattered, or it would draw stripes."""
    filled = [*words, _PAD] if len(words) < length else list(words)
    while len(filled) < length:
        scattered = _PAD + (149 * (len(filled) + 1)) % 253 + 1
        filled.append(scattered if scattered <= 254 else scattered - 254)  # noqa: PLR2004 - ISO/IEC 16022 B.1.1
    return filled


@cache
def _tables() -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the powers of two in the field of the standard, and their logarithms."""
    powers, logs = [1], [0] * _FIELD
    for exponent in range(1, _FIELD - 1):
        value = powers[-1] * 2
        value ^= _POLYNOMIAL if value >= _FIELD else 0
        powers.append(value)
        logs[value] = exponent
    return tuple(powers), tuple(logs)


def _times(left: int, right: int) -> int:
    powers, logs = _tables()
    return powers[(logs[left] + logs[right]) % (_FIELD - 1)] if left and right else 0


@cache
def _generator(count: int) -> tuple[int, ...]:
    powers, _logs = _tables()
    polynomial = [1]
    for exponent in range(1, count + 1):
        shifted = [*polynomial, 0]
        for place, factor in enumerate(polynomial):
            shifted[place + 1] ^= _times(factor, powers[exponent])
        polynomial = shifted
    return tuple(polynomial[1:])


def _check_words(data: tuple[int, ...], count: int) -> list[int]:
    """Return the Reed-Solomon words that let a torn label still be read."""
    generator = _generator(count)
    rest = [0] * count
    for word in data:
        lead = word ^ rest[0]
        rest = [
            following ^ _times(lead, factor)
            for following, factor in zip([*rest[1:], 0], generator, strict=True)
        ]
    return rest


def _bit(stream: list[int], place: int) -> bool:
    """Return a square: bit 0 to 7 of a word from the left, or the fixed corner pattern."""
    if place < 0:
        return place == _DARK
    return bool(stream[place // 8] & (128 >> place % 8))


_FREE, _LIGHT, _DARK = -1, -2, -3
# Where the eight squares of a word lie around its last one (ISO/IEC 16022, figure F.1).
_SHAPE = ((-2, -2), (-2, -1), (-1, -2), (-1, -1), (-1, 0), (0, -2), (0, -1), (0, 0))


class _Grid:
    """The squares of the symbol while words are laid along its diagonals."""

    def __init__(self, side: int) -> None:
        self.side = side
        self.places = [[_FREE] * side for _row in range(side)]

    def put(self, row: int, column: int, place: int) -> None:
        """Claim a square; one that leaves the symbol comes in again at the other side."""
        if row < 0:
            row += self.side
            column += 4 - (self.side + 4) % 8
        if column < 0:
            column += self.side
            row += 4 - (self.side + 4) % 8
        self.places[row][column] = place

    def lay(self, row: int, column: int, word: int) -> None:
        """Lay a word in its usual shape."""
        for bit, (down, right) in enumerate(_SHAPE):
            self.put(row + down, column + right, word * 8 + bit)

    def lay_corner(self, corner: tuple[Cell, ...], word: int) -> None:
        """Lay a word that is cut by a corner; negative counts are from the far end."""
        for bit, (row, column) in enumerate(corner):
            self.put(row % self.side, column % self.side, word * 8 + bit)


_CORNERS: tuple[tuple[Cell, ...], ...] = (
    ((-1, 0), (-1, 1), (-1, 2), (0, -2), (0, -1), (1, -1), (2, -1), (3, -1)),
    ((-3, 0), (-2, 0), (-1, 0), (0, -4), (0, -3), (0, -2), (0, -1), (1, -1)),
    ((-3, 0), (-2, 0), (-1, 0), (0, -2), (0, -1), (1, -1), (2, -1), (3, -1)),
    ((-1, 0), (-1, -1), (0, -3), (0, -2), (0, -1), (1, -3), (1, -2), (1, -1)),
)


def _corner_at(row: int, column: int, side: int) -> int | None:
    """Return which corner shape begins here, if any."""
    starts = (
        (row == side and column == 0),
        (row == side - 2 and column == 0 and side % 4 != 0),
        (row == side - 2 and column == 0 and side % 8 == 4),  # noqa: PLR2004 - figure F.4
        (row == side + 4 and column == 2 and side % 8 == 0),  # noqa: PLR2004 - figure F.6
    )
    return next((place for place, starts_here in enumerate(starts) if starts_here), None)


@cache
def _placement(side: int) -> tuple[tuple[int, ...], ...]:
    """Return, for every square, which bit of which word it shows."""
    grid = _Grid(side)
    word, row, column = 0, 4, 0
    while row < side or column < side:
        corner = _corner_at(row, column, side)
        if corner is not None:
            grid.lay_corner(_CORNERS[corner], word)
            word += 1
        row, column, word = _sweep(grid, (row, column), word, up=True)
        row, column, word = _sweep(grid, (row + 1, column + 3), word, up=False)
        row, column = row + 3, column + 1
    if grid.places[-1][-1] == _FREE:
        for down, right in ((-1, -1), (-2, -2)):
            grid.places[down][right] = _DARK
        for down, right in ((-1, -2), (-2, -1)):
            grid.places[down][right] = _LIGHT
    return tuple(tuple(each) for each in grid.places)


def _sweep(grid: _Grid, start: Cell, word: int, *, up: bool) -> tuple[int, int, int]:
    """Lay words along one diagonal; return where it left the symbol, and the next word."""
    row, column = start
    step = -2 if up else 2
    while True:
        inside = 0 <= row < grid.side and 0 <= column < grid.side
        if inside and grid.places[row][column] == _FREE:
            grid.lay(row, column, word)
            word += 1
        row, column = row + step, column - step
        if (row < 0 or column >= grid.side) if up else (row >= grid.side or column < 0):
            return row, column, word


def _framed(inner: list[list[bool]], size: _Size) -> list[str]:
    """Draw the finder lines around every region: solid left and below, dashed above and right."""
    whole = [[False] * size.side for _row in range(size.side)]
    step = size.region + 2
    for row in range(size.side):
        for column in range(size.side):
            down, right = row % step, column % step
            if right == 0 or down == step - 1:
                whole[row][column] = True
            elif down == 0:
                whole[row][column] = right % 2 == 0
            elif right == step - 1:
                whole[row][column] = down % 2 == 1
            else:
                place = row // step * size.region + down - 1
                whole[row][column] = inner[place][column // step * size.region + right - 1]
    return ["".join("1" if dark else "0" for dark in line) for line in whole]
