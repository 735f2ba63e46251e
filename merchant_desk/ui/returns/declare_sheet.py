"""« Noter un retour »: a customer said that goods come back; the clocks start."""

from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout

from merchant_desk.errors import DeskError
from merchant_desk.operations.declare_return import Declared, ReturnDeclared, declare_return
from merchant_desk.queries.return_order import ReturnOrder
from merchant_desk.queries.return_units import OrderLineBack
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.returns.days import check_day, noon
from merchant_desk.ui.returns.declared_line import DeclaredLine
from merchant_desk.ui.returns.order_field import OrderField
from merchant_desk.ui.scanner import Scan
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import clear, labelled
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.text_label import TextLabel
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.entries import read_day, written_day
from merchant_desk.values.french import items
from merchant_desk.values.goods_words import AnnouncedBy, ReturnKind
from merchant_desk.values.ids import OrderId
from merchant_desk.values.return_words import announced_words, kind_words
from merchant_desk.values.texts import _

_KINDS = tuple(each for each in ReturnKind if each is not ReturnKind.GOODWILL)


class DeclareSheet(QObject):
    """A sheet over the page; ``declared`` carries the return that now waits."""

    declared = Signal(object)

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk, self._shell = desk, shell
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, _("Noter un retour"))
        self.banner = Banner(theme)
        self.order = OrderField(desk, theme)
        self.by = Select(theme, _("Annoncé"))
        for by in AnnouncedBy:
            self.by.addItem(announced_words(by), by.value)
        self.kind = Select(theme, _("À quel titre"))
        for kind in _KINDS:
            self.kind.addItem(kind_words(kind), kind.value)
        self.day = Field(theme, _("Le"), check=check_day)
        self.note = Field(theme, _("Note"), hint=_("Facultatif."))
        self.held = QVBoxLayout()
        self.rows: list[DeclaredLine] = []
        self.title = TextLabel(theme, _("Ce qui doit revenir"), Role.CARD_TITLE)
        self.go = Button(theme, _("Noter le retour"), kind=Kind.PRIMARY)
        self._build()
        self.order.found.connect(self._show_order)
        self.go.clicked.connect(self._on_go)
        for field in (self.day, self.note):
            field.input.returnPressed.connect(self._on_go)

    def _build(self) -> None:
        theme, body = self._shell.theme, self.sheet.body
        self.held.setSpacing(0)
        body.addWidget(self.banner)
        body.addWidget(self.order)
        body.addWidget(self.title)
        body.addLayout(self.held)
        body.addLayout(labelled(theme, self.by))
        body.addWidget(self.day)
        body.addLayout(labelled(theme, self.kind))
        body.addWidget(self.note)
        body.addStretch(1)
        cancel = Button(theme, _("Annuler"))
        cancel.clicked.connect(self.sheet.close_sheet)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(cancel)
        self.sheet.footer.addWidget(self.go)

    def open_for(self, order_id: OrderId | None = None) -> None:
        """Ask what was announced, of an order that is known or not yet."""
        self.banner.hide()
        self.order.begin(order_id)
        self._show_lines(())
        self.by.setCurrentIndex(0)
        self.kind.setCurrentIndex(0)
        self.day.set_value(written_day(paris_date(utc_now())))
        self.note.set_value("")
        self.sheet.open_sheet(self.order.field.input)

    def take_scan(self, scan: Scan) -> None:
        """Take the order of a slip."""
        self.order.take_scan(scan)

    def _show_order(self, order: ReturnOrder) -> None:
        self.banner.hide()
        self._show_lines(tuple(line for line in order.lines if not line.is_kit))
        if not order.may_come:
            words = _("Rien ne peut revenir de cette commande.")
            self.banner.show_message(BannerText(Tone.WARN, words))
        if self.rows:
            self.rows[0].units.setFocus()
            self.rows[0].units.selectAll()

    def _show_lines(self, lines: tuple[OrderLineBack, ...]) -> None:
        clear(self.held)
        self.rows = [DeclaredLine(self._shell.theme, line) for line in lines]
        if len(self.rows) == 1:
            self.rows[0].units.setValue(self.rows[0].line.units.most)
        for row in self.rows:
            row.changed.connect(self._show_count)
            self.held.addWidget(row)
        self.title.setVisible(bool(self.rows))
        self._show_count()

    def _show_count(self) -> None:
        units = sum(row.units.value() for row in self.rows)
        self.go.setEnabled(units > 0)
        told = _("Noter {items}").format(items=items(units)) if units else _("Noter le retour")
        self.go.say(told)

    def _on_go(self) -> None:
        order = self.order.order
        if not self.day.validate():
            self.day.input.setFocus()
            return
        if order is None or not self.go.isEnabled():
            self.order.look()
            return
        told = ReturnDeclared(
            order_id=order.order_id,
            items=tuple(row.item for row in self.rows if row.item is not None),
            kind=ReturnKind(self.kind.currentData()),
            declared_at=self._told_at(),
            by=AnnouncedBy(self.by.currentData()),
            note=self.note.value,
        )
        ticket = self._desk.write(self._show_done, declare_return, self._desk.gesture(), told)
        ticket.or_else(self._show_refused)

    def _told_at(self) -> datetime | None:
        """Return when it was announced; None for today: now."""
        day = read_day(self.day.value)
        return None if day is None or day == paris_date(utc_now()) else noon(day)

    def _show_done(self, done: Declared) -> None:
        self.sheet.close_sheet()
        self._shell.toast(_("Retour {number} noté").format(number=done.number))
        self.declared.emit(done.return_id)

    def _show_refused(self, error: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))
