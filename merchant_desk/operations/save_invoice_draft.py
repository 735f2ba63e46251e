"""Keep a document while it is written: a stop of the desk loses nothing of it."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from merchant_desk.models.invoice import Invoice
from merchant_desk.models.invoice import InvoiceDraft as KeptDraft
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import DraftId
from merchant_desk.values.invoice_draft import InvoiceDraft
from merchant_desk.values.invoice_draft_json import draft_json
from merchant_desk.values.texts import _


def save_invoice_draft(
    session: Session, gesture: Gesture, draft_id: DraftId, draft: InvoiceDraft
) -> bool:
    """Write down what was typed; return False for a draft that was issued meanwhile."""
    if session.scalar(select(Invoice.id).where(Invoice.draft_id == draft_id)) is not None:
        return False
    kept = session.get(KeptDraft, draft_id)
    title, body = draft_title(draft), draft_json(draft)
    if kept is None:
        session.add(
            KeptDraft(id=draft_id, title=title, body=body, changed_at=gesture.at, by=gesture.person)
        )
        return True
    kept.title, kept.body = title, body
    kept.changed_at, kept.by = gesture.at, gesture.person
    return True


def drop_invoice_draft(session: Session, draft_id: DraftId) -> None:
    """Throw a draft away: it has no number, nothing is missing afterwards."""
    session.execute(delete(KeptDraft).where(KeptDraft.id == draft_id))


def draft_title(draft: InvoiceDraft) -> str:
    """Return what a draft is called in the list: its customer, then what it sells first."""
    place = draft.buyer.address
    who = place.company or place.name or _("Sans client")
    first = next((line.name for line in draft.lines if line.name), "")
    return " · ".join(filter(None, (who, first)))[:200]
