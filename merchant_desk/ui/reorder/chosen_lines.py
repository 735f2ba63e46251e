"""What is done with several lines at once, or with the one the keyboard is on."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from merchant_desk.ui.command import Command
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.reorder.line_levels import LineLevels
from merchant_desk.ui.row_checks import Checked
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.bulk_bar import BulkBar
from merchant_desk.values.french import number
from merchant_desk.values.reorder import ReorderLine
from merchant_desk.values.texts import _, ngettext

_ROOM = 64


class ChosenLines(QObject):
    """``taken_off`` carries the articles that she does not order."""

    taken_off = Signal(object)

    def __init__(
        self, desk: Desk, shell: Shell, screen: Screen, table: RowTable[ReorderLine]
    ) -> None:
        super().__init__(screen)
        self._table = table
        self.levels = LineLevels(desk, shell, screen)
        self.bar = BulkBar(shell.theme, table)
        self.accept = self.bar.add_action(_("Accepter le minimum proposé"), "check")
        self.none = self.bar.add_action(_("Ne pas commander"), "x")
        self.accept.clicked.connect(self._on_accept)
        self.none.clicked.connect(self._on_none)
        self.bar.cleared.connect(table.clear_checks)
        table.checked_changed.connect(self._show_checked)

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done with the chosen lines."""
        return (
            Command(_("Ne pas commander"), "Del", self._on_none, "x"),
            Command(_("Stock minimum"), "Ctrl+M", self._on_level, "pencil"),
            Command(_("Accepter le minimum proposé"), "Ctrl+Shift+A", self._on_accept, "check"),
        )

    def _on_accept(self) -> None:
        self._with_chosen(self.levels.accept)

    def _on_none(self) -> None:
        self._with_chosen(self._take_off)

    def _take_off(self, product_ids: Sequence[bytes]) -> None:
        self.taken_off.emit(tuple(product_ids))

    def _on_level(self) -> None:
        line = self._table.current()
        if line is not None:
            self.levels.open_for(line.product_id)

    def _with_chosen(self, act: Callable[[Sequence[bytes]], None]) -> None:
        if self._table.checked().count:
            self._table.take_checked(act)
            self._table.clear_checks()
            return
        line = self._table.current()
        if line is not None:
            act((line.product_id,))

    def _show_checked(self, checked: Checked) -> None:
        text = ngettext("{n} choisi", "{n} choisis", checked.count)
        self.bar.show_selection(text.format(n=number(checked.count)) if checked.count else "")
        self._table.set_bottom_room(_ROOM if checked.count else 0)
