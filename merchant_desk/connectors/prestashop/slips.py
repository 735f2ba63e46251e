"""What a credit slip of PrestaShop says, and what must be so before one is written."""

from collections.abc import Sequence

from merchant_desk.connectors.prestashop.amounts import cents, decimal_cents
from merchant_desk.connectors.prestashop.fields import row, rows
from merchant_desk.connectors.prestashop.order_lines import rate_from_amounts, slip_total
from merchant_desk.connectors.prestashop.xml_text import Row
from merchant_desk.sync.intents import RefundIntent, RefundLine
from merchant_desk.sync.record_fields import UnfitError, whole
from merchant_desk.values import french
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.texts import _

_WHOLE = 10_000


def why_not(intent: RefundIntent, order: Row, details: Sequence[Row]) -> str:
    """Return why a slip must not be written, nothing when it may."""
    lines = total(each.amount for each in intent.lines) + intent.carriage
    if lines != intent.amount or intent.amount.cents <= 0:
        return _("les lignes font {lines} et le remboursement {amount}").format(
            lines=french.euros(lines), amount=french.euros(intent.amount)
        )
    known = {str(each.get("id")): each for each in details}
    for line in intent.lines:
        detail = known.get(line.line_remote_id)
        if detail is None:
            return _("une ligne n’est pas de cette commande")
        if not 0 <= line.quantity <= _units(detail) or line.amount.cents < 0:
            return _("une ligne rend plus que ce qui fut vendu")
    carriage = _amount(order, "total_shipping_tax_incl")
    if not 0 <= intent.carriage.cents <= carriage:
        return _("le port rendu dépasse celui de la commande")
    return ""


def already_given(intent: RefundIntent, order: Row, slips: Sequence[Row]) -> str:
    """Return why there is not enough left to give back, nothing when there is."""
    left = order_total(order) - given(slips)
    if intent.amount.cents <= left:
        return ""
    return _("il ne reste que {left} à rendre sur cette commande").format(
        left=french.euros(Money(max(0, left)))
    )


def given(slips: Sequence[Row]) -> int:
    """Return what slips gave back, in cents."""
    return sum(_total_of(slip) for slip in slips)


def order_total(order: Row) -> int:
    """Return the total of an order, in cents."""
    return _amount(order, "total_paid_tax_incl") or _amount(order, "total_paid")


def is_slip_of(intent: RefundIntent, slip: Row) -> bool:
    """Tell whether a slip says what this refund says."""
    if _total_of(slip) != intent.amount.cents:
        return False
    try:
        told = {
            (
                str(each.get("id_order_detail")),
                whole(each.get("product_quantity") or "0", "product_quantity"),
                cents(each.get("amount_tax_incl", ""), "amount_tax_incl"),
            )
            for each in rows(row(slip, "associations"), "order_slip_details")
        }
    except UnfitError:
        return False
    return told == {
        (each.line_remote_id, each.quantity, each.amount.cents) for each in intent.lines
    }


def slip_fields(intent: RefundIntent, order: Row, details: Sequence[Row]) -> Row:
    """Return the slip of a refund; what has no tax told is taxed as its line was."""
    known = {str(each.get("id")): each for each in details}
    vats = [_vat(each, known[each.line_remote_id]) for each in intent.lines]
    goods = intent.amount - intent.carriage
    rate = _amount(order, "carrier_tax_rate")
    carriage_vat = intent.carriage.part(rate, _WHOLE + rate)
    return {
        "id_customer": str(order.get("id_customer") or "0"),
        "id_order": intent.order_remote_id,
        "conversion_rate": str(order.get("conversion_rate") or "1"),
        "total_products_tax_excl": decimal_cents(goods - total(vats)),
        "total_products_tax_incl": decimal_cents(goods),
        "total_shipping_tax_excl": decimal_cents(intent.carriage - carriage_vat),
        "total_shipping_tax_incl": decimal_cents(intent.carriage),
        "amount": decimal_cents(goods),
        "shipping_cost": "1" if intent.carriage else "0",
        "shipping_cost_amount": decimal_cents(intent.carriage),
        "partial": "1",
        "order_slip_type": "1",
        "associations": {
            "order_slip_details": [
                {"order_slip_detail": _detail(line, vat)}
                for line, vat in zip(intent.lines, vats, strict=True)
            ]
        },
    }


def _detail(line: RefundLine, vat: Money) -> Row:
    return {
        "id_order_detail": line.line_remote_id,
        "product_quantity": str(line.quantity),
        "amount_tax_excl": decimal_cents(line.amount - vat),
        "amount_tax_incl": decimal_cents(line.amount),
    }


def _vat(line: RefundLine, detail: Row) -> Money:
    if line.vat:
        return line.vat
    net = _amount(detail, "total_price_tax_excl")
    rate = rate_from_amounts(net, _amount(detail, "total_price_tax_incl") - net)
    return line.amount.part(rate, _WHOLE + rate) if rate else ZERO


def _total_of(slip: Row) -> int:
    try:
        return slip_total(slip).cents
    except UnfitError:
        return 0


def _units(detail: Row) -> int:
    try:
        return whole(detail.get("product_quantity"), "product_quantity")
    except UnfitError:
        return 0


def _amount(data: Row, name: str) -> int:
    try:
        return cents(data.get(name, ""), name)
    except UnfitError:
        return 0
