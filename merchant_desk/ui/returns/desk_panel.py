"""A return being taken: the big panel, what was scanned, what is owed, and one button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.returns import hero_words
from merchant_desk.ui.returns.clock_lines import show_clocks
from merchant_desk.ui.returns.item_row import ItemRow
from merchant_desk.ui.returns.pay_card import PayCard
from merchant_desk.ui.returns.start_panel import StartPanel
from merchant_desk.ui.returns.taking import Taking
from merchant_desk.ui.stock.lines import Line, clear
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.scan_hero import ScanHero
from merchant_desk.ui.widgets.segmented_choice import SegmentedChoice
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import items, number
from merchant_desk.values.goods_words import Grade
from merchant_desk.values.return_words import GRADES, grade_words
from merchant_desk.values.texts import _, ngettext

_LOW, _HERO_LOW, _HERO = 560, 164, 236
_GRADE_KEYS = {
    Qt.Key.Key_1: 0, Qt.Key.Key_2: 1, Qt.Key.Key_3: 2, Qt.Key.Key_4: 3, Qt.Key.Key_5: 4,
    Qt.Key.Key_Ampersand: 0, Qt.Key.Key_Eacute: 1, Qt.Key.Key_QuoteDbl: 2,
    Qt.Key.Key_Apostrophe: 3, Qt.Key.Key_ParenLeft: 4,
}  # fmt: skip
"""The digits, and what their keys say on a French keyboard without Shift."""


class DeskPanel(QWidget):
    """Shows a taking; the signals say what she changes. Focus stays on the panel for its keys."""

    grade_wanted = Signal(str)
    row_graded = Signal(int, str)
    row_reasoned = Signal(int, str)
    row_removed = Signal(int)
    row_priced = Signal(int, object)
    all_wanted = Signal()
    leave_wanted = Signal()
    code_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Reprendre un colis"))
        self.title = TextLabel(theme, "", Role.ORDER)
        self.subtitle = TextLabel(theme, "", ink=Ink.TEXT2)
        self._hero = ScanHero(theme, hero_words.nothing())
        keys = [(each.value, f"{n} {grade_words(each)}") for n, each in enumerate(GRADES, 1)]
        self.grades = SegmentedChoice(theme, _("Ce que devient l’article"), keys)
        self.rows: list[ItemRow] = []
        self.came = Card(theme, _("Revenu"))
        self.held = QVBoxLayout()
        self.due = Card(theme, _("Dans la commande"))
        self.waiting = QVBoxLayout()
        self.limits = Card(theme, _("Délais"))
        self.clocks = QVBoxLayout()
        self.pay = PayCard(theme)
        self.code = Button(theme, _("Saisir un code"), icon="keyboard")
        self.everything = Button(theme, _("Tout est revenu (non remis)"), icon="package-x")
        self.leave = Button(theme, _("Laisser"), kind=Kind.QUIET, icon="x")
        self.start = StartPanel(theme)
        self._shown = QStackedWidget()
        self._build()
        self._connect()

    @property
    def hero(self) -> ScanHero:
        """Return the big panel she sees."""
        return self._hero if self._shown.currentIndex() else self.start.hero

    def _build(self) -> None:
        for layout, card in (
            (self.held, self.came), (self.waiting, self.due), (self.clocks, self.limits)
        ):  # fmt: skip
            layout.setSpacing(2)
            card.body.addLayout(layout)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(12)
        left.addWidget(self._hero)
        left.addWidget(self.grades)
        left.addWidget(_scrolled(self.came), 1)
        working = QWidget()
        working.setProperty("ground", "none")
        columns = QHBoxLayout(working)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(16)
        columns.addLayout(left, 3)
        columns.addWidget(self._side(), 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(12)
        column.addLayout(self._head())
        column.addWidget(self._shown, 1)
        self._shown.addWidget(self.start)
        self._shown.addWidget(working)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        head.addLayout(words, 1)
        head.addWidget(self.code)
        head.addWidget(self.everything)
        head.addWidget(self.leave)
        return head

    def _side(self) -> QWidget:
        side = QWidget()
        side.setProperty("ground", "none")
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(_scrolled(self.due, self.limits), 1)
        column.addWidget(self.pay)
        return side

    def _connect(self) -> None:
        self.grades.chosen.connect(self.grade_wanted)
        self.code.clicked.connect(self.code_wanted)
        self.everything.clicked.connect(self.all_wanted)
        self.leave.clicked.connect(self.leave_wanted)
        self.start.code_wanted.connect(self.code_wanted)

    def show_nothing(self) -> None:
        """Show an empty desk, the panel as it is."""
        self._shown.setCurrentIndex(0)
        self.title.setText(_("Reprendre un colis"))
        self.subtitle.setText(_("Scannez un bon\u00a0: la commande s’ouvre ici."))
        for layout in (self.held, self.waiting, self.clocks):
            clear(layout)
        self.rows = []
        self.came.note.setText("")
        for part in (self.pay.finish, self.everything, self.grades):
            part.setEnabled(False)
        self.everything.hide()
        self.leave.say(_("Voir la liste"))
        self.leave.set_icon_name("list")

    def show_taking(self, taking: Taking) -> None:
        """Show the order and what lies on the desk."""
        order = taking.order
        self._shown.setCurrentIndex(1)
        self.everything.show()
        self.leave.say(_("Laisser"))
        self.leave.set_icon_name("x")
        self.title.setText(_("Commande {number}").format(number=order.number))
        self.subtitle.setText(" · ".join(filter(None, (order.customer, order.shop))))
        clear(self.waiting)
        for line in order.lines:
            left = taking.room(line.product_id) if line.product_id else line.units.most
            told = ngettext("{n} peut revenir", "{n} peuvent revenir", left)
            words = told.format(n=number(left)) if left > 0 else _("rien à revenir")
            shipped = ngettext(
                "{n} article parti", "{n} articles partis", line.units.shipped
            ).format(n=number(line.units.shipped))
            self.waiting.addWidget(Line(self._theme, line.name, words, shipped))
        show_clocks(self._theme, self.clocks, order.clocks)
        self.limits.setVisible(bool(order.clocks))
        self._show_rows(taking)
        self.pay.show_taking(taking)
        self.everything.setEnabled(order.may_come > 0)

    def _show_rows(self, taking: Taking) -> None:
        clear(self.held)
        self.rows = []
        for place, each in enumerate(taking.items):
            row = ItemRow(self._theme, place, each)
            row.graded.connect(self.row_graded)
            row.reasoned.connect(self.row_reasoned)
            row.removed.connect(self.row_removed)
            row.priced.connect(self.row_priced)
            self.rows.append(row)
            self.held.addWidget(row)
        last = taking.items[-1] if taking.items else None
        self.grades.setEnabled(last is not None and not last.odd)
        self.grades.choose((last.item.grade if last else Grade.RESELL).value)
        self.came.setVisible(bool(taking.items))
        self.came.note.setText(items(taking.units) if taking.units else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for what was scanned on a low screen."""
        low = self.height() < self._theme.px(_LOW)
        self._hero.setMaximumHeight(self._theme.px(_HERO_LOW if low else _HERO))
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Grade the last article with one key."""
        place = _GRADE_KEYS.get(Qt.Key(event.key()))
        if place is None:
            super().keyPressEvent(event)
            return
        self.grade_wanted.emit(GRADES[place].value)


def _scrolled(*widgets: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    held = QWidget()
    held.setProperty("ground", "none")
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    area.setWidget(held)
    area.setAccessibleName(widgets[0].accessibleName())
    return area
