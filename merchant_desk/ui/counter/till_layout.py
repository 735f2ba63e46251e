"""Where the parts of the counter stand, from the room there is."""

from enum import Enum

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from merchant_desk.ui.counter.basket_card import BasketCard
from merchant_desk.ui.counter.pay_card import PayCard
from merchant_desk.ui.counter.tickets_card import TicketsCard
from merchant_desk.ui.counter.total_panel import TotalPanel
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.scan_hero import ScanHero

TICKETS_FROM = 1500
_LOW = 780
_GAP = 16
_TICKETS_WIDTH = 300
_SIDE, _NARROW_SIDE = 340, 316
_SHARE = 34
_NARROW_BELOW = 1150
_HERO, _LOW_HERO = 220, 160


class Span(Enum):
    """How many columns fit."""

    WIDE = "tickets, basket and payment"
    USUAL = "basket and payment"


class TillParts:
    """The parts of the page, made once."""

    def __init__(
        self, hero: ScanHero, basket: BasketCard, total: TotalPanel, pay: PayCard,
        tickets: TicketsCard,
    ) -> None:  # fmt: skip
        self.hero = hero
        self.basket = basket
        self.total = total
        self.pay = pay
        self.tickets = tickets


class TillLayout(QObject):
    """Puts the parts in two columns, or in three."""

    def __init__(self, theme: Theme, page: QWidget, parts: TillParts) -> None:
        super().__init__(page)
        self._theme = theme
        self._parts = parts
        inside = QWidget()
        inside.setProperty("ground", "none")
        self._side = QScrollArea()  # the largest texts in the lowest window need it
        self._side.setWidget(inside)
        self._side.setWidgetResizable(True)
        self._side.setFrameShape(QFrame.Shape.NoFrame)
        self._side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._right = QVBoxLayout(inside)
        self._right.setContentsMargins(0, 0, 0, 0)
        self._right.addWidget(parts.total)
        self._right.addWidget(parts.pay, 1)
        self._middle = QVBoxLayout()
        self._middle.addWidget(parts.hero)
        self._middle.addWidget(parts.basket, 1)
        row = QHBoxLayout(page)
        row.setContentsMargins(24, 4, 24, 20)
        row.setSpacing(_GAP)
        row.addWidget(parts.tickets)
        row.addLayout(self._middle, 1)
        row.addWidget(self._side)

    def fit(self, window_width: int, window_height: int) -> None:
        """Place the parts."""
        scale = self._theme.px(100)  # larger texts fill a window sooner
        width, low = window_width * 100 // scale, window_height * 100 // scale < _LOW
        parts = self._parts
        parts.tickets.setVisible(width >= TICKETS_FROM)
        parts.tickets.setFixedWidth(self._theme.px(_TICKETS_WIDTH))
        side = _NARROW_SIDE if width < _NARROW_BELOW else _SIDE
        widest = max(side, window_width * _SHARE // 100)
        self._side.setFixedWidth(min(self._theme.px(side), widest))
        parts.hero.setFixedHeight(_LOW_HERO if low else _HERO)
        parts.total.set_low(low=low)
        parts.pay.set_low(low=low)
        self._middle.setSpacing(8 if low else 12)
        self._right.setSpacing(8 if low else 12)
