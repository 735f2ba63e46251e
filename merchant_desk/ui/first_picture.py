"""What the window shows before anything is loaded: the orders to prepare, drawn straight."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_text, rounded
from merchant_desk.ui.theme import Look, Theme
from merchant_desk.ui.tokens import Tokens
from merchant_desk.ui.window_facts import WindowFacts
from merchant_desk.values.texts import _

_RADIUS = 12
_PAD = 16
_ROW, _HEAD, _TITLE = 42, 36, 44
_SHARES = (0.16, 0.44, 0.18, 0.22)


@dataclass(frozen=True, slots=True)
class FirstOrder:
    """An order of the first list, in words."""

    number: str
    customer: str
    total: str
    due: str
    late: bool


@dataclass(frozen=True, slots=True)
class FirstPicture:
    """Everything the first paint shows; what could not be read in time is simply not there."""

    look: Look = field(default_factory=Look)
    language: str = "fr"
    person: str = ""
    facts: WindowFacts = field(default_factory=WindowFacts)
    orders: tuple[FirstOrder, ...] = ()


class FirstList(QWidget):
    """A picture of a list: nothing in it can be pressed, the desk takes its place at once."""

    def __init__(self, theme: Theme, orders: Sequence[FirstOrder]) -> None:
        super().__init__()
        self._theme = theme
        self._orders = tuple(orders)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Commandes à préparer"))
        self.setAccessibleDescription(_("Ouverture en cours"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the paper, the heads and as many rows as fit."""
        if not self._orders:
            return
        painter = QPainter(self)
        tokens, px = self._theme.tokens, self._theme.px
        rows = self._orders[: max((self.height() - px(_TITLE) - px(_HEAD)) // px(_ROW), 0)]
        high = px(_TITLE) + px(_HEAD) + px(_ROW) * len(rows)
        paper = QRectF(0, 0, self.width(), high)
        rounded(painter, paper, _RADIUS, fill=tokens.surface, edge=tokens.line)
        title = QRectF(_PAD, 0, self.width() - 2 * _PAD, px(_TITLE))
        draw_text(painter, title, _("À préparer"), self._theme.font(Role.CARD_TITLE), tokens.text)
        self._paint_heads(painter, tokens, px(_TITLE))
        for place, order in enumerate(rows):
            self._paint_row(painter, order, px(_TITLE) + px(_HEAD) + px(_ROW) * place)

    def _paint_heads(self, painter: QPainter, tokens: Tokens, top: int) -> None:
        band = QRectF(1, top, self.width() - 2, self._theme.px(_HEAD))
        painter.fillRect(band, tokens.sunken)
        font = self._theme.font(Role.HEAD)
        heads = (_("Commande"), _("Client"), _("Total"), _("À expédier avant"))
        for number, (words, area) in enumerate(zip(heads, self._cells(top, _HEAD), strict=True)):
            draw_text(painter, area, words, font, tokens.text2, _align(number))

    def _paint_row(self, painter: QPainter, order: FirstOrder, top: int) -> None:
        tokens, font = self._theme.tokens, self._theme.font
        painter.fillRect(QRectF(1, top, self.width() - 2, 1), tokens.line)
        cells = (
            (order.number, font(Role.BOLD), tokens.text),
            (order.customer, font(Role.STRONG), tokens.text),
            (order.total, font(Role.BOLD, tabular=True), tokens.text),
            (order.due, font(Role.BODY), tokens.bad_text if order.late else tokens.text2),
        )
        for number, (cell, area) in enumerate(zip(cells, self._cells(top, _ROW), strict=True)):
            text, chosen, ink = cell
            draw_text(painter, area, text, chosen, ink, _align(number))

    def _cells(self, top: int, height: int) -> list[QRectF]:
        room = self.width() - 2 * _PAD
        left = float(_PAD)
        areas = []
        for share in _SHARES:
            areas.append(QRectF(left, top, room * share - 2 * _PAD, self._theme.px(height)))
            left += room * share
        return areas


def _align(column: int) -> Qt.AlignmentFlag:
    right = column == 2  # noqa: PLR2004 - the amounts
    return Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
