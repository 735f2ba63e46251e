"""SumUp: the export of transactions of the download centre.

Each sale has two rows that share their number: « Sale » tells what was paid, « Payout » what was
transferred of it, with the fee and the number of the transfer. Columns: Email, Date, Transaction
ID, Transaction type, Status, Card type, Description, Total, Net Amount, Tax, Fee, Payout, Payout
date, Payout ID (help.sumup.com, « Rapports »; checked against public readers of that export).
"""

from merchant_desk.documents.payouts.ledger import Written, gathered, in_euros, left_out, written
from merchant_desk.documents.payouts.refusals import line_not_proved
from merchant_desk.documents.payouts.sheet import Cells, Sheet
from merchant_desk.values.cash_words import PayoutKind
from merchant_desk.values.money import Money, total
from merchant_desk.values.payout_file import ToldPayout, ToldPayoutLine

PROVIDER = "sumup"
_NUMBER = ("transaction id", "identifiant de transaction", "id de transaction")
_TYPE = ("transaction type", "type de transaction")
_TOTAL = ("total", "montant total", "total amount")
_FEE = ("fee", "frais", "commission")
_PAYOUT = ("payout", "versement")
_ID = ("payout id", "id de versement", "identifiant de versement")
_PAID = ("payout date", "date de versement", "date du versement")
_PAYS = frozenset({"payout", "versement"})
_REFUNDS = frozenset({"refund", "remboursement"})
_BACK = frozenset({"chargeback", "charge back", "impayé", "rétrofacturation"})
_SOLD = frozenset({"sale", "vente"})


def knows(sheet: Sheet) -> bool:
    """Tell whether a file is one of SumUp."""
    return all(sheet.has_one(*names) for names in (_NUMBER, _TYPE, _FEE, _PAYOUT, _ID))


def read(sheet: Sheet) -> tuple[tuple[ToldPayout, ...], tuple[str, ...]]:
    """Return the transfers and the notes."""
    way = written(sheet, (*_TOTAL, *_FEE, *_PAYOUT), ("date", *_PAID))
    sources = {
        row.text(*_NUMBER): row for row in sheet.rows if row.text(*_TYPE).lower() not in _PAYS
    }
    paid = [row for row in sheet.rows if row.text(*_TYPE).lower() in _PAYS and row.text(*_ID)]
    lines: dict[str, list[ToldPayoutLine]] = {}
    days = {}
    for row in paid:
        in_euros(row, "currency", "devise")
        key = row.text(*_ID)
        days[key] = way.day(row, *_PAID, "date")
        lines.setdefault(key, []).append(_line(way, row, sources.get(row.text(*_NUMBER))))
    told = {key: (day, total(each.net for each in lines[key])) for key, day in days.items()}
    known = {row.text(*_NUMBER) for row in paid}
    waiting = [
        row
        for number, row in sources.items()
        if number not in known and row.text(*_TYPE).lower() in _SOLD and not _by_cash(row)
    ]
    return gathered(PROVIDER, lines, told), left_out(len(waiting))


def _by_cash(row: Cells) -> bool:
    failed = row.text("status", "statut").lower() not in (
        "", "successful", "paid out", "réussi", "réussie", "effectué", "versé",
    )  # fmt: skip
    return failed or row.text("payment method", "moyen de paiement").lower() in ("cash", "espèces")


def _line(way: Written, row: Cells, source: Cells | None) -> ToldPayoutLine:
    net, fee = way.needed(row, *_PAYOUT), Money(-abs(way.money(row, *_FEE).cents))
    word = "" if source is None else source.text(*_TYPE).lower()
    if source is not None and source.raw(*_TOTAL) and word in _SOLD:
        amount = way.money(source, *_TOTAL)
        if amount + fee != net:
            raise line_not_proved(row.line)
    else:
        amount = net - fee
    known = row if source is None else source
    return ToldPayoutLine(
        kind=_kind(word, amount),
        happened_on=way.day(known, "date"),
        amount=amount,
        fee=fee,
        reference=row.text(*_NUMBER),
        order_text=known.text("reference", "référence", "receipt number"),
        label=known.text("description"),
    )


def _kind(word: str, amount: Money) -> PayoutKind:
    if word in _BACK:
        return PayoutKind.CHARGEBACK
    if word in _REFUNDS or amount.cents < 0:
        return PayoutKind.REFUND
    return PayoutKind.SALE
