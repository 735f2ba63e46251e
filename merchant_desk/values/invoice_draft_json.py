"""A document being written, kept as text: what was typed is there after a stop of the desk."""

import msgspec

from merchant_desk.values.invoice_draft import InvoiceDraft


def draft_json(draft: InvoiceDraft) -> str:
    """Write a draft."""
    return msgspec.json.encode(draft).decode()


def read_draft(text: str) -> InvoiceDraft:
    """Read a draft as it was written; ValueError for a text that is none."""
    return msgspec.json.decode(text, type=InvoiceDraft)
