"""The lines of a Vendure order as they were bought.

Goods put back into stock leave the lines and lower the order's total; the desk speaks of what was
bought, and of what came back beside it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from merchant_desk.sync.record_fields import (
    Body,
    UnfitError,
    hundredths,
    missing,
    row,
    rows,
    text,
    whole,
)
from merchant_desk.sync.vat_rates import rate_from_amounts
from merchant_desk.values import french
from merchant_desk.values.money import ZERO, Money, round_half_up, total
from merchant_desk.values.remote import LineKind, RemoteLine
from merchant_desk.values.texts import _

_MOST_UNITS = 1_000_000
_CANCELLED = "CANCEL_ORDER"
_WHOLE = 10_000
_PAID = frozenset({"Settled", "Authorized"})


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as it was bought, and what it costs the order now."""

    bought: RemoteLine
    now: int
    """With tax, cancelled units off."""


def read_lines(order: Body) -> tuple[RemoteLine, ...]:
    """Return every line as it was bought; what it costs now makes the total, or it is refused."""
    back = _units_back(order)
    told = [_product_line(line, back) for line in rows(order, "lines")]
    told += [_shipping_line(line) for line in rows(order, "shippingLines")]
    told += [_surcharge(line) for line in rows(order, "surcharges")]
    wanted = whole(order.get("totalWithTax"), "totalWithTax")
    gap = wanted - sum(each.now for each in told)
    lines = [each.bought for each in told]
    if gap:
        _close_gap(lines, gap, wanted)
    return tuple(_paid_for(lines, told, order))


def _close_gap(lines: list[RemoteLine], gap: int, wanted: int) -> None:
    """Put a rounding cent or two on the largest line; more than a cent a line is refused."""
    if not lines or abs(gap) > len(lines):
        raise UnfitError(
            _("le total annoncé est de {total} alors que ses lignes font {lines}").format(
                total=french.euros(Money(wanted)), lines=french.euros(Money(wanted - gap))
            )
        )
    largest = max(range(len(lines)), key=lambda index: lines[index].total.cents)
    line = lines[largest]
    lines[largest] = replace(line, total=Money(line.total.cents + gap))


def _paid_for(lines: list[RemoteLine], told: Sequence[_Line], order: Body) -> Sequence[RemoteLine]:
    """Bring lines cancelled whole to what was paid: Vendure forgets the discount they had."""
    empty = [index for index, each in enumerate(told) if not each.now and lines[index].total.cents]
    paid = sum(
        whole(each.get("amount"), "payments.amount")
        for each in rows(order, "payments")
        if each.get("state") in _PAID
    )
    excess = total(line.total for line in lines).cents - paid
    worth = [lines[index].total.cents for index in empty]
    if not paid or not 0 < excess <= sum(worth):
        return lines
    shares = Money(excess).share(worth)
    for index, share in zip(empty, shares, strict=True):
        line = lines[index]
        cost = line.total - share
        lines[index] = replace(
            line, total=cost, vat=_vat_in(cost, line.rate_bp), discount=line.discount + share
        )
    return lines


def _vat_in(amount: Money, rate_bp: int) -> Money:
    return Money(round_half_up(Fraction(amount.cents * rate_bp, _WHOLE + rate_bp)))


def _units_back(order: Body) -> Mapping[str, int]:
    """Return how many units of each line refunds speak of."""
    back: dict[str, int] = {}
    for payment in rows(order, "payments"):
        for refund in rows(payment, "refunds"):
            if refund.get("state") == "Failed":
                continue
            for line in rows(refund, "lines"):
                number = text(line.get("orderLineId"))
                back[number] = back.get(number, 0) + whole(line.get("quantity"), "quantity")
    return back


def _product_line(line: Body, back: Mapping[str, int]) -> _Line:
    number = text(line.get("id"))
    if not number:
        raise missing("lines.id")
    held = whole(line.get("quantity"), "lines.quantity")
    placed = max(held, whole(line.get("orderPlacedQuantity") or 0, "orderPlacedQuantity"))
    if not 0 <= held <= placed <= _MOST_UNITS or not placed:
        raise UnfitError(_("la quantité d’une ligne n’est pas valable"))
    amounts = [
        whole(line.get(name), name)
        for name in (
            "proratedLinePriceWithTax", "proratedLinePrice",
            "proratedUnitPriceWithTax", "proratedUnitPrice", "linePriceWithTax",
        )
    ]  # fmt: skip
    gross, net, unit_gross, unit_net, before = amounts
    cancelled = placed - held
    cost = Money(gross + cancelled * unit_gross)
    vat = Money(cost.cents - net - cancelled * unit_net)
    article = row(line, "productVariant")
    product = row(article, "product")
    options = [text(each.get("name")) for each in rows(article, "options")]
    bought = RemoteLine(
        remote_id=number,
        kind=LineKind.PRODUCT,
        sku=text(article.get("sku")),
        name=text(product.get("name")) if options else text(article.get("name")),
        quantity=placed,
        total=cost,
        vat=vat,
        rate_bp=hundredths(line.get("taxRate"), "taxRate"),
        product_remote_id=text(product.get("id")),
        variation_remote_id=text(article.get("id")),
        discount=max(ZERO, Money(before - gross)),
        refunded_quantity=min(placed, max(cancelled, back.get(number, 0))),
        option_text=", ".join(options),
    )
    return _Line(bought, gross)


def _shipping_line(line: Body) -> _Line:
    """Return a carriage as it was paid: a cancelled one keeps its cost, it came back beside it."""
    gross = whole(line.get("discountedPriceWithTax"), "discountedPriceWithTax")
    net = whole(line.get("discountedPrice"), "discountedPrice")
    cancelled = [
        each for each in rows(line, "discounts") if each.get("adjustmentSource") == _CANCELLED
    ]
    back = -sum(whole(each.get("amountWithTax"), "amountWithTax") for each in cancelled)
    net_back = -sum(whole(each.get("amount"), "amount") for each in cancelled)
    cost, untaxed = gross + back, net + net_back
    method = row(line, "shippingMethod")
    bought = RemoteLine(
        remote_id=f"shipping-{text(line.get('id'))}",
        kind=LineKind.SHIPPING,
        sku="",
        name=text(method.get("name")) or _("Livraison"),
        quantity=1,
        total=Money(cost),
        vat=Money(cost - untaxed),
        rate_bp=rate_from_amounts(untaxed, cost - untaxed),
        refunded_quantity=1 if back and not gross else 0,
    )
    return _Line(bought, gross)


def _surcharge(line: Body) -> _Line:
    gross = whole(line.get("priceWithTax"), "surcharges.priceWithTax")
    net = whole(line.get("price"), "surcharges.price")
    bought = RemoteLine(
        remote_id=f"surcharge-{text(line.get('id'))}",
        kind=LineKind.FEE,
        sku="",
        name=text(line.get("description")) or _("Frais"),
        quantity=1,
        total=Money(gross),
        vat=Money(gross - net),
        rate_bp=hundredths(line.get("taxRate") or 0, "surcharges.taxRate"),
    )
    return _Line(bought, gross)
