"""Everything of one order beside the list, and what can be done with it now."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from merchant_desk.errors import DeskError
from merchant_desk.operations.close_purchase import cancel_purchase, close_purchase
from merchant_desk.operations.purchase_questions import AskedFirstError
from merchant_desk.operations.send_purchase import send_purchase
from merchant_desk.queries.purchase_card import PurchaseCard, purchase_card
from merchant_desk.ui.confirm_sheet import ConfirmSheet
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.purchase_orders import order_parts as parts
from merchant_desk.ui.purchase_orders.answer_sheet import AnswerSheet
from merchant_desk.ui.purchase_orders.mailing import Mailing
from merchant_desk.ui.purchase_orders.order_actions import OrderActions
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import clear
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.ids import PurchaseId
from merchant_desk.values.purchase_words import units_words
from merchant_desk.values.purchases import PurchaseKept
from merchant_desk.values.texts import _

TABLES = frozenset({"purchase", "purchase_line", "purchase_event", "supplier", "batch"})
_SEND, _CLOSE, _CANCEL = "send", "close", "cancel"


class OrderSheet(QObject):
    """A side sheet kept up to date while it is open; ``edit_wanted`` carries the order."""

    edit_wanted = Signal(object)

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk, self._shell = desk, shell
        self.card: PurchaseCard | None = None
        self.purchase_id: PurchaseId | None = None
        self.sheet = shell.new_sheet(screen, "")
        self.banner = Banner(shell.theme)
        self.actions = OrderActions(shell.theme, self.sheet)
        self.answer = AnswerSheet(desk, shell, screen)
        self.confirm = ConfirmSheet(shell, screen)
        self.mailing = Mailing(desk, shell, screen)
        self._connect()

    def _connect(self) -> None:
        self.actions.edit_wanted.connect(self._on_edit)
        self.actions.send_wanted.connect(self._on_send)
        self.actions.answer_wanted.connect(self.answer.open_for)
        self.actions.pdf_wanted.connect(self.mailing.save)
        self.actions.mail_wanted.connect(self.mailing.mail)
        self.actions.copy_wanted.connect(self.mailing.copy)
        self.actions.close_wanted.connect(self._on_close)
        self.actions.cancel_wanted.connect(self._on_cancel)
        self.confirm.confirmed.connect(self._on_confirmed)
        self._desk.changed.connect(self._on_changed)

    @property
    def is_open(self) -> bool:
        """Tell whether she sees it."""
        return self.sheet.isVisible()

    def open_order(self, purchase_id: PurchaseId) -> None:
        """Show this order."""
        self.purchase_id = purchase_id
        self._ask()

    def _ask(self) -> None:
        if self.purchase_id is not None:
            self._desk.read(self._show_card, purchase_card, self.purchase_id)

    def _on_changed(self, tables: frozenset[str]) -> None:
        if self.is_open and not TABLES.isdisjoint(tables):
            self._ask()

    def _show_card(self, card: PurchaseCard | None) -> None:
        if card is None or card.purchase_id != self.purchase_id:
            return
        if card != self.card:
            self.card = card
            self.sheet.title.setText(card.supplier.name)
            self.sheet.subtitle.setText(_("Commande {number}").format(number=card.number))
            self._fill(card)
            self.actions.show_card(card)
        if not self.is_open:
            self.sheet.open_sheet(self.actions.first)

    def _fill(self, card: PurchaseCard) -> None:
        theme = self._shell.theme
        self.sheet.setUpdatesEnabled(False)
        self.banner.setParent(None)
        clear(self.sheet.body)
        self.banner = Banner(theme)
        shown: tuple[QWidget, ...] = (
            parts.chips(theme, card),
            self.banner,
            *parts.notices(theme, card, paris_date(utc_now())),
            parts.lines(theme, card),
            parts.money(theme, card),
            parts.terms(theme, card),
            parts.story(theme, card),
        )
        for part in shown:
            self.sheet.body.addWidget(part)
        self.sheet.body.addStretch(1)
        self.sheet.setUpdatesEnabled(True)

    def _on_edit(self, card: PurchaseCard) -> None:
        self.sheet.close_sheet()
        self.edit_wanted.emit(card.purchase_id)

    def _on_send(self, card: PurchaseCard) -> None:
        gesture = self._desk.gesture()
        self._desk.write(self._show_sent, send_purchase, gesture, card.purchase_id).or_else(
            self._show_refused
        )

    def _show_sent(self, kept: PurchaseKept) -> None:
        self._shell.toast(_("Commande {number} envoyée").format(number=kept.number))

    def _on_close(self, card: PurchaseCard) -> None:
        words = _("{units} ne sont plus attendues. Ce qui est arrivé reste en stock.")
        self.confirm.ask(
            _("Solder cette commande\u00a0?"),
            f"{card.supplier.name} · {card.number}",
            words.format(units=units_words(card.open_units)),
            _("Solder la commande"),
            (_CLOSE, card.purchase_id),
        )

    def _on_cancel(self, card: PurchaseCard) -> None:
        self.confirm.ask(
            _("Annuler cette commande\u00a0?"),
            f"{card.supplier.name} · {card.number}",
            _("Rien n’en est arrivé. Si elle est envoyée, prévenez aussi le fournisseur."),
            _("Annuler la commande"),
            (_CANCEL, card.purchase_id),
        )

    def _on_confirmed(self, about: tuple[str, PurchaseId]) -> None:
        what, purchase_id = about
        gesture = self._desk.gesture()
        if what == _SEND:
            ticket = self._desk.write(
                self._show_sent, send_purchase, gesture, purchase_id, accept_below=True
            )
        elif what == _CLOSE:
            ticket = self._desk.write(self._show_ended, close_purchase, gesture, purchase_id)
        else:
            ticket = self._desk.write(self._show_ended, cancel_purchase, gesture, purchase_id)
        ticket.or_else(self._show_refused)

    def _show_ended(self, kept: PurchaseKept) -> None:
        self._shell.toast(_("Commande {number} terminée").format(number=kept.number))

    def _show_refused(self, error: DeskError) -> None:
        if isinstance(error, AskedFirstError) and self.card is not None:
            self.confirm.ask(
                _("Envoyer quand même\u00a0?"),
                f"{self.card.supplier.name} · {self.card.number}",
                f"{error.title}\n{error.advice}",
                _("Envoyer la commande"),
                (_SEND, self.card.purchase_id),
            )
            return
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))
