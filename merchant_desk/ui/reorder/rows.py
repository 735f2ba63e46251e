"""The lines of one supplier as a table asks for them: they are worked out already."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from merchant_desk.ui.desk import Session
from merchant_desk.values.reorder import ReorderLine


@dataclass(frozen=True, slots=True)
class LineRows:
    """A question whose answer it carries."""

    lines: tuple[ReorderLine, ...] = ()
    sort: str = ""
    descending: bool = False

    def count(self, _session: Session) -> int:
        """Return how many lines there are."""
        return len(self.lines)

    def fetch(self, _session: Session, offset: int, limit: int) -> Sequence[ReorderLine]:
        """Return some of them, in the order that is asked."""
        return self._ordered()[offset : offset + limit]

    def ids(self, _session: Session) -> Sequence[bytes]:
        """Return the articles of all of them."""
        return [each.product_id for each in self._ordered()]

    def sorted_by(self, key: str, *, descending: bool) -> Self:
        """Return them in another order."""
        return replace(self, sort=key, descending=descending)

    def _ordered(self) -> Sequence[ReorderLine]:
        if not self.sort:
            return self.lines
        return sorted(self.lines, key=self._rank, reverse=self.descending)

    def _rank(self, line: ReorderLine) -> tuple[float, str]:
        number = {
            "name": 0,
            "available": line.stock.available,
            "likely": line.likely,
            "quantity": line.quantity,
            "cost": 0 if line.cost is None else line.cost.cents,
            "risk": 0 if line.at_risk is None else line.at_risk.cents,
        }[self.sort]
        return (number, line.title)
