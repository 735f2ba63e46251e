"""Say that what was found does not come back: it is not proposed again."""

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.cash import CashMatch
from merchant_desk.operations.confirm_recurring import RecurringKept
from merchant_desk.operations.keep_recurring import find_recurring, new_recurring
from merchant_desk.values.cash_words import MatchTarget, RecurringState
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import RecurringId
from merchant_desk.values.recurring import RecurringTerms
from merchant_desk.values.texts import _


def refuse_recurring(session: Session, gesture: Gesture, terms: RecurringTerms) -> RecurringKept:
    """Keep that she refused it."""
    kept = new_recurring(session, gesture, terms, RecurringState.REFUSED)
    return RecurringKept(RecurringId(kept.id), kept.label)


def forget_recurring(session: Session, _gesture: Gesture, recurring_id: RecurringId) -> None:
    """Take an answer back: it is proposed again, if the bank still shows it.

    Raises RefusedError when a line of the bank was matched to it.
    """
    kept = find_recurring(session, recurring_id)
    used = exists().where(
        CashMatch.target == MatchTarget.RECURRING, CashMatch.target_id == recurring_id
    )
    if session.execute(select(used)).scalar():
        raise RefusedError(
            _(
                "«\u00a0{name}\u00a0» n’a pas été oublié\u00a0: des lignes de banque y sont "
                "rapprochées."
            ).format(name=kept.label),
            _("Dites plutôt qu’il est terminé."),
        )
    session.delete(kept)
    session.flush()
