"""Where a line of a supplier's invoice and the goods received do not agree."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from merchant_desk.values.french import euros, number
from merchant_desk.values.money import Money, round_half_up
from merchant_desk.values.supplier_invoices import Gap
from merchant_desk.values.texts import _

_PARTS_PER_CENT = 100
"""Costs are kept in ten-thousandths of a euro."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFacts:
    """What a line charges, and what the shop knows of it."""

    has_article: bool
    is_stocked: bool
    units: int | None
    net: Money
    received: int | None  # units of the receipt it charges; None without one
    known_cost_tenthousandths: int | None


@dataclass(frozen=True, slots=True)
class LineGap:
    """One disagreement, and the words for it."""

    gap: Gap
    sentence: str


def line_gaps(facts: LineFacts) -> tuple[LineGap, ...]:
    """Return what does not agree; nothing is expected of a line that gives money back."""
    return tuple(_gaps(facts))


def unit_cost(net: Money, units: int | None) -> int | None:
    """Return the cost of one unit in ten-thousandths of a euro."""
    if not units or net.cents * units < 0:
        return None
    return round_half_up(Fraction(net.cents * _PARTS_PER_CENT, units))


def _gaps(facts: LineFacts) -> Iterator[LineGap]:
    if not facts.has_article:
        yield LineGap(Gap.NO_ARTICLE, _("Article à choisir"))
        return
    if facts.units is not None and facts.units < 0:
        return
    if facts.received is None:
        if facts.is_stocked:
            yield LineGap(Gap.NO_RECEIPT, _("Aucune réception trouvée"))
    elif facts.units is not None and facts.units != facts.received:
        told = _("Facturé {billed}, reçu {received}")
        yield LineGap(
            Gap.QUANTITY,
            told.format(billed=number(facts.units), received=number(facts.received)),
        )
    yield from _price(facts)


def _price(facts: LineFacts) -> Iterator[LineGap]:
    cost, known = unit_cost(facts.net, facts.units), facts.known_cost_tenthousandths
    if cost is None or known is None or abs(cost - known) < _PARTS_PER_CENT:
        return
    told = _("{cost} l’unité, {known} au dernier achat")
    yield LineGap(Gap.PRICE, told.format(cost=_euros(cost), known=_euros(known)))


def _euros(tenthousandths: int) -> str:
    return euros(Money(round_half_up(Fraction(tenthousandths, _PARTS_PER_CENT))))
