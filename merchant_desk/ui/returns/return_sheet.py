"""One return beside the list: its articles, its limits by law, its story, what can be done now."""

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.errors import DeskError
from merchant_desk.operations.close_return import LeavesAside, close_return, grade_odd, leave_aside
from merchant_desk.operations.declare_return import cancel_return
from merchant_desk.operations.pay_return import HowPaid, Repaid, pay_return
from merchant_desk.queries.return_card import ReturnCard, ReturnedLine, return_card
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.returns.return_parts import goods_and_money, limits_and_story
from merchant_desk.ui.returns.way_select import WaySelect
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import clear, labelled
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.menu import Menu
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.french import euros
from merchant_desk.values.goods_words import Grade, ReturnState
from merchant_desk.values.ids import OrderId, ReturnId
from merchant_desk.values.platform_can import PlatformCan
from merchant_desk.values.texts import _

TABLES = frozenset({"sales_return", "sales_return_line", "return_event", "payment", "invoice"})


class ReturnSheet(QObject):
    """A side sheet kept up to date while it is open."""

    take_wanted = Signal(object)
    slip_wanted = Signal(object)
    print_wanted = Signal(object)
    mail_wanted = Signal(object)
    exchange_wanted = Signal(object)
    details_wanted = Signal(object)
    identify_wanted = Signal(object)

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self.card: ReturnCard | None = None
        self.return_id: ReturnId | None = None
        self.sheet = shell.new_sheet(screen, "")
        theme = shell.theme
        self.banner = Banner(theme)
        self.parts = QVBoxLayout()
        self.parts.setSpacing(6)
        self.rest = QVBoxLayout()
        self.rest.setSpacing(6)
        self.way = WaySelect(theme, later=False)
        self.slip = Button(theme, _("Bon de retour"), icon="printer")
        self.details = Button(theme, _("Préciser"))
        self.exchange = Button(theme, _("Échanger"))
        self.give_up = Button(theme, _("Ne viendra pas"), kind=Kind.QUIET)
        self.take = Button(theme, _("Reprendre les articles"), icon="package-check")
        self.identify = Button(theme, _("Retrouver la commande"), kind=Kind.PRIMARY, icon="search")
        self.pay = Button(theme, _("Rembourser"), kind=Kind.PRIMARY)
        self._build()
        self.slip.clicked.connect(self._on_slip)
        self.give_up.clicked.connect(self._on_give_up)
        self.take.clicked.connect(self._on_take)
        self.pay.clicked.connect(self._on_pay)
        self.details.clicked.connect(self._on_details)
        self.exchange.clicked.connect(self._on_exchange)
        self.identify.clicked.connect(self._on_identify)
        desk.changed.connect(self._on_changed)

    def _build(self) -> None:
        papers = QHBoxLayout()
        papers.setSpacing(8)
        for button in (self.slip, self.details, self.exchange):
            papers.addWidget(button)
        papers.addStretch(1)
        self.paid = QWidget()
        self.paid.setProperty("ground", "none")
        ways = labelled(self._shell.theme, self.way)
        ways.setContentsMargins(0, 0, 0, 0)
        self.paid.setLayout(ways)
        body, footer = self.sheet.body, self.sheet.footer
        body.addWidget(self.banner)
        body.addLayout(papers)
        body.addLayout(self.parts)
        body.addWidget(self.paid)
        body.addLayout(self.rest)
        body.addStretch(1)
        footer.addWidget(self.give_up)
        footer.addStretch(1)
        for button in (self.take, self.identify, self.pay):
            footer.addWidget(button)

    def open_return(self, return_id: ReturnId) -> None:
        """Show this return."""
        self.return_id = return_id
        self.banner.hide()
        self._ask()

    def _ask(self) -> None:
        if self.return_id is not None:
            today = paris_date(utc_now())
            self._desk.read(self._show_card, return_card, self.return_id, today)

    def _on_changed(self, tables: frozenset[str]) -> None:
        if self.sheet.isVisible() and not TABLES.isdisjoint(tables):
            self._ask()

    def _show_card(self, card: ReturnCard | None) -> None:
        if card is None or card.return_id != self.return_id:
            return
        self.card = card
        self.sheet.title.setText(_("Retour {number}").format(number=card.number))
        order = _("Commande {number}").format(number=card.order_number)
        known = (order if card.order_number else _("Commande à identifier"), card.customer)
        self.sheet.subtitle.setText(" · ".join(filter(None, known)))
        theme = self._shell.theme
        clear(self.parts)
        for part in goods_and_money(theme, card, self._on_choice):
            self.parts.addWidget(part)
        clear(self.rest)
        for part in limits_and_story(theme, card):
            self.rest.addWidget(part)
        self._show_actions(card)
        if not self.sheet.isVisible():
            self.way.show_ways(PlatformCan(), online=False)
            if card.platform:
                platform = card.platform
                self._desk.network(self._show_can, self._shell.services.platform_can, platform)
            self.sheet.open_sheet(self.pay if self.pay.isVisibleTo(self.sheet) else self.slip)

    def _show_can(self, can: PlatformCan) -> None:
        self.way.show_ways(can, online=True)

    def _show_actions(self, card: ReturnCard) -> None:
        self.pay.setVisible(bool(card.due))
        self.pay.say(_("Rembourser {amount}").format(amount=euros(card.due)))
        self.paid.setVisible(bool(card.due))
        self.exchange.setVisible(card.can_exchange)
        self.identify.setVisible(card.unknown_order)
        self.details.setVisible(card.state is not ReturnState.CANCELLED)
        self.take.setVisible(card.order_id is not None and (card.can_cancel or card.waits_rest))
        self.give_up.setVisible(card.can_cancel or card.waits_rest)
        self.slip.setVisible(card.order_id is not None)

    def _on_take(self) -> None:
        if self.card is not None and self.card.order_id is not None:
            self.sheet.close_sheet()
            self.take_wanted.emit(OrderId(self.card.order_id))

    def _on_details(self) -> None:
        if self.card is not None:
            self.details_wanted.emit(self.card)

    def _on_exchange(self) -> None:
        if self.card is not None:
            self.exchange_wanted.emit(self.card.return_id)

    def _on_identify(self) -> None:
        if self.card is not None:
            self.sheet.close_sheet()
            self.identify_wanted.emit(self.card)

    def slip_menu(self) -> Menu:
        """Return how the slip can leave."""
        menu = Menu(self._shell.theme, _("Bon de retour"), self.sheet)
        menu.add(_("Imprimer"), "printer").triggered.connect(self._on_print)
        saved = menu.add(_("Enregistrer en PDF…"), "download")
        saved.triggered.connect(self._on_save)
        menu.add(_("Écrire au client…"), "mail").triggered.connect(self._on_mail)
        return menu

    def _on_slip(self) -> None:
        menu = self.slip_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.slip.mapToGlobal(QPoint(0, self.slip.height() + 4)))

    def _on_print(self) -> None:
        if self.card is not None:
            self.print_wanted.emit(self.card.return_id)

    def _on_save(self) -> None:
        if self.card is not None:
            self.slip_wanted.emit(self.card.return_id)

    def _on_mail(self) -> None:
        if self.card is not None:
            self.mail_wanted.emit(self.card.return_id)

    def _on_give_up(self) -> None:
        if self.card is None:
            return
        gesture, return_id = self._desk.gesture(), self.card.return_id
        if self.card.can_cancel:
            given_up = self._desk.write(self._show_given_up, cancel_return, gesture, return_id)
            given_up.or_else(self._show_refused)
            return
        closed = self._desk.write(self._show_given_up, close_return, gesture, return_id)
        closed.or_else(self._show_refused)

    def _on_pay(self) -> None:
        if self.card is None:
            return
        by, means = self.way.way
        gesture, return_id = self._desk.gesture(), self.card.return_id
        ticket = self._desk.write(
            self._show_paid, pay_return, gesture, return_id, HowPaid(by, means)
        )
        ticket.or_else(self._show_refused)

    def _on_choice(self, line: ReturnedLine, grade: Grade) -> None:
        gesture = self._desk.gesture()
        if line.odd:
            ticket = self._desk.write(self._show_given_up, grade_odd, gesture, line.line_id, grade)
        else:
            leaves = LeavesAside(line_id=line.line_id, to=grade, units=line.received)
            ticket = self._desk.write(self._show_given_up, leave_aside, gesture, leaves)
        ticket.or_else(self._show_refused)

    def _show_given_up(self, _answer: object) -> None:
        self.banner.hide()

    def _show_paid(self, repaid: Repaid) -> None:
        self._shell.toast(_("{amount} rendus").format(amount=euros(repaid.amount)))

    def _show_refused(self, error: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))
