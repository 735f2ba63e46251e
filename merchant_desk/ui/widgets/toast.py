"""A word of success at the bottom, for five seconds, with « Annuler » when it can be undone."""

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QPoint, QPropertyAnimation, QRectF, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import rounded
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.announce import announce
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.floating import HostFollower, lift
from merchant_desk.ui.widgets.icon_label import IconLabel
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.texts import _

SHOWN_MS = 5000
_SLIDE_MS = 140
_SLIDE = 8
_ABOVE_BOTTOM = 20
_HEIGHT = 44


class Toast(QWidget):
    """One message at a time over the host; trouble never goes here."""

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(host)
        self._theme = theme
        self._host = host
        self._undo: Callable[[], None] | None = None
        self._words = TextLabel(theme, "", Role.STRONG, Ink.FLOAT)
        self._button = Button(theme, _("Annuler"), kind=Kind.FLOATING, icon="undo-2")
        self._button.clicked.connect(self._on_undo)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(10)
        row.addWidget(IconLabel(theme, "check", Ink.FLOAT))
        row.addWidget(self._words)
        row.addWidget(self._button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self._on_time_over)
        self._slide = QPropertyAnimation(self, b"pos", self)
        self._slide.setDuration(_SLIDE_MS)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        lift(self)
        self.hide()
        HostFollower(self, host, self._place)
        theme.changed.connect(self._place)

    def say(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Show this message in place of the former one."""
        self._undo = undo
        self._words.setText(text)
        self._button.setVisible(undo is not None)
        self._place()
        self.show()
        self._timer.start()
        announce(self, text)
        if not self._theme.still:
            self._slide.setStartValue(self.pos() + QPoint(0, _SLIDE))
            self._slide.setEndValue(self.pos())
            self._slide.start()

    def dismiss(self) -> None:
        """Take the message away."""
        self._timer.stop()
        self._undo = None
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        rounded(QPainter(self), QRectF(self.rect()), 12, fill=self._theme.tokens.float_bg)

    def _on_undo(self) -> None:
        undo = self._undo
        self.dismiss()
        if undo:
            undo()

    def _on_time_over(self) -> None:
        if self.underMouse() or self._button.hasFocus():
            self._timer.start()
            return
        self.dismiss()

    def _place(self) -> None:
        host = self._host
        self._slide.stop()
        height = max(self.sizeHint().height(), self._theme.px(_HEIGHT))
        self.resize(min(self.sizeHint().width(), host.width() - 24), height)
        left = (host.width() - self.width()) // 2
        self.move(left, host.height() - self.height() - _ABOVE_BOTTOM)
        self.raise_()
