"""Details and edits beside the page, which stays where it was; Escape goes back to it."""

from PySide6.QtCore import QEasingCurve, QPoint, QPropertyAnimation, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from merchant_desk.ui.focus_round import tab_inside
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.floating import HostFollower
from merchant_desk.ui.widgets.icon_button import IconButton
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.texts import _

_NARROW = 420
_WIDE = 480
_SHARE = 0.36
_SLIDE = 8
_SLIDE_MS = 140
_DAY_VEIL = "#381E1C19"
_NIGHT_VEIL = "#80000000"


class _Panel(QWidget):
    """The sheet itself: the focus goes round inside it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        theme.changed.connect(self.update)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, N802 - Qt's own names
        return tab_inside(self, forward=next)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._theme.tokens
        painter.fillRect(self.rect(), QColor(tokens.surface))
        painter.fillRect(QRectF(0, 0, 1, self.height()), QColor(tokens.line))


class SideSheet(QWidget):
    """Covers its host with a veil and a sheet of 420 to 480 pixels at the right."""

    closed = Signal()

    def __init__(self, theme: Theme, host: QWidget, title: str = "") -> None:
        super().__init__(host)
        self._theme = theme
        self._host = host
        self._page: QWidget | None = None
        self._return_to: QWidget | None = None
        self._panel = _Panel(theme, self)
        self.title = TextLabel(theme, title, Role.PAGE_TITLE)
        self.subtitle = TextLabel(theme, "", Role.BODY, Ink.TEXT2, wraps=True)
        self._close = IconButton(theme, "x", _("Fermer ce volet"))
        self.body = QVBoxLayout()
        self.footer = QHBoxLayout()
        self._scroll = QScrollArea()
        self._build()
        self._slide = QPropertyAnimation(self._panel, b"pos", self)
        self._slide.setDuration(_SLIDE_MS)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._close.clicked.connect(self.close_sheet)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.close_sheet)
        self.hide()
        self._follower = HostFollower(self, host, self._place)

    def cover(self, host: QWidget, page: QWidget) -> None:
        """Cover the place that a page is of; over another page of it the sheet never opens."""
        self._host.removeEventFilter(self._follower)
        self._host, self._page = host, page
        self.setParent(host)
        host.installEventFilter(self._follower)

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        head = QHBoxLayout()
        head.addLayout(words, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        inner = QWidget()
        inner.setProperty("ground", "none")
        inner.setLayout(self.body)
        self.body.setContentsMargins(24, 4, 24, 16)
        self.body.setSpacing(12)
        self._scroll.setWidget(inner)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head.setContentsMargins(24, 20, 16, 8)
        self.footer.setContentsMargins(24, 12, 24, 20)
        self.footer.setSpacing(10)
        column = QVBoxLayout(self._panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        column.addLayout(self.footer)

    def open_sheet(self, focus: QWidget | None = None) -> None:
        """Show the sheet; the focus goes to ``focus``, or to the first part that takes it."""
        if self._page is not None and self._page.isHidden():
            return  # the answer it waited for came after she had turned the page
        if not self.isVisible():
            self._return_to = QApplication.focusWidget()
        self.subtitle.setVisible(bool(self.subtitle.text()))
        self.setAccessibleName(self.title.text())
        self._place()
        self.to_top()
        self.show()
        self.raise_()
        first = focus if focus is not None and focus.isEnabled() else self._close
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self._theme.still:
            end = self._panel.pos()
            self._slide.setStartValue(end + QPoint(_SLIDE, 0))
            self._slide.setEndValue(end)
            self._slide.start()

    def to_top(self) -> None:
        """Show the beginning of the body again."""
        self._scroll.verticalScrollBar().setValue(0)

    def close_sheet(self) -> None:
        """Hide the sheet and give the focus back to where it was."""
        if self.isHidden():
            return
        self.hide()
        back = self._return_to
        self._return_to = None
        if back is not None and isValid(back) and back.isVisible():
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close when the page beside the sheet is pressed."""
        if not self._panel.geometry().contains(event.position().toPoint()):
            self.close_sheet()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the veil over the page."""
        veil = _NIGHT_VEIL if self._theme.tokens.dark else _DAY_VEIL
        QPainter(self).fillRect(self.rect(), QColor(veil))

    def _place(self) -> None:
        self._slide.stop()
        self.setGeometry(self._host.rect())
        width = min(self._host.width(), max(_NARROW, min(_WIDE, round(self.width() * _SHARE))))
        self._panel.setGeometry(self.width() - width, 0, width, self.height())
