"""What too much and too little stock cost, and what to do with what no longer sells."""

from dataclasses import dataclass
from enum import StrEnum

from merchant_desk.values.stock_cost import share_of
from merchant_desk.values.texts import _

_LONG, _VERY_LONG = 180, 365
_WHOLE_BP = 10_000
FEWEST_DAYS = 14
"""An article followed for less says nothing of its sales yet."""


class DeadAdvice(StrEnum):
    """What to try with an article that does not sell."""

    SHOW = "show"
    CLEAR = "clear"
    WRITE_DOWN = "write_down"


@dataclass(frozen=True, slots=True)
class Excess:
    """Units that the days to come will not sell, what they cost, and what keeping them costs."""

    units: int
    value: int
    a_year: int


@dataclass(frozen=True, slots=True)
class Shortage:
    """Sales that were lost for want of units: hundredths of a unit, and their margin."""

    lost_hundredths: int
    margin: int


def dead_advice(days: int) -> DeadAdvice:
    """Return what to try with an article that has not sold for so many days."""
    if days > _VERY_LONG:
        return DeadAdvice.WRITE_DOWN
    return DeadAdvice.CLEAR if days > _LONG else DeadAdvice.SHOW


def advice_words(advice: DeadAdvice) -> str:
    """Return it as one sentence."""
    return {
        DeadAdvice.SHOW: _("Mettez-le en avant, ou en lot."),
        DeadAdvice.CLEAR: _("Soldez-le, ou rendez-le au fournisseur."),
        DeadAdvice.WRITE_DOWN: _("Dépréciez-le, puis soldez-le ou donnez-le."),
    }[advice]


def excess(units: int, value: int, pace: tuple[int, int], cover_days: int, rate_bp: int) -> Excess:
    """Return what is beyond ``cover_days`` of sales; ``pace`` is units sold in days on sale.

    Nothing is too much of an article whose sales are not known yet.
    """
    sold, days = pace
    if units <= 0 or days < FEWEST_DAYS:
        return Excess(0, 0, 0)
    needed = -(-sold * cover_days // days)
    over = max(0, units - needed)
    worth = share_of(value, over, units)
    return Excess(over, worth, share_of(worth, rate_bp, _WHOLE_BP))


def shortage(sold: int, days_on_sale: int, empty_days: int, margin: int) -> Shortage:
    """Return what empty days cost: the daily sales of the other days, times the margin of a unit.

    Where it was never there to be sold nothing is estimated.
    """
    if days_on_sale < 1 or sold < 1 or empty_days < 1:
        return Shortage(0, 0)
    lost = share_of(sold * 100, empty_days, days_on_sale)
    return Shortage(lost, share_of(max(0, margin) * sold, empty_days, days_on_sale))


def service_level(sold: int, lost_hundredths: int) -> int:
    """Return the part of what was asked for that could be served, in basis points."""
    asked = sold * 100 + lost_hundredths
    return _WHOLE_BP if not asked else share_of(_WHOLE_BP, sold * 100, asked)


def net_price(price: int, rate_bp: int) -> int:
    """Return a price before VAT in ten-thousandths, of cents with VAT."""
    return share_of(price * 100, _WHOLE_BP, _WHOLE_BP + rate_bp)
