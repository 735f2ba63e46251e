"""What can be done with the invoice that is open: one obvious step, the rest under « Plus »."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal

from merchant_desk.queries.supplier_invoice_card import SupplierInvoiceCard
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.menu import Menu
from merchant_desk.ui.widgets.side_sheet import SideSheet
from merchant_desk.values.french import euros
from merchant_desk.values.money import ZERO
from merchant_desk.values.supplier_words import SupplierState
from merchant_desk.values.texts import _


class InvoiceActions(QObject):
    """The footer of the sheet; each signal carries the card it is about."""

    approve_wanted = Signal(object)
    pay_wanted = Signal(object)
    decide_wanted = Signal(object, object)
    look_wanted = Signal(object)
    save_wanted = Signal(object)
    claim_wanted = Signal(object)

    def __init__(self, theme: Theme, sheet: SideSheet) -> None:
        super().__init__(sheet)
        self._theme = theme
        self._sheet = sheet
        self._card: SupplierInvoiceCard | None = None
        self._main: Callable[[], object] | None = None
        self.more = Button(theme, _("Plus"), icon="ellipsis")
        self.look = Button(theme, _("Voir le PDF"), icon="file-text")
        self.main = Button(theme, "", kind=Kind.PRIMARY)
        for widget in (self.more, None, self.look, self.main):
            if widget is None:
                sheet.footer.addStretch(1)
            else:
                sheet.footer.addWidget(widget)
        self.more.clicked.connect(self._on_more)
        self.look.clicked.connect(self._on_look)
        self.main.clicked.connect(self._on_main)

    def show_card(self, card: SupplierInvoiceCard) -> None:
        """Offer what this invoice allows, the next step first."""
        self._card = card
        self.look.setVisible(card.is_pdf)
        self._main = None
        if card.may_approve:
            self._main = partial(self.approve_wanted.emit, card)
            self.main.say(_("Approuver"))
            self.main.set_icon_name("check")
        elif card.may_pay:
            self._main = partial(self.pay_wanted.emit, card)
            self.main.say(_pay_words(card))
            self.main.set_icon_name("euro")
        self.main.setVisible(self._main is not None)

    def menu(self) -> Menu:
        """Return everything that may be done, whatever the step."""
        menu = Menu(self._theme, _("Plus"), self._sheet)
        card = self._card
        if card is None:
            return menu
        dispute = partial(self.decide_wanted.emit, card, SupplierState.DISPUTED)
        refuse = partial(self.decide_wanted.emit, card, SupplierState.REFUSED)
        entries: tuple[tuple[str, str, Callable[[], object], bool], ...] = (
            (_("Approuver"), "check", partial(self.approve_wanted.emit, card), card.may_approve),
            (_pay_words(card), "euro", partial(self.pay_wanted.emit, card), card.may_pay),
            (_("Contester…"), "message-square", dispute, card.may_dispute),
            (_("Refuser…"), "ban", refuse, card.may_refuse),
            (
                _claim_words(card),
                "triangle-alert",
                partial(self.claim_wanted.emit, card),
                card.overcharged > ZERO,
            ),
            (_("Voir le PDF"), "file-text", partial(self.look_wanted.emit, card), card.is_pdf),
            (
                _("Enregistrer l’original…"),
                "download",
                partial(self.save_wanted.emit, card),
                True,
            ),
        )
        for words, icon, run, may in entries:
            if may:
                menu.add(words, icon).triggered.connect(run)
        return menu

    def _on_more(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 4)))

    def _on_look(self) -> None:
        if self._card is not None:
            self.look_wanted.emit(self._card)

    def _on_main(self) -> None:
        if self._main is not None:
            self._main()


def _claim_words(card: SupplierInvoiceCard) -> str:
    return _("Réclamer {amount}").format(amount=euros(card.overcharged))


def _pay_words(card: SupplierInvoiceCard) -> str:
    return _("Noter l’encaissement…") if card.left < ZERO else _("Noter le paiement…")
