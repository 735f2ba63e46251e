"""WooPayments: the export of transactions.

Columns: github.com/Automattic/woocommerce-payments, client/transactions/list/index.tsx (Transaction
Id, Date / Time, Type, Channel, Amount, Fees, Net, Order #, Source, Customer, Payout date, Payout
ID, Payout status); older ones say « Deposit » for « Payout ».
"""

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
from merchant_desk.values.money import ZERO, total
from merchant_desk.values.payout_file import ToldPayout, ToldPayoutLine

PROVIDER = "woopayments"
_ID = ("payout id", "deposit id")
_DAY = ("payout date", "deposit date")
_MADE = ("date time", "date time utc", "date")
_CURRENCY = ("deposit currency", "payout currency", "currency")
_KINDS = {
    "charge": PayoutKind.SALE,
    "payment": PayoutKind.SALE,
    "refund": PayoutKind.REFUND,
    "payment refund": PayoutKind.REFUND,
    "refund failure": PayoutKind.REFUND,
    "dispute": PayoutKind.CHARGEBACK,
    "dispute reversal": PayoutKind.CHARGEBACK,
    "card reader fee": PayoutKind.FEE,
    "fee": PayoutKind.FEE,
}


def knows(sheet: Sheet) -> bool:
    """Tell whether a file is one of WooPayments."""
    return (
        sheet.has("transaction id", "type", "amount", "net")
        and sheet.has_one("fees", "fee")
        and sheet.has_one(*_ID)
        and sheet.has_one("order", "order id")
        and not sheet.has_one("transaction type")
    )


def read(sheet: Sheet) -> tuple[tuple[ToldPayout, ...], tuple[str, ...]]:
    """Return the transfers and the notes."""
    way = written(sheet, ("amount", "fees", "fee", "net"), (*_MADE, *_DAY))
    lines: dict[str, list[ToldPayoutLine]] = {}
    days, waiting = {}, 0
    for row in sheet.rows:
        in_euros(row, *_CURRENCY)
        key = row.text(*_ID)
        if not key:
            waiting += 1
            continue
        days[key] = way.day(row, *_DAY)
        lines.setdefault(key, []).append(_line(way, row))
    told = {key: (day, total(each.net for each in lines[key])) for key, day in days.items()}
    return gathered(PROVIDER, lines, told), left_out(waiting)


def _line(way: Written, row: Cells) -> ToldPayoutLine:
    amount, net = way.needed(row, "amount"), way.needed(row, "net")
    fee = parted(row, amount, way.money(row, "fees", "fee"), net)
    kind = _KINDS.get(row.text("type").lower().replace("_", " "), PayoutKind.ADJUSTMENT)
    if kind is PayoutKind.FEE:
        amount, fee = ZERO, net
    return ToldPayoutLine(
        kind=kind,
        happened_on=way.day(row, *_MADE),
        amount=amount,
        fee=fee,
        reference=row.text("transaction id"),
        order_text=row.text("order", "order id"),
        label=row.text("source", "channel"),
    )
