"""« Rembourser dans la boutique… »: what goes back, what for, and what the shop is to do."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout

from merchant_desk.errors import DeskError
from merchant_desk.operations.refund_at_shop import Refund, RefundedLine, refund_at_shop
from merchant_desk.queries.refundable import Refundable, refundable
from merchant_desk.ui.confirm_sheet import ConfirmSheet
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.orders.order_columns import order_number
from merchant_desk.ui.orders.refund_line import RefundLineRow
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import clear
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.switch import Switch
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.entries import read_amount, written_amount
from merchant_desk.values.french import euros
from merchant_desk.values.ids import MessageId, OrderId
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.platform_can import PlatformCan
from merchant_desk.values.texts import _


def check_amount(text: str) -> str:
    """Say what is wrong with an amount, empty when nothing is; nothing typed is nothing given."""
    typed = not text or read_amount(text) is not None
    return "" if typed else _("Saisissez un montant, comme 4,90.")


class RefundSheet(QObject):
    """A sheet over the order's; the shop is told once she has confirmed."""

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self._screen = screen
        self._order: Refundable | None = None
        self._can = PlatformCan()
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, _("Rembourser dans la boutique"))
        self.banner = Banner(theme)
        self.held = QVBoxLayout()
        self.rows: list[RefundLineRow] = []
        self.carriage = Field(theme, _("Frais de port à rendre"), check=check_amount)
        self.reason = Field(theme, _("Raison"), hint=_("Facultatif\u00a0: le client peut la lire."))
        self.restock = Switch(theme, _("Remettre en stock dans la boutique"))
        self.move_money = Switch(theme, _("Faire rendre l’argent par le prestataire"))
        self.money_note = TextLabel(theme, "", Role.CAPTION, Ink.TEXT2, wraps=True)
        self.total = TextLabel(theme, "", Role.MONEY, tabular=True)
        self.left = TextLabel(theme, "", Role.CAPTION, Ink.TEXT2)
        self.go = Button(theme, _("Rembourser"), kind=Kind.PRIMARY)
        self.confirm = ConfirmSheet(shell, screen)
        self._build()
        self.carriage.edited.connect(self._show_total)
        self.move_money.toggled.connect(self._show_money_note)
        self.go.clicked.connect(self._on_go)
        self.confirm.confirmed.connect(self._on_confirmed)

    def _build(self) -> None:
        theme = self._shell.theme
        self.held.setSpacing(4)
        body = self.sheet.body
        body.addWidget(self.banner)
        body.addWidget(TextLabel(theme, _("Articles rendus"), Role.CARD_TITLE))
        body.addLayout(self.held)
        for widget in (self.carriage, self.reason, self.restock, self.move_money, self.money_note):
            body.addWidget(widget)
        body.addStretch(1)
        body.addWidget(TextLabel(theme, _("À rembourser"), Role.CAPTION, Ink.TEXT2))
        body.addWidget(self.total)
        body.addWidget(self.left)
        cancel = Button(theme, _("Annuler"))
        cancel.clicked.connect(self.sheet.close_sheet)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(cancel)
        self.sheet.footer.addWidget(self.go)

    def open_for(self, order_id: OrderId) -> None:
        """Ask what can be given back of this order."""
        self._order = None
        self._desk.read(self._show_order, refundable, order_id)

    def _show_order(self, order: Refundable) -> None:
        if not self._screen.isVisible():  # she has gone elsewhere meanwhile
            return
        self._order = order
        words = _("Commande {number}").format(number=order_number(order.number))
        self.sheet.subtitle.setText(f"{words} · {order.shop}")
        self.banner.hide()
        self._fill(order)
        self.carriage.set_value("")
        most = _("Payés\u00a0: {amount}").format(amount=euros(order.carriage))
        self.carriage.set_hint(most)
        self.carriage.setVisible(order.carriage.cents > 0)
        self.reason.set_value("")
        self.restock.setChecked(False)
        self.move_money.setChecked(False)
        self._show_can(PlatformCan())
        self._show_total()
        self.sheet.open_sheet(self.rows[0].units if self.rows else self.reason.input)
        self._desk.network(self._show_can, self._shell.services.platform_can, order.platform)

    def _fill(self, order: Refundable) -> None:
        clear(self.held)
        self.rows = [RefundLineRow(self._shell.theme, line) for line in order.lines]
        for row in self.rows:
            row.changed.connect(self._show_total)
            self.held.addWidget(row)

    def _show_can(self, can: PlatformCan) -> None:
        """Offer what the platform can do; say what it cannot."""
        self._can = can
        self.restock.setVisible(can.restock)
        self.move_money.setVisible(can.move_money)
        self.go.setEnabled(can.refund)
        if can.refund and not can.refund_parts:
            self._take_everything()
        self._show_money_note()

    def _take_everything(self) -> None:
        title = _("Cette plate-forme ne rembourse qu’une commande entière.")
        self.banner.show_message(BannerText(Tone.INFO, title))
        for row in self.rows:
            row.units.setValue(row.line.most)
            row.units.setEnabled(False)
        if self._order is not None and self._order.carriage.cents:
            self.carriage.set_value(written_amount(self._order.carriage))
        self.carriage.input.setReadOnly(True)
        self._show_total()

    def _show_money_note(self) -> None:
        if self.move_money.isChecked():
            words = _("Le prestataire rend l’argent au client\u00a0: cela ne se reprend pas.")
        elif self._can.move_money:
            words = _("La boutique note le remboursement\u00a0: rendez l’argent vous-même.")
        else:
            words = _(
                "La boutique note le remboursement\u00a0: rendez l’argent chez votre prestataire "
                "de paiement."
            )
        self.money_note.setText(words)

    def wanted(self) -> Refund:
        """Return what is entered."""
        return Refund(
            lines=self._lines(),
            carriage=read_amount(self.carriage.value) or ZERO,
            reason=self.reason.value,
            restock=self._can.restock and self.restock.isChecked(),
            move_money=self._can.move_money and self.move_money.isChecked(),
        )

    def _lines(self) -> tuple[RefundedLine, ...]:
        return tuple(
            RefundedLine(row.line.line_id, row.units.value(), row.amount)
            for row in self.rows
            if row.units.value()
        )

    def _show_total(self) -> None:
        amount = self.wanted().amount
        self.total.setText(euros(amount))
        if self._order is not None:
            left = self._order.left
            self.total.set_ink(Ink.BAD if amount > left else Ink.TEXT)
            words = _("sur {left} qui peuvent encore être rendus")
            self.left.setText(words.format(left=euros(left)))
        self.go.say(_("Rembourser {amount}").format(amount=euros(amount)))

    def _on_go(self) -> None:
        if self._order is None or not self.carriage.validate():
            self.carriage.input.setFocus()
            return
        refund = self.wanted()
        trouble = _trouble(refund.amount, self._order.left)
        if trouble:
            self.banner.show_message(BannerText(Tone.BAD, trouble))
            return
        self.confirm.ask(
            _("Rembourser {amount}\u00a0?").format(amount=euros(refund.amount)),
            self.sheet.subtitle.text(),
            "\n\n".join(meaning(refund, self._order.shop)),
            _("Rembourser {amount}").format(amount=euros(refund.amount)),
            refund,
        )

    def _on_confirmed(self, refund: Refund) -> None:
        if self._order is not None:
            order_id, gesture = self._order.order_id, self._desk.gesture()
            ticket = self._desk.write(self._show_done, refund_at_shop, gesture, order_id, refund)
            ticket.or_else(self._show_refused)

    def _show_refused(self, error: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))

    def _show_done(self, _message: MessageId) -> None:
        self.sheet.close_sheet()
        self._shell.toast(_("Remboursement demandé à la boutique"))
        if self._shell.services.start_pull is not None:
            self._shell.services.start_pull()


def _trouble(amount: Money, left: Money) -> str:
    if amount.cents <= 0:
        return _("Dites d’abord ce qui est rendu\u00a0: des articles ou le port.")
    if amount > left:
        return _("C’est plus que ce qui peut encore être rendu.")
    return ""


def meaning(refund: Refund, shop: str) -> Sequence[str]:
    """Return what will happen, one paragraph a fact."""
    told = [_("{shop} reçoit la demande au prochain échange, une seule fois.").format(shop=shop)]
    if refund.move_money:
        told.append(_("Le prestataire de paiement rend l’argent au client."))
    else:
        told.append(_("L’argent n’est pas rendu par Merchant Desk\u00a0: faites-le vous-même."))
    if refund.restock:
        told.append(_("La boutique remet les articles dans son stock."))
    else:
        told.append(_("Le stock ne bouge pas\u00a0: rangez ce qui revient dans Stock."))
    return told
