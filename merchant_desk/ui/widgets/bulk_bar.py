"""What can be done with the ticked rows: a dark pill floating over the bottom of the table."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import rounded
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.floating import HostFollower, lift
from merchant_desk.ui.widgets.icon_button import IconButton
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.texts import _

_ABOVE_BOTTOM = 14


class BulkBar(QWidget):
    """Hidden until rows are ticked; ``cleared`` asks to untick them all."""

    cleared = Signal()

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(host)
        self._theme = theme
        self._host = host
        self._words = TextLabel(theme, "", Role.BOLD, Ink.FLOAT, tabular=True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 3, 6, 3)
        self._row.setSpacing(2)
        self._row.addWidget(self._words)
        self._row.addSpacing(6)
        close = IconButton(theme, "x", _("Tout désélectionner"), kind=Kind.FLOATING)
        close.clicked.connect(self.cleared)
        self._row.addWidget(close)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.setAccessibleName(_("Actions sur la sélection"))
        lift(self)
        self.hide()
        HostFollower(self, host, self._place)
        theme.changed.connect(self._place)

    def add_action(self, text: str, icon: str) -> Button:
        """Add an action; the caller connects its ``clicked``."""
        button = Button(self._theme, text, kind=Kind.FLOATING, icon=icon)
        self._row.insertWidget(self._row.count() - 1, button)
        return button

    def show_selection(self, words: str) -> None:
        """Say how many rows are ticked (« 3 sélectionnées »); empty hides the bar."""
        self._words.setText(words)
        self.setVisible(bool(words))
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pill."""
        tokens = self._theme.tokens
        rounded(QPainter(self), QRectF(self.rect()), 12, fill=tokens.float_bg)

    def _place(self) -> None:
        host = self._host
        self.resize(self.sizeHint())
        left = max(0, (host.width() - self.width()) // 2)
        self.move(left, host.height() - self.height() - _ABOVE_BOTTOM)
        self.raise_()
