"""Keeping a reminder: only of what is late, in the words that were written."""

from datetime import date

import pytest
from sqlalchemy import func, select

from merchant_desk.database.database import Database
from merchant_desk.documents import draw_reminder
from merchant_desk.errors import RefusedError
from merchant_desk.models.invoice import Reminder
from merchant_desk.operations.draft_reminder import ReminderAsked, draft_reminder
from merchant_desk.queries.reminder_facts import reminder_facts
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId, new_id
from merchant_desk.values.invoice_page import Buyer
from merchant_desk.values.money import Money
from merchant_desk.values.reminder_letter import ReminderLevel, ReminderText
from merchant_desk.values.remote import Address
from tests.issued import issued, paid
from tests.makers import make_profile, make_station

TODAY = date(2026, 11, 21)


def test_reminders_of_a_late_invoice_grow_firmer(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        make_station(session, gesture)
        make_profile(session)
        late = issued(session, gesture, 50_000, day=date(2026, 8, 1), due_on=date(2026, 8, 31))
        paid(session, gesture, 20_000, invoice_id=late)

        levels = []
        for _time in range(4):
            levels.append(draft_reminder(session, gesture, ReminderAsked(late)).level)
            session.flush()

        facts = reminder_facts(session, late, TODAY)
        assert levels == [1, 2, 3, 3]
        assert (facts.left, facts.days_late, facts.sent) == (Money(30_000), 82, (1, 2, 3, 3))


def test_the_words_that_were_changed_are_kept_and_drawn(
    database: Database, gesture: Gesture
) -> None:
    odd = Buyer(address=Address(name="Zoé 🌿 نور", line1="1 rue A", city="Lyon"))
    with database.write() as session:
        make_station(session, gesture)
        make_profile(session)
        late = issued(session, gesture, 900, day=date(2026, 10, 1), who=odd)
        text = ReminderText("Coucou 🌿", "Bonjour,\n\nUn oubli\u00a0?\nMerci.\n\n" + "Long. " * 900)

        kept = draft_reminder(session, gesture, ReminderAsked(late, ReminderLevel.FIRM, text))
        session.flush()

        assert session.scalar(select(Reminder.text)) == text.whole
        assert kept.letter.text == text
        assert draw_reminder(kept.letter).startswith(b"%PDF-")
        assert draw_reminder(kept.letter) == draw_reminder(kept.letter)


def test_nothing_is_kept_of_what_is_not_late_or_not_written(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        make_station(session, gesture)
        waits = issued(session, gesture, 900, due_on=TODAY)
        late = issued(session, gesture, 900, day=date(2026, 10, 1))
        settled = issued(session, gesture, 900, day=date(2026, 10, 1))
        paid(session, gesture, 900, invoice_id=settled)
        blank = ReminderAsked(late, ReminderLevel.FIRM, ReminderText(" ", "Bonjour"))

        asked = (ReminderAsked(waits), ReminderAsked(settled), ReminderAsked(InvoiceId(new_id())))
        for each in (*asked, blank):
            with pytest.raises(RefusedError, match="La relance n’a pas été"):
                draft_reminder(session, gesture, each)

        assert session.scalar(select(func.count()).select_from(Reminder)) == 0
