"""Stripe: « Payout reconciliation, itemised » and the export of balance transactions.

Columns: docs.stripe.com/reports/report-types/payout-reconciliation (payout_reconciliation.itemized)
and the dashboard's export of the balance (id, Type, Amount, Fee, Net, Transfer …). Amounts are in
the currency that is settled; ``customer_facing_currency`` may be another.
"""

from dataclasses import dataclass, field
from datetime import date

from merchant_desk.documents.payouts.ledger import (
    Written,
    gathered,
    in_euros,
    left_out,
    parted,
    written,
)
from merchant_desk.documents.payouts.sheet import Cells, Sheet
from merchant_desk.values.cash_words import PayoutKind
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.payout_file import ToldPayout, ToldPayoutLine

PROVIDER = "stripe"
_PAYOUT = ("automatic payout id", "payout id", "transfer")
_PAID = (
    "automatic payout effective at utc", "automatic payout effective at", "payout effective at",
    "transfer date utc", "available on utc", "available on",
)  # fmt: skip
_MADE = ("created utc", "created")
_KIND = ("reporting category", "type")
_AMOUNT = ("gross", "amount")
_ORDER = (
    "payment metadata order number", "payment metadata order id", "order id metadata",
    "order number metadata", "payment metadata order key", "order id",
)  # fmt: skip
_KINDS = {
    "charge": PayoutKind.SALE,
    "payment": PayoutKind.SALE,
    "partial capture reversal": PayoutKind.REFUND,
    "refund": PayoutKind.REFUND,
    "payment refund": PayoutKind.REFUND,
    "refund failure": PayoutKind.REFUND,
    "charge failure": PayoutKind.REFUND,
    "payment failure refund": PayoutKind.REFUND,
    "dispute": PayoutKind.CHARGEBACK,
    "dispute reversal": PayoutKind.CHARGEBACK,
    "adjustment": PayoutKind.ADJUSTMENT,
    "fee": PayoutKind.FEE,
    "stripe fee": PayoutKind.FEE,
    "network cost": PayoutKind.FEE,
    "tax fee": PayoutKind.FEE,
}
_TRANSFER = frozenset({"payout", "payout reversal", "transfer"})


@dataclass(slots=True)
class _Found:
    lines: dict[str, list[ToldPayoutLine]] = field(default_factory=dict)
    told: dict[str, tuple[date, Money]] = field(default_factory=dict)
    days: dict[str, date] = field(default_factory=dict)
    nets: dict[str, Money] = field(default_factory=dict)
    waiting: int = 0


def knows(sheet: Sheet) -> bool:
    """Tell whether a file is one of Stripe."""
    itemised = sheet.has("automatic payout id", "gross", "fee", "net", "reporting category")
    return itemised or sheet.has("id", "type", "source", "amount", "fee", "net", "transfer")


def read(sheet: Sheet) -> tuple[tuple[ToldPayout, ...], tuple[str, ...]]:
    """Return the transfers and the notes."""
    way = written(sheet, (*_AMOUNT, "fee", "net"), (*_PAID, *_MADE))
    found = _Found()
    for row in sheet.rows:
        in_euros(row, "currency")
        _take(way, row, found)
    told = {
        key: found.told.get(key, (day, found.nets.get(key, ZERO)))
        for key, day in {**found.days, **{key: day for key, (day, _) in found.told.items()}}.items()
    }
    return gathered(PROVIDER, found.lines, told), left_out(found.waiting)


def _take(way: Written, row: Cells, found: _Found) -> None:
    word = row.text(*_KIND).lower().replace("_", " ")
    if word in _TRANSFER:
        key = row.text(*_PAYOUT, "source", "source id")
        found.told[key] = (way.day(row, *_PAID), -way.needed(row, *_AMOUNT))
        return
    key = row.text(*_PAYOUT)
    if not key:
        found.waiting += 1
        return
    line = _line(way, row, _KINDS.get(word, PayoutKind.ADJUSTMENT))
    found.lines.setdefault(key, []).append(line)
    found.nets[key] = found.nets.get(key, ZERO) + way.needed(row, "net")
    found.days[key] = way.day(row, *_PAID)


def _line(way: Written, row: Cells, kind: PayoutKind) -> ToldPayoutLine:
    amount, net = way.needed(row, *_AMOUNT), way.needed(row, "net")
    fee = parted(row, amount, way.money(row, "fee"), net)
    if kind is PayoutKind.FEE:
        amount, fee = ZERO, net
    return ToldPayoutLine(
        kind=kind,
        happened_on=way.day(row, *_MADE),
        amount=amount,
        fee=fee,
        reference=row.text("charge id", "source id", "source", "balance transaction id", "id"),
        order_text=row.text(*_ORDER),
        label=row.text("description"),
    )
