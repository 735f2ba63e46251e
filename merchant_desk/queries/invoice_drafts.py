"""Documents that are still being written: the list of them, and one of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.invoice import InvoiceDraft as KeptDraft
from merchant_desk.values.ids import DraftId
from merchant_desk.values.invoice_draft import InvoiceDraft
from merchant_desk.values.invoice_draft_json import read_draft
from merchant_desk.values.invoice_page import InvoiceKind

_DRAFTS = table(KeptDraft)


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One draft in the list."""

    draft_id: DraftId
    title: str
    kind: InvoiceKind
    lines: int
    changed_at: datetime
    by: str


@dataclass(frozen=True)
class DraftsQuery:
    """The drafts whose title holds what was typed, the one touched last first."""

    text: str = ""
    descending: bool = True

    def count(self, session: Session) -> int:
        """Return how many drafts there are."""
        kept = self._kept(select(func.count()).select_from(_DRAFTS))
        return int(session.execute(kept).scalar_one())

    def fetch(self, session: Session, offset: int, limit: int) -> Sequence[DraftRow]:
        """Return one page of drafts."""
        wanted = select(*(_DRAFTS.c[name] for name in ("id", "title", "body", "changed_at", "by")))
        rows = session.execute(self._ordered(wanted).offset(offset).limit(limit))
        return [_row(row) for row in rows]

    def ids(self, session: Session) -> Sequence[bytes]:
        """Return every draft."""
        return session.execute(self._ordered(select(_DRAFTS.c.id))).scalars().all()

    def sorted_by(self, key: str, *, descending: bool) -> Self:
        """Return the same drafts; their only order is when they were touched."""
        return replace(self, descending=descending)

    def _ordered(self, wanted: Select[Any]) -> Select[Any]:
        at = _DRAFTS.c.changed_at
        by = at.desc() if self.descending else at.asc()
        return self._kept(wanted).order_by(by, _DRAFTS.c.id)

    def _kept(self, wanted: Select[Any]) -> Select[Any]:
        if not self.text:
            return wanted
        return wanted.where(_DRAFTS.c.title.icontains(self.text, autoescape=True))


def invoice_draft(session: Session, draft_id: DraftId) -> InvoiceDraft | None:
    """Return a draft as it was left; None when it was issued or thrown away meanwhile."""
    body = session.scalar(select(_DRAFTS.c.body).where(_DRAFTS.c.id == draft_id))
    return None if body is None else read_draft(body)


def _row(row: Any) -> DraftRow:
    draft = read_draft(row.body)
    return DraftRow(row.id, row.title, draft.kind, len(draft.lines), row.changed_at, row.by)
