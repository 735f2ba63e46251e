"""What goes back on documents that no order stands behind: each cent once, whoever tells it.

Two credit notes of one invoice may each tell all that is due back on it, and so may the invoice:
its family is what counts, taken note after note, the invoice telling what is left of it.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice
from merchant_desk.queries.receivables import Due, due_of
from merchant_desk.values.ids import InvoiceId
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import ZERO, Money

_INVOICES = table(Invoice)
_FACTS = PreparedSet(
    lambda ids: select(_INVOICES.c.id, _INVOICES.c.kind, _INVOICES.c.corrects_id).where(
        _INVOICES.c.id.in_(ids)
    )
)
_NOTES = PreparedSet(
    lambda ids: select(_INVOICES.c.id, _INVOICES.c.corrects_id).where(
        _INVOICES.c.corrects_id.in_(ids), _INVOICES.c.kind == InvoiceKind.CREDIT_NOTE
    )
)


def due_back(
    session: Session,
    dues: Mapping[InvoiceId, Due],
    asked: Iterable[InvoiceId],
    today: date,
) -> Mapping[InvoiceId, Money]:
    """Return what each of these documents gives back, below zero; absent when others tell it."""
    below = sorted(each for each in asked if dues[each].left.cents < 0)
    if not below:
        return {}
    rows = _FACTS.rows(session, below)
    alone = [row[0] for row in rows if row[1] == InvoiceKind.CREDIT_NOTE and row[2] is None]
    origins = {row[2] or row[0] for row in rows} - set(alone)
    families = due_of(session, sorted(origins), today)
    notes: dict[InvoiceId, list[InvoiceId]] = {}
    for note, origin in _NOTES.rows(session, sorted(origins)) if origins else ():
        notes.setdefault(origin, []).append(note)
    told = {each: dues[each].left for each in alone}
    for origin, family in families.items():
        left = min(family.left, ZERO)
        for note in sorted(notes.get(origin, ())):
            if note in dues and left.cents < 0:
                told[note] = max(dues[note].left, left)
                left -= told[note]
        if left.cents < 0:
            told[origin] = left
    return told
