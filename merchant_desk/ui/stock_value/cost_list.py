"""The lines of a cost as a list one can walk with the keyboard, the newest first."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from merchant_desk.rules.valuation.cost_sentences import what_words
from merchant_desk.rules.valuation.replay import CostLine
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_text, focus_ring, rounded
from merchant_desk.ui.theme import Theme
from merchant_desk.values.clock import paris_date
from merchant_desk.values.french import euros, number, short_date
from merchant_desk.values.stock_cost import money_of, unit_cost_words
from merchant_desk.values.texts import _, ngettext

_ROW = 92
_FIGURES = 116
_SIDE = 12
_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
Index = QModelIndex | QPersistentModelIndex


def signed_value(line: CostLine) -> str:
    """Return « +20,00 € », « −6,50 € »."""
    amount = money_of(line.value)
    return f"+{euros(amount)}" if amount.cents > 0 else euros(amount)


def after_words(line: CostLine) -> str:
    """Return what is there after it, and at which average."""
    units = ngettext("{n} unité", "{n} unités", abs(line.stock)).format(n=number(line.stock))
    return f"{units} × {unit_cost_words(line.average)}"


class CostModel(QAbstractListModel):
    """The lines of a cost; the screen reader says them whole."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[CostLine, ...] = ()

    def show_lines(self, lines: Sequence[CostLine]) -> None:
        """Tell another story."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many lines are told."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the line as it is read out."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        line = self.lines[index.row()]
        return f"{heading(line)}. {line.sentence} {signed_value(line)}. {after_words(line)}"


def heading(line: CostLine) -> str:
    """Return the day and what happened."""
    return f"{short_date(paris_date(line.at))} · {what_words(line.reason, line.value)}"


class _Painter(QStyledItemDelegate):
    def __init__(self, theme: Theme, model: CostModel) -> None:
        super().__init__()
        self._theme = theme
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, tokens = self._model.lines[index.row()], self._theme.tokens
        area = QRectF(option.rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        head = QRectF(area.left() + _SIDE, area.top() + 8, area.width() - _FIGURES - _SIDE, 20)
        draw_text(painter, head, heading(line), self._theme.font(Role.STRONG), tokens.text)
        right = QRectF(area.right() - _FIGURES, head.top(), _FIGURES - _SIDE, 20)
        ink = tokens.ok_text if line.value > 0 else tokens.text
        bold = self._theme.font(Role.BOLD, tabular=True)
        draw_text(painter, right, signed_value(line), bold, ink, _RIGHT)
        small = self._theme.font(Role.CAPTION, tabular=True)
        painter.setFont(small)
        painter.setPen(tokens.text2)
        words = QRectF(head.left(), head.bottom() + 3, area.width() - 2 * _SIDE, 34)
        told = f"{line.sentence} {line.note}" if line.note else line.sentence
        painter.drawText(words, _WRAPPED, told)
        foot = QRectF(head.left(), area.bottom() - 24, area.width() - 2 * _SIDE, 18)
        wrong = "" if line.agrees else _(" · ce n’est pas le coût moyen attendu")
        colour = tokens.text3 if line.agrees else tokens.bad_text
        draw_text(
            painter,
            foot,
            _("Après\u00a0: {told}").format(told=after_words(line)) + wrong,
            small,
            colour,
        )
        rounded(
            painter, QRectF(area.left(), area.bottom() - 1, area.width(), 1), 0, fill=tokens.line
        )
        view = self.parent()
        if isinstance(view, QListView) and view.hasFocus() and view.currentIndex() == index:
            focus_ring(painter, area.adjusted(1, 1, -1, -1), 8, tokens.accent)


class CostList(QListView):
    """Shows the story of a cost, the newest line first."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.story = CostModel()
        self._painter = _Painter(theme, self.story)
        self._painter.setParent(self)
        self.setModel(self.story)
        self.setItemDelegate(self._painter)
        self.setUniformItemSizes(True)
        self.setAccessibleName(_("Lignes du coût, de la plus récente à la plus ancienne"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMinimumHeight(3 * _ROW)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def show_lines(self, lines: Sequence[CostLine]) -> None:
        """Tell these lines, given the oldest first."""
        self.story.show_lines(tuple(reversed(lines)))
        if lines:
            self.setCurrentIndex(self.story.index(0))
