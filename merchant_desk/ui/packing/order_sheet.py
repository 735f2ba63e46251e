"""Another order to pack: the queue, or any order by its number or its customer."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from merchant_desk.queries.packing import QueuedOrder, find_to_pack
from merchant_desk.ui.desk import Desk, Ticket
from merchant_desk.ui.packing.queue_rows import QueuePainter, QueueRow
from merchant_desk.ui.packing.row_list import RowList
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.search_field import SearchField
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.clock import utc_now
from merchant_desk.values.ids import OrderId
from merchant_desk.values.texts import _

_LOWEST = 420


class OrderSheet(QObject):
    """``picked`` carries the order whose parcel must be opened."""

    picked = Signal(object)

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        self._desk = desk
        self._ticket: Ticket[tuple[QueuedOrder, ...]] | None = None
        self._chosen: OrderId | None = None
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, _("File d’attente"))
        self.search = SearchField(theme, _("Numéro, client ou ville"))
        self.search.setAccessibleName(_("Chercher une commande à emballer"))
        self.rows: RowList[QueueRow] = RowList(
            theme, _("Commandes à emballer"), QueuePainter(theme)
        )
        self.rows.setMinimumHeight(_LOWEST)
        self._none = TextLabel(
            theme,
            _("Aucune commande à emballer ne correspond."),
            ink=Ink.TEXT2,
            wraps=True,
        )
        for part in (self.search, self._none):
            self.sheet.body.addWidget(part)
        self.sheet.body.addWidget(self.rows, 1)
        self.search.searched.connect(self._ask)
        self.search.returnPressed.connect(self._on_return)
        self.search.went_down.connect(self.rows.setFocus)
        self.rows.picked.connect(self._on_picked)

    def open(self, chosen: OrderId | None) -> None:
        """Show the queue; the search looks at every order that may be packed."""
        self._chosen = chosen
        self.search.clear()
        self._ask("")
        self.sheet.open_sheet(self.search)

    def _ask(self, text: str) -> None:
        if self._ticket is not None:
            self._ticket.cancel()
        self._ticket = self._desk.read(self._show, find_to_pack, text, utc_now())

    def _show(self, orders: tuple[QueuedOrder, ...]) -> None:
        self._none.setVisible(not orders)
        self.rows.show_rows([QueueRow(each, each.order_id == self._chosen) for each in orders])

    def _on_return(self) -> None:
        if len(self.rows.rows) == 1:
            self._on_picked(self.rows.rows[0])
        else:
            self.rows.setFocus()

    def _on_picked(self, row: QueueRow) -> None:
        self.sheet.close_sheet()
        self.picked.emit(row.order.order_id)
