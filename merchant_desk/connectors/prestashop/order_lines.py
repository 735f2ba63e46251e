"""The lines of a PrestaShop order: what was paid for each, and the VAT in it.

Vouchers are one sum for the whole order: those that offer the carriage come off it, the others are
shared over the goods. The amounts of a line have six decimals and the order's total two.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from merchant_desk.connectors.prestashop.amounts import cents
from merchant_desk.connectors.prestashop.fields import flag, optional_id, remote_id, row, rows
from merchant_desk.sync.record_fields import Body, UnfitError, text, whole
from merchant_desk.values import french
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.remote import LineKind, RemoteLine
from merchant_desk.values.texts import _, speaking_to_customers

SHIPPING = "shipping"
WRAPPING = "wrapping"
_WHOLE = 10_000
_FRENCH_RATES = (2000, 550, 1000, 210, 850, 1300)
_MOST_UNITS = 1_000_000
_OPTIONS = re.compile(r" (?:- |\()((?:(?! - )[^:(])+:.*)$")


@dataclass(frozen=True, slots=True)
class _Back:
    """What credit slips took back of a line."""

    units: int = 0
    amount: Money | None = None


def slip_total(slip: Body) -> Money:
    """Return what a credit slip gave back, tax and carriage included."""
    goods = cents(slip.get("total_products_tax_incl", ""), "order_slip.total_products_tax_incl")
    carriage = cents(slip.get("total_shipping_tax_incl", ""), "order_slip.total_shipping_tax_incl")
    if not goods and not carriage:
        goods = cents(slip.get("amount", ""), "order_slip.amount")
    return Money(goods + carriage)


def read_lines(data: Body, order: Body, desk: Body, total: int) -> tuple[RemoteLine, ...]:
    """Return every line; together they make the total, or the order is refused with figures."""
    rates = {name: rate for name, rate in row(desk, "rates").items() if type(rate) is int}
    back = _given_back(rows(data, "slips"))
    goods = [_product_line(each, rates, back) for each in rows(data, "details")]
    with speaking_to_customers():  # these names stand on papers
        others = [*_carriage(order, data, desk), *_wrapping(order)]
    discount = cents(order.get("total_discounts_tax_incl", ""), "total_discounts_tax_incl")
    lines = _discounted(goods, others, discount, data)
    if discount:
        _balance_vat(lines, order)
    gap = total - sum(line.total.cents for line in lines)
    if gap:
        _close_gap(lines, gap, total)
    return tuple(lines)


def rate_from_amounts(net: int, vat: int) -> int:
    """Return the rate that makes this VAT of this net amount, in basis points."""
    if vat <= 0 or net <= 0:
        return 0
    for rate in _FRENCH_RATES:
        if abs(net * rate - vat * _WHOLE) <= _WHOLE:
            return rate
    return (2 * vat * 1000 + net) // (2 * net) * 10


def _product_line(line: Body, rates: Mapping[str, int], back: Mapping[str, _Back]) -> RemoteLine:
    line_id = remote_id(line.get("id"), "order_details.id")
    quantity = whole(line.get("product_quantity"), "product_quantity")
    if not 0 < quantity <= _MOST_UNITS:
        raise UnfitError(_("une ligne porte la quantité {n}").format(n=quantity))
    gross = cents(line.get("total_price_tax_incl"), "total_price_tax_incl")
    net = cents(line.get("total_price_tax_excl"), "total_price_tax_excl")
    if net < 0 or gross < net:
        raise UnfitError(_("une ligne porte un total négatif"))
    product = optional_id(line.get("product_id"))
    variation = optional_id(line.get("product_attribute_id"))
    name, options = _named(text(line.get("product_name")), variation)
    given = back.get(line_id, _Back())
    noted = whole(line.get("product_quantity_refunded") or "0", "product_quantity_refunded")
    return RemoteLine(
        remote_id=line_id,
        kind=LineKind.PRODUCT,
        sku=text(line.get("product_reference")),
        name=name,
        quantity=quantity,
        total=Money(gross),
        vat=Money(gross - net),
        rate_bp=_rate(line, net, gross - net, rates),
        product_remote_id=product,
        variation_remote_id=f"{product}-{variation}" if product and variation else "",
        refunded_quantity=min(quantity, max(given.units, noted)),
        option_text=options,
        refunded=given.amount,
    )


def _named(told: str, variation: str) -> tuple[str, str]:
    """Return the name and the options: PrestaShop writes « Name - Size : S - Colour : Red »."""
    if not variation:
        return told, ""
    begun = _OPTIONS.search(told)
    if begun is None:
        return told, ""
    options = begun[1].removesuffix(")") if begun[0].startswith(" (") else begun[1]
    return told[: begun.start()], options.replace(" - ", ", ")


def _rate(line: Body, net: int, vat: int, rates: Mapping[str, int]) -> int:
    """Return the rate of a line: told by its taxes, else found from the amounts."""
    told = [
        rates[str(tax.get("id"))]
        for tax in rows(row(line, "associations"), "taxes")
        if str(tax.get("id")) in rates
    ]
    found = sum(told)
    return found if found and (vat or not net) else rate_from_amounts(net, vat)


def _carriage(order: Body, data: Body, desk: Body) -> list[RemoteLine]:
    line = _other_line(order, "total_shipping", LineKind.SHIPPING, SHIPPING)
    if line is None:
        return []
    back = [
        cents(each.get("total_shipping_tax_incl", ""), "order_slip.total_shipping_tax_incl")
        for each in rows(data, "slips")
    ]
    name = text(row(desk, "carrier").get("name")) or _("Port")
    return [replace(line, name=name, refunded=Money(sum(back)) if any(back) else None)]


def _wrapping(order: Body) -> list[RemoteLine]:
    line = _other_line(order, "total_wrapping", LineKind.FEE, WRAPPING)
    return [] if line is None else [replace(line, name=_("Emballage cadeau"))]


def _other_line(order: Body, name: str, kind: LineKind, line_id: str) -> RemoteLine | None:
    gross = cents(order.get(f"{name}_tax_incl", ""), name)
    net = cents(order.get(f"{name}_tax_excl", ""), name)
    if gross < 0:
        raise UnfitError(_("les frais de port sont négatifs"))
    if not gross:
        return None
    told = cents(order.get("carrier_tax_rate", ""), "carrier_tax_rate")
    rate = told if kind is LineKind.SHIPPING and gross != net else 0
    return RemoteLine(
        remote_id=line_id,
        kind=kind,
        sku="",
        name="",
        quantity=1,
        total=Money(gross),
        vat=Money(gross - net),
        rate_bp=rate or rate_from_amounts(net, gross - net),
    )


def _discounted(
    goods: Sequence[RemoteLine], others: Sequence[RemoteLine], discount: int, data: Body
) -> list[RemoteLine]:
    """Take the vouchers off what they concern; more than there is to take is refused."""
    if discount < 0:
        raise UnfitError(_("sa remise est négative"))
    lines = [*goods, *others]
    offered = any(flag(each, "free_shipping") for each in rows(data, "discounts"))
    carriage = [line for line in lines if line.kind is LineKind.SHIPPING] if offered else []
    for group in (carriage, goods, others):
        discount -= _take_off(lines, group, discount)
    if discount:
        raise UnfitError(_("sa remise dépasse ce qui est vendu"))
    return lines


def _take_off(lines: list[RemoteLine], group: Sequence[RemoteLine], discount: int) -> int:
    """Share a discount over some lines by what they cost; return how much went."""
    places = [
        place for place, line in enumerate(lines)
        if any(line.remote_id == each.remote_id for each in group) and line.total.cents > 0
    ]  # fmt: skip
    weights = [lines[place].total.cents for place in places]
    taken = min(discount, sum(weights))
    if taken <= 0:
        return 0
    for place, share in zip(places, Money(taken).share(weights), strict=True):
        line = lines[place]
        left = line.total - share
        vat = left.part(line.rate_bp, _WHOLE + line.rate_bp) if line.vat else ZERO
        lines[place] = replace(line, total=left, vat=vat, discount=line.discount + share)
    return taken


def _balance_vat(lines: list[RemoteLine], order: Body) -> None:
    """Put the cents of VAT that sharing a voucher left over on the largest line."""
    gross, net = order.get("total_paid_tax_incl", ""), order.get("total_paid_tax_excl", "")
    told = cents(gross, "total_paid_tax_incl") - cents(net, "total_paid_tax_excl")
    left = told - sum(line.vat.cents for line in lines)
    taxed = [place for place, line in enumerate(lines) if line.vat]
    if net and taxed and abs(left) <= len(lines):
        place = max(taxed, key=lambda each: lines[each].total.cents)
        lines[place] = replace(lines[place], vat=Money(lines[place].vat.cents + left))


def _close_gap(lines: list[RemoteLine], gap: int, total: int) -> None:
    """Put a rounding cent or two on the largest line; more than a cent a line is refused."""
    if not lines or abs(gap) > len(lines):
        raise UnfitError(
            _("le total annoncé est de {total} alors que ses lignes font {lines}").format(
                total=french.euros(Money(total)), lines=french.euros(Money(total - gap))
            )
        )
    largest = max(range(len(lines)), key=lambda place: lines[place].total.cents)
    line = lines[largest]
    lines[largest] = replace(line, total=Money(line.total.cents + gap))


def _given_back(slips: Sequence[Body]) -> dict[str, _Back]:
    """Return what was given back by line."""
    found: dict[str, _Back] = {}
    for slip in slips:
        for each in rows(row(slip, "associations"), "order_slip_details"):
            line_id = str(each.get("id_order_detail"))
            before = found.get(line_id, _Back())
            units = whole(each.get("product_quantity") or "0", "product_quantity")
            amount = Money(cents(each.get("amount_tax_incl", ""), "amount_tax_incl"))
            found[line_id] = _Back(before.units + units, (before.amount or ZERO) + amount)
    return found
