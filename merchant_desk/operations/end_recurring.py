"""Say that something no longer comes back, or that it does again."""

from datetime import date

from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.operations.confirm_recurring import RecurringKept
from merchant_desk.operations.keep_recurring import find_recurring
from merchant_desk.values.cash_words import RecurringState
from merchant_desk.values.clock import paris_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import RecurringId
from merchant_desk.values.texts import _


def end_recurring(
    session: Session, gesture: Gesture, recurring_id: RecurringId, last_on: date
) -> RecurringKept:
    """Foresee nothing of it after this day."""
    kept = find_recurring(session, recurring_id)
    if kept.state is not RecurringState.CONFIRMED:
        raise RefusedError(
            _("Rien n’a changé\u00a0: «\u00a0{name}\u00a0» n’est pas en cours.").format(
                name=kept.label
            ),
            _("Choisissez-en un qui est confirmé."),
        )
    before = kept.until
    kept.state, kept.until = RecurringState.ENDED, max(last_on, kept.first_on)
    kept.changed_at, kept.by = gesture.at, gesture.person
    session.flush()
    return RecurringKept(recurring_id, kept.label, before)


def resume_recurring(
    session: Session, gesture: Gesture, recurring_id: RecurringId, until: date | None = None
) -> RecurringKept:
    """Foresee it again, until a day if one is told: it was not over, or its last day went by."""
    kept = find_recurring(session, recurring_id)
    went_by = kept.until is not None and kept.until < paris_date(gesture.at)
    if kept.state is not RecurringState.ENDED and not went_by:
        raise RefusedError(
            _("Rien n’a changé\u00a0: «\u00a0{name}\u00a0» n’était pas terminé.").format(
                name=kept.label
            ),
            _("Choisissez-en un qui est terminé."),
        )
    kept.state, kept.until = RecurringState.CONFIRMED, until
    kept.changed_at, kept.by = gesture.at, gesture.person
    session.flush()
    return RecurringKept(recurring_id, kept.label)
