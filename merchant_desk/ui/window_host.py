"""The one window of the program: a first picture at once, then the desk itself in its place."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from merchant_desk.ui.first_picture import FirstList, FirstPicture
from merchant_desk.ui.nav_bar import RAIL_BELOW, NavBar
from merchant_desk.ui.screens import ScreenSpec
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.top_bar import TopBar
from merchant_desk.ui.window_geometry import restore_geometry
from merchant_desk.values.texts import _

_PICTURE_STAYS_MS = 400
_MOST_KEYS = 200


class WindowHost(QWidget):
    """Holds the picture until the desk stands under it; keys pressed meanwhile are not lost.

    The frame is the desk's own, so that only the page changes when the desk takes over.
    """

    painted = Signal()
    """The first picture is on the screen: what takes time may begin."""
    closed_early = Signal()

    def __init__(
        self, theme: Theme, screens: Sequence[ScreenSpec], picture: FirstPicture, current: str
    ) -> None:
        super().__init__()
        self._theme = theme
        self._keys: list[QKeyEvent] = []
        self._desk: QWidget | None = None
        self._shown = False
        self.wanted = ""
        """The place she pressed in the navigation before there was anything to show."""
        self.setProperty("ground", "bg")
        self._picture = _Frame(theme, screens, picture, current)
        self._picture.nav.chosen.connect(self._on_chosen)
        self._layers = QStackedLayout(self)
        self._layers.setStackingMode(QStackedLayout.StackingMode.StackAll)
        self._layers.addWidget(self._picture)
        self.setWindowTitle(" — ".join(filter(None, (picture.facts.shop, "Merchant Desk"))))
        restore_geometry(self)
        self.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say once that the window is there."""
        if not self._shown:
            self._shown = True
            QTimer.singleShot(0, self.painted.emit)

    def put_in(self, desk: QWidget) -> None:
        """Put the desk under the picture, which goes once ``drop_picture`` says so."""
        self._desk = desk
        desk.windowTitleChanged.connect(self.setWindowTitle)
        self._picture.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        desk.setUpdatesEnabled(False)  # under the picture nobody sees it: painted when it shows
        self._layers.addWidget(desk)
        self._layers.setCurrentWidget(self._picture)
        desk.show()
        QTimer.singleShot(_PICTURE_STAYS_MS, self.drop_picture)

    def shows_the_desk(self) -> bool:
        """Tell whether the picture is gone."""
        return self._desk is not None and self._layers.currentWidget() is self._desk

    def drop_picture(self) -> None:
        """Show the desk alone, and hand it the keys that came too early."""
        if self._desk is None or self.shows_the_desk():
            return
        self._layers.setCurrentWidget(self._desk)
        self._desk.setUpdatesEnabled(True)
        self._layers.removeWidget(self._picture)
        self._picture.hide()
        self._picture.deleteLater()
        self._hand_over_keys()

    def _hand_over_keys(self) -> None:
        """Send the kept keys the way new ones come: through the window, where scans are read."""
        window = self.windowHandle()
        keys, self._keys = self._keys, []
        for key in keys:
            QCoreApplication.sendEvent(window, key)

    def _on_chosen(self, key: str) -> None:
        self.wanted = key
        self._picture.nav.show_current(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep what is typed or scanned before the desk is there."""
        self._keep(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Keep the releases too: what was pressed must come up again."""
        self._keep(event)

    def _keep(self, event: QKeyEvent) -> None:
        if self.shows_the_desk() or len(self._keys) >= _MOST_KEYS:
            event.ignore()
            return
        kept = event.clone()
        if isinstance(kept, QKeyEvent):
            self._keys.append(kept)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the picture the same frame as the desk."""
        super().resizeEvent(event)
        if self._desk is None:
            self._picture.nav.show_narrow(narrow=self.width() < self._theme.px(RAIL_BELOW))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the desk say goodbye; before it is there, end at once."""
        if self._desk is None:
            self.closed_early.emit()
        elif not self._desk.close():
            event.ignore()
            return
        super().closeEvent(event)


class _Frame(QWidget):
    """The navigation and the bar of the desk, with the first list for a page."""

    def __init__(
        self, theme: Theme, screens: Sequence[ScreenSpec], picture: FirstPicture, current: str
    ) -> None:
        super().__init__()
        self.setProperty("ground", "bg")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.nav = NavBar(theme, screens)
        self.nav.show_facts(picture.facts)
        self.nav.show_current(current)
        top = TopBar(theme)
        titles = {each.key: each.title for each in screens}
        top.show_page(_(titles[current]) if current in titles else "", ())
        top.show_person(picture.person)
        body = QVBoxLayout()
        body.setContentsMargins(24, 8, 24, 24)
        body.addWidget(FirstList(theme, picture.orders))
        page = QVBoxLayout()
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(top)
        page.addLayout(body, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.nav)
        row.addLayout(page, 1)
