"""The lines of the bank that wait, as a list one goes through by keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from merchant_desk.ui.cash_match.words import parts_label, signed, spoken_line
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_icon, draw_text, focus_ring, rounded
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.card import Card
from merchant_desk.values.cash_proposal import ProposedLine
from merchant_desk.values.cash_words import Sureness
from merchant_desk.values.french import day_month
from merchant_desk.values.ids import BankLineId
from merchant_desk.values.money import ZERO
from merchant_desk.values.texts import _

_ROW, _SIDE, _DAY, _AMOUNT, _MARK = 60, 14, 62, 116, 16
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_KEY = Qt.Key
Index = QModelIndex | QPersistentModelIndex


class LineModel(QAbstractListModel):
    """The lines; the screen reader says each whole, with what it would be."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[ProposedLine, ...] = ()

    def show_lines(self, lines: Sequence[ProposedLine]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def drop(self, place: int) -> None:
        """Take one line out: it no longer waits."""
        self.beginRemoveRows(QModelIndex(), place, place)
        self.lines = (*self.lines[:place], *self.lines[place + 1 :])
        self.endRemoveRows()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many lines are shown."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the line as it is read out."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        return spoken_line(self.lines[index.row()])


class _Painter(QStyledItemDelegate):
    def __init__(self, theme: Theme, model: LineModel) -> None:
        super().__init__()
        self._theme = theme
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, tokens, theme = self._model.lines[index.row()], self._theme.tokens, self._theme
        area = QRectF(option.rect)
        view = self.parent()
        current = isinstance(view, QListView) and view.currentIndex() == index
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if current:
            painter.fillRect(area, tokens.accent_soft)
        half = area.height() / 2
        top = QRectF(area.left() + _SIDE, area.top() + 7, area.width() - 2 * _SIDE, half - 6)
        day, amount = theme.px(_DAY), theme.px(_AMOUNT)
        ink = tokens.text2
        day_font = theme.font(Role.CAPTION, tabular=True)
        draw_text(painter, QRectF(top.left(), top.top(), day, top.height()),
                  day_month(line.fact.booked_on), day_font, ink)  # fmt: skip
        words = top.adjusted(day, 0, -amount, 0)
        draw_text(painter, words, line.fact.label, theme.font(Role.STRONG), tokens.text)
        right = QRectF(top.right() - amount, top.top(), amount, top.height())
        money = tokens.ok_text if line.fact.amount > ZERO else tokens.text
        bold = theme.font(Role.BOLD, tabular=True)
        draw_text(painter, right, signed(line.fact.amount), bold, money, _RIGHT)
        self._paint_proposal(painter, line, top.translated(day, half - 5).adjusted(0, 0, -day, 0))
        rounded(painter, QRectF(area.left(), area.bottom() - 1, area.width(), 1), 0,
                fill=tokens.line)  # fmt: skip
        if current and isinstance(view, QListView) and view.hasFocus():
            focus_ring(painter, area.adjusted(1, 1, -1, -2), 8, tokens.accent)

    def _paint_proposal(self, painter: QPainter, line: ProposedLine, area: QRectF) -> None:
        """Draw what it would be: a tick when that is sure, a dashed ring when it is not."""
        tokens, best = self._theme.tokens, line.best
        caption = self._theme.font(Role.CAPTION)
        if best is None:
            draw_text(painter, area, _("Aucune proposition"), caption, tokens.text3)
            return
        sure = best.sureness is Sureness.SURE
        icon, ink = ("circle-check", tokens.ok) if sure else ("circle-dashed", tokens.text3)
        side = self._theme.px(_MARK) - 2
        mark = QRectF(area.left(), area.top() + (area.height() - side) / 2, side, side)
        draw_icon(painter, icon, ink, mark)
        words = area.adjusted(side + 6, 0, 0, 0)
        draw_text(painter, words, parts_label(best.parts), caption, tokens.text2)


class LineList(QListView):
    """Enter accepts, digits choose, Delete says no, C names a category; the arrows move."""

    accepted = Signal()
    refused = Signal()
    numbered = Signal(int)
    category_wanted = Signal()
    moved = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.rows = LineModel()
        self._painter = _Painter(theme, self.rows)
        self._painter.setParent(self)
        self.setModel(self.rows)
        self.setItemDelegate(self._painter)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(_("Lignes de la banque"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QListView.Shape.NoFrame)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def current(self) -> ProposedLine | None:
        """Return the line the keyboard is on."""
        row = self.currentIndex().row()
        return self.rows.lines[row] if 0 <= row < len(self.rows.lines) else None

    def show_lines(self, lines: Sequence[ProposedLine]) -> None:
        """Show these lines; the keyboard stays on its line, else on the place where it was."""
        was = self.current()
        place = max(self.currentIndex().row(), 0)
        self.rows.show_lines(lines)
        wanted = None if was is None else was.fact.line_id
        if wanted is None or not self.select_line(wanted):
            self._go(place)

    def to_top(self) -> None:
        """Go to the first line."""
        self._go(0)

    def select_line(self, line_id: BankLineId) -> bool:
        """Put the keyboard on this line; return whether it is here."""
        for place, each in enumerate(self.rows.lines):
            if each.fact.line_id == line_id:
                self._go(place)
                return True
        return False

    def drop(self, line_ids: Sequence[BankLineId]) -> None:
        """Take these lines out and go to the one that follows."""
        place = self.currentIndex().row()
        for row in reversed(range(len(self.rows.lines))):
            if self.rows.lines[row].fact.line_id in line_ids:
                self.rows.drop(row)
                place -= row < place
        self._go(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what this key means; letters and digits mean something here and nowhere else."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = _KEY(event.key())
        if held & ~Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
        elif key in {_KEY.Key_Return, _KEY.Key_Enter}:
            self.accepted.emit()
        elif key in {_KEY.Key_Delete, _KEY.Key_Backspace}:
            self.refused.emit()
        elif key is _KEY.Key_C:
            self.category_wanted.emit()
        elif event.text() and event.text() in "123456789":
            self.numbered.emit(int(event.text()))
        elif event.text().isprintable() and event.text():
            event.accept()  # no search by first letters: a scanner types them
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        """Tell that another line is looked at."""
        super().currentChanged(current, previous)
        self.moved.emit()

    def _go(self, place: int) -> None:
        last = len(self.rows.lines) - 1
        if last >= 0:
            self.setCurrentIndex(self.rows.index(min(max(place, 0), last)))
        self.moved.emit()


def in_card(lines: LineList, theme: Theme) -> Card:
    """Return the card a list lies on; its corners stay round."""
    card = Card(theme, padding=1)
    card.body.setContentsMargins(0, 8, 0, 8)
    card.body.addWidget(lines)
    return card
