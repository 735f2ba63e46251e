"""The returns desk itself: the big panel, what was scanned, what is owed, and one button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.returns import hero_words
from merchant_desk.ui.returns.clock_lines import show_clocks
from merchant_desk.ui.returns.item_row import ItemRow
from merchant_desk.ui.returns.taking import Taking
from merchant_desk.ui.stock.lines import Line, clear, labelled
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.scan_hero import ScanHero
from merchant_desk.ui.widgets.segmented_choice import SegmentedChoice
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import euros, items, number
from merchant_desk.values.goods_words import Grade, ReturnKind
from merchant_desk.values.money import ZERO
from merchant_desk.values.platform_can import PlatformCan
from merchant_desk.values.return_words import GRADES, grade_words, kind_words
from merchant_desk.values.taken_return import PayBack
from merchant_desk.values.texts import _, ngettext

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
    kind_chosen = Signal(str)
    way_chosen = Signal(str)
    finish_wanted = Signal()
    all_wanted = Signal()
    leave_wanted = Signal()
    code_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Bureau des retours"))
        self.title = TextLabel(theme, "", Role.ORDER)
        self.subtitle = TextLabel(theme, "", ink=Ink.TEXT2)
        self.hero = ScanHero(theme, hero_words.nothing())
        keys = [(each.value, f"{n} {grade_words(each)}") for n, each in enumerate(GRADES, 1)]
        self.grades = SegmentedChoice(theme, _("Ce que devient l’article"), keys)
        self.rows: list[ItemRow] = []
        self.came = Card(theme, _("Revenu"))
        self.held = QVBoxLayout()
        self.due = Card(theme, _("Dans la commande"))
        self.waiting = QVBoxLayout()
        self.limits = Card(theme, _("Délais"))
        self.clocks = QVBoxLayout()
        self.kind = Select(theme, _("À quel titre"))
        self.way = Select(theme, _("L’argent est rendu"))
        self.amount = TextLabel(theme, "", Role.MONEY, tabular=True)
        self.code = Button(theme, _("Saisir un code"), icon="keyboard")
        self.everything = Button(theme, _("Tout est revenu (non remis)"), icon="package-x")
        self.leave = Button(theme, _("Laisser"), kind=Kind.QUIET, icon="x")
        self.finish = Button(theme, _("Terminer le retour"), kind=Kind.PRIMARY, icon="check")
        self._build()
        self._connect()

    def _build(self) -> None:
        for layout, card in (
            (self.held, self.came), (self.waiting, self.due), (self.clocks, self.limits)
        ):  # fmt: skip
            layout.setSpacing(2)
            card.body.addLayout(layout)
        for kind in ReturnKind:
            self.kind.addItem(kind_words(kind), kind.value)
        head = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        head.addLayout(words, 1)
        head.addWidget(self.code)
        head.addWidget(self.everything)
        head.addWidget(self.leave)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.hero)
        left.addWidget(self.grades)
        left.addWidget(_scrolled(self.came), 1)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addLayout(left, 3)
        columns.addWidget(self._side(), 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(columns, 1)

    def _side(self) -> QWidget:
        side = QWidget()
        side.setProperty("ground", "none")
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        pay = Card(self._theme)
        pay.body.addLayout(labelled(self._theme, self.kind))
        pay.body.addLayout(labelled(self._theme, self.way))
        pay.body.addWidget(
            TextLabel(self._theme, _("À rendre, hors livraison"), Role.CAPTION, Ink.TEXT2)
        )
        pay.body.addWidget(self.amount)
        pay.body.addWidget(self.finish)
        column.addWidget(self.due)
        column.addWidget(self.limits)
        column.addStretch(1)
        column.addWidget(pay)
        return side

    def _connect(self) -> None:
        self.grades.chosen.connect(self.grade_wanted)
        self.kind.activated.connect(self._on_kind)
        self.way.activated.connect(self._on_way)
        self.code.clicked.connect(self.code_wanted)
        self.everything.clicked.connect(self.all_wanted)
        self.leave.clicked.connect(self.leave_wanted)
        self.finish.clicked.connect(self.finish_wanted)

    def show_ways(self, can: PlatformCan, *, online: bool) -> PayBack:
        """Offer the ways that money can go back; return the first."""
        ways = []
        if online and can.refund:
            if can.move_money:
                ways.append((PayBack.SHOP_PAYS, "", _("Par la boutique, qui rend l’argent")))
            ways.append((PayBack.SHOP, "", _("Noté dans la boutique")))
        ways += [
            (PayBack.LATER, "", _("Plus tard")),
            (PayBack.DESK, "transfer", _("D’ici, par virement")),
            (PayBack.DESK, "cash", _("D’ici, en espèces")),
            (PayBack.DESK, "cheque", _("D’ici, par chèque")),
        ]
        self.way.clear()
        for way, means, text in ways:
            self.way.addItem(text, f"{way.value}:{means}")
        return ways[0][0]

    def show_nothing(self) -> None:
        """Show an empty desk, the panel as it is."""
        self.title.setText(_("Bureau des retours"))
        self.subtitle.setText(_("Scannez un bon\u00a0: la commande s’ouvre ici."))
        for layout in (self.held, self.waiting, self.clocks):
            clear(layout)
        self.rows = []
        self.way.clear()
        self.came.note.setText("")
        self.amount.setText(euros(ZERO))
        for part in (self.finish, self.everything, self.grades):
            part.setEnabled(False)
        self.limits.hide()
        self.due.hide()

    def show_taking(self, taking: Taking) -> None:
        """Show the order and what lies on the desk."""
        order = taking.order
        self.due.show()
        self.title.setText(_("Commande {number}").format(number=order.number))
        self.subtitle.setText(" · ".join(filter(None, (order.customer, order.shop))))
        self.kind.setCurrentIndex(list(ReturnKind).index(taking.kind))
        clear(self.waiting)
        for line in order.lines:
            left = taking.room(line.product_id) if line.product_id else line.units.most
            told = ngettext("{n} peut revenir", "{n} peuvent revenir", left)
            words = told.format(n=number(left)) if left > 0 else _("rien à revenir")
            shipped = _("{items} partis").format(items=items(line.units.shipped))
            self.waiting.addWidget(Line(self._theme, line.name, words, shipped))
        show_clocks(self._theme, self.clocks, order.clocks)
        self.limits.setVisible(bool(order.clocks))
        self._show_rows(taking)
        self.amount.setText(euros(taking.refund))
        self.finish.setEnabled(bool(taking.items))
        self.everything.setEnabled(order.may_come > 0)

    def _show_rows(self, taking: Taking) -> None:
        clear(self.held)
        self.rows = []
        for place, each in enumerate(taking.items):
            row = ItemRow(self._theme, place, each)
            row.graded.connect(self.row_graded)
            row.reasoned.connect(self.row_reasoned)
            row.removed.connect(self.row_removed)
            self.rows.append(row)
            self.held.addWidget(row)
        last = taking.items[-1] if taking.items else None
        self.grades.setEnabled(last is not None and not last.odd)
        self.grades.choose((last.item.grade if last else Grade.RESELL).value)
        self.came.note.setText(items(taking.units) if taking.units else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Grade the last article with one key."""
        place = _GRADE_KEYS.get(Qt.Key(event.key()))
        if place is None:
            super().keyPressEvent(event)
            return
        self.grade_wanted.emit(GRADES[place].value)

    def _on_kind(self, index: int) -> None:
        self.kind_chosen.emit(list(ReturnKind)[index].value)

    def _on_way(self, _index: int) -> None:
        self.way_chosen.emit(str(self.way.currentData()))


def _scrolled(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    held = QWidget()
    held.setProperty("ground", "none")
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget)
    column.addStretch(1)
    area.setWidget(held)
    area.setAccessibleName(widget.accessibleName())
    return area
