"""Article numbers (GTIN): one canonical form, whatever the length printed on the goods."""

from dataclasses import dataclass
from enum import StrEnum

CANONICAL_LENGTH = 14
_LENGTHS = (8, 12, 13, 14)
_PAPER_SPACES = str.maketrans(dict.fromkeys(" \t\u00a0\u202f\u2009", ""))
_BOOK_PREFIX = "97"


class BarcodeFault(StrEnum):
    """Why a text is not an article number."""

    NOT_DIGITS = "not digits"
    WRONG_LENGTH = "wrong length"
    WRONG_CHECK_DIGIT = "wrong check digit"
    ONLY_ZEROS = "only zeros"


@dataclass(frozen=True, slots=True)
class Validation:
    """What an article number turned out to be: canonical, or refused for one reason."""

    text: str
    gtin14: str | None
    fault: BarcodeFault | None = None
    expected_check_digit: int | None = None

    @property
    def valid(self) -> bool:
        """Tell whether it is an article number."""
        return self.gtin14 is not None


def check_digit(payload: str) -> int:
    """Return the last digit of the article number that starts with these digits."""
    total = sum(
        int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(payload))
    )
    return -total % 10


def validate(text: str) -> Validation:
    """Say whether a text is an article number (GTIN-8, 12, 13 or 14), and if not, why."""
    digits = text.translate(_PAPER_SPACES)
    if digits.startswith(_BOOK_PREFIX):
        digits = digits.replace("-", "")  # 978-2-07-036822-8, as on the back of a book
    if not (digits.isascii() and digits.isdigit()):
        return Validation(text, None, BarcodeFault.NOT_DIGITS)
    if len(digits) not in _LENGTHS:
        return Validation(text, None, BarcodeFault.WRONG_LENGTH)
    if not digits.strip("0"):
        return Validation(text, None, BarcodeFault.ONLY_ZEROS)
    expected = check_digit(digits[:-1])
    if int(digits[-1]) != expected:
        return Validation(text, None, BarcodeFault.WRONG_CHECK_DIGIT, expected)
    return Validation(text, digits.zfill(CANONICAL_LENGTH))


def gtin14(text: str) -> str | None:
    """Return the canonical fourteen digits of an article number, or None if it is not one."""
    return validate(text).gtin14


def canonical_code(text: str) -> str:
    """Return the form under which a code is kept and looked up: GTIN-14, else upper case."""
    return gtin14(text) or text.strip().upper()


IN_STORE_PREFIXES = range(20, 30)
"""What GS1 leaves to every company for its own use: no maker ever prints them."""


def make_internal_ean13(number: int, prefix: int = 20) -> str:
    """Return the shop's own EAN-13, behind a prefix reserved for use inside a company."""
    if not 0 <= number < 10**10 or prefix not in IN_STORE_PREFIXES:
        raise ValueError(f"{prefix}, {number} make no code of twelve digits")
    payload = f"{prefix}{number:010d}"
    return f"{payload}{check_digit(payload)}"


def spoken_code(code: str) -> str:
    """Return a code as it is printed under the bars: ``3 760123 456784``."""
    canonical = gtin14(code)
    if canonical is None:
        return code
    if canonical[0] != "0":
        return f"{canonical[0]} {canonical[1:3]} {canonical[3:8]} {canonical[8:13]} {canonical[13]}"
    if canonical.startswith("000000"):
        return f"{canonical[6:10]} {canonical[10:]}"
    if canonical.startswith("00"):
        return f"{canonical[2]} {canonical[3:8]} {canonical[8:13]} {canonical[13]}"
    return f"{canonical[1]} {canonical[2:8]} {canonical[8:]}"
