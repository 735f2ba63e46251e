"""What can be done with the open document: one obvious next step, the rest under « Plus »."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal

from merchant_desk.queries.invoice_card import InvoiceCard
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.menu import Menu
from merchant_desk.ui.widgets.side_sheet import SideSheet
from merchant_desk.values.texts import _
from merchant_desk.values.words import DocumentKind

_Step = tuple[str, str, Callable[[], object]]


class DocumentActions(QObject):
    """The footer of the sheet; each signal carries the card it is about."""

    pay_wanted = Signal(object)
    remind_wanted = Signal(object)
    credit_wanted = Signal(object)
    correct_wanted = Signal(object)
    export_wanted = Signal(object)

    def __init__(self, shell: Shell, sheet: SideSheet) -> None:
        super().__init__(sheet)
        self._shell = shell
        self._sheet = sheet
        self._card: InvoiceCard | None = None
        self._steps: list[_Step] = []
        theme = shell.theme
        self.more = Button(theme, _("Plus"), icon="ellipsis")
        self.other = Button(theme, "")
        self.main = Button(theme, "", kind=Kind.PRIMARY)
        footer = sheet.footer
        footer.addWidget(self.more)
        footer.addStretch(1)
        footer.addWidget(self.other)
        footer.addWidget(self.main)
        self.more.clicked.connect(self._on_plus)
        self.main.clicked.connect(partial(self._run, 0))
        self.other.clicked.connect(partial(self._run, 1))

    def show_card(self, card: InvoiceCard) -> None:
        """Offer what this document allows, the next step first."""
        self._card = card
        self._steps = self._next_steps(card)
        for place, button in enumerate((self.main, self.other)):
            button.setVisible(place < len(self._steps))
            if place < len(self._steps):
                words, icon, _run = self._steps[place]
                button.say(words)
                button.set_icon_name(icon)

    def menu(self) -> Menu:
        """Return everything that may be done, whatever the step."""
        menu = Menu(self._shell.theme, _("Plus"), self._sheet)
        card = self._card
        if card is None:
            return menu
        menu.add(_("Aperçu et impression"), "printer").triggered.connect(self.preview)
        for words, icon, signal, may in (
            (_pay_words(card), "euro", self.pay_wanted, card.can_pay),
            (_("Relancer…"), "mail", self.remind_wanted, card.can_remind),
            (_("Faire un avoir…"), "undo-2", self.credit_wanted, card.can_credit),
            (_("Corriger…"), "pencil", self.correct_wanted, card.can_correct),
            (_("Exporter…"), "download", self.export_wanted, True),
        ):
            if may:
                menu.add(words, icon).triggered.connect(partial(signal.emit, card))
        if card.order_id is not None:
            menu.add(_("Ouvrir la commande"), "inbox").triggered.connect(self._on_order)
        return menu

    def preview(self) -> None:
        """Show the paper before it is printed or saved; it is a duplicate once it came out."""
        center = self._shell.services.print_center
        if self._card is None:
            return
        if center is None:
            self._shell.banner(
                _("L’aperçu ne s’est pas ouvert\u00a0: l’impression est indisponible ici."),
                _("Ouvrez Merchant Desk normalement, puis recommencez."),
            )
            return
        center.open_preview(DocumentKind.INVOICE, self._card.invoice_id, self._sheet.window())

    def _next_steps(self, card: InvoiceCard) -> list[_Step]:
        look = (_("Aperçu"), "printer", self.preview)
        if card.can_remind:
            pay = (_("Encaisser…"), "euro", partial(self.pay_wanted.emit, card))
            return [pay, (_("Relancer…"), "mail", partial(self.remind_wanted.emit, card))]
        if card.can_pay:
            return [(_pay_words(card), "euro", partial(self.pay_wanted.emit, card)), look]
        return [look]

    def _run(self, place: int) -> None:
        if place < len(self._steps):
            self._steps[place][2]()

    def _on_plus(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 4)))

    def _on_order(self) -> None:
        if self._card is not None:
            self._sheet.close_sheet()
            self._shell.navigate("orders", order_id=self._card.order_id)


def _pay_words(card: InvoiceCard) -> str:
    return _("Rembourser…") if card.due.left.cents < 0 else _("Encaisser…")
