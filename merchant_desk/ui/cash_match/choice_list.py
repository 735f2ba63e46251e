"""What a line may be, found by a search: a name at the left, what is open of it at the right."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from merchant_desk.ui.cash_match.words import signed
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_text, focus_ring, rounded
from merchant_desk.ui.theme import Theme
from merchant_desk.values.cash_match import Candidate
from merchant_desk.values.cash_words import MatchTarget
from merchant_desk.values.texts import _

_ROW, _SIDE, _AMOUNT = 46, 10, 110
_LABEL, _OPEN = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
Index = QModelIndex | QPersistentModelIndex


class _Painter(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: QListWidget) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens, theme = self._theme.tokens, self._theme
        area = QRectF(option.rect)
        current = self._view.currentIndex() == index
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if current:
            rounded(painter, area.adjusted(0, 1, 0, -1), 8, fill=tokens.accent_soft)
        amount = theme.px(_AMOUNT)
        words = area.adjusted(_SIDE, 4, -amount - _SIDE, -4)
        what, _comma, party = str(index.data(_LABEL)).partition(", ")
        half = words.height() / 2
        if party:
            below = words.adjusted(0, half, 0, 0)
            draw_text(painter, below, party, theme.font(Role.CAPTION), tokens.text2)
            words = words.adjusted(0, 0, 0, -half)
        draw_text(painter, words, what, theme.font(Role.STRONG), tokens.text)
        right = area.adjusted(area.width() - amount - _SIDE, 0, -_SIDE, 0)
        bold = theme.font(Role.BOLD, tabular=True)
        draw_text(painter, right, str(index.data(_OPEN)), bold, tokens.text2, _RIGHT)
        if current and self._view.hasFocus():
            focus_ring(painter, area.adjusted(1, 2, -1, -2), 8, tokens.accent)


class ChoiceList(QListWidget):
    """Enter on one takes it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setItemDelegate(_Painter(theme, self))
        self.setAccessibleName(_("Ce que la ligne peut être"))
        self.setMinimumHeight(5 * _ROW)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def show_choices(self, found: Sequence[Candidate]) -> None:
        """Show what was found, the first one under the keyboard."""
        self.clear()
        for each in found:
            category = each.target is MatchTarget.CATEGORY
            amount = _("catégorie") if category else signed(each.amount)
            item = QListWidgetItem(f"{each.label}, {amount}")
            item.setData(_LABEL, each.label)
            item.setData(_OPEN, amount)
            self.addItem(item)
        if found:
            self.setCurrentRow(0)
