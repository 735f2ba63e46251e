"""What a basket comes to: each line, each rate, what is due, what was put down, the change.

Prices include VAT, and France rounds no cash: the cent is paid. Change is given on cash only.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from merchant_desk.rules.vat_lines import WHOLE, DocumentVat, PricedLine, from_ttc
from merchant_desk.values.basket import BackLine, Basket, BasketLine
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.payment_means import Means
from merchant_desk.values.vat import VatTreatment


@dataclass(frozen=True, slots=True)
class Counted:
    """A basket in figures; ``due`` is below zero when money goes back to the customer."""

    sold: Money
    back: Money
    """What is given back for articles brought back, as a positive amount."""
    vat: Money
    received: Money
    cash: Money
    change: Money
    """Of the cash put down, what the customer gets back."""

    @property
    def due(self) -> Money:
        """Return what the customer owes; below zero, what she gets."""
        return self.sold - self.back

    @property
    def missing(self) -> Money:
        """Return what is still to be put down; below zero, still to be given back."""
        return self.due - self.received + self.change

    @property
    def settled(self) -> bool:
        """Tell whether exactly what is due was put down, change off."""
        return not self.missing

    @property
    def too_much(self) -> bool:
        """Tell whether more was put down than is due, and no cash to give it back from."""
        return self.missing.cents < 0 <= self.due.cents


def counted(basket: Basket) -> Counted:
    """Return the figures of a basket."""
    amounts = sold_amounts(basket)
    sold, back = total(amounts), total(back_amount(each) for each in basket.back)
    received = total(each.amount for each in basket.tenders)
    cash = total(each.amount for each in basket.tenders if each.means is Means.CASH)
    due = sold - back
    over = max(ZERO, received - due) if due.cents >= 0 else ZERO
    vat = _vat(basket, amounts).vat + back_vat(basket.back).vat
    return Counted(sold, back, vat, received, cash, change=min(over, max(ZERO, cash)))


def gross(line: BasketLine) -> Money:
    """Return what the units of a line cost before any discount."""
    return line.price * line.quantity


def line_discount(line: BasketLine) -> Money:
    """Return what is taken off a line by itself."""
    return line.discount or gross(line).part(line.discount_bp, WHOLE)


def line_amount(line: BasketLine) -> Money:
    """Return what a line costs, its own discount off."""
    return gross(line) - line_discount(line)


def basket_discount(basket: Basket) -> Money:
    """Return what is taken off the whole of what is sold; never more than there is."""
    whole = total(line_amount(line) for line in basket.lines)
    wanted = basket.discount or whole.part(basket.discount_bp, WHOLE)
    return min(wanted, whole)


def sold_amounts(basket: Basket) -> tuple[Money, ...]:
    """Return what each line costs, its part of the discount on the whole taken off."""
    amounts = [line_amount(line) for line in basket.lines]
    off = basket_discount(basket)
    if not off:
        return tuple(amounts)
    parts = off.share([amount.cents for amount in amounts])
    return tuple(amount - part for amount, part in zip(amounts, parts, strict=True))


def back_amount(line: BackLine) -> Money:
    """Return what is given back for a line: the very cents its units cost on the ticket."""
    if line.ticket_line_id is None:
        return line.paid * line.quantity
    return line.paid.slice(line.before, line.before + line.quantity, line.sold)


def sold_vat(basket: Basket, treatment: VatTreatment = VatTreatment.NORMAL) -> DocumentVat:
    """Return the amounts of what is sold, line by line and rate by rate."""
    return _vat(basket, sold_amounts(basket), treatment)


def back_vat(
    lines: Sequence[BackLine], treatment: VatTreatment = VatTreatment.NORMAL
) -> DocumentVat:
    """Return the amounts of what comes back, below zero."""
    return from_ttc([PricedLine(-back_amount(line), line.rate_bp, treatment) for line in lines])


def _vat(
    basket: Basket, amounts: Sequence[Money], treatment: VatTreatment = VatTreatment.NORMAL
) -> DocumentVat:
    pairs = zip(basket.lines, amounts, strict=True)
    return from_ttc([PricedLine(amount, line.rate_bp, treatment) for line, amount in pairs])
