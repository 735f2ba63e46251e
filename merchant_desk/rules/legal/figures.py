"""How amounts and percentages are rounded and said: exact inside, rounded only here."""

from datetime import date
from fractions import Fraction
from math import ceil, floor

from merchant_desk.values.french import euros, short_date
from merchant_desk.values.money import Money, round_half_up

HUNDRED = Fraction(100)


def cents_up(amount: Fraction) -> Fraction:
    """Return a lowest legal price: rounded up to the cent."""
    return Fraction(ceil(amount * 100), 100)


def cents_half_up(amount: Fraction) -> Fraction:
    """Return an amount due: rounded half up to the cent."""
    return Fraction(round_half_up(amount * 100), 100)


def money(amount: Fraction) -> str:
    """Return an amount as a figure, to the cent: ``80.00``."""
    cents = round_half_up(amount * 100)
    return f"{cents // 100}.{cents % 100:02d}"


def percent_down(value: Fraction) -> str:
    """Return a percentage as a figure, rounded down to two decimals: ``12.5``."""
    hundredths = floor(value * 100)
    sign = "-" if hundredths < 0 else ""
    whole, rest = divmod(abs(hundredths), 100)
    return sign + (f"{whole}.{rest:02d}".rstrip("0").rstrip("."))


def said_euros(amount: Fraction) -> str:
    """Return an amount inside a French sentence: ``80,00 €``."""
    return euros(Money(round_half_up(amount * 100)))


def said_percent(value: Fraction) -> str:
    """Return a percentage inside a French sentence, rounded down: ``12,5 %``."""
    return f"{percent_down(value).replace('.', ',')}\u00a0%"


def said_day(day: date) -> str:
    """Return a day inside a French sentence: ``27/11/2026``."""
    return short_date(day)
