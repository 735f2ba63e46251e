"""The pages of a document under one another, as they will come out; the paper stays white."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from merchant_desk.documents.writing.pdf_pages import PageSize
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_text, focus_ring
from merchant_desk.ui.printing.page_layout import (
    GAP,
    SCREEN_DOTS,
    Fit,
    PageLayout,
    fitted_zoom,
    next_step,
    page_layout,
)
from merchant_desk.ui.theme import Theme
from merchant_desk.values.french import number
from merchant_desk.values.texts import _

_KEPT_AROUND = 2
_PAPER, _SHADOW = QColor("#FFFFFF"), QColor(0, 0, 0, 28)


class PageView(QAbstractScrollArea):
    """Asks for the pictures of the pages in sight through ``wanted(place, dots)``."""

    wanted = Signal(int, float)
    moved = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pages: tuple[PageSize, ...] = ()
        self._fit = Fit.PAGE
        self._zoom = 1.0
        self._layout = PageLayout((), QSize())
        self._pictures: dict[int, tuple[float, QImage]] = {}
        self._asked: dict[int, float] = {}
        self._page = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Aperçu"))
        self._keep_bar()
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.horizontalScrollBar().valueChanged.connect(self._on_scrolled)
        theme.changed.connect(self.viewport().update)

    @property
    def page(self) -> int:
        """Return the page in the middle, from 0."""
        return self._page

    @property
    def zoom(self) -> float:
        """Return the zoom; 1 is the size on paper."""
        return self._zoom

    @property
    def fit(self) -> Fit:
        """Return how the zoom follows the room."""
        return self._fit

    @property
    def is_sharp(self) -> bool:
        """Tell whether every page in sight is drawn at this zoom."""
        dots = self._dots()
        return all(self._pictures.get(place, (0.0, None))[0] == dots for place in self._in_sight())

    def show_pages(self, pages: Sequence[PageSize]) -> None:
        """Lay out the pages of a document; their pictures come when they are in sight."""
        self._pages = tuple(pages)
        self._pictures.clear()
        self._asked.clear()
        self._keep_bar()
        self._lay_out()
        self.go_to(0)

    def show_picture(self, place: int, dots: float, picture: QImage) -> None:
        """Show a page; one that came too late for its zoom is shown until the next."""
        self._pictures[place] = (dots, picture)
        self.viewport().update()

    def go_to(self, place: int) -> None:
        """Bring a page to the top."""
        if self._layout.rects:
            place = min(max(place, 0), len(self._layout.rects) - 1)
            self.verticalScrollBar().setValue(self._layout.rects[place].top() - GAP)
            self._page = place
            self._tell()

    def fit_to(self, fit: Fit) -> None:
        """Let the zoom follow the room."""
        self._fit = fit
        self._keep_bar()
        self._lay_out()
        self.go_to(self._page)

    def zoom_by_step(self, *, larger: bool) -> None:
        """Go to the next usual zoom, the same page staying in sight."""
        self._fit = Fit.FREE
        self._zoom = next_step(self._zoom, larger=larger)
        self._keep_bar()
        self._lay_out()
        self.go_to(self._page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the room."""
        super().resizeEvent(event)
        place = self._page
        self._lay_out()
        self.go_to(place)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by_step(larger=event.angleDelta().y() > 0)
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the pages by keyboard."""
        places = {
            Qt.Key.Key_PageDown.value: self._page + 1,
            Qt.Key.Key_PageUp.value: self._page - 1,
            Qt.Key.Key_Home.value: 0,
            Qt.Key.Key_End.value: len(self._pages) - 1,
        }
        if event.key() in places:
            self.go_to(places[event.key()])
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages in sight and ask for the pictures they lack."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(self._theme.tokens.sunken))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for place in self._in_sight():
            self._paint_page(painter, place)
        if self.hasFocus() and self._pages:
            area = QRectF(self.viewport().rect())
            focus_ring(painter, area, 0, self._theme.tokens.accent)

    def _paint_page(self, painter: QPainter, place: int) -> None:
        rect = self._layout.rects[place].translated(-self._offset())
        painter.fillRect(rect.translated(0, 2).adjusted(-1, 0, 1, 1), _SHADOW)
        painter.fillRect(rect, _PAPER)
        painter.setPen(QColor(self._theme.tokens.border))
        painter.drawRect(rect.adjusted(-1, -1, 0, 0))
        dots, picture = self._pictures.get(place, (0.0, None))
        if picture is not None:
            painter.drawImage(rect, picture)
        else:
            font = self._theme.font(Role.BODY)
            centre = Qt.AlignmentFlag.AlignCenter
            draw_text(painter, QRectF(rect), "…", font, "#6B6B6B", centre)
        if dots != self._dots() and self._asked.get(place) != self._dots():
            self._asked[place] = self._dots()
            self.wanted.emit(place, self._dots())

    def _dots(self) -> float:
        return SCREEN_DOTS * self._zoom * self.devicePixelRatioF()

    def _offset(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _in_sight(self) -> list[int]:
        seen = QRect(self._offset(), self.viewport().size())
        return [place for place, rect in enumerate(self._layout.rects) if rect.intersects(seen)]

    def _keep_bar(self) -> None:
        """Show the bar by what is shown: one that comes and goes would move the zoom for ever."""
        fits = self._fit is Fit.PAGE and len(self._pages) < 2  # noqa: PLR2004 - a page alone
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAlwaysOn
        )

    def _lay_out(self) -> None:
        room = self.viewport().size()
        self._zoom = fitted_zoom(self._pages, room, self._fit, self._zoom)
        self._layout = page_layout(self._pages, room, self._zoom)
        for bar, whole, shown in (
            (self.verticalScrollBar(), self._layout.size.height(), room.height()),
            (self.horizontalScrollBar(), self._layout.size.width(), room.width()),
        ):
            bar.setRange(0, max(0, whole - shown))
            bar.setPageStep(shown)
            bar.setSingleStep(40)
        self.viewport().update()

    def _on_scrolled(self, _value: int) -> None:
        middle = self._offset().y() + self.viewport().height() // 2
        self._page = self._layout.page_at(middle)
        self._forget_far_pages()
        self._tell()
        self.viewport().update()

    def _forget_far_pages(self) -> None:
        """Keep the pictures near what is seen: a batch of 500 slips would fill the memory."""
        near = {place + step for place in self._in_sight() for step in range(-_KEPT_AROUND, 3)}
        for place in set(self._pictures) - near:
            del self._pictures[place]
        for place in set(self._asked) - near:
            del self._asked[place]

    def _tell(self) -> None:
        told = _("Aperçu, page {n} sur {total}")
        self.setAccessibleName(
            told.format(n=number(self._page + 1), total=number(len(self._pages)))
        )
        self.moved.emit()
