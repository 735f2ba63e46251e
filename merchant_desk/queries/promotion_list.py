"""The operations as a table: the accessible twin of the calendar."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.promotion import Promotion
from merchant_desk.queries.promotions import PromotionRow, promotions_by_id
from merchant_desk.values.words import PromotionState

_PROMOTIONS = table(Promotion)
_ORDERS = {
    "title": _PROMOTIONS.c.title,
    "kind": _PROMOTIONS.c.kind,
    "state": _PROMOTIONS.c.state,
    "starts": _PROMOTIONS.c.starts_at,
    "ends": _PROMOTIONS.c.ends_at,
}


@dataclass(frozen=True, slots=True)
class PromotionList:
    """Operations whose name holds a text, or that run after an instant; the latest first."""

    text: str = ""
    since: datetime | None = None
    cancelled: bool = False
    sort: str = "starts"
    descending: bool = True

    def count(self, session: Session) -> int:
        """Return how many there are."""
        return int(session.execute(self._kept(select(func.count()))).scalar_one())

    def fetch(self, session: Session, offset: int, limit: int) -> Sequence[PromotionRow]:
        """Return one page."""
        page = self._ordered(select(_PROMOTIONS.c.id)).offset(offset).limit(limit)
        return promotions_by_id(session, session.scalars(page).all())

    def ids(self, session: Session) -> Sequence[bytes]:
        """Return the id of every operation."""
        return session.scalars(self._ordered(select(_PROMOTIONS.c.id))).all()

    def sorted_by(self, key: str, *, descending: bool) -> Self:
        """Return the same operations in another order."""
        return replace(self, sort=key, descending=descending)

    def _kept(self, wanted: Select[Any]) -> Select[Any]:
        kept = wanted.select_from(_PROMOTIONS)
        if not self.cancelled:
            kept = kept.where(_PROMOTIONS.c.state != PromotionState.CANCELLED)
        if self.since is not None:
            ends = _PROMOTIONS.c.ends_at
            kept = kept.where(or_(ends.is_(None), ends > self.since))
        if self.text:
            kept = kept.where(func.lower(_PROMOTIONS.c.title).contains(self.text.lower()))
        return kept

    def _ordered(self, wanted: Select[Any]) -> Select[Any]:
        column = _ORDERS[self.sort]
        first = column.desc() if self.descending else column.asc()
        return self._kept(wanted).order_by(first, _PROMOTIONS.c.id)
