"""The answers under the palette's field, chosen with the arrows while the typing goes on."""

from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from merchant_desk.ui.command import Command
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_icon, draw_text, rounded, text_width
from merchant_desk.ui.theme import Theme
from merchant_desk.values.texts import _

_ROW = 40
_ENTRY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer: a command, and what more is said of it."""

    command: Command
    detail: str = ""


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: "PaletteList") -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(200, self._theme.px(_ROW))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        entry = cast("Entry", index.data(_ENTRY))
        tokens = self._theme.tokens
        area = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            rounded(painter, area.adjusted(6, 1, -6, -1), 8, fill=tokens.accent_soft)
        ink = tokens.accent_text if chosen else tokens.text
        middle = area.center().y()
        if entry.command.icon:
            draw_icon(
                painter, entry.command.icon, ink, QRectF(area.left() + 20, middle - 8, 16, 16)
            )
        font = self._theme.font(Role.STRONG)
        words = area.adjusted(48, 0, -20, 0)
        draw_text(painter, words, entry.command.title, font, ink)
        said = entry.command.shortcut or entry.detail
        caption = self._theme.font(Role.CAPTION)
        room = words.width() - text_width(entry.command.title, font) - 16
        if said and room > text_width(said, caption):
            right = Qt.AlignmentFlag.AlignRight
            draw_text(painter, words, said, caption, tokens.text2, right)


class PaletteList(QListWidget):
    """Keeps one entry chosen; ``picked`` says which was run."""

    picked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setItemDelegate(_Delegate(theme, self))
        self.setAccessibleName(_("Réponses"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.itemClicked.connect(self._on_clicked)
        self.itemEntered.connect(self.setCurrentItem)

    def show_entries(self, entries: list[Entry]) -> None:
        """Replace the answers; the first one is chosen."""
        self.clear()
        for entry in entries:
            said = ", ".join(filter(None, (entry.command.title, entry.detail)))
            item = QListWidgetItem(said, self)
            item.setData(_ENTRY, entry)
        self.setCurrentRow(0)

    def step(self, by: int) -> None:
        """Choose another answer, round and round."""
        if self.count():
            self.setCurrentRow((self.currentRow() + by) % self.count())

    def pick(self) -> None:
        """Run the answer chosen."""
        item = self.currentItem()
        if item is not None:
            self._on_clicked(item)

    def room(self) -> int:
        """Return the height that shows up to nine answers."""
        return self._theme.px(_ROW) * min(max(self.count(), 1), 9) + 8

    def _on_clicked(self, item: QListWidgetItem) -> None:
        self.picked.emit(item.data(_ENTRY))
