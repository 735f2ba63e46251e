"""Decide of a file of the platform that waits for a person: try again, or leave it."""

from sqlalchemy.orm import Session

from merchant_desk.models.platform import PlatformFlow
from merchant_desk.values.ids import FlowId
from merchant_desk.values.platform_words import FlowDirection, FlowState


def retry_flow(session: Session, flow_id: FlowId) -> None:
    """Read a delivered file again at the next exchange, or send a refused one under a new id."""
    flow = session.get_one(PlatformFlow, flow_id)
    if flow.direction is FlowDirection.IN:
        flow.problem, flow.attempts = "", 0
    elif flow.state is FlowState.REFUSED:
        subject, _dash, attempt = flow.tracking_id.rpartition("-")
        flow.tracking_id = f"{subject}-{int(attempt) + 1}"
        flow.state, flow.problem, flow.remote_id = FlowState.WAITING, "", ""
        flow.attempts, flow.next_attempt_at = 0, None
    session.flush()


def discard_flow(session: Session, flow_id: FlowId) -> None:
    """Leave the file as it is: it is kept, and nobody is asked about it any more."""
    session.get_one(PlatformFlow, flow_id).problem = ""
    session.flush()
