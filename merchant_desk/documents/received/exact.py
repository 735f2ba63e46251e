"""Numbers and dates of an invoice file, read exactly: never through a float."""

import re
from datetime import date, datetime
from fractions import Fraction

from merchant_desk.errors import RefusedError
from merchant_desk.values.money import Money, round_half_up
from merchant_desk.values.received_invoice import QUANTITY_PARTS
from merchant_desk.values.texts import _
from merchant_desk.values.unit_price import MILLIONTHS

_NUMBER = re.compile(r"[+-]?(\d{1,20}(\.\d{0,20})?|\.\d{1,20})", re.ASCII)
_LARGEST = 10**15  # what a row of the database holds, with room to add many up
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T+Z-].*)?", re.ASCII)


def exact(text: str) -> Fraction:
    """Return a decimal number as it is written. Raises RefusedError for anything else."""
    if _NUMBER.fullmatch(text) is None:
        raise RefusedError(
            _(
                "Cette facture n’a pas été lue\u00a0: «\u00a0{text}\u00a0» n’est pas un nombre."
            ).format(text=text[:40]),
            _("Redemandez-la à votre fournisseur\u00a0: ses données sont fausses."),
        )
    return Fraction(text.removesuffix("."))


def money(text: str) -> Money:
    """Return an amount to the cent."""
    return Money(_parts(text, 100))


def quantity(text: str) -> int:
    """Return a quantity in ten-thousandths."""
    return _parts(text, QUANTITY_PARTS)


def basis_points(text: str) -> int:
    """Return a rate in hundredths of a percent: ``5.5`` is 550."""
    return _parts(text, 100)


def unit_price(price: str, base: str) -> int:
    """Return the price of one unit in millionths, from the price of so many."""
    units = exact(base) if base else Fraction(1)
    whole = exact(price) / (units or Fraction(1))
    return _kept(round_half_up(whole * MILLIONTHS), price)


def day(text: str) -> date | None:
    """Return a date written ``20261121`` or ``2026-11-21``, or None for one that is none."""
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    try:
        return datetime.strptime("".join(found.groups()), "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None


def _parts(text: str, parts: int) -> int:
    return _kept(round_half_up(exact(text) * parts), text)


def _kept(value: int, text: str) -> int:
    if abs(value) > _LARGEST:
        raise RefusedError(
            _("Cette facture n’a pas été lue\u00a0: le nombre {text} est impossible.").format(
                text=text[:40]
            ),
            _("Redemandez-la à votre fournisseur\u00a0: ses données sont fausses."),
        )
    return value
