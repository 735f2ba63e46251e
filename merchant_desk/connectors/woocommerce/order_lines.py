"""The lines of a WooCommerce order: what was paid for each, and the VAT in it.

WooCommerce writes net totals and tax apart; the desk speaks amounts with tax.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from merchant_desk.connectors.woocommerce.fields import metadata
from merchant_desk.sync.record_fields import (
    Body,
    UnfitError,
    hundredths,
    optional_id,
    remote_id,
    rows,
    text,
    whole,
)
from merchant_desk.sync.vat_rates import rate_from_amounts
from merchant_desk.values import french
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.remote import LineKind, RemoteLine
from merchant_desk.values.texts import _

_REFUNDED_ITEM = "_refunded_item_id"
_RESTOCKED = "_restock_refunded_items"
_SIGN = re.compile(r"-?\d{1,9}", re.ASCII)
_MOST_UNITS = 1_000_000
_REFUNDED_LINES = ("line_items", "shipping_lines", "fee_lines")
_COUNTRY = re.compile(r"([A-Z]{2})-")
_SEVERAL = 2
_WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class _Back:
    """What refunds took back of a line; no amount when none was told."""

    units: int
    amount: Money | None


_NOTHING_BACK = _Back(0, None)


def read_lines(order: Body, total: int) -> tuple[RemoteLine, ...]:
    """Return every line; together they make the total, or the order is refused with figures."""
    rates = _rates(order)
    refunded = _refunds_by_line(order)
    lines = [_product_line(line, rates, refunded) for line in rows(order, "line_items")]
    for name, kind in (("shipping_lines", LineKind.SHIPPING), ("fee_lines", LineKind.FEE)):
        for line in rows(order, name):
            lines += _by_rate(_other_line(line, kind, rates, refunded), line, rates)
    gap = total - sum(line.total.cents for line in lines)
    if gap:
        _close_gap(lines, gap, total)
    return tuple(lines)


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


def _rates(order: Body) -> dict[int, int]:
    """Return the rates of this order in basis points, by WooCommerce's id of the rate."""
    found = {}
    for tax in rows(order, "tax_lines"):
        rate_id, percent = tax.get("rate_id"), tax.get("rate_percent")
        if type(rate_id) is int and percent not in (None, ""):
            found[rate_id] = hundredths(percent, "rate_percent")
    return found


def tax_countries(order: Body) -> tuple[str, ...]:
    """Return the countries whose VAT was charged: a rate's code begins with its country."""
    charged = [
        text(tax.get("rate_code"))
        for tax in rows(order, "tax_lines")
        if _amount(tax, "tax_total") or _amount(tax, "shipping_tax_total")
    ]
    found = (_COUNTRY.match(code) for code in charged)
    return tuple(sorted({match[1] for match in found if match}))


def _product_line(
    line: Body, rates: Mapping[int, int], refunded: Mapping[str, _Back]
) -> RemoteLine:
    line_id = remote_id(line.get("id"), "line_items.id")
    quantity = whole(line.get("quantity"), "quantity")
    if not 0 < quantity <= _MOST_UNITS:
        raise UnfitError(_("une ligne porte la quantité {n}").format(n=quantity))
    net = hundredths(line.get("total"), "line_items.total")
    vat = hundredths(line.get("total_tax"), "line_items.total_tax")
    if net < 0 or vat < 0:
        raise UnfitError(_("une ligne porte un total négatif"))
    before = _before_discount(line, net + vat)
    given_back = refunded.get(line_id, _NOTHING_BACK)
    meta = line.get("meta_data")
    return RemoteLine(
        remote_id=line_id,
        kind=LineKind.PRODUCT,
        sku=text(line.get("sku")),
        name=text(line.get("name")),
        quantity=quantity,
        total=Money(net + vat),
        vat=Money(vat),
        rate_bp=_rate(line, net, vat, rates),
        product_remote_id=optional_id(line.get("product_id")),
        variation_remote_id=optional_id(line.get("variation_id")),
        discount=Money(max(0, before - net - vat)),
        refunded_quantity=given_back.units or (_restocked(line, quantity) if meta else 0),
        refunded=given_back.amount,
        option_text=_options(line) if meta else "",
    )


def _before_discount(line: Body, total: int) -> int:
    subtotal = line.get("subtotal")
    if subtotal is None or subtotal == "":
        return total
    return hundredths(subtotal, "subtotal") + hundredths(
        line.get("subtotal_tax") or "0.00", "subtotal_tax"
    )


def _other_line(
    line: Body, kind: LineKind, rates: Mapping[int, int], refunded: Mapping[str, _Back]
) -> RemoteLine:
    """Return carriage or a fee; a fee may be negative, it is how plugins write a discount."""
    name = "shipping_lines.total" if kind is LineKind.SHIPPING else "fee_lines.total"
    net = hundredths(line.get("total"), name)
    vat = hundredths(line.get("total_tax") or "0.00", name)
    if kind is LineKind.SHIPPING and net < 0:
        raise UnfitError(_("les frais de port sont négatifs"))
    label = line.get("method_title") if kind is LineKind.SHIPPING else line.get("name")
    line_id = remote_id(line.get("id"), "id")
    return RemoteLine(
        remote_id=line_id,
        kind=kind,
        sku="",
        name=text(label),
        quantity=1,
        total=Money(net + vat),
        vat=Money(vat),
        rate_bp=_rate(line, net, vat, rates),
        refunded=refunded.get(line_id, _NOTHING_BACK).amount,
    )


def _by_rate(whole: RemoteLine, line: Body, rates: Mapping[int, int]) -> list[RemoteLine]:
    """Return a line for each rate: WooCommerce taxes a discount fee as the goods it lessens."""
    taxes = {
        rates[tax["id"]]: _amount(tax, "total")
        for tax in rows(line, "taxes")
        if tax.get("id") in rates and rates[tax["id"]] and _amount(tax, "total")
    }
    if len(taxes) < _SEVERAL:
        return [whole]
    costs = [
        Money(vat).part(_WHOLE + rate, rate) for rate, vat in sorted(taxes.items(), reverse=True)
    ]
    sign = -1 if whole.total.cents < 0 else 1
    totals = (whole.total * sign).share([abs(cost.cents) for cost in costs])
    return [
        replace(
            whole,
            remote_id=whole.remote_id if not place else f"{whole.remote_id}:{rate}",
            total=share * sign,
            vat=Money(taxes[rate]),
            rate_bp=rate,
            refunded=_same_part(whole, share * sign),
        )
        for place, (rate, share) in enumerate(zip(sorted(taxes, reverse=True), totals, strict=True))
    ]


def _same_part(whole: RemoteLine, share: Money) -> Money | None:
    if whole.refunded is None or not whole.total:
        return None
    return whole.refunded.part(share.cents, whole.total.cents)


def _rate(line: Body, net: int, vat: int, rates: Mapping[int, int]) -> int:
    """Return the rate of a line in basis points: told by the shop, else found from the amounts."""
    taxes = rows(line, "taxes")
    told = [rates[tax["id"]] for tax in taxes if tax.get("total") and tax.get("id") in rates]
    if told and (len(told) == 1 or vat == 0):
        return told[0]
    charged = {
        rates[tax["id"]] for tax in taxes if tax.get("id") in rates and _amount(tax, "total")
    }
    if len(charged) == 1:
        return charged.pop()
    return sum(told) or rate_from_amounts(net, vat)


def _restocked(line: Body, quantity: int) -> int:
    """Return how many came back, as far as the order alone tells."""
    shown = text(metadata(line).get(_RESTOCKED))
    return min(quantity, int(shown)) if _SIGN.fullmatch(shown) else 0


def _refunds_by_line(order: Body) -> dict[str, _Back]:
    """Return what was given back by line, from the refunds fetched beside the order."""
    found: dict[str, _Back] = {}
    for refund in rows(order, "_refund_details"):
        for line in (row for name in _REFUNDED_LINES for row in rows(refund, name)):
            of_line = text(metadata(line).get(_REFUNDED_ITEM))
            before = found.get(of_line, _NOTHING_BACK)
            count = abs(whole(line.get("quantity", 0), "refunds.quantity"))
            amount = before.amount
            if line.get("total") not in (None, ""):
                back = _amount(line, "total") + _amount(line, "total_tax")
                amount = (before.amount or ZERO) - Money(back)
            found[of_line] = _Back(before.units + count, amount)
    return found


def _amount(line: Body, name: str) -> int:
    value = line.get(name)
    return 0 if value is None or value == "" else hundredths(value, name)


def _options(line: Body) -> str:
    """Return the chosen options as people read them; fields beginning with _ are internal."""
    shown = []
    for entry in rows(line, "meta_data"):
        key, value = entry.get("key"), entry.get("display_value", entry.get("value"))
        if type(key) is not str or key.startswith("_") or type(value) is not str:
            continue
        label = text(entry.get("display_key") or key)
        chosen = text(value)
        shown.append(chosen if key.startswith("pa_") else f"{label}\u00a0: {chosen}")
    return ", ".join(shown)


def refund_total(value: object) -> Money:
    """Return what a refund gave back; WooCommerce writes it as a negative total."""
    return Money(abs(hundredths(value, "refunds.total")))
