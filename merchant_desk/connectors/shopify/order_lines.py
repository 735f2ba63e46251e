"""The lines of a Shopify order: what was paid for each, and the VAT in it.

Shopify writes what a line costs before discounts and, apart, what each discount took off it; the
tax is inside or beside, as the order says. What was taken off an order by an edit stays in its
lines, and may or may not stay in its total.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from merchant_desk.connectors.shopify.gids import number
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
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.remote import LineKind, RemoteLine
from merchant_desk.values.texts import _

_MOST_UNITS = 1_000_000
_DEFAULT = "Default Title"
_EXTRAS = ("totalTipReceivedSet", "originalTotalDutiesSet", "originalTotalAdditionalFeesSet")


@dataclass(frozen=True, slots=True)
class _Taxed:
    """An amount with its tax."""

    total: Money
    vat: Money
    rate_bp: int


@dataclass(frozen=True, slots=True)
class _Back:
    """What refunds took back of a line."""

    units: int = 0
    amount: Money | None = None


@dataclass(frozen=True, slots=True)
class _Sold:
    """A line, and how many of its units an edit took off."""

    line: RemoteLine
    removed: int


def read_lines(order: Body, whole_total: Money) -> tuple[RemoteLine, ...]:
    """Return every line; together they make the total, or the order is refused with figures."""
    gross = order.get("taxesIncluded") is True
    back = _given_back(order, gross=gross)
    sold = [_product_line(each, back, gross=gross) for each in connected(order, "lineItems")]
    carriage = [_carriage(each, back, gross=gross) for each in connected(order, "shippingLines")]
    lines = [each.line for each in sold if each.line.quantity] + carriage
    found = _made_whole(lines, order, whole_total)
    if found is None and any(each.removed for each in sold):
        left = [_without_removed(each) for each in sold]
        found = _made_whole([*(each for each in left if each), *carriage], order, whole_total)
    if found is None:
        raise UnfitError(
            _("le total annoncé est de {total} alors que ses lignes font {lines}").format(
                total=french.euros(whole_total),
                lines=french.euros(total(each.total for each in lines)),
            )
        )
    return found


def connected(data: Body, name: str) -> Sequence[Body]:
    """Return the objects of a connection."""
    return rows(row(data, name), "nodes")


def cents(data: Body, name: str) -> int:
    """Return an amount in the currency of the shop, nothing where there is none."""
    bag = data.get(name)
    if bag is None:
        return 0
    if type(bag) is not dict:
        raise missing(name)
    return hundredths(row(bag, "shopMoney").get("amount"), name)


def discounted_cents(line: Body) -> int:
    """Return what a line costs, every discount off, with or without tax as the order goes."""
    off = sum(cents(each, "allocatedAmountSet") for each in rows(line, "discountAllocations"))
    return cents(line, "originalTotalSet") - off


def taxed_carriage(line: Body, *, gross: bool) -> Money:
    """Return what a carriage costs with its tax."""
    return _taxed(line, cents(line, "discountedPriceSet"), gross=gross).total


def _taxed(line: Body, amount: int, *, gross: bool) -> _Taxed:
    taxes = [each for each in rows(line, "taxLines") if cents(each, "priceSet")]
    vat = sum(cents(each, "priceSet") for each in taxes)
    paid = amount if gross else amount + vat
    if paid < 0 or vat < 0:
        raise UnfitError(_("une ligne porte un total négatif"))
    told = [each.get("ratePercentage") for each in taxes]
    if told and all(each is not None for each in told):
        rate = sum(hundredths(each, "ratePercentage") for each in told)
    else:
        rate = rate_from_amounts(paid - vat, vat)
    return _Taxed(Money(paid), Money(vat), rate)


def _product_line(line: Body, back: dict[str, _Back], *, gross: bool) -> _Sold:
    line_id = number(line.get("id"))
    if not line_id:
        raise missing("lineItems.id")
    quantity = whole(line.get("quantity"), "quantity")
    if not 0 <= quantity <= _MOST_UNITS:
        raise UnfitError(_("une ligne porte la quantité {n}").format(n=quantity))
    paid = _taxed(line, discounted_cents(line), gross=gross)
    given = back.get(line_id, _Back())
    left = whole(line.get("currentQuantity", quantity), "currentQuantity")
    read = RemoteLine(
        remote_id=line_id,
        kind=LineKind.PRODUCT,
        sku=text(line.get("sku")),
        name=text(line.get("title")),
        quantity=quantity,
        total=paid.total,
        vat=paid.vat,
        rate_bp=paid.rate_bp,
        product_remote_id=number(row(line, "product").get("id")),
        variation_remote_id=number(row(line, "variant").get("id")),
        discount=_discount(line, paid, gross=gross),
        refunded_quantity=min(quantity, given.units),
        option_text=_options(line),
        refunded=given.amount,
    )
    return _Sold(read, max(0, quantity - left - given.units))


def _discount(line: Body, paid: _Taxed, *, gross: bool) -> Money:
    """Return what discounts took off, with its tax."""
    off = cents(line, "originalTotalSet") - discounted_cents(line)
    net = Money(max(0, off))
    return net if gross else net.part(10_000 + paid.rate_bp, 10_000)


def _options(line: Body) -> str:
    """Return the variation and what the customer had written on it; names with _ are internal."""
    variation = text(line.get("variantTitle"))
    shown = [variation] if variation and variation != _DEFAULT else []
    for each in rows(line, "customAttributes"):
        name, value = text(each.get("key")), text(each.get("value"))
        if name and value and not name.startswith("_"):
            shown.append(f"{name}\u00a0: {value}")
    return ", ".join(shown)


def _carriage(line: Body, back: dict[str, _Back], *, gross: bool) -> RemoteLine:
    paid = _taxed(line, cents(line, "discountedPriceSet"), gross=gross)
    line_id = f"shipping-{number(line.get('id'))}"
    return RemoteLine(
        remote_id=line_id,
        kind=LineKind.SHIPPING,
        sku="",
        name=text(line.get("title")),
        quantity=1,
        total=paid.total,
        vat=paid.vat,
        rate_bp=paid.rate_bp,
        refunded=back.get(line_id, _Back()).amount,
    )


def _without_removed(sold: _Sold) -> RemoteLine | None:
    """Return a line as it is after edits; nothing when all of it was taken off."""
    line, units = sold.line, sold.line.quantity - sold.removed
    if units <= 0:
        return None
    return replace(
        line,
        quantity=units,
        total=line.total.part(units, line.quantity),
        vat=line.vat.part(units, line.quantity),
        discount=line.discount.part(units, line.quantity),
    )


def _made_whole(
    lines: Sequence[RemoteLine], order: Body, whole_total: Money
) -> tuple[RemoteLine, ...] | None:
    """Return lines that make the total: tips and duties where they are missing, a rounding cent.

    None when something else is missing.
    """
    found = list(lines)
    for name in _EXTRAS:
        extra = Money(cents(order, name))
        if extra and whole_total - total(each.total for each in found) >= extra:
            found.append(_extra(name, extra))
    gap = whole_total - total(each.total for each in found)
    rounding = Money(cents(row(order, "totalCashRoundingAdjustment"), "paymentSet"))
    if gap and gap == rounding:
        found.append(_extra("rounding", rounding))
        gap = ZERO
    if gap and (not found or abs(gap.cents) > len(found)):
        return None
    if gap:
        largest = max(range(len(found)), key=lambda index: found[index].total.cents)
        found[largest] = replace(found[largest], total=found[largest].total + gap)
    return tuple(found)


def _extra(name: str, amount: Money) -> RemoteLine:
    words = {
        "totalTipReceivedSet": _("Pourboire"),
        "originalTotalDutiesSet": _("Droits de douane"),
        "originalTotalAdditionalFeesSet": _("Frais"),
        "rounding": _("Arrondi"),
    }
    return RemoteLine(name, LineKind.FEE, "", words[name], 1, amount, ZERO, 0)


def _given_back(order: Body, *, gross: bool) -> dict[str, _Back]:
    """Return what refunds took back of each line and of the carriage."""
    found: dict[str, _Back] = {}

    def add(line_id: str, units: int, amount: int, tax: int) -> None:
        before = found.get(line_id, _Back())
        more = Money(amount if gross else amount + tax)
        found[line_id] = _Back(before.units + units, (before.amount or ZERO) + more)

    for refund in rows(order, "refunds"):
        for each in connected(refund, "refundLineItems"):
            line_id = number(row(each, "lineItem").get("id"))
            units = whole(each.get("quantity"), "refunds.quantity")
            add(line_id, units, cents(each, "subtotalSet"), cents(each, "totalTaxSet"))
        for each in connected(refund, "refundShippingLines"):
            line_id = f"shipping-{number(row(each, 'shippingLine').get('id'))}"
            add(line_id, 0, cents(each, "subtotalAmountSet"), cents(each, "taxAmountSet"))
    return found
