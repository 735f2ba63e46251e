"""The proposal with the terms its totals follow when quantities are changed."""

from datetime import datetime

from sqlalchemy.orm import Session

from merchant_desk.queries.reorder_offers import suppliers_of
from merchant_desk.queries.reorder_proposal import reorder_proposal
from merchant_desk.rules.reorder.plan import Plan
from merchant_desk.rules.reorder.proposal import Asked
from merchant_desk.values.clock import paris_date
from merchant_desk.values.progress import Progress


def reorder_plan(session: Session, asked: Asked, now: datetime, progress: Progress) -> Plan:
    """Return what to order now, ready to be changed."""
    proposal = reorder_proposal(session, asked, now, progress)
    return Plan(proposal, suppliers_of(session), paris_date(now))
