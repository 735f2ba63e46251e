"""« Geste commercial »: something is given back although nothing comes."""

from PySide6.QtCore import QObject

from merchant_desk.errors import DeskError
from merchant_desk.operations.give_goodwill import Goodwill, GoodwillGiven, give_goodwill
from merchant_desk.operations.pay_return import HowPaid
from merchant_desk.queries.return_order import ReturnOrder
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.orders.tint_box import TintBox
from merchant_desk.ui.returns.days import check_amount
from merchant_desk.ui.returns.order_field import OrderField
from merchant_desk.ui.returns.way_select import WaySelect
from merchant_desk.ui.scanner import Scan
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import labelled
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.field import Field
from merchant_desk.values.entries import read_amount
from merchant_desk.values.french import euros
from merchant_desk.values.ids import OrderId, RecordId, new_id
from merchant_desk.values.money import ZERO
from merchant_desk.values.platform_can import PlatformCan
from merchant_desk.values.texts import _


def _check_why(text: str) -> str:
    return "" if text else _("Dites pourquoi\u00a0: l’avoir le porte.")


class GoodwillSheet(QObject):
    """A sheet over the page; its gesture is made once however often it is asked."""

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk, self._shell = desk, shell
        self._gesture_id = RecordId(new_id())
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, _("Geste commercial"))
        self.banner = Banner(theme)
        self.order = OrderField(desk, theme)
        self.amount = Field(theme, _("Montant rendu, TVA comprise"), check=check_amount)
        self.why = Field(theme, _("Raison"), hint=_("Écrite sur l’avoir."), check=_check_why)
        self.way = WaySelect(theme)
        self.go = Button(theme, _("Rendre"), kind=Kind.PRIMARY)
        self._build()
        self.order.found.connect(self._show_order)
        self.amount.edited.connect(self._show_amount)
        self.go.clicked.connect(self._on_go)
        for field in (self.amount, self.why):
            field.input.returnPressed.connect(self._on_go)

    def _build(self) -> None:
        theme, body = self._shell.theme, self.sheet.body
        told = _("Rien ne revient et le stock ne bouge pas\u00a0: un avoir est émis.")
        body.addWidget(TintBox(theme, Tone.INFO, "info", told))
        for widget in (self.banner, self.order, self.amount, self.why):
            body.addWidget(widget)
        body.addLayout(labelled(theme, self.way))
        body.addStretch(1)
        cancel = Button(theme, _("Annuler"))
        cancel.clicked.connect(self.sheet.close_sheet)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(cancel)
        self.sheet.footer.addWidget(self.go)

    def open_for(self, order_id: OrderId | None = None) -> None:
        """Ask of which order, and how much."""
        self._gesture_id = RecordId(new_id())
        self.banner.hide()
        self.order.begin(order_id)
        self.way.show_ways(PlatformCan(), online=False)
        for field in (self.amount, self.why):
            field.set_value("")
        self._show_amount("")
        self.sheet.open_sheet(self.order.field.input)

    def take_scan(self, scan: Scan) -> None:
        """Take the order of a slip."""
        self.order.take_scan(scan)

    def _show_order(self, order: ReturnOrder) -> None:
        self.banner.hide()
        left = _("Payés et pas encore rendus\u00a0: {amount}")
        self.amount.set_hint(left.format(amount=euros(order.money.left)))
        self.amount.input.setFocus()
        if order.platform:
            self._desk.network(self._show_can, self._shell.services.platform_can, order.platform)

    def _show_can(self, can: PlatformCan) -> None:
        self.way.show_ways(can, online=True)

    def _show_amount(self, _text: str) -> None:
        amount = read_amount(self.amount.value)
        words = _("Rendre {amount}").format(amount=euros(amount)) if amount else _("Rendre")
        self.go.say(words)

    def _on_go(self) -> None:
        order = self.order.order
        if order is None:
            self.order.look()
            return
        wrong = [each for each in (self.amount, self.why) if not each.validate()]
        if wrong:
            wrong[0].input.setFocus()
            return
        by, means = self.way.way
        asked = Goodwill(
            self._gesture_id,
            order.order_id,
            read_amount(self.amount.value) or ZERO,
            self.why.value,
            HowPaid(by, means),
        )
        ticket = self._desk.write(self._show_done, give_goodwill, self._desk.gesture(), asked)
        ticket.or_else(self._show_refused)

    def _show_done(self, given: GoodwillGiven) -> None:
        self.sheet.close_sheet()
        words = _("{number}\u00a0: avoir {credit}, {amount} rendus")
        told = words.format(
            number=given.number, credit=given.credit_number, amount=euros(given.repaid)
        )
        self._shell.toast(told)

    def _show_refused(self, error: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))
