"""What became of a file for the platform: taken up, sent, put off, refused, accepted."""

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.platform import PlatformFlow
from merchant_desk.values.ids import FlowId
from merchant_desk.values.platform_flows import FlowSyntax
from merchant_desk.values.platform_queue import WaitingFlow
from merchant_desk.values.platform_words import FlowDirection, FlowState

_FLOWS = table(PlatformFlow)
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=6)
LEASE = timedelta(minutes=5)
"""How long whoever took a file up may take to send it; then anyone may try again."""


def take_flow(session: Session, now: datetime) -> WaitingFlow | None:
    """Take up the oldest file that may go now: no other station takes it meanwhile.

    Killed at any instant after this, the file waits as it was and goes again after a while, under
    the same tracking id.
    """
    row = session.execute(
        select(_FLOWS.c.id)
        .where(
            _FLOWS.c.direction == FlowDirection.OUT,
            _FLOWS.c.state == FlowState.WAITING,
            _FLOWS.c.next_attempt_at.is_(None)
            | (_FLOWS.c.next_attempt_at <= now)
            | (_FLOWS.c.next_attempt_at > now + LONGEST_PAUSE),
        )
        .order_by(_FLOWS.c.at, _FLOWS.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).first()
    if row is None:
        return None
    flow = session.get_one(PlatformFlow, row.id)
    taken = WaitingFlow(
        flow_id=flow.id,
        tracking_id=flow.tracking_id,
        flow_type=flow.flow_type,
        syntax=flow.syntax,
        name=_name(session, flow),
        attempts=flow.attempts,
        body=flow.body,
    )
    flow.attempts += 1
    flow.next_attempt_at = now + LEASE
    return taken


def note_flow_sent(session: Session, flow_id: FlowId, remote_id: str, now: datetime) -> None:
    """Note that the platform took the file in charge."""
    _settle(
        session,
        flow_id,
        FlowState.WAITING,
        state=FlowState.SENT,
        remote_id=remote_id,
        submitted_at=now,
        next_attempt_at=None,
        problem="",
    )


def put_off_flow(
    session: Session, waiting: WaitingFlow, now: datetime, problem: str, patience_s: int = 0
) -> None:
    """Try again later: 30 s, then twice as long each time, up to six hours."""
    pause = min(FIRST_PAUSE * 2 ** min(waiting.attempts, 12), LONGEST_PAUSE)
    asked = min(timedelta(seconds=max(patience_s, 0)), LONGEST_PAUSE)
    later = now + max(pause, asked)
    _settle(session, waiting.flow_id, FlowState.WAITING, next_attempt_at=later, problem=problem)


def note_flow_refused(session: Session, flow_id: FlowId, problem: str) -> None:
    """Note that the platform refuses the file, and would again."""
    refused = {"state": FlowState.REFUSED, "problem": problem, "next_attempt_at": None}
    _settle(session, flow_id, FlowState.WAITING, **refused)
    _settle(session, flow_id, FlowState.SENT, **refused)


def note_flow_accepted(session: Session, flow_id: FlowId) -> None:
    """Note that the file passed the platform's own checks."""
    accepted = {"state": FlowState.ACCEPTED, "problem": "", "next_attempt_at": None}
    _settle(session, flow_id, FlowState.WAITING, **accepted)
    _settle(session, flow_id, FlowState.SENT, **accepted)


def send_flow_again(session: Session, flow_id: FlowId, now: datetime) -> None:
    """Try a file that waits, or that was to be carried by hand, at the next exchange."""
    session.execute(
        update(_FLOWS)
        .where(_FLOWS.c.id == flow_id, _FLOWS.c.state.in_((FlowState.WAITING, FlowState.BY_HAND)))
        .values(state=FlowState.WAITING, next_attempt_at=now, attempts=0)
    )


def note_flow_by_hand(session: Session, flow_id: FlowId) -> None:
    """Note that she carries the file to the platform's own site."""
    _settle(session, flow_id, FlowState.WAITING, state=FlowState.BY_HAND, next_attempt_at=None)


def _settle(session: Session, flow_id: FlowId, seen: FlowState, **values: object) -> None:
    """Change the file if it still stands where it was seen."""
    session.execute(
        update(_FLOWS).where(_FLOWS.c.id == flow_id, _FLOWS.c.state == seen).values(**values)
    )


def _name(session: Session, flow: PlatformFlow) -> str:
    """Return the name of the file: the number of its invoice, else its tracking id."""
    number = (
        session.execute(select(Invoice.number).where(Invoice.id == flow.invoice_id)).scalar()
        if flow.invoice_id is not None
        else None
    )
    end = "pdf" if flow.syntax == FlowSyntax.FACTUR_X else "xml"
    return f"{number or flow.tracking_id}.{end}".replace("/", "-")
