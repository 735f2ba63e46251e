"""Take a payout back whole: it was the wrong file, or it is brought again."""

from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.cash_aside import Payout
from merchant_desk.queries.seen_at_bank import seen_at_bank
from merchant_desk.values.cash_words import MatchTarget
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import PayoutId
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _

_PAYOUTS = table(Payout)


@dataclass(frozen=True, slots=True)
class PayoutUndone:
    """What was taken back."""

    payout_id: PayoutId
    provider: str
    reference: str
    net: Money


def undo_payout(session: Session, gesture: Gesture, payout_id: PayoutId) -> PayoutUndone:
    """Make a payout count no more; its lines stay written.

    Raises RefusedError for one that is not there, taken back before, or matched at the bank.
    """
    row = session.execute(select(_PAYOUTS).where(_PAYOUTS.c.id == payout_id)).one_or_none()
    if row is None or row.undone_at is not None:
        raise RefusedError(
            _("Le versement n’a pas été annulé\u00a0: il n’est plus là."),
            _("Il n’y a plus rien à faire."),
        )
    if seen_at_bank(session, MatchTarget.PAYOUT, [payout_id]):
        raise RefusedError(
            _("Le versement n’a pas été annulé\u00a0: il est rapproché d’une ligne de la banque."),
            _("Annulez d’abord ce rapprochement dans Trésorerie, Rapprochement."),
        )
    session.execute(
        update(_PAYOUTS)
        .where(_PAYOUTS.c.id == payout_id)
        .values(undone_at=gesture.at, undone_by=gesture.person)
    )
    return PayoutUndone(payout_id, row.provider, row.reference, row.net)
