"""What becomes of a slip: the events of its ledger, and what they allow next."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import insert_into
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.cash_aside import BankDeposit, DepositEvent, DepositItem
from merchant_desk.values.cash_words import DepositEventKind
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import DepositId, PaymentId, RecordId, new_id
from merchant_desk.values.texts import _

_DEPOSITS, _ITEMS, _EVENTS = table(BankDeposit), table(DepositItem), table(DepositEvent)
_LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositTurned:
    """What became of a slip; of one of its cheques when ``item_id`` says which."""

    kind: DepositEventKind
    deposit_id: DepositId
    day: date
    item_id: RecordId | None = None
    payment_id: PaymentId | None = None
    note: str = ""


def deposit_row(session: Session, deposit_id: DepositId) -> Any:
    """Return a slip that still counts. Raises RefusedError for another."""
    row = session.execute(select(_DEPOSITS).where(_DEPOSITS.c.id == deposit_id)).one_or_none()
    gone = row is None or session.scalar(
        select(_EVENTS.c.id).where(
            _EVENTS.c.deposit_id == deposit_id, _EVENTS.c.kind == DepositEventKind.CANCELLED
        )
    )
    if gone:
        raise RefusedError(
            _("Rien n’a changé\u00a0: ce bordereau n’existe pas, ou il a été annulé."),
            _("Rouvrez la liste des remises."),
        )
    return row


def item_row(session: Session, item_id: RecordId) -> Any:
    """Return a cheque of a slip. Raises RefusedError for one that is not there."""
    row = session.execute(select(_ITEMS).where(_ITEMS.c.id == item_id)).one_or_none()
    if row is None:
        raise RefusedError(
            _("Rien n’a changé\u00a0: ce chèque n’est sur aucun bordereau."),
            _("Rouvrez la liste des remises."),
        )
    return row


def is_bounced(session: Session, item_id: RecordId) -> bool:
    """Tell whether the last that was said of a cheque is that it came back unpaid."""
    last = session.execute(
        select(_EVENTS.c.kind)
        .where(_EVENTS.c.item_id == item_id)
        .order_by(_EVENTS.c.at.desc(), _EVENTS.c.id.desc())
        .limit(1)
    ).scalar()
    return last is not None and DepositEventKind(last) is DepositEventKind.BOUNCED


def write_event(session: Session, gesture: Gesture, turned: DepositTurned) -> None:
    """Write what became of a slip, or of one of its cheques."""
    row = {
        "id": RecordId(new_id()),
        "deposit_id": turned.deposit_id,
        "item_id": turned.item_id,
        "kind": turned.kind,
        "day": turned.day,
        "payment_id": turned.payment_id,
        "note": turned.note.strip()[:_LONGEST],
        "at": gesture.at,
        "by": gesture.person,
        "station_id": gesture.station_id,
    }
    insert_into(session, _EVENTS, row)
