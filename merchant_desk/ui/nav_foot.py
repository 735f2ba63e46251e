"""The two ends of the navigation: which shop this is, and how exchanges with the outside stand."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_icon, draw_text, focus_ring, rounded
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.window_facts import SyncKind, SyncState
from merchant_desk.values.clock import utc_now
from merchant_desk.values.sync_words import up_to_date
from merchant_desk.values.texts import _

_TILE = 32
_ICON = 16
_OLDER_MS = 5000
_ICONS = {
    SyncKind.NONE: "cloud-off",
    SyncKind.UP_TO_DATE: "cloud-check",
    SyncKind.WAITING: "cloud-upload",
    SyncKind.TROUBLE: "cloud-alert",
}


class ShopBlock(QWidget):
    """The initial, the name and the kind of the shop."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._name, self._detail = "", ""
        self._narrow = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_shop(self, name: str, detail: str) -> None:
        """Show this shop."""
        self._name, self._detail = name or "Merchant Desk", detail
        self.setAccessibleName(f"{self._name} {detail}".strip())
        self.setToolTip(self._name)
        self.update()

    def show_narrow(self, *, narrow: bool) -> None:
        """Show the initial alone."""
        self._narrow = narrow
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of two lines."""
        return QSize(44, self._theme.px(46))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tile and the two lines."""
        painter = QPainter(self)
        tokens = self._theme.tokens
        side = self._theme.px(_TILE)
        left = (self.width() - side) / 2 if self._narrow else 8.0
        tile = QRectF(left, (self.height() - side) / 2, side, side)
        rounded(painter, tile, 8, fill=tokens.accent)
        centre = Qt.AlignmentFlag.AlignHCenter
        bold = self._theme.font(Role.CARD_TITLE)
        draw_text(painter, tile, self._name[:1].upper(), bold, tokens.on_accent, centre)
        if self._narrow:
            return
        start = tile.right() + 10
        half = self._theme.px(17)
        middle = self.height() / 2 if self._detail else (self.height() + half) / 2
        words = QRectF(start, middle - half, self.width() - start - 8, half)
        draw_text(painter, words, self._name, self._theme.font(Role.BOLD), tokens.text)
        detail = self._theme.font(Role.CAPTION)
        draw_text(painter, words.translated(0, half), self._detail, detail, tokens.text2)


class SyncLine(QPushButton):
    """« À jour il y a 12 s »: pressing it shows everything about the exchanges."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._state = SyncState()
        self._narrow = False
        self._older = QTimer(self, interval=_OLDER_MS)
        self._older.timeout.connect(self._say)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        self.show_state(SyncState(SyncKind.NONE, _("Aucune boutique en ligne")))

    def show_state(self, state: SyncState) -> None:
        """Say how things stand with the outside; never more than is known."""
        self._state = state
        self._say()

    @property
    def words(self) -> str:
        """Return what it says now."""
        since = self._state.since
        return self._state.text if since is None else up_to_date(since, utc_now())

    def _say(self) -> None:
        if self.words != self.accessibleName():
            self.setAccessibleName(self.words)
            self.setToolTip(self.words)
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        """Let the words grow old while they are seen."""
        super().showEvent(event)
        self._older.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop counting."""
        super().hideEvent(event)
        self._older.stop()

    def show_narrow(self, *, narrow: bool) -> None:
        """Show the icon alone."""
        self._narrow = narrow
        self.update()

    def sizeHint(self) -> QSize:
        """Return one short line."""
        return QSize(44, self._theme.px(30))

    def minimumSizeHint(self) -> QSize:
        """Return the icon's room."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cloud and the sentence."""
        painter = QPainter(self)
        tokens = self._theme.tokens
        area = QRectF(self.rect())
        if self.underMouse():
            rounded(painter, area, 8, fill=tokens.line)
        side = self._theme.px(_ICON)
        left = (self.width() - side) / 2 if self._narrow else 12.0
        spot = QRectF(left, (self.height() - side) / 2, side, side)
        draw_icon(painter, _ICONS[self._state.kind], self._colour(), spot)
        if not self._narrow:
            words = QRectF(left + side + 8, 0, self.width() - left - side - 12, self.height())
            ink = tokens.bad_text if self._state.kind is SyncKind.TROUBLE else tokens.text2
            draw_text(painter, words, self.words, self._theme.font(Role.CAPTION), ink)
        if self.hasFocus():
            focus_ring(painter, area, 8, tokens.accent)

    def _colour(self) -> str:
        tokens = self._theme.tokens
        colours = {
            SyncKind.NONE: tokens.text3,
            SyncKind.UP_TO_DATE: tokens.ok,
            SyncKind.WAITING: tokens.warn,
            SyncKind.TROUBLE: tokens.bad,
        }
        return colours[self._state.kind]
