"""Everything about one line of a basket, changed together or not at all."""

from dataclasses import dataclass
from fractions import Fraction

from merchant_desk.errors import RefusedError
from merchant_desk.rules.basket_changes import (
    with_line_discount,
    with_lot,
    with_price,
    with_quantity,
    with_restock,
)
from merchant_desk.rules.vat_lines import WHOLE
from merchant_desk.values.basket import Basket, line_of
from merchant_desk.values.entries import read_amount, read_decimal
from merchant_desk.values.ids import RecordId
from merchant_desk.values.money import ZERO, Money, round_half_up
from merchant_desk.values.texts import _


@dataclass(frozen=True, slots=True)
class LineEdit:
    """What was typed about a line."""

    line_id: RecordId
    quantity: int
    price: Money
    discount: Money = ZERO
    discount_bp: int = 0
    reason: str = ""
    restock: bool = True
    lot: str | None = None
    """The lot she chose; None: it was not asked."""


def with_edit(basket: Basket, edit: LineEdit) -> Basket:
    """Change quantity, price, discount and lot of a line; the reason is that of both."""
    if edit.lot is not None and edit.quantity:
        basket = with_lot(basket, edit.line_id, edit.lot)
    line = line_of(basket.lines, edit.line_id)
    if line is None:
        marked = with_restock(basket, edit.line_id, restock=edit.restock, reason=edit.reason)
        return with_quantity(marked, edit.line_id, edit.quantity)
    if edit.quantity == 0:
        return with_quantity(basket, edit.line_id, 0)
    bare = with_line_discount(basket, edit.line_id, ZERO, 0, "")
    counted = with_quantity(bare, edit.line_id, edit.quantity)
    priced = with_price(counted, edit.line_id, edit.price, edit.reason)
    if not edit.discount and not edit.discount_bp:
        return priced
    return with_line_discount(priced, edit.line_id, edit.discount, edit.discount_bp, edit.reason)


def read_discount(text: str) -> tuple[Money, int]:
    """Return the discount that was typed: an amount, or a part when it ends with « % ».

    Raises RefusedError when it is neither.
    """
    plain = "".join(text.split()).rstrip("€")
    if not plain:
        return ZERO, 0
    if plain.endswith("%"):
        part = read_decimal(plain[:-1])
        if part is not None and part <= WHOLE // 100:
            return ZERO, round_half_up(part * Fraction(WHOLE, 100))
    elif (amount := read_amount(plain)) is not None:
        return amount, 0
    raise RefusedError(
        _("La remise n’a pas été faite\u00a0: elle n’est pas lisible."),
        _("Écrivez 1,50 pour un montant, ou 10\u00a0% pour une part."),
    )
