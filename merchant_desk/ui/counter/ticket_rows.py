"""Tickets and waiting baskets as painted rows: a number, when, how much."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from merchant_desk.queries.counter_tickets import TicketRow
from merchant_desk.rules.basket import counted
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.packing.row_list import RowLook
from merchant_desk.ui.painting import draw_text, rounded
from merchant_desk.ui.theme import Theme
from merchant_desk.values.basket import Basket
from merchant_desk.values.clock import PARIS, paris_date
from merchant_desk.values.french import euros, items, spoken_day
from merchant_desk.values.texts import _

_HEIGHT = 52
_RIGHT = Qt.AlignmentFlag.AlignRight
_AMOUNT = 96


@dataclass(frozen=True, slots=True)
class SaleRow:
    """One sale as listed: what it is called, what is told of it, what it came to."""

    key: bytes
    name: str
    detail: str
    amount: str
    back: bool = False


def ticket_rows(tickets: Sequence[TicketRow], now: datetime) -> tuple[SaleRow, ...]:
    """Return tickets, in their order."""
    return tuple(_ticket(each, now) for each in tickets)


def parked_rows(parked: Sequence[Basket], now: datetime) -> tuple[SaleRow, ...]:
    """Return the baskets that wait, the last one first."""
    return tuple(
        SaleRow(
            key=each.basket_id,
            name=each.customer or _("Panier de {time}").format(time=_time(each.begun_at, now)),
            detail=items(each.units + each.units_back),
            amount=euros(counted(each).due),
        )
        for each in parked[::-1]
    )


def _ticket(row: TicketRow, now: datetime) -> SaleRow:
    parts = [_time(row.at, now)]
    if row.total.cents < 0:
        parts.append(_("retour"))
    if row.invoice:
        parts.append(row.invoice)
    return SaleRow(
        key=row.ticket_id,
        name=row.number,
        detail=" · ".join(parts),
        amount=euros(row.total),
        back=row.total.cents < 0,
    )


def _time(at: datetime, now: datetime) -> str:
    clock = at.astimezone(PARIS).strftime("%H:%M")
    day, today = paris_date(at), paris_date(now)
    return clock if day == today else f"{spoken_day(day, today)} {clock}"


class SalePainter:
    """Two lines at the left, the amount at the right."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def height(self, row: SaleRow) -> int:
        """Return the height of a row."""
        return self._theme.px(_HEIGHT)

    def spoken(self, row: SaleRow) -> str:
        """Return the row in words."""
        return ", ".join(part for part in (row.name, row.amount, row.detail) if part)

    def paint(self, painter: QPainter, area: QRectF, row: SaleRow, look: RowLook) -> None:
        """Draw the row."""
        theme, tokens = self._theme, self._theme.tokens
        box = area.adjusted(0, 1, 0, -1)
        if look.hovered or look.current:
            rounded(painter, box, 8, fill=tokens.hover)
        inner = box.adjusted(10, 0, -10, 0)
        amount = QRectF(inner.right() - theme.px(_AMOUNT), inner.top(), theme.px(_AMOUNT), 0)
        amount.setHeight(inner.height())
        ink = tokens.warn_text if row.back else tokens.text
        draw_text(painter, amount, row.amount, theme.font(Role.BOLD, tabular=True), ink, _RIGHT)
        width = amount.left() - inner.left()
        name = QRectF(inner.left(), inner.center().y() - theme.px(18), width, theme.px(18))
        draw_text(painter, name, row.name, theme.font(Role.STRONG), tokens.text)
        under = name.translated(0, theme.px(18))
        draw_text(painter, under, row.detail, theme.font(Role.CAPTION), tokens.text2)
