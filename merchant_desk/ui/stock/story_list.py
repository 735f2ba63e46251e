"""The moves of a product as a list one can walk with the keyboard; painted, so that it is long."""

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

from merchant_desk.queries.stock_story import StoryLine
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_icon, draw_text, focus_ring, rounded
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.values.french import moment, number
from merchant_desk.values.texts import _
from merchant_desk.values.words import MoveReason

_ROW = 58
_RAIL = 34
_FIGURES = 74
_BADGE = 26
_ICONS = {
    MoveReason.OPENING: "package-open",
    MoveReason.SALE: "shopping-bag",
    MoveReason.COUNT: "clipboard-list",
    MoveReason.LOSS: "circle-question-mark",
    MoveReason.BREAKAGE: "triangle-alert",
    MoveReason.THEFT: "ban",
    MoveReason.FOUND: "sparkles",
    MoveReason.RECEIPT: "truck",
    MoveReason.TRANSFER: "arrow-right",
    MoveReason.RETURN: "undo-2",
    MoveReason.IMPORT: "file-spreadsheet",
    MoveReason.CORRECTION: "pencil",
}
Index = QModelIndex | QPersistentModelIndex


def signed(change: int) -> str:
    """Return ``+3``, ``−2`` or ``=``."""
    if change == 0:
        return "="
    return f"+{number(change)}" if change > 0 else number(change)


def caption(line: StoryLine) -> str:
    """Return when, who, and by which document."""
    return " · ".join(filter(None, (moment(line.at), line.who, line.document)))


class StoryModel(QAbstractListModel):
    """The lines of a story; the screen reader says them whole."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[StoryLine, ...] = ()

    def show_lines(self, lines: Sequence[StoryLine]) -> None:
        """Tell another story."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many moves are told."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the sentence with its date and what was left."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        line = self.lines[index.row()]
        left = _("reste {n}").format(n=number(line.balance))
        return f"{line.sentence} ({signed(line.change)}), {left}. {caption(line)}"


class _Painter(QStyledItemDelegate):
    def __init__(self, theme: Theme, model: StoryModel) -> None:
        super().__init__()
        self._theme = theme
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = self._model.lines[index.row()]
        area = QRectF(option.rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_rail(painter, area, index.row())
        words = area.adjusted(_RAIL + 8, 8, -_FIGURES, -8)
        tokens, half = self._theme.tokens, words.height() / 2
        above, below = words.adjusted(0, 0, 0, -half), words.adjusted(0, half, 0, 0)
        draw_text(painter, above, line.sentence, self._theme.font(Role.STRONG), tokens.text)
        small = self._theme.font(Role.CAPTION, tabular=True)
        draw_text(painter, below, caption(line), small, tokens.text2)
        self._paint_figures(painter, area, line)
        view = self.parent()
        if isinstance(view, QListView) and view.hasFocus() and view.currentIndex() == index:
            focus_ring(painter, area.adjusted(1, 1, -1, -1), 8, tokens.accent)

    def _paint_rail(self, painter: QPainter, area: QRectF, row: int) -> None:
        tokens = self._theme.tokens
        line = self._model.lines[row]
        middle = area.top() + area.height() / 2
        x = area.left() + _RAIL / 2
        start = middle if row == 0 else area.top()
        end = middle if row == len(self._model.lines) - 1 else area.bottom()
        rounded(painter, QRectF(x - 0.75, start, 1.5, end - start), 0, fill=tokens.line)
        tone = Tone.OK if line.change > 0 else Tone.MUTE
        if line.reason in (MoveReason.LOSS, MoveReason.BREAKAGE, MoveReason.THEFT):
            tone = Tone.WARN
        colours = tokens.tone(tone)
        badge = QRectF(x - _BADGE / 2, middle - _BADGE / 2, _BADGE, _BADGE)
        rounded(painter, badge, _BADGE / 2, fill=colours.soft)
        draw_icon(painter, _ICONS[line.reason], colours.text, badge.adjusted(6, 6, -6, -6))

    def _paint_figures(self, painter: QPainter, area: QRectF, line: StoryLine) -> None:
        tokens = self._theme.tokens
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        column = QRectF(area.right() - _FIGURES, area.top() + 8, _FIGURES - 6, area.height() - 16)
        half = column.height() / 2
        ink = tokens.ok_text if line.change > 0 else tokens.text
        bold = self._theme.font(Role.BOLD, tabular=True)
        draw_text(painter, column.adjusted(0, 0, 0, -half), signed(line.change), bold, ink, right)
        left = _("reste {n}").format(n=number(line.balance))
        small = self._theme.font(Role.CAPTION, tabular=True)
        draw_text(painter, column.adjusted(0, half, 0, 0), left, small, tokens.text2, right)


class StoryList(QListView):
    """Shows a story, newest first; ``activated`` gives the row that was opened."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.story = StoryModel()
        self._painter = _Painter(theme, self.story)
        self._painter.setParent(self)
        self.setModel(self.story)
        self.setItemDelegate(self._painter)
        self.setUniformItemSizes(True)
        self.setAccessibleName(_("Mouvements, du plus récent au plus ancien"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMinimumHeight(4 * _ROW)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def show_lines(self, lines: Sequence[StoryLine]) -> None:
        """Tell these moves."""
        self.story.show_lines(lines)
