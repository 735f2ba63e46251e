"""Ctrl+K: go anywhere, find a product or an order, run any command, in one box."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from merchant_desk.ui.command import Command
from merchant_desk.ui.desk import Desk, Ticket
from merchant_desk.ui.painting import rounded
from merchant_desk.ui.palette_list import Entry, PaletteList
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.floating import HostFollower, lift
from merchant_desk.ui.widgets.search_field import SearchField
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.ui.window_facts import Found
from merchant_desk.values.folding import folded
from merchant_desk.values.texts import _

_WIDTH = 600
_TOP = 72
_SHORTEST = 2


class _Panel(QWidget):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        rounded(QPainter(self), QRectF(self.rect()), 12, fill=tokens.surface, edge=tokens.border)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep the click: only one beside the panel closes it."""


class CommandPalette(QWidget):
    """Lies over the window; Esc, a click beside it or a choice puts the focus back."""

    def __init__(
        self, desk: Desk, shell: Shell, host: QWidget, commands: Callable[[], Sequence[Command]]
    ) -> None:
        super().__init__(host)
        self._desk = desk
        self._shell = shell
        self._host = host
        self._commands = commands
        self._ticket: Ticket[Sequence[Found]] | None = None
        self._return_to: QWidget | None = None
        self._text = ""
        self._panel = _Panel(shell.theme, self)
        self._field = SearchField(shell.theme, _("Rechercher, scanner ou lancer une action"))
        self._list = PaletteList(shell.theme)
        self._none = TextLabel(shell.theme, "", ink=Ink.TEXT2)
        self._build()
        self.hide()
        HostFollower(self, host, self._place)

    def _build(self) -> None:
        column = QVBoxLayout(self._panel)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(6)
        column.addWidget(self._field)
        column.addWidget(self._list)
        column.addWidget(self._none)
        self._none.setContentsMargins(12, 8, 12, 8)
        self._field.searched.connect(self._on_searched)
        self._field.installEventFilter(self)
        self._list.picked.connect(self._on_picked)
        lift(self._panel)

    def open(self) -> None:
        """Show every command, ready to type."""
        if self.isVisible():
            return
        self._return_to = QApplication.focusWidget()
        self.show()
        self._field.clear()
        self._on_searched("")
        self.raise_()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_palette(self) -> None:
        """Hide, and give the focus back to where it was."""
        if self.isHidden():
            return
        if self._ticket is not None:
            self._ticket.cancel()
        self.hide()
        if self._return_to is not None and self._return_to.isVisible():
            self._return_to.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows choose, Enter run and Esc close, while the field keeps the focus."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        return self._take(Qt.Key(event.key()))

    def _take(self, key: Qt.Key) -> bool:
        match key:
            case Qt.Key.Key_Down | Qt.Key.Key_Tab:
                self._list.step(1)
            case Qt.Key.Key_Up | Qt.Key.Key_Backtab:
                self._list.step(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if self._field.text().strip() != self._text:
                    self._on_searched(self._field.text().strip())
                self._list.pick()
            case Qt.Key.Key_Escape:
                self.close_palette()
            case _:
                return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close on a click beside the panel."""
        self.close_palette()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim what lies under."""
        veil = QColor(0, 0, 0, 70 if not self._shell.theme.tokens.dark else 120)
        QPainter(self).fillRect(self.rect(), veil)

    def _on_searched(self, text: str) -> None:
        if self.isHidden():
            return
        self._text = text
        if self._ticket is not None:
            self._ticket.cancel()
        self._show([])
        if len(text) >= _SHORTEST:
            self._ticket = self._desk.read(self._show_found, self._shell.services.search, text)

    def _show_found(self, found: Sequence[Found]) -> None:
        self._show([self._entry(each) for each in found])

    def _entry(self, found: Found) -> Entry:
        go = partial(self._shell.navigate, found.screen, **dict(found.argument))
        return Entry(Command(found.title, "", go, found.icon), found.detail)

    def _show(self, found: list[Entry]) -> None:
        wanted = folded(self._text).split()
        known = [
            Entry(each)
            for each in self._commands()
            if all(word in folded(each.title) for word in wanted)
        ]
        self._list.show_entries(known + found)
        self._list.setVisible(bool(known or found))
        nothing = _("Rien ne répond à «\u00a0{text}\u00a0».").format(text=self._text)
        self._none.setText(nothing)
        self._none.setVisible(not (known or found))
        self._place()

    def _on_picked(self, entry: Entry) -> None:
        self.close_palette()
        entry.command.run()

    def _place(self) -> None:
        self.resize(self._host.size())
        theme = self._shell.theme
        wide = min(theme.px(_WIDTH), self.width() - 48)
        self._list.setFixedHeight(min(self._list.room(), max(self.height() - 200, 120)))
        self._panel.resize(wide, self._panel.sizeHint().height())
        self._panel.move((self.width() - wide) // 2, theme.px(_TOP))
