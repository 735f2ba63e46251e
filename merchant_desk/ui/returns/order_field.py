"""Which order a sheet is about: its number typed, or its slip scanned."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from merchant_desk.queries.return_order import ReturnOrder, order_to_return, return_order
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.scanner import Scan
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.ids import OrderId
from merchant_desk.values.scan import scan_of_text
from merchant_desk.values.texts import _


class OrderField(QWidget):
    """``found`` carries the order; what is not found says so under the field."""

    found = Signal(object)

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._desk = desk
        self.order: ReturnOrder | None = None
        hint = _("Tapez son numéro puis Entrée, ou scannez son bon.")
        self.field = Field(theme, _("Commande"), hint=hint)
        self.told = TextLabel(theme, "", ink=Ink.TEXT2, wraps=True)
        self.told.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self.told)
        self.field.input.returnPressed.connect(self.look)
        self.field.edited.connect(self._on_edited)

    def begin(self, order_id: OrderId | None = None) -> None:
        """Begin with no order, or with this one."""
        self.order = None
        self.field.set_value("")
        self.told.hide()
        if order_id is not None:
            today = paris_date(utc_now())
            self._desk.read(self._show_order, return_order, order_id, today)

    def look(self) -> None:
        """Find the order whose number was typed."""
        text = self.field.value
        if not text:
            self.field.set_error(_("Tapez le numéro de la commande d’abord."))
            return
        self.take_scan(scan_of_text(text, utc_now()))

    def take_scan(self, scan: Scan) -> None:
        """Find the order of a slip."""
        self._desk.read(self._show_order, order_to_return, scan, paris_date(utc_now()))

    def _on_edited(self, _text: str) -> None:
        self.order = None
        self.told.hide()

    def _show_order(self, order: ReturnOrder | None) -> None:
        self.order = order
        self.told.setVisible(order is not None)
        if order is None:
            self.field.set_error(_("Aucune commande ne porte ce numéro."))
            self.field.input.setFocus()
            return
        self.field.set_value(order.number)
        self.told.setText(" · ".join(filter(None, (order.customer, order.shop))))
        self.found.emit(order)
