"""Where the parts of the packing station stand, from the room there is."""

from enum import Enum

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from merchant_desk.ui.packing.lines_card import LinesCard
from merchant_desk.ui.packing.order_head import OrderHead
from merchant_desk.ui.packing.parcel_card import ParcelCard
from merchant_desk.ui.packing.queue_card import QueueCard
from merchant_desk.ui.packing.side_cards import MessageCard, ScanLogCard
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.banner import Banner
from merchant_desk.ui.widgets.scan_hero import ScanHero
from merchant_desk.ui.widgets.tab_bar import Tab, TabBar
from merchant_desk.values.texts import _

QUEUE_FROM = 1360
SIDE_FROM = 1100
_SIDE_WIDTH = 286
_GAP = 16
_LOW = 720
_LEAST_PAGE = 126
_HERO, _LOW_HERO, _LOWEST_HERO = 236, 176, 160


class Span(Enum):
    """How many columns fit."""

    WIDE = "queue, bench and side"
    MIDDLE = "bench and side"
    NARROW = "bench, the side in tabs"


def span_of(window_width: int) -> Span:
    """Return what fits in a window this wide."""
    if window_width >= QUEUE_FROM:
        return Span.WIDE
    return Span.MIDDLE if window_width >= SIDE_FROM else Span.NARROW


class BenchParts:
    """The parts of the page, made once."""

    def __init__(self, theme: Theme, head: OrderHead, hero: ScanHero, lines: LinesCard) -> None:
        self.head = head
        self.hero = hero
        self.lines = lines
        self.queue = QueueCard(theme)
        self.banner = Banner(theme)
        self.parcel = ParcelCard(theme)
        self.message = MessageCard(theme)
        self.log = ScanLogCard(theme)


class BenchLayout(QObject):
    """Puts the parts in three columns, in two, or in one with tabs."""

    def __init__(self, theme: Theme, page: QWidget, parts: BenchParts) -> None:
        super().__init__(page)
        self._theme = theme
        self._parts = parts
        self._span: Span | None = None
        self.tabs = TabBar(theme, _("Parties du colis"))
        self.tabs.show_tabs(
            [
                Tab("lines", _("À emballer")),
                Tab("parcel", _("Colis")),
                Tab("scans", _("Derniers scans")),
            ]
        )
        self._pages = QStackedWidget()
        inner = QWidget()
        inner.setProperty("ground", "none")
        self._about_column = QVBoxLayout(inner)
        self._about_column.setContentsMargins(0, 0, 0, 0)
        self._about = QScrollArea()
        self._about.setWidget(inner)
        self._about.setWidgetResizable(True)
        self._about.setFrameShape(QFrame.Shape.NoFrame)
        self._about.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._side = QWidget()
        self._side.setFixedWidth(_SIDE_WIDTH)
        self._side_column = QVBoxLayout(self._side)
        self._side_column.setContentsMargins(0, 0, 0, 0)
        self._side_column.setSpacing(12)
        self._pages.addWidget(parts.lines)
        self._pages.addWidget(self._about)
        self.tabs.chosen.connect(self._on_tab)
        self._build(page)

    def _build(self, page: QWidget) -> None:
        parts = self._parts
        self._middle = middle = QVBoxLayout()
        self._pages.setMinimumHeight(_LEAST_PAGE)
        middle.addWidget(parts.head)
        middle.addWidget(parts.banner)
        middle.addWidget(parts.hero)
        middle.addWidget(self.tabs)
        middle.addWidget(self._pages, 1)
        row = QHBoxLayout(page)
        row.setContentsMargins(24, 4, 24, 20)
        row.setSpacing(_GAP)
        row.addWidget(parts.queue)
        row.addLayout(middle, 1)
        row.addWidget(self._side)

    @property
    def span(self) -> Span | None:
        """Return how the parts stand now."""
        return self._span

    def fit(self, window_width: int, window_height: int) -> bool:
        """Place the parts; return whether something moved."""
        scale = self._theme.px(100)  # larger texts fill a window sooner
        self._fit_hero(low=window_height * 100 // scale < _LOW)
        span = span_of(window_width * 100 // scale)
        if span is self._span:
            return False
        self._span = span
        self._parts.queue.setVisible(span is Span.WIDE)
        self._place_side(narrow=span is Span.NARROW)
        return True

    def _fit_hero(self, *, low: bool) -> None:
        told = not self._parts.banner.isHidden()
        height = (_LOWEST_HERO if told else _LOW_HERO) if low else _HERO
        self._parts.hero.setFixedHeight(height)
        self._middle.setSpacing(8 if low else 12)

    def show_lines(self) -> None:
        """Bring the articles to the front: something must be seen there."""
        self.tabs.choose("lines")

    def _place_side(self, *, narrow: bool) -> None:
        parts = self._parts
        self._side.setVisible(not narrow)
        self.tabs.setVisible(narrow)
        self.tabs.choose("lines")
        self._about_column.removeWidget(parts.parcel)
        self._about_column.removeWidget(parts.message)
        if narrow:
            self._about_column.insertWidget(0, parts.parcel)
            self._about_column.insertWidget(1, parts.message)
            self._about_column.addStretch(1)
            self._pages.addWidget(parts.log)
        else:
            self._pages.removeWidget(parts.log)
            self._side_column.addWidget(parts.parcel)
            self._side_column.addWidget(parts.message)
            self._side_column.addWidget(parts.log, 1)
            parts.log.show()
        self._pages.setCurrentIndex(0)

    def _on_tab(self, key: str) -> None:
        places = {"lines": self._parts.lines, "parcel": self._about, "scans": self._parts.log}
        self._pages.setCurrentWidget(places[key])
