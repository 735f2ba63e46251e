"""A shop whose bank was brought in, and what it is proposed."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.models.cash import BankLine, CashMatch, MatchRule
from merchant_desk.models.order import Payment
from merchant_desk.models.supplier import SupplierPayment
from merchant_desk.operations.accept_match import accept_match
from merchant_desk.queries.match_proposals import match_proposals
from merchant_desk.queries.receivables import due_of
from merchant_desk.values.cash_match import MatchProposal, ProposedPart
from merchant_desk.values.cash_proposal import Accepted, MatchAsked, ProposedLine
from merchant_desk.values.cash_words import CashCategory, MatchTarget, Sureness
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import BankLineId, InvoiceId, MatchId, new_id
from merchant_desk.values.money import Money
from tests.operations.bank_desk import bring, told

TODAY = date(2026, 11, 21)
SOON = date(2026, 11, 20)


def bank_tells(
    database: Database, gesture: Gesture, *lines: tuple[int, str], on: date = SOON
) -> None:
    """Bring a file with these amounts and labels, all of one day."""
    bring(database, gesture, *(told(on, cents, label) for cents, label in lines))


def proposed(database: Database, gesture: Gesture) -> tuple[ProposedLine, ...]:
    with database.read() as session:
        return match_proposals(session, gesture.station_id, TODAY)


def asked(proposal: MatchProposal | None) -> MatchAsked:
    assert proposal is not None
    return MatchAsked(match_id=MatchId(new_id()), proposal=proposal)


def accept(database: Database, gesture: Gesture, line: ProposedLine) -> Accepted:
    return database.gesture(accept_match, gesture, asked(line.best)).answer


def by_hand(line: ProposedLine, *parts: ProposedPart) -> MatchAsked:
    proposal = MatchProposal(
        line_ids=(line.fact.line_id,), parts=parts, sureness=Sureness.POSSIBLE, reason=""
    )
    return MatchAsked(match_id=MatchId(new_id()), proposal=proposal, by_hand=True)


def part(
    cents: int,
    category: CashCategory = CashCategory.OTHER,
    target: MatchTarget = MatchTarget.CATEGORY,
    target_id: bytes | None = None,
    fee: int = 0,
) -> ProposedPart:
    return ProposedPart(
        target=target,
        target_id=target_id,
        category=category,
        amount=Money(cents),
        label="",
        fee=Money(fee),
    )


def invoice_part(invoice_id: InvoiceId, cents: int, fee: int = 0) -> ProposedPart:
    return part(cents, CashCategory.SALES, MatchTarget.CUSTOMER_INVOICE, invoice_id, fee)


def left_of(database: Database, invoice_id: InvoiceId) -> int:
    with database.read() as session:
        return due_of(session, (invoice_id,), TODAY)[invoice_id].left.cents


def sums(session: Session) -> dict[BankLineId, int]:
    """Return what is matched of each line, counter-entries included."""
    rows = session.execute(
        select(BankLine.id, CashMatch.amount).outerjoin(CashMatch, CashMatch.line_id == BankLine.id)
    )
    found: dict[BankLineId, int] = {}
    for line_id, amount in rows:
        found[line_id] = found.get(line_id, 0) + (amount.cents if amount else 0)
    return found


def counted(database: Database) -> tuple[int, int, int]:
    """Return how many matches, payments of customers and payments of suppliers are written."""
    with database.read() as session:
        return tuple(  # type: ignore[return-value]  # three counts
            session.scalar(select(func.count()).select_from(each)) or 0
            for each in (CashMatch, Payment, SupplierPayment)
        )


def rules(database: Database) -> list[tuple[str, int, int]]:
    with database.read() as session:
        rows = session.execute(select(MatchRule).order_by(MatchRule.pattern)).scalars()
        return [(each.pattern, each.accepted, each.refused) for each in rows]
