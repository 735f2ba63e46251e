"""Which columns of a table are shown, and how wide."""

from collections.abc import Sequence
from typing import Generic

from PySide6.QtWidgets import QHeaderView

from merchant_desk.ui.column import Column
from merchant_desk.ui.row_source import Row
from merchant_desk.ui.row_view import CHECK_WIDTH
from merchant_desk.ui.table_memory import TableMemory
from merchant_desk.ui.theme import Theme

_NARROWEST = 0.7


class TableColumns(Generic[Row]):
    """Hides, shows and sizes the sections of the head; section 0 holds the check boxes."""

    def __init__(
        self,
        theme: Theme,
        header: QHeaderView,
        columns: Sequence[Column[Row]],
        memory: TableMemory,
    ) -> None:
        self._theme = theme
        self._header = header
        self._columns = columns
        self._memory = memory
        self._chosen_hidden: set[str] = set()

    def restore(self, *, checkable: bool) -> None:
        """Hide what was hidden last time; the first column always stays."""
        self._header.setSectionHidden(0, not checkable)
        usual = (each.key for each in self._columns if each.hidden)
        self._chosen_hidden = self._memory.hidden(usual)
        self._hide(self._chosen_hidden)

    def toggle(self, key: str) -> None:
        """Show a hidden column, hide a shown one, and remember it."""
        self._chosen_hidden = self._chosen_hidden ^ {key}
        self._memory.keep_hidden(self._chosen_hidden)
        self._hide(self._chosen_hidden)

    def hidden(self) -> set[str]:
        """Return the columns she chose not to see."""
        return set(self._chosen_hidden)

    def shown(self) -> list[tuple[int, Column[Row]]]:
        """Return the columns shown, with their sections."""
        columns = enumerate(self._columns, 1)
        return [each for each in columns if not self._header.isSectionHidden(each[0])]

    def sorting(self, key: str) -> int | None:
        """Return the section whose order has this name."""
        columns = enumerate(self._columns, 1)
        return next((place for place, each in columns if key and each.sort == key), None)

    def fit(self, width: int) -> None:
        """Give every column its width; those that stretch take what is left, or give a little."""
        self._give_way(width)
        shown = self.shown()
        checks = 0 if self._header.isSectionHidden(0) else CHECK_WIDTH
        wanted = checks + sum(self._theme.px(each.width) for _place, each in shown)
        stretching = [place for place, each in shown if each.stretch]
        spare, rest = divmod(width - wanted, max(len(stretching), 1))
        self._header.resizeSection(0, CHECK_WIDTH)
        for place, column in shown:
            usual = self._theme.px(column.width)
            extra = spare + (rest if place == stretching[-1] else 0) if place in stretching else 0
            self._header.resizeSection(place, max(usual + extra, round(usual * _NARROWEST)))

    def _give_way(self, width: int) -> None:
        """Hide the columns that give way, the last first, until the others fit."""
        hidden = set(self._chosen_hidden)
        for column in reversed(self._columns):
            if self._least(hidden) <= width:
                break
            if column.gives_way:
                hidden.add(column.key)
        self._hide(hidden)

    def _least(self, hidden: set[str]) -> int:
        checks = 0 if self._header.isSectionHidden(0) else CHECK_WIDTH
        kept = (each for each in self._columns if each.key not in hidden)
        widths = (
            round(self._theme.px(each.width) * (_NARROWEST if each.stretch else 1)) for each in kept
        )
        return checks + sum(widths)

    def _hide(self, hidden: set[str]) -> None:
        for place, column in enumerate(self._columns, 1):
            self._header.setSectionHidden(place, place > 1 and column.key in hidden)
