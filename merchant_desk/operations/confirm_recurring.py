"""Confirm what was found to come back: from then on it is foreseen."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from merchant_desk.operations.keep_recurring import new_recurring, refuse_known
from merchant_desk.rules.recurring.seen import Found
from merchant_desk.values.cash_words import RecurringState
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import RecurringId
from merchant_desk.values.recurring import RecurringTerms


@dataclass(frozen=True, slots=True)
class RecurringKept:
    """What was kept, and how it is called."""

    recurring_id: RecurringId
    label: str
    until: date | None = None
    """Of one that she ended: the last day it had before, as a loan has."""


def terms_of(found: Found) -> RecurringTerms:
    """Return what was found as she would confirm it, to be changed before if she wants."""
    return RecurringTerms(
        label=found.label,
        category=found.category,
        cadence=found.cadence,
        day=found.day,
        first_on=found.first_on,
        amount=found.amount,
        low=found.low,
        high=found.high,
        until=found.until,
        account_id=found.account_id,
        pattern=found.pattern,
        reason=found.reason,
    )


def confirm_recurring(session: Session, gesture: Gesture, terms: RecurringTerms) -> RecurringKept:
    """Keep it; refuses what cannot be, and what is confirmed already."""
    refuse_known(session, terms)
    kept = new_recurring(session, gesture, terms, RecurringState.CONFIRMED)
    return RecurringKept(RecurringId(kept.id), kept.label)
