"""The price of one unit without VAT (BT-146), so that quantity times price is the line to the cent.

Prices count at most six decimals (BR-FR-DEC-03) and are never negative (BR-27): goods taken back
have a negative quantity. A price with VAT is told as what is left of it without; where six decimals
are too short for very many units, the basis quantity (BT-149) prices them all at once.
"""

from dataclasses import dataclass

from merchant_desk.rules.vat_lines import WHOLE
from merchant_desk.values.invoice_page import InvoiceLine, PriceMethod
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.unit_price import UnitPrice


@dataclass(frozen=True, slots=True)
class LinePrice:
    """How many, at which price, less which discount; ``basis`` units have that price, 0: one."""

    quantity: int
    price: UnitPrice
    discount: Money
    basis: int = 0


def line_price(line: InvoiceLine, method: PriceMethod, sign: int) -> LinePrice:
    """Return the price of a line; ``sign`` turns a credit note upwards."""
    quantity, net = line.quantity * sign, line.net * sign
    discount = _net_discount(line, method) * sign
    if discount.cents < 0:
        discount = ZERO
    gross = net + discount
    if gross.cents * quantity < 0:
        quantity = -quantity
    typed = line.unit_price
    if method is PriceMethod.NET and typed is not None and typed.times(quantity) == gross:
        return LinePrice(quantity, typed, discount)
    if not quantity:
        return LinePrice(0, UnitPrice.of(gross), discount)
    price = UnitPrice.each(gross, quantity)
    if price.times(quantity) == gross:
        return LinePrice(quantity, price, discount)
    whole = Money(abs(gross.cents))
    return LinePrice(quantity, UnitPrice.of(whole), discount, basis=abs(quantity))


def _net_discount(line: InvoiceLine, method: PriceMethod) -> Money:
    if method is PriceMethod.NET:
        return line.discount
    return line.discount.part(WHOLE, WHOLE + line.rate_bp)
