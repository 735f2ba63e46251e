"""Amazon: the settlement report, flat file V2 (tab separated).

GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2 of developer-docs.amazon.com, « Settlement reports »: the
first row tells the transfer (total-amount, deposit-date, currency); the others one amount each, by
amount-type and amount-description. European reports write 95,00 and 17.03.2026 00:00:00 UTC.
"""

from dataclasses import dataclass, field
from datetime import UTC, date

from merchant_desk.documents.payouts.ledger import Written, gathered, in_euros, written
from merchant_desk.documents.payouts.sheet import Cells, Sheet
from merchant_desk.values.cash_words import PayoutKind
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.payout_file import ToldPayout, ToldPayoutLine

PROVIDER = "amazon"
_POSTED = ("posted date time", "posted date")
_FEES = frozenset({"itemfees", "shipmentfees", "orderfees", "transactionfees"})
_CHARGES = ("fee", "charge", "advertising", "subscription", "storage")


@dataclass(slots=True)
class _Part:
    """What one order did in one movement: its amounts and its fees, added up."""

    kind: PayoutKind
    day: date
    order: str
    label: str
    number: str
    amount: Money = ZERO
    fee: Money = ZERO


@dataclass(slots=True)
class _Found:
    parts: dict[str, dict[tuple[str, str, date, str], _Part]] = field(default_factory=dict)
    told: dict[str, tuple[date, Money]] = field(default_factory=dict)


def knows(sheet: Sheet) -> bool:
    """Tell whether a file is one of Amazon."""
    return sheet.has("settlement id", "total amount", "transaction type", "amount type", "amount")


def read(sheet: Sheet) -> tuple[tuple[ToldPayout, ...], tuple[str, ...]]:
    """Return the transfers and the notes."""
    way = written(sheet, ("amount", "total amount"), (*_POSTED, "deposit date"))
    found = _Found()
    for row in sheet.rows:
        in_euros(row, "currency")
        key = row.text("settlement id")
        if row.raw("total amount"):
            day = way.day(row, "deposit date", zone=UTC)
            found.told[key] = (day, way.money(row, "total amount"))
        if row.raw("amount") and row.text("transaction type").lower() != "transfer":
            _add(way, row, found.parts.setdefault(key, {}))
    lines = {key: [_line(each) for each in parts.values()] for key, parts in found.parts.items()}
    return gathered(PROVIDER, lines, found.told), ()


def _add(way: Written, row: Cells, parts: dict[tuple[str, str, date, str], _Part]) -> None:
    word, order = row.text("transaction type"), row.text("order id")
    day = way.day(row, *_POSTED, zone=UTC)
    label = "" if order else row.text("amount description", "amount type")
    part = parts.setdefault(
        (order, word, day, label),
        _Part(
            kind=_kind(word, order, label),
            day=day,
            order=order,
            label=label or word,
            number=row.text("merchant order id", "adjustment id", "shipment id"),
        ),
    )
    amount = way.money(row, "amount")
    if part.kind is PayoutKind.FEE or row.text("amount type").lower() in _FEES:
        part.fee += amount
    else:
        part.amount += amount


def _kind(word: str, order: str, label: str) -> PayoutKind:
    plain = word.lower()
    if "chargeback" in plain or "guarantee" in plain:
        return PayoutKind.CHARGEBACK
    if "refund" in plain:
        return PayoutKind.REFUND
    if plain == "order":
        return PayoutKind.SALE
    said = f"{plain} {label.lower()}"
    if not order and any(each in said for each in _CHARGES) and "reserve" not in said:
        return PayoutKind.FEE
    return PayoutKind.ADJUSTMENT


def _line(part: _Part) -> ToldPayoutLine:
    return ToldPayoutLine(
        kind=part.kind,
        happened_on=part.day,
        amount=part.amount,
        fee=part.fee,
        reference=part.number,
        order_text=part.order,
        label=part.label,
    )
