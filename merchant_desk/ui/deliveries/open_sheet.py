"""« Ouvrir une réception »: the orders that goods are expected of, or none of them."""

from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from merchant_desk.errors import DeskError
from merchant_desk.operations.find_supplier import supplier_named
from merchant_desk.operations.open_delivery import open_delivery
from merchant_desk.queries.deliveries import AwaitedPurchase, awaited_purchases
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.packing.choice_rows import ChoicePainter, ChoiceRow
from merchant_desk.ui.packing.row_list import RowList
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.deliveries import DeliveryKept, NewDelivery
from merchant_desk.values.french import day_month
from merchant_desk.values.ids import PurchaseId, SupplierId
from merchant_desk.values.purchase_words import units_words
from merchant_desk.values.texts import _

_HIGHEST = 360


class OpenSheet(QObject):
    """``opened`` carries the delivery; a digit or Enter chooses the order."""

    opened = Signal(object)

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        theme = shell.theme
        self._desk = desk
        self.sheet = shell.new_sheet(screen, _("Ouvrir une réception"))
        self.banner = Banner(theme)
        self.slip = Field(
            theme,
            _("Bon de livraison du fournisseur"),
            hint=_("Son numéro, facultatif\u00a0; il sera rappelé dans une réclamation."),
        )
        self.orders: RowList[ChoiceRow] = RowList(
            theme, _("Commandes attendues"), ChoicePainter(theme)
        )
        self.orders.takes_digits = True
        self.none = TextLabel(
            theme, _("Aucune commande n’est attendue."), ink=Ink.TEXT2, wraps=True
        )
        self.supplier = Field(
            theme, _("Fournisseur"), hint=_("Pour ce qui arrive sans commande\u00a0; facultatif.")
        )
        self.without = Button(theme, _("Recevoir sans commande"), icon="package-open")
        for part in (self.banner, self.slip, self.none, self.orders, self.supplier):
            self.sheet.body.addWidget(part)
        self.sheet.body.addStretch(1)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.without)
        self.orders.picked.connect(self._on_picked)
        self.without.clicked.connect(self._on_without)

    def open(self) -> None:
        """Ask which order came."""
        self.banner.hide()
        self.slip.set_value("")
        self.supplier.set_value("")
        self.orders.show_rows(())
        self._desk.read(self._show_awaited, awaited_purchases)
        self.sheet.open_sheet(self.orders)

    def receive(self, purchase_id: bytes) -> None:
        """Receive this order without asking which."""
        self.banner.hide()
        self._write(NewDelivery(purchase_id=PurchaseId(purchase_id)))

    def _show_awaited(self, found: tuple[AwaitedPurchase, ...]) -> None:
        rows = [
            ChoiceRow(place, each.supplier, each.number, _note(each), each.purchase_id)
            for place, each in enumerate(found, 1)
        ]
        self.orders.show_rows(rows)
        self.orders.setFixedHeight(min(_HIGHEST, self.orders.content_height() + 4))
        self.orders.setVisible(bool(rows))
        self.none.setVisible(not rows)
        (self.orders if rows else self.supplier.input).setFocus()

    def _on_picked(self, row: ChoiceRow) -> None:
        new = NewDelivery(purchase_id=PurchaseId(row.value), slip_number=self.slip.value)
        self._write(new)

    def _on_without(self) -> None:
        if self.supplier.value:
            self._desk.write(
                self._show_supplier, supplier_named, self._desk.gesture(), self.supplier.value
            ).or_else(self._show_refused)
        else:
            self._write(NewDelivery(slip_number=self.slip.value))

    def _show_supplier(self, supplier_id: SupplierId) -> None:
        self._write(NewDelivery(supplier_id=supplier_id, slip_number=self.slip.value))

    def _write(self, new: NewDelivery) -> None:
        gesture = self._desk.gesture()
        ticket = self._desk.write(self._show_opened, open_delivery, gesture, new)
        ticket.or_else(self._show_refused)

    def _show_opened(self, kept: DeliveryKept) -> None:
        self.sheet.close_sheet()
        self.opened.emit(kept.delivery_id)

    def _show_refused(self, error: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))


def _note(purchase: AwaitedPurchase) -> str:
    units = units_words(purchase.units)
    day: date | None = purchase.expected_on
    return units if day is None else f"{units} · {day_month(day)}"
