"""The queue beside the bench."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from merchant_desk.queries.packing import QueuedOrder
from merchant_desk.ui.packing.queue_rows import QueuePainter, QueueRow
from merchant_desk.ui.packing.row_list import RowList
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import number
from merchant_desk.values.ids import OrderId
from merchant_desk.values.texts import _

_WIDTH = 248
_INDENT = 6


class QueueCard(Card):
    """Orders to pack, the late ones first; ``order_picked`` carries one, by press or Enter."""

    order_picked = Signal(object)
    change_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("File d’attente"), padding=12, parent=parent)
        self.setFixedWidth(_WIDTH)
        self._list: RowList[QueueRow] = RowList(theme, _("File d’attente"), QueuePainter(theme))
        self._count = TextLabel(theme, "", ink=Ink.TEXT2, tabular=True)
        self._none = TextLabel(theme, _("Rien n’attend."), ink=Ink.TEXT2, wraps=True)
        self._change = Button(theme, _("Changer de commande"))
        self.title.setContentsMargins(_INDENT, 0, 0, 0)
        self._count.setContentsMargins(0, 0, _INDENT, 0)
        self.add_action(self._count)
        self.body.addWidget(self._none)
        self.body.addWidget(self._list, 1)
        self.body.addWidget(self._change)
        self._list.picked.connect(self._on_picked)
        self._change.clicked.connect(self.change_wanted)

    def show_queue(self, orders: Sequence[QueuedOrder], chosen: OrderId | None) -> None:
        """Show who waits, and which order is on the bench."""
        self._count.setText(number(len(orders)))
        self._none.setVisible(not orders)
        self._list.show_rows([QueueRow(each, each.order_id == chosen) for each in orders])

    def _on_picked(self, row: QueueRow) -> None:
        self.order_picked.emit(row.order.order_id)
