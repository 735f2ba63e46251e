"""What is seen while files are carried over the page: let go here."""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_icon, draw_text
from merchant_desk.ui.theme import Theme
from merchant_desk.values.texts import _

_ICON = 40
_MARGIN = 12


class DropVeil(QWidget):
    """Covers a page while files are dragged over it; ``dropped`` carries their paths."""

    dropped = Signal(object)

    def __init__(self, theme: Theme, page: QWidget, words: str = "") -> None:
        super().__init__(page)
        self._theme = theme
        self._words = words or _("Déposez les factures ici")
        self._page = page
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        page.setAcceptDrops(True)
        page.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the files that are dragged over the page."""
        if watched is not self._page:
            return False
        match event:
            case QDragMoveEvent() | QDragEnterEvent() if paths_of(event.mimeData()):
                self._cover()
                event.acceptProposedAction()
                return True
            case QDropEvent() if paths := paths_of(event.mimeData()):
                self.hide()
                event.acceptProposedAction()
                self.dropped.emit(paths)
                return True
        if event.type() in (QEvent.Type.DragLeave, QEvent.Type.Hide):
            self.hide()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._theme.tokens
        ground = QColor(tokens.accent_soft)
        ground.setAlpha(240)
        painter.fillRect(self.rect(), ground)
        frame = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        painter.setPen(QPen(QColor(tokens.accent), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(frame, 14, 14)
        side = self._theme.px(_ICON)
        middle = frame.center()
        icon = QRectF(middle.x() - side / 2, middle.y() - side, side, side)
        draw_icon(painter, "download", tokens.accent_text, icon)
        words = QRectF(frame.left(), middle.y() + 8, frame.width(), self._theme.px(28))
        draw_text(
            painter,
            words,
            self._words,
            self._theme.font(Role.CARD_TITLE),
            tokens.accent_text,
            Qt.AlignmentFlag.AlignCenter,
        )

    def _cover(self) -> None:
        self.setGeometry(self._page.rect())
        self.raise_()
        self.show()


def paths_of(dragged: QMimeData) -> tuple[Path, ...]:
    """Return the files and folders that are dragged; those of other places are left out."""
    return tuple(Path(url.toLocalFile()) for url in dragged.urls() if url.isLocalFile())
