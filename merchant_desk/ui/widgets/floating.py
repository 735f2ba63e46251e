"""Keeps a floating part in its place while the page under it changes size."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsDropShadowEffect, QWidget

_BLUR = 32
_DROP = 8
_BLACK = "#4F000000"  # 31 % black


class HostFollower(QObject):
    """Calls ``place`` whenever the host is resized or shown."""

    def __init__(self, widget: QWidget, host: QWidget, place: Callable[[], None]) -> None:
        super().__init__(widget)
        self._place = place
        host.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Place the part again; the host gets every event all the same."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Show}:
            self._place()
        return False


def lift(widget: QWidget) -> None:
    """Give a floating part its shadow."""
    shadow = QGraphicsDropShadowEffect(widget)
    shadow.setBlurRadius(_BLUR)
    shadow.setOffset(0, _DROP)
    shadow.setColor(QColor(_BLACK))
    widget.setGraphicsEffect(shadow)
