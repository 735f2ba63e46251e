"""A settlement of any other provider: she, or its plain headings, say which column is what."""

from datetime import date
from hashlib import sha256

from merchant_desk.documents.payouts.ledger import (
    Written,
    gathered,
    in_euros,
    last_day,
    parted,
    written,
)
from merchant_desk.documents.payouts.refusals import refused, turned_round
from merchant_desk.documents.payouts.sheet import Cells, Sheet, heading
from merchant_desk.values.cash_words import PayoutKind
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.payout_file import PayoutColumns, ToldPayout, ToldPayoutLine
from merchant_desk.values.texts import _

_GUESSES = {
    "day": ("date de transaction", "date transaction", "transaction date", "date de vente", "date"),
    "amount": ("montant brut", "brut", "gross amount", "gross", "montant", "amount", "total"),
    "net": ("montant net", "net amount", "net"),
    "fee": ("frais ht", "commission ht", "frais", "commission", "fees", "fee"),
    "fee_vat": ("tva sur frais", "tva commission", "tva des frais", "fee vat", "tva"),
    "payout": ("numero de versement", "versement", "payout id", "payout", "virement"),
    "paid_on": ("date de versement", "date du versement", "payout date", "date de virement"),
    "order": ("numero de commande", "commande", "order number", "order id", "order"),
    "reference": ("transaction id", "numero de transaction", "transaction", "reference", "id"),
    "label": ("libelle", "description", "label", "type"),
    "currency": ("devise", "currency"),
}
_NEEDED = ("day", "amount")


def guessed_columns(sheet: Sheet, provider: str) -> PayoutColumns | None:
    """Return which heading says what where plain words tell, None without a day and an amount."""
    found = {
        name: next((each for each in words if each in sheet.headings), "")
        for name, words in _GUESSES.items()
    }
    if not all(found[each] for each in _NEEDED):
        return None
    return PayoutColumns(provider=provider, **found)


def read_columns(
    sheet: Sheet, columns: PayoutColumns, data: bytes
) -> tuple[tuple[ToldPayout, ...], tuple[str, ...]]:
    """Return the transfers of a file whose columns are told."""
    kept = _known(sheet, columns)
    way = written(sheet, (kept.amount, kept.net, kept.fee, kept.fee_vat), (kept.day, kept.paid_on))
    whole = f"{kept.provider} {sha256(data).hexdigest()[:12]}"
    lines: dict[str, list[ToldPayoutLine]] = {}
    days: dict[str, date] = {}
    for row in sheet.rows:
        in_euros(row, kept.currency)
        key = row.text(kept.payout) or whole
        line = _line(way, row, kept)
        lines.setdefault(key, []).append(line)
        day = way.day(row, kept.paid_on) if row.raw(kept.paid_on) else line.happened_on
        days[key] = last_day((day, days.get(key, day)))
    amounts = [each.amount for some in lines.values() for each in some]
    if len(amounts) > 1 and all(each < ZERO for each in amounts):
        raise turned_round()
    told = {key: (day, total(each.net for each in lines[key])) for key, day in days.items()}
    return gathered(kept.provider, lines, told), ()


def _known(sheet: Sheet, columns: PayoutColumns) -> PayoutColumns:
    """Return the columns as headings are known here; refuses one that the file does not have."""
    told = {name: getattr(columns, name) for name in _GUESSES}
    folded = {name: heading(text) for name, text in told.items()}
    for name, text in folded.items():
        if (text and text not in sheet.headings) or (name in _NEEDED and not text):
            raise refused(
                _("il n’a pas de colonne «\u00a0{column}\u00a0»").format(column=told[name]),
                _("Vérifiez les titres de ses colonnes, puis recommencez."),
            )
    return PayoutColumns(provider=columns.provider.strip(), **folded)


def _line(way: Written, row: Cells, columns: PayoutColumns) -> ToldPayoutLine:
    amount = way.needed(row, columns.amount)
    vat = Money(-abs(way.money(row, columns.fee_vat).cents))
    told = way.money(row, columns.fee)
    if columns.net:
        kept = parted(row, amount, told, way.needed(row, columns.net), vat)
        fee = kept - vat
    else:
        fee = Money(-abs(told.cents))
    only_fee = not amount and bool(fee)
    return ToldPayoutLine(
        kind=_kind(amount, only_fee=only_fee),
        happened_on=way.day(row, columns.day),
        amount=ZERO if only_fee else amount,
        fee=fee,
        fee_vat=vat,
        reference=row.text(columns.reference),
        order_text=row.text(columns.order),
        label=row.text(columns.label),
    )


def _kind(amount: Money, *, only_fee: bool) -> PayoutKind:
    if only_fee:
        return PayoutKind.FEE
    return PayoutKind.SALE if amount.cents >= 0 else PayoutKind.REFUND
