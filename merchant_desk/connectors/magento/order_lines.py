"""The lines of a Magento order: what was paid for each, and the VAT in it.

Magento writes totals of a row without tax and before the discount; what was paid is the row less
its discount, plus its tax and what it gives back of tax on a discount of a price with tax.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from merchant_desk.sync.record_fields import (
    Body,
    UnfitError,
    exact,
    hundredths,
    optional_id,
    remote_id,
    row,
    rows,
    text,
    whole,
)
from merchant_desk.sync.vat_rates import rate_from_amounts
from merchant_desk.values import french
from merchant_desk.values.money import ZERO, Money, round_half_up
from merchant_desk.values.remote import LineKind, RemoteLine
from merchant_desk.values.texts import _

CARRIAGE = "shipping"
_MOST_UNITS = 1_000_000
BUNDLE = "bundle"
_ADDED = (
    "row_total", "tax_amount", "discount_tax_compensation_amount", "weee_tax_applied_row_amount",
)  # fmt: skip
_CARRIED = (
    "shipping_amount", "shipping_tax_amount", "shipping_discount_tax_compensation_amount",
)  # fmt: skip
_GIVEN_BY_CARD = ("gift_cards_amount", "customer_balance_amount")


@dataclass(frozen=True, slots=True)
class Sold:
    """One line of an order with the line of its variation, and what it cost."""

    item: Body
    child: Body
    total: int
    vat: int
    discount: int


def sold_items(order: Body) -> list[Sold]:
    """Return what was sold, each thing once.

    A configurable article comes as two lines, the second without a price; a bundle comes as a line
    and its parts, and the price is on one or the other.
    """
    items = rows(order, "items")
    children: dict[str, list[Body]] = {}
    for item in items:
        parent = optional_id(item.get("parent_item_id"))
        if parent:
            children.setdefault(parent, []).append(item)
    found: list[Sold] = []
    for item in items:
        if optional_id(item.get("parent_item_id")):
            continue
        parts = children.get(remote_id(item.get("item_id"), "item_id"), [])
        if item.get("product_type") == BUNDLE and any(_cents(each, "row_total") for each in parts):
            found += [_sold(each, {}) for each in parts]
        else:
            found.append(_sold(item, {} if item.get("product_type") == BUNDLE else _first(parts)))
    return found


def _first(parts: Sequence[Body]) -> Body:
    return parts[0] if parts else {}


def _sold(item: Body, child: Body) -> Sold:
    parts = [_exact(item, name) for name in _ADDED] + [-_exact(item, "discount_amount")]
    total, tax = round_half_up(sum(parts, Fraction(0)) * 100), _cents(item, "tax_amount")
    if total < 0 or tax < 0:
        raise UnfitError(_("une ligne porte un total négatif"))
    fixed = _exact(item, "weee_tax_applied_row_amount")
    before = _exact(item, "row_total_incl_tax") + fixed
    return Sold(item, child, total, tax, max(0, round_half_up(before * 100) - total))


def read_lines(order: Body, memos: Sequence[Body], total: int) -> tuple[RemoteLine, ...]:
    """Return every line; together they make the total, or the order is refused with figures."""
    back = _given_back(memos)
    lines = [_product_line(each, back) for each in sold_items(order)]
    lines += _carriage(order)
    gap = total - sum(line.total.cents for line in lines)
    if gap:
        _close_gap(lines, gap, total)
    return tuple(lines)


def paid_by_card(order: Body) -> int:
    """Return what gift cards and store credit paid: Magento takes them off the grand total."""
    more = row(order, "extension_attributes")
    return sum(_cents(more, name) for name in _GIVEN_BY_CARD)


def _close_gap(lines: list[RemoteLine], gap: int, total: int) -> None:
    """Put a rounding cent or two on the largest line; more than a cent a line is refused."""
    if not lines or abs(gap) > len(lines):
        raise UnfitError(
            _("le total annoncé est de {total} alors que ses lignes font {lines}").format(
                total=french.euros(Money(total)), lines=french.euros(Money(total - gap))
            )
        )
    largest = max(range(len(lines)), key=lambda index: lines[index].total.cents)
    line = lines[largest]
    lines[largest] = replace(line, total=Money(line.total.cents + gap))


def _product_line(sold: Sold, back: Mapping[str, Money]) -> RemoteLine:
    item, child = sold.item, sold.child
    line_id = remote_id(item.get("item_id"), "item_id")
    quantity = whole(item.get("qty_ordered"), "qty_ordered")
    if not 0 < quantity <= _MOST_UNITS:
        raise UnfitError(_("une ligne porte la quantité {n}").format(n=quantity))
    name, variation = text(item.get("name")), text(child.get("name"))
    return RemoteLine(
        remote_id=line_id,
        kind=LineKind.PRODUCT,
        sku=text(item.get("sku")),
        name=name,
        quantity=quantity,
        total=Money(sold.total),
        vat=Money(sold.vat),
        rate_bp=_rate(item, sold.total - sold.vat, sold.vat),
        product_remote_id=optional_id(item.get("product_id")),
        variation_remote_id=optional_id(child.get("product_id")),
        discount=Money(sold.discount),
        refunded_quantity=whole(item.get("qty_refunded") or 0, "qty_refunded"),
        option_text=variation if variation != name else "",
        refunded=back.get(line_id),
    )


def _rate(item: Body, net: int, vat: int) -> int:
    told = item.get("tax_percent")
    return hundredths(told, "tax_percent") if told and vat else rate_from_amounts(net, vat)


def carriage_amounts(order: Body) -> tuple[int, int]:
    """Return what the carriage costs with tax, and the tax in it."""
    parts = [_exact(order, name) for name in _CARRIED] + [
        -_exact(order, "shipping_discount_amount")
    ]
    return round_half_up(sum(parts, Fraction(0)) * 100), _cents(order, "shipping_tax_amount")


def _carriage(order: Body) -> list[RemoteLine]:
    total, vat = carriage_amounts(order)
    label = text(order.get("shipping_description"))
    if total < 0:
        raise UnfitError(_("les frais de port sont négatifs"))
    if not total and not label:
        return []
    refunded = _cents(order, "shipping_refunded") + _cents(order, "shipping_tax_refunded")
    return [
        RemoteLine(
            remote_id=CARRIAGE,
            kind=LineKind.SHIPPING,
            sku="",
            name=label,
            quantity=1,
            total=Money(total),
            vat=Money(vat),
            rate_bp=rate_from_amounts(total - vat, vat),
            refunded=Money(refunded) if refunded else None,
        )
    ]


def _given_back(memos: Sequence[Body]) -> dict[str, Money]:
    """Return what credit memos gave back by line."""
    found: dict[str, Money] = {}
    for memo in memos:
        for item in rows(memo, "items"):
            if not item.get("qty"):
                continue
            line = optional_id(item.get("order_item_id"))
            amount = (
                _cents(item, "row_total")
                + _cents(item, "tax_amount")
                + _cents(item, "discount_tax_compensation_amount")
                - _cents(item, "discount_amount")
            )
            found[line] = found.get(line, ZERO) + Money(amount)
    return found


def _exact(data: Body, name: str) -> Fraction:
    """Return an amount with all its decimals: Magento keeps four, and the cent is in their sum."""
    value = data.get(name)
    return Fraction(0) if value is None or value == "" else exact(value, name)


def _cents(data: Body, name: str) -> int:
    value = data.get(name)
    return 0 if value is None or value == "" else hundredths(value, name)
