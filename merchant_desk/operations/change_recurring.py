"""Change what is known of something that comes back: its amount, its day, its name."""

from sqlalchemy.orm import Session

from merchant_desk.operations.confirm_recurring import RecurringKept
from merchant_desk.operations.keep_recurring import check_terms, find_recurring, write_terms
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import RecurringId
from merchant_desk.values.recurring import RecurringTerms


def change_recurring(
    session: Session, gesture: Gesture, recurring_id: RecurringId, terms: RecurringTerms
) -> RecurringKept:
    """Keep the terms as they are now; what was matched before stays as it was."""
    kept = find_recurring(session, recurring_id)
    check_terms(session, terms)
    write_terms(kept, gesture, terms)
    session.flush()
    return RecurringKept(recurring_id, kept.label)
