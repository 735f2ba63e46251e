"""One return beside the list: its articles, its limits by law, its story, what can be done now."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from merchant_desk.errors import DeskError
from merchant_desk.operations.close_return import LeavesAside, close_return, grade_odd, leave_aside
from merchant_desk.operations.declare_return import cancel_return
from merchant_desk.operations.pay_return import HowPaid, Repaid, pay_return
from merchant_desk.queries.return_card import ReturnCard, ReturnedLine, return_card
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.orders.sheet_section import SheetSection
from merchant_desk.ui.returns.clock_lines import clock_line
from merchant_desk.ui.returns.columns import state_chip
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import Line, clear
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.chip import Chip
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.french import euros, items, moment, number
from merchant_desk.values.goods_words import Grade, ReturnState
from merchant_desk.values.ids import OrderId, ReturnId
from merchant_desk.values.return_reasons import reason_words
from merchant_desk.values.return_words import event_words, grade_words, kind_words
from merchant_desk.values.taken_return import PayBack
from merchant_desk.values.texts import _, ngettext

TABLES = frozenset({"sales_return", "sales_return_line", "return_event", "payment", "invoice"})
_ODD = (Grade.RESELL, Grade.SCRAP)
_LEAVES = (Grade.RESELL, Grade.SUPPLIER, Grade.SCRAP)


class ReturnSheet(QObject):
    """A side sheet kept up to date while it is open."""

    take_wanted = Signal(object)
    slip_wanted = Signal(object)

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
        self.slip = Button(theme, _("Bon de retour"), icon="printer")
        self.give_up = Button(theme, _("Ne viendra pas"))
        self.take = Button(theme, _("Reprendre les articles"), icon="package-check")
        self.pay = Button(theme, _("Rembourser"), kind=Kind.PRIMARY)
        self.sheet.body.addWidget(self.banner)
        self.sheet.body.addLayout(self.parts)
        self.sheet.body.addStretch(1)
        for button in (self.slip, self.give_up):
            self.sheet.footer.addWidget(button)
        self.sheet.footer.addStretch(1)
        for button in (self.take, self.pay):
            self.sheet.footer.addWidget(button)
        self.slip.clicked.connect(self._on_slip)
        self.give_up.clicked.connect(self._on_give_up)
        self.take.clicked.connect(self._on_take)
        self.pay.clicked.connect(self._on_pay)
        desk.changed.connect(self._on_changed)

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
        clear(self.parts)
        for part in self._sections(card):
            self.parts.addWidget(part)
        self._show_actions(card)
        if not self.sheet.isVisible():
            self.sheet.open_sheet(self.pay if self.pay.isVisibleTo(self.sheet) else self.slip)

    def _sections(self, card: ReturnCard) -> list[QWidget]:
        theme = self._shell.theme
        to_refund = bool(card.due) and card.state is ReturnState.RECEIVED
        limits = SheetSection(theme, _("Délais"))
        for clock in card.clocks:
            limits.body.addWidget(clock_line(theme, clock))
        limits.setVisible(bool(card.clocks))
        story = SheetSection(theme, _("Histoire"))
        for each in card.story:
            words = " · ".join(filter(None, (event_words(each.kind), each.detail)))
            story.body.addWidget(Line(theme, words, note=f"{moment(each.at)} · {each.by}"))
        return [
            Chip(theme, state_chip(card.state, to_refund=to_refund)),
            self._articles(card),
            self._money(card),
            limits,
            story,
        ]

    def _articles(self, card: ReturnCard) -> SheetSection:
        theme = self._shell.theme
        section = SheetSection(theme, kind_words(card.kind))
        for line in card.lines:
            told = number(line.received)
            if line.expected:
                told = _("{n} sur {total}").format(n=told, total=number(line.expected))
            grade = grade_words(line.grade) if line.grade and line.received else ""
            note = " · ".join(filter(None, (grade, reason_words(line.reason), line.note)))
            shown = Line(theme, line.name, told, note)
            section.body.addWidget(shown)
            self._add_choices(section, line)
        return section

    def _add_choices(self, section: SheetSection, line: ReturnedLine) -> None:
        """Offer what is left to decide of an article that was kept aside."""
        choices = _ODD if line.odd else _LEAVES if line.aside else ()
        for grade in choices:
            words = _("{what}\u00a0: {items}").format(
                what=grade_words(grade), items=items(line.received)
            )
            button = Button(self._shell.theme, words)
            button.clicked.connect(partial(self._on_choice, line, grade))
            section.body.addWidget(button)

    def _money(self, card: ReturnCard) -> SheetSection:
        section = SheetSection(self._shell.theme, _("Argent"))
        given = sum(line.refund.cents for line in card.lines)
        section.add_pair(_("Articles"), euros(type(card.due)(given)))
        if card.carriage_out:
            section.add_pair(_("Livraison rendue"), euros(card.carriage_out))
        section.add_pair(_("Reste à rendre"), euros(card.due))
        if card.late is not None:
            owed = euros(card.late.owed) if card.late.owed else _("intérêts dus")
            words = ngettext(
                "Retard de {n}\u00a0jour\u00a0: {owed} dus (C. conso. L242-4)",
                "Retard de {n}\u00a0jours\u00a0: {owed} dus (C. conso. L242-4)",
                card.late.days,
            )
            section.add_text(words.format(n=number(card.late.days), owed=owed))
        return section

    def _show_actions(self, card: ReturnCard) -> None:
        self.pay.setVisible(bool(card.due))
        self.take.setVisible(card.order_id is not None and (card.can_cancel or card.waits_rest))
        self.give_up.setVisible(card.can_cancel or card.waits_rest)
        self.slip.setVisible(card.order_id is not None)

    def _on_take(self) -> None:
        if self.card is not None and self.card.order_id is not None:
            self.sheet.close_sheet()
            self.take_wanted.emit(OrderId(self.card.order_id))

    def _on_slip(self) -> None:
        if self.card is not None:
            self.slip_wanted.emit(self.card.return_id)

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
        by = HowPaid(PayBack.SHOP) if self.card.shop else HowPaid(PayBack.DESK, "transfer")
        ticket = self._desk.write(
            self._show_paid, pay_return, self._desk.gesture(), self.card.return_id, by
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
