"""Mollie: the export of a settlement.

Columns of the dashboard's export: Date, Payment method, Currency, Amount, Status, ID, Description,
Consumer name, Consumer bank account, Consumer BIC, Settlement currency, Settlement amount,
Settlement reference, Amount refunded. Mollie withholds its fees in lines of their own, with their
VAT beside (docs.mollie.com, Settlements API: ``costs`` have a net, a VAT and a gross amount).
"""

from datetime import date

from merchant_desk.documents.payouts.ledger import (
    Written,
    gathered,
    in_euros,
    last_day,
    left_out,
    written,
)
from merchant_desk.documents.payouts.sheet import Cells, Sheet
from merchant_desk.values.cash_words import PayoutKind
from merchant_desk.values.folding import folded
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.payout_file import ToldPayout, ToldPayoutLine

PROVIDER = "mollie"
_KEY = ("settlement reference", "reference de reglement")
_AMOUNT = ("settlement amount", "montant du reglement")
_CURRENCY = ("settlement currency", "devise du reglement")
_PAID = ("settlement date", "settled on", "date de reglement")
_COSTS = ("fee", "cost", "withheld", "frais", "kosten")
_TAXED = ("vat", "tva", "btw")


def knows(sheet: Sheet) -> bool:
    """Tell whether a file is one of Mollie."""
    return sheet.has("date", "id") and sheet.has_one(*_KEY) and sheet.has_one(*_AMOUNT)


def read(sheet: Sheet) -> tuple[tuple[ToldPayout, ...], tuple[str, ...]]:
    """Return the transfers and the notes."""
    way = written(sheet, (*_AMOUNT, "amount"), ("date", *_PAID))
    lines: dict[str, list[ToldPayoutLine]] = {}
    days: dict[str, date] = {}
    waiting = 0
    for row in sheet.rows:
        in_euros(row, *_CURRENCY)
        key = row.text(*_KEY)
        if not key:
            waiting += 1
            continue
        lines.setdefault(key, []).append(_line(way, row))
        day = way.day(row, *_PAID, "date")
        days[key] = last_day((day, days.get(key, day)))
    told = {key: (day, total(each.net for each in lines[key])) for key, day in days.items()}
    return gathered(PROVIDER, lines, told), left_out(waiting)


def _line(way: Written, row: Cells) -> ToldPayoutLine:
    brought = way.needed(row, *_AMOUNT)
    words = folded(f"{row.text('payment method', 'type')} {row.text('description')}")
    number = row.text("id")
    if not number.startswith(("tr_", "re_", "chb_", "cpt_")) and any(
        each in words for each in _COSTS
    ):
        is_vat = any(each in words.split() for each in _TAXED)
        fee, fee_vat = (ZERO, brought) if is_vat else (brought, ZERO)
        kind, amount = PayoutKind.FEE, ZERO
    else:
        amount, fee, fee_vat = _before_fee(way, row, brought), ZERO, ZERO
        fee = brought - amount
        kind = _kind(number, words)
    return ToldPayoutLine(
        kind=kind,
        happened_on=way.day(row, "date"),
        amount=amount,
        fee=fee,
        fee_vat=fee_vat,
        reference=number,
        order_text=row.text("description"),
        label=row.text("payment method"),
    )


def _before_fee(way: Written, row: Cells, brought: Money) -> Money:
    """Return what was paid when it is told in euros, for what is brought already lacks its fee."""
    if row.raw("currency", "devise").upper() != "EUR" or not row.raw("amount"):
        return brought
    paid = way.money(row, "amount")
    same_way = (paid.cents > 0) == (brought.cents > 0)
    return paid if same_way and abs(paid.cents) > abs(brought.cents) else brought


def _kind(number: str, words: str) -> PayoutKind:
    if number.startswith("chb_") or "chargeback" in words:
        return PayoutKind.CHARGEBACK
    if number.startswith("re_") or "refund" in words or "remboursement" in words:
        return PayoutKind.REFUND
    if number.startswith(("tr_", "cpt_")):
        return PayoutKind.SALE
    return PayoutKind.ADJUSTMENT
