"""What each table remembers on this computer: its order, its density, its columns."""

from collections.abc import Iterable
from dataclasses import dataclass

from merchant_desk.ui.remembered import remembered


@dataclass(frozen=True, slots=True)
class Sort:
    """An order of the rows, by the name the query knows."""

    key: str
    descending: bool = False


class TableMemory:
    """Reads and keeps the choices made for one table."""

    def __init__(self, name: str) -> None:
        self._name = name

    def sort(self, default: Sort | None) -> Sort | None:
        """Return the order last chosen."""
        kept = str(remembered().value(self._path("sort"), ""))
        return Sort(kept.lstrip("-"), kept.startswith("-")) if kept else default

    def keep_sort(self, sort: Sort) -> None:
        """Keep the order chosen."""
        text = f"-{sort.key}" if sort.descending else sort.key
        remembered().setValue(self._path("sort"), text)

    def compact(self) -> bool:
        """Return whether the rows are close together."""
        return str(remembered().value(self._path("compact"), "")) == "yes"

    def keep_compact(self, *, compact: bool) -> None:
        """Keep the density chosen."""
        remembered().setValue(self._path("compact"), "yes" if compact else "no")

    def hidden(self, default: Iterable[str]) -> set[str]:
        """Return the columns not shown."""
        kept = remembered().value(self._path("hidden"))
        return set(default) if kept is None else {each for each in str(kept).split(",") if each}

    def keep_hidden(self, hidden: Iterable[str]) -> None:
        """Keep the columns not shown."""
        remembered().setValue(self._path("hidden"), ",".join(sorted(hidden)))

    def _path(self, what: str) -> str:
        return f"tables/{self._name}/{what}"
