"""The amounts of a forecast as a table asks for them: chosen and sorted away from the window."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from merchant_desk.ui.desk import Session
from merchant_desk.values.cash_flow import Flow, Reading

_SORTS: Mapping[str, Callable[[Flow], Any]] = {
    "day": lambda row: (row.day, row.key),
    "label": lambda row: row.label.casefold(),
    "source": lambda row: row.source.value,
    "sure": lambda row: not row.certain,
    "amount": lambda row: row.amount.cents,
}


@dataclass(frozen=True)
class FlowRows:
    """The amounts of some days on one line; twenty thousand of them stop no key."""

    flows: tuple[Flow, ...]
    reading: Reading
    first: date
    last: date
    sort: str = "day"
    descending: bool = False
    _found: list[tuple[Flow, ...]] = field(default_factory=list, compare=False)

    def count(self, session: Session) -> int:
        """Return how many amounts there are."""
        return len(self._rows())

    def fetch(self, session: Session, offset: int, limit: int) -> Sequence[Flow]:
        """Return one page."""
        return self._rows()[offset : offset + limit]

    def ids(self, session: Session) -> Sequence[bytes]:
        """Return the key of every amount."""
        return [row.key.encode() for row in self._rows()]

    def sorted_by(self, key: str, *, descending: bool) -> "FlowRows":
        """Return the amounts in another order; what is equal stays by its day."""
        return replace(self, sort=key, descending=descending, _found=[])

    def _rows(self) -> tuple[Flow, ...]:
        if not self._found:
            inside = [each for each in self.flows if self._is_in(each)]
            inside.sort(key=_SORTS["day"])
            if self.sort != "day" or self.descending:
                inside.sort(key=_SORTS.get(self.sort, _SORTS["day"]), reverse=self.descending)
            self._found.append(tuple(inside))
        return self._found[0]

    def _is_in(self, flow: Flow) -> bool:
        if self.reading is Reading.CERTAIN and not flow.certain:
            return False
        day = flow.cautious_day if self.reading is Reading.CAUTIOUS else flow.day
        return self.first <= day <= self.last
