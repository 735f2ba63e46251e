"""Shopify Payments: the export of transactions (payment_transactions_export.csv).

Columns of the admin's export: Transaction Date, Type, Order, Card Brand, Card Source, Payout
Status, Payout Date, Payout ID, Available On, Amount, Fee, Net, Checkout, Payment Method Name,
Presentment Amount, Presentment Currency, Currency, VAT (help.shopify.com, « Viewing payouts »).
Amounts are in the currency of the payout; the presentment currency is what the customer saw.
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
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.payout_file import ToldPayout, ToldPayoutLine

PROVIDER = "shopify_payments"
_KINDS = {
    "charge": PayoutKind.SALE,
    "refund": PayoutKind.REFUND,
    "refund failure": PayoutKind.REFUND,
    "chargeback": PayoutKind.CHARGEBACK,
    "chargeback won": PayoutKind.CHARGEBACK,
    "dispute": PayoutKind.CHARGEBACK,
    "fee": PayoutKind.FEE,
}


def knows(sheet: Sheet) -> bool:
    """Tell whether a file is one of Shopify Payments."""
    return sheet.has("transaction date", "type", "order", "payout date", "amount", "fee", "net")


def read(sheet: Sheet) -> tuple[tuple[ToldPayout, ...], tuple[str, ...]]:
    """Return the transfers and the notes."""
    way = written(sheet, ("amount", "fee", "net", "vat"), ("transaction date", "payout date"))
    lines: dict[str, list[ToldPayoutLine]] = {}
    days, told, waiting = {}, {}, 0
    for row in sheet.rows:
        in_euros(row, "currency")
        key = row.text("payout id") or _dated(row)
        if not key:
            waiting += 1
            continue
        days[key] = way.day(row, "payout date")
        if row.text("type").lower() == "payout":
            told[key] = -way.needed(row, "amount")
        else:
            lines.setdefault(key, []).append(_line(way, row))
    nets = {key: total(each.net for each in lines.get(key, ())) for key in days}
    said = {key: (day, told.get(key, nets[key])) for key, day in days.items()}
    return gathered(PROVIDER, lines, said), left_out(waiting)


def _dated(row: Cells) -> str:
    """Return what stands for the number of a payout in older exports: its day, once it left."""
    left = row.text("payout status").lower() in ("paid", "in_transit", "scheduled")
    return row.text("payout date") if left and "payout id" not in row.values else ""


def _line(way: Written, row: Cells) -> ToldPayoutLine:
    amount, net = way.needed(row, "amount"), way.needed(row, "net")
    vat = way.money(row, "vat")
    fee = parted(row, amount, way.money(row, "fee"), net, vat)
    kind = _KINDS.get(row.text("type").lower().replace("_", " "), PayoutKind.ADJUSTMENT)
    if kind is PayoutKind.FEE:
        amount, fee = ZERO, net
    fee_vat = Money(-abs(vat.cents)) if vat and abs(vat.cents) < abs(fee.cents) else ZERO
    return ToldPayoutLine(
        kind=kind,
        happened_on=way.day(row, "transaction date"),
        amount=amount,
        fee=fee - fee_vat,
        fee_vat=fee_vat,
        reference=row.text("checkout"),
        order_text=row.text("order"),
        label=" ".join(filter(None, (row.text("card brand"), row.text("payment method name")))),
    )
