"""Keep a reminder that was written for a late payer; the letter is drawn from what is kept."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.invoice import Reminder
from merchant_desk.models.station import ShopProfile
from merchant_desk.queries.reminder_facts import reminder_facts
from merchant_desk.rules.reminders import due_level, reminder_text
from merchant_desk.values.clock import paris_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId
from merchant_desk.values.reminder_letter import (
    ReminderLetter,
    ReminderLevel,
    ReminderText,
)
from merchant_desk.values.texts import _


@dataclass(frozen=True, slots=True)
class ReminderAsked:
    """What was written; no text: that of its level, no level: the next one due."""

    invoice_id: InvoiceId
    level: ReminderLevel | None = None
    text: ReminderText | None = None


@dataclass(frozen=True, slots=True)
class ReminderKept:
    """What was kept, as a letter."""

    number: str
    level: ReminderLevel
    letter: ReminderLetter


def draft_reminder(session: Session, gesture: Gesture, asked: ReminderAsked) -> ReminderKept:
    """Keep the reminder. Raises RefusedError when nothing is late, or nothing was written."""
    facts = reminder_facts(session, asked.invoice_id, paris_date(gesture.at))
    level = asked.level or due_level(facts)
    text = asked.text or reminder_text(facts, level)
    if not text.subject.strip() or not text.body.strip():
        raise RefusedError(
            _("La relance n’a pas été gardée\u00a0: elle est vide."),
            _("Écrivez son objet et son texte."),
        )
    session.add(
        Reminder(
            invoice_id=asked.invoice_id,
            level=level,
            text=text.whole,
            at=gesture.at,
            by=gesture.person,
        )
    )
    profile = session.get(ShopProfile, 1)
    letter = ReminderLetter(
        seller=facts.seller,
        buyer=facts.buyer,
        written_on=facts.today,
        text=text,
        logo=None if profile is None else profile.logo,
    )
    return ReminderKept(facts.number, level, letter)
