"""Take a slip back before the bank saw it: what it held may be brought again."""

from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.operations.make_deposit import DepositMade
from merchant_desk.operations.turn_deposit import DepositTurned, deposit_row, write_event
from merchant_desk.queries.deposit_card import bounced_items
from merchant_desk.queries.seen_at_bank import seen_at_bank
from merchant_desk.values.cash_words import DepositEventKind, MatchTarget
from merchant_desk.values.clock import paris_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import DepositId
from merchant_desk.values.texts import _


def cancel_deposit(session: Session, gesture: Gesture, deposit_id: DepositId) -> DepositMade:
    """Cancel a slip; its number stays taken.

    Raises RefusedError for one the bank saw, one with an unpaid cheque, one cancelled before.
    """
    row = deposit_row(session, deposit_id)
    if seen_at_bank(session, MatchTarget.DEPOSIT, [deposit_id]):
        raise RefusedError(
            _("La remise n’a pas été annulée\u00a0: la banque l’a déjà montrée."),
            _("Annulez d’abord ce rapprochement dans Trésorerie, Rapprochement."),
        )
    if bounced_items(session, deposit_id):
        raise RefusedError(
            _("La remise n’a pas été annulée\u00a0: un de ses chèques est revenu impayé."),
            _("Annulez d’abord cet impayé."),
        )
    today = paris_date(gesture.at)
    turned = DepositTurned(kind=DepositEventKind.CANCELLED, deposit_id=deposit_id, day=today)
    write_event(session, gesture, turned)
    return DepositMade(deposit_id, row.number, row.amount, 0)
