"""Bring cheques or cash to the bank: a numbered slip that says what was handed over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import insert_into
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.cash import CashAccount
from merchant_desk.models.cash_aside import BankDeposit, DepositItem
from merchant_desk.operations.move_drawer import move_drawer
from merchant_desk.operations.next_number import next_number
from merchant_desk.queries.deposit_candidates import (
    CashToBring,
    ChequeToBring,
    cash_to_bring,
    cheques_to_bring,
)
from merchant_desk.rules.closing_totals import EURO_PIECES
from merchant_desk.values.cash_words import DepositKind
from merchant_desk.values.clock import paris_date
from merchant_desk.values.closings import DrawerKind
from merchant_desk.values.french import euros, number
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import CashAccountId, DepositId, PaymentId, RecordId, new_id, new_ids
from merchant_desk.values.money import Money, total
from merchant_desk.values.texts import _

_DEPOSITS, _ITEMS, _ACCOUNTS = table(BankDeposit), table(DepositItem), table(CashAccount)
_PREFIX = "RB"
_LONGEST = 200
Pieces = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class DepositMade:
    """A slip as it was numbered."""

    deposit_id: DepositId
    number: str
    amount: Money
    items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CashAsked:
    """Cash to bring: the moves that took it out of the drawer, or its pieces, which take it out.

    With both, they must come to the same.
    """

    account_id: CashAccountId
    day: date
    moves: tuple[RecordId, ...] = ()
    pieces: Pieces = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Item:
    amount: Money
    label: str
    payment_id: PaymentId | None = None
    drawer_move_id: RecordId | None = None


def deposit_cheques(
    session: Session,
    gesture: Gesture,
    account_id: CashAccountId,
    day: date,
    payment_ids: Sequence[PaymentId],
    note: str = "",
) -> DepositMade:
    """Put these cheques on a slip.

    Raises RefusedError for none, for one brought before, for a day to come or an unknown account.
    """
    _check(session, gesture, account_id, day)
    known = {each.payment_id: each for each in cheques_to_bring(session, paris_date(gesture.at))}
    wanted = dict.fromkeys(payment_ids)
    if not wanted:
        raise RefusedError(
            _("La remise n’a pas été faite\u00a0: aucun chèque n’est choisi."),
            _("Cochez les chèques que vous portez à la banque."),
        )
    if any(each not in known for each in wanted):
        raise RefusedError(
            _("La remise n’a pas été faite\u00a0: un de ces chèques n’est plus à remettre."),
            _("Il est peut-être déjà sur un bordereau. Rouvrez la liste, puis choisissez."),
        )
    items = [_cheque(known[each]) for each in wanted]
    return _write(session, gesture, (DepositKind.CHEQUES, account_id, day, note), items)


def deposit_cash(session: Session, gesture: Gesture, asked: CashAsked) -> DepositMade:
    """Put cash on a slip; without a move it leaves the drawer now.

    Raises RefusedError for nothing, for pieces that do not exist, for pieces and moves that differ.
    """
    _check(session, gesture, asked.account_id, asked.day)
    counted = _counted(asked.pieces)
    moves = _moves(session, asked.moves)
    taken = total(each.amount for each in moves)
    if asked.moves and asked.pieces and taken != counted:
        raise RefusedError(
            _(
                "La remise n’a pas été faite\u00a0: {counted} comptés, {taken} sortis du tiroir."
            ).format(counted=euros(counted), taken=euros(taken)),
            _("Recomptez\u00a0: il y a {difference} d’écart.").format(
                difference=euros(counted - taken)
            ),
        )
    if not asked.moves:
        said = asked.note or _("Remise d’espèces")
        move = move_drawer(session, gesture, DrawerKind.TO_BANK, counted, said)
        moves = (CashToBring(move_id=move, amount=counted, day=asked.day, note=said),)
    label = _pieces_words(asked.pieces)
    items = [_Item(each.amount, label or each.note, drawer_move_id=each.move_id) for each in moves]
    facts = (DepositKind.CASH, asked.account_id, asked.day, asked.note or label)
    return _write(session, gesture, facts, items)


def _check(session: Session, gesture: Gesture, account_id: CashAccountId, day: date) -> None:
    if day > paris_date(gesture.at):
        raise RefusedError(
            _("La remise n’a pas été faite\u00a0: sa date est dans l’avenir."),
            _("Indiquez le jour où vous allez à la banque, aujourd’hui au plus tard."),
        )
    known = session.scalar(
        select(_ACCOUNTS.c.id).where(_ACCOUNTS.c.id == account_id, _ACCOUNTS.c.active)
    )
    if known is None:
        raise RefusedError(
            _("La remise n’a pas été faite\u00a0: ce compte n’existe pas."),
            _("Ouvrez d’abord le compte dans Trésorerie, Banque."),
        )


def _cheque(known: ChequeToBring) -> _Item:
    number_of = _("n° {number}").format(number=known.number) if known.number else ""
    words = " · ".join(filter(None, (known.who, number_of, known.document)))
    return _Item(known.amount, words, payment_id=known.payment_id)


def _counted(pieces: Pieces) -> Money:
    for cents, count in pieces:
        if cents not in EURO_PIECES or count < 0:
            raise RefusedError(
                _("La remise n’a pas été faite\u00a0: {n} × {amount} ne se compte pas.").format(
                    n=number(count), amount=euros(Money(cents))
                ),
                _("Comptez les pièces et les billets un par un, de 1 centime à 500\u00a0€."),
            )
    return Money(sum(cents * count for cents, count in pieces))


def _moves(session: Session, wanted: Sequence[RecordId]) -> tuple[CashToBring, ...]:
    known = {each.move_id: each for each in cash_to_bring(session)}
    if any(each not in known for each in wanted):
        raise RefusedError(
            _("La remise n’a pas été faite\u00a0: cette sortie du tiroir n’est plus à remettre."),
            _("Elle est peut-être déjà sur un bordereau. Rouvrez la liste, puis choisissez."),
        )
    return tuple(known[each] for each in dict.fromkeys(wanted))


def _pieces_words(pieces: Pieces) -> str:
    """Return « 3 × 20,00 €, 2 × 0,50 € », the largest first."""
    held = sorted((each for each in pieces if each[1]), reverse=True)
    return ", ".join(f"{count} × {euros(Money(cents))}" for cents, count in held)


def _write(
    session: Session,
    gesture: Gesture,
    facts: tuple[DepositKind, CashAccountId, date, str],
    items: Sequence[_Item],
) -> DepositMade:
    kind, account_id, day, note = facts
    made = DepositMade(
        DepositId(new_id()),
        next_number(session, gesture, _DEPOSITS, _PREFIX),
        total(each.amount for each in items),
        len(items),
    )
    row = {
        "id": made.deposit_id,
        "number": made.number,
        "kind": kind,
        "account_id": account_id,
        "day": day,
        "amount": made.amount,
        "note": note.strip()[:_LONGEST],
        "at": gesture.at,
        "by": gesture.person,
        "station_id": gesture.station_id,
    }
    insert_into(session, _DEPOSITS, row)
    rows = [
        {
            "id": RecordId(item_id),
            "deposit_id": made.deposit_id,
            "position": place,
            "payment_id": each.payment_id,
            "drawer_move_id": each.drawer_move_id,
            "amount": each.amount,
            "label": each.label,
        }
        for place, (item_id, each) in enumerate(
            zip(new_ids(len(items)), items, strict=True), start=1
        )
    ]
    insert_into(session, _ITEMS, rows)
    return made
