"""Which rows are checked: some by hand, or everything the filter keeps, minus some."""

from dataclasses import dataclass
from typing import Generic

from merchant_desk.ui.row_source import Row


@dataclass(frozen=True, slots=True)
class Checked:
    """What is checked; with ``everything``, the filter's rows without ``without``."""

    ids: frozenset[bytes] = frozenset()
    everything: bool = False
    without: frozenset[bytes] = frozenset()
    count: int = 0


class RowChecks(Generic[Row]):
    """Holds the checks by row id, so that they survive reloads and scrolling."""

    def __init__(self) -> None:
        self._rows: dict[bytes, Row] = {}
        self._everything = False
        self._without: set[bytes] = set()

    def has(self, row_id: bytes) -> bool:
        """Tell whether this row is checked."""
        if self._everything:
            return row_id not in self._without
        return row_id in self._rows

    def put(self, row_id: bytes, row: Row, *, checked: bool) -> None:
        """Check or uncheck one row."""
        if self._everything:
            (self._without.discard if checked else self._without.add)(row_id)
        elif checked:
            self._rows[row_id] = row
        else:
            self._rows.pop(row_id, None)

    def everything(self) -> None:
        """Check all that the filter keeps, loaded or not."""
        self.clear()
        self._everything = True

    def clear(self) -> None:
        """Check nothing."""
        self._rows.clear()
        self._without.clear()
        self._everything = False

    def now(self, row_count: int) -> Checked:
        """Return what is checked, out of so many rows in the filter."""
        if self._everything:
            count = max(row_count - len(self._without), 0)
            return Checked(frozenset(), True, frozenset(self._without), count)
        return Checked(frozenset(self._rows), count=len(self._rows))

    def rows(self) -> tuple[Row, ...]:
        """Return the rows checked by hand, in the order they were checked."""
        return tuple(self._rows.values())
