"""What follows the parcels of a day: an invoice by hand, its credit note, the day closed."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.lanes import Lanes
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.seal import Closing
from merchant_desk.operations.begin_sealing import begin_sealing
from merchant_desk.operations.close_period import CloseAsked, close_period
from merchant_desk.operations.credit_invoice import CreditAsked, Refund, credit_invoice
from merchant_desk.operations.issue_document import issue_document
from merchant_desk.values.closings import ClosingLevel
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import DraftId, PaymentId
from merchant_desk.values.money import Money
from tests.operations.test_issue_document import DRAFT

INVOICE, CREDIT = (DraftId(bytes.fromhex(f"0193{rank:028x}")) for rank in (1, 2))
REFUND = Refund(PaymentId(bytes.fromhex(f"0193{3:028x}")), "card", Money(500))
_BY_HAND = (INVOICE, CREDIT)


def begin(lanes: Lanes, gesture: Gesture) -> None:
    """Make the key known and seal what is not yet: a kill may come before."""
    while lanes.write(begin_sealing, gesture).result().more:
        continue


def live_evening(lanes: Lanes, gesture: Gesture) -> None:
    """Issue, give back, close: what is done already is asked for again, and done once."""
    issued = lanes.write(issue_document, gesture, INVOICE, DRAFT).result()
    asked = CreditAsked(issued.invoice_id, "Retard", amount=Money(500), refund=REFUND)
    lanes.write(credit_invoice, gesture, CREDIT, asked).result()
    day = lanes.read(_open_day).result()
    if day is not None:
        lanes.write(close_period, gesture, CloseAsked(ClosingLevel.DAY, day)).result()


def _open_day(session: Session) -> date | None:
    """Return the day of the invoice by hand while it is not closed."""
    day = session.scalars(select(Invoice.fiscal_day).where(Invoice.draft_id == INVOICE)).one()
    closed = session.scalars(select(Closing.period).where(Closing.level == ClosingLevel.DAY)).all()
    return None if day.isoformat() in closed else day


def by_hand(session: Session) -> list[tuple[str, int]]:
    """Return the kinds and totals of the documents made by hand."""
    rows = session.execute(
        select(Invoice.kind, Invoice.total)
        .where(Invoice.draft_id.in_(_BY_HAND))
        .order_by(Invoice.draft_id)
    )
    return [(kind.value, total.cents) for kind, total in rows]
