"""Decide of a file of the platform that waits for a person: try again, or leave it."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.platform import PlatformFlow
from merchant_desk.values.ids import FlowId
from merchant_desk.values.platform_words import FlowDirection, FlowState

_FLOWS = table(PlatformFlow)


def retry_flow(session: Session, flow_id: FlowId) -> None:
    """Read a delivered file again at the next exchange, or send a refused one under a new id."""
    flow = session.execute(
        select(_FLOWS.c.direction, _FLOWS.c.state, _FLOWS.c.tracking_id).where(
            _FLOWS.c.id == flow_id
        )
    ).one()
    if flow.direction is FlowDirection.IN:
        _change(session, flow_id, problem="", attempts=0)
    elif flow.state is FlowState.REFUSED:
        subject, _dash, attempt = flow.tracking_id.rpartition("-")
        _change(
            session,
            flow_id,
            tracking_id=f"{subject}-{int(attempt) + 1}",
            state=FlowState.WAITING,
            problem="",
            remote_id="",
            attempts=0,
            next_attempt_at=None,
        )


def discard_flow(session: Session, flow_id: FlowId) -> None:
    """Leave the file as it is: it is kept, and nobody is asked about it any more."""
    _change(session, flow_id, problem="")


def _change(session: Session, flow_id: FlowId, **values: object) -> None:
    session.execute(update(_FLOWS).where(_FLOWS.c.id == flow_id).values(**values))
