"""The strokes that every painted part shares: rounded shapes, focus rings, ticks, centred texts."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from merchant_desk.ui import icons
from merchant_desk.ui.tokens import Tokens

RING = 2.0


def rounded(
    painter: QPainter,
    area: QRectF,
    radius: float,
    *,
    fill: str = "",
    edge: str = "",
    width: float = 1,
) -> None:
    """Draw a rounded shape whose edge lies wholly inside the area."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(edge), width) if edge else Qt.PenStyle.NoPen)
    inset = width / 2 if edge else 0.0
    painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), radius, radius)


def focus_ring(painter: QPainter, area: QRectF, radius: float, colour: str) -> None:
    """Draw the two-pixel ring that says where the keyboard is."""
    rounded(painter, area, radius, edge=colour, width=RING)


def tick_box(painter: QPainter, area: QRect, state: Qt.CheckState, tokens: Tokens) -> None:
    """Draw a check box, 16 logical pixels wide in tables and forms alike."""
    box = QRectF(area)
    if state is Qt.CheckState.Unchecked:
        rounded(painter, box, 4, fill=tokens.surface, edge=tokens.line2, width=1.5)
        return
    rounded(painter, box, 4, fill=tokens.accent)
    painter.setPen(
        QPen(
            QColor(tokens.on_accent),
            1.8,
            Qt.PenStyle.SolidLine,
            Qt.PenCapStyle.RoundCap,
            Qt.PenJoinStyle.RoundJoin,
        )
    )
    if state is Qt.CheckState.PartiallyChecked:
        middle = box.center().y()
        painter.drawLine(QPointF(box.left() + 4, middle), QPointF(box.right() - 4, middle))
        return
    unit = box.width() / 16
    tick = [(4.2, 8.3), (6.9, 11.0), (11.8, 5.4)]
    painter.drawPolyline([QPointF(box.left() + x * unit, box.top() + y * unit) for x, y in tick])


def draw_icon(
    painter: QPainter, name: str, colour: str, area: QRectF, stroke: float = icons.STROKE
) -> None:
    """Draw a line icon that fills the area, sharp on the device painted on."""
    ratio = painter.device().devicePixelRatio()
    drawn = icons.pixmap(name, colour, round(area.width()), ratio, stroke)
    painter.drawPixmap(area.topLeft(), drawn)


def draw_text(
    painter: QPainter,
    area: QRectF,
    text: str,
    font: QFont,
    colour: str,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Draw one line, vertically centred, elided when the area is too narrow."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()) + 1)
    painter.drawText(
        area,
        int(align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine),
        shown,
    )


def text_width(text: str, font: QFont) -> int:
    """Return how wide a line is in this font."""
    return QFontMetrics(font).horizontalAdvance(text)


def hero_stops(base: str) -> tuple[QColor, QColor]:
    """Return both ends of the big panel's gradient; white stays readable on the lighter one."""
    colour = QColor(base)
    return colour.lighter(103), colour.darker(116)
