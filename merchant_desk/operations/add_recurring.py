"""Add by hand what comes back and that the bank has not shown yet: a new rent, a new loan."""

from dataclasses import replace

from sqlalchemy.orm import Session

from merchant_desk.operations.confirm_recurring import RecurringKept
from merchant_desk.operations.keep_recurring import new_recurring, refuse_known
from merchant_desk.rules.matching.pattern import pattern_of
from merchant_desk.values.cash_words import RecurringState
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import RecurringId
from merchant_desk.values.recurring import RecurringTerms


def add_recurring(session: Session, gesture: Gesture, terms: RecurringTerms) -> RecurringKept:
    """Keep it as confirmed; ``pattern`` may hold a label as the bank will write it."""
    told = replace(terms, pattern=pattern_of(terms.pattern))
    refuse_known(session, told)
    kept = new_recurring(session, gesture, told, RecurringState.CONFIRMED)
    return RecurringKept(RecurringId(kept.id), kept.label)
