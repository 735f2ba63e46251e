"""PayPal: the activity report, in French and in English.

Columns of « Téléchargement de l’activité » (« Activity download », balance affecting): Date, Heure,
Fuseau horaire, Nom, Type, État, Devise, Avant commission, Commission, Net, Numéro de transaction,
Numéro de la transaction de référence, Numéro de facture, Solde, Impact sur le solde; an older form
says Description for Type and Identifiant de facture. PayPal has no settlement: a transfer is what
moved the balance since the one before, and the balances before and after prove it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from merchant_desk.documents.payouts.days import read_moment, zone_named
from merchant_desk.documents.payouts.ledger import (
    Written,
    gathered,
    is_euro,
    left_out,
    parted,
    written,
)
from merchant_desk.documents.payouts.refusals import no_day
from merchant_desk.documents.payouts.sheet import Cells, Sheet
from merchant_desk.values.cash_words import PayoutKind
from merchant_desk.values.clock import paris_date
from merchant_desk.values.folding import folded
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.payout_file import ToldPayout, ToldPayoutLine
from merchant_desk.values.texts import _, later

PROVIDER = "paypal"
_GROSS = ("avant commission", "gross", "brut")
_FEE = ("commission", "fee", "frais")
_NET = ("net",)
_TYPE = ("type", "description")
_NUMBER = ("numero de transaction", "transaction id")
_SOURCE = ("numero de la transaction de reference", "reference txn id")
_ORDER = (
    "numero de facture", "identifiant de facture", "invoice number", "invoice id",
    "numero personnalise", "custom number", "custom",
)  # fmt: skip
_BALANCE = ("solde", "balance")
_STATE = ("etat", "status")
_IMPACT = ("impact sur le solde", "balance impact")
_CURRENCY = ("devise", "currency")
_ENDED = frozenset({"", "termine", "terminee", "completed", "effectue", "rembourse", "refunded"})
_TO_BANK = ("virement standard", "virement vers", "withdrawal", "transfert vers", "bank deposit")
_HELD = ("memo",)
_CONVERTED = ("conversion",)
_BACK = ("remboursement", "refund", "reversal", "annulation")
_DISPUTED = ("opposition", "chargeback", "litige", "dispute")
_CARRIED = later("Solde PayPal reporté")


@dataclass(frozen=True, slots=True)
class _Move:
    row: Cells
    at: datetime
    net: Money
    word: str

    @property
    def to_bank(self) -> bool:
        return self.net.cents < 0 and any(each in self.word for each in _TO_BANK)


def knows(sheet: Sheet) -> bool:
    """Tell whether a file is one of PayPal."""
    needed = (("date",), _GROSS, _FEE, _NET, _TYPE, _NUMBER, _CURRENCY)
    return all(sheet.has_one(*names) for names in needed)


def read(sheet: Sheet) -> tuple[tuple[ToldPayout, ...], tuple[str, ...]]:
    """Return the transfers and the notes."""
    way = written(sheet, (*_GROSS, *_FEE, *_NET, *_BALANCE), ("date",))
    foreign = {
        row.text(*_NUMBER): row.text(*_ORDER) for row in sheet.rows if not is_euro(row, *_CURRENCY)
    }
    moves = _in_order([_move(way, row) for row in sheet.rows if _counts(row)])
    lines: dict[str, list[ToldPayoutLine]] = {}
    told = {}
    since: list[_Move] = []
    for move in moves:
        if not move.to_bank:
            since.append(move)
            continue
        key = move.row.text(*_NUMBER)
        told[key] = (paris_date(move.at), -move.net)
        lines[key] = [_line(way, each, foreign) for each in since]
        lines[key] += _carried(way, since, move)
        since = []
    return gathered(PROVIDER, lines, told), left_out(len(since))


def _counts(row: Cells) -> bool:
    """Tell whether a row moved the euros of the balance."""
    ended = folded(row.text(*_STATE)) in _ENDED
    noted = folded(row.text(*_IMPACT)) in _HELD
    return ended and not noted and is_euro(row, *_CURRENCY)


def _move(way: Written, row: Cells) -> _Move:
    text = f"{row.raw('date')} {row.raw('heure', 'time')}".strip()
    zone = zone_named(row.raw("fuseau horaire", "time zone", "timezone"))
    at = read_moment(text, way.order, zone)
    if at is None:
        raise no_day(row.line, text)
    return _Move(row, at, way.needed(row, *_NET), folded(row.text(*_TYPE)))


def _in_order(moves: Sequence[_Move]) -> list[_Move]:
    """Return the oldest first; a file may be written either way."""
    newest_first = len(moves) > 1 and moves[0].at > moves[-1].at
    return sorted(reversed(moves) if newest_first else moves, key=lambda each: each.at)


def _line(way: Written, move: _Move, foreign: dict[str, str]) -> ToldPayoutLine:
    row = move.row
    amount = way.needed(row, *_GROSS)
    source = row.text(*_SOURCE)
    return ToldPayoutLine(
        kind=_kind(move.word, amount),
        happened_on=paris_date(move.at),
        amount=amount,
        fee=parted(row, amount, way.money(row, *_FEE), move.net),
        reference=row.text(*_NUMBER),
        order_text=row.text(*_ORDER) or foreign.get(source, ""),
        label=row.text(*_TYPE),
    )


def _kind(word: str, amount: Money) -> PayoutKind:
    if any(each in word for each in _DISPUTED):
        return PayoutKind.CHARGEBACK
    if any(each in word for each in _BACK):
        return PayoutKind.REFUND
    if any(each in word for each in _CONVERTED):
        return PayoutKind.SALE if amount.cents > 0 else PayoutKind.ADJUSTMENT
    return PayoutKind.SALE if amount.cents > 0 else PayoutKind.ADJUSTMENT


def _carried(way: Written, since: Sequence[_Move], transfer: _Move) -> list[ToldPayoutLine]:
    """Return what the balance brought from before, less what it kept: told by the file itself."""
    if not transfer.row.raw(*_BALANCE):
        return []
    first = since[0] if since else transfer
    if not first.row.raw(*_BALANCE):
        return []
    before = way.money(first.row, *_BALANCE) - first.net
    carried = before - way.money(transfer.row, *_BALANCE)
    if not carried:
        return []
    return [
        ToldPayoutLine(
            kind=PayoutKind.ADJUSTMENT,
            happened_on=paris_date(first.at),
            amount=carried,
            fee=ZERO,
            label=_(_CARRIED),
        )
    ]
