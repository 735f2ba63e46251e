"""What a parcel's invoice charges: its goods, and carriage and fees with the first one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from merchant_desk.operations.read_parcels import AnyRow, Leaving, due_of
from merchant_desk.operations.write_invoice import Sold
from merchant_desk.rules.parcel_prices import OpenLine, parcel_amounts
from merchant_desk.values.article_name import full_name
from merchant_desk.values.french import number
from merchant_desk.values.ids import OrderLineId
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.remote import LineKind
from merchant_desk.values.vat import TAXED, VatTreatment


def sold_lines(
    leaving: Leaving, charged: Mapping[OrderLineId, Money], treatment: VatTreatment
) -> list[Sold]:
    """Return what is sold with this parcel; ``charged`` is what earlier invoices charge of a line.

    Carriage that was given back, or that costs nothing, is no line of an invoice.
    """
    packed = leaving.packed
    amounts = parcel_amounts([_open(line, packed, charged) for line in leaving.lines])
    every = [
        (line, packed.get(line.id, 1), amount)
        for line, amount in zip(leaving.lines, amounts, strict=True)
        if line.id in packed or (amount and line.kind is not LineKind.PRODUCT)
    ]
    # The parts of a kit are billed with it; a parcel of nothing but loose parts must name them.
    sold = [each for each in every if each[0].kit_line_id is None] or every
    shown = max((line.rate_bp for line, _units, amount in sold if amount), default=0)
    kits = _contents(leaving.lines)
    return [
        replace(_sold(line, units, amount, treatment, shown), option_text=kits[line.id])
        if line.id in kits
        else _sold(line, units, amount, treatment, shown)
        for line, units, amount in sold
    ]


def _contents(lines: Sequence[AnyRow]) -> dict[OrderLineId, str]:
    """Return what one kit of each line holds, as the invoice says it after its option."""
    named = {line.id: line for line in lines}
    found: dict[OrderLineId, list[str]] = {}
    for line in lines:
        if line.kit_line_id in named:
            kit = named[line.kit_line_id]
            units = number(line.quantity // kit.quantity)
            held = f"{units} × {full_name(line.name, line.option_text)}"
            found.setdefault(kit.id, [kit.option_text]).append(held)
    return {
        line_id: " · ".join(filter(None, (option, ", ".join(held))))
        for line_id, (option, *held) in found.items()
    }


def _open(
    line: AnyRow, packed: Mapping[OrderLineId, int], charged: Mapping[OrderLineId, Money]
) -> OpenLine:
    left = line.total - line.refunded - charged.get(line.id, ZERO)
    if (left.cents < 0) != (line.total.cents < 0):
        left = ZERO
    if line.kind is not LineKind.PRODUCT:
        return OpenLine(left, 1, 1, line.rate_bp)
    due = due_of(line)
    return OpenLine(left if due > 0 else ZERO, packed.get(line.id, 0), due, line.rate_bp)


def _sold(line: AnyRow, units: int, amount: Money, treatment: VatTreatment, shown: int) -> Sold:
    """Return the line as it is invoiced; what costs nothing stands at a rate of the document."""
    rate = line.rate_bp or (shown if not amount else 0)
    is_goods = line.kind is LineKind.PRODUCT
    before = line.shipped if is_goods else 0
    return Sold(
        order_line_id=line.id,
        kind=line.kind,
        sku=line.sku,
        name=line.name,
        option_text=line.option_text,
        quantity=units,
        amount=amount,
        discount=line.discount.slice(before, before + units, line.quantity),
        rate_bp=rate if treatment in TAXED else 0,
        treatment=treatment,
    )
