"""One line of an order in the sheet, painted in one go: an order may have thousands."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from merchant_desk.queries.order_lines import CardLine
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_icon, draw_text, text_width
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.thumbnail import paint_thumbnail
from merchant_desk.values.french import euros, number
from merchant_desk.values.remote import LineKind
from merchant_desk.values.texts import _

_HEIGHT = 50
_PICTURE = 36
_GAP = 10
_INDENT = 18
_ICONS = {LineKind.SHIPPING: "truck", LineKind.FEE: "receipt"}


class LineRow(QWidget):
    """The article, where it lies, how many, and what was paid."""

    def __init__(self, theme: Theme, line: CardLine) -> None:
        super().__init__()
        self._theme = theme
        self._line = line
        self._title = title_of(line)
        self._detail = detail_of(line)
        self._amount = _("dans le kit") if line.part_of_kit else euros(line.total)
        self._indent = theme.px(_INDENT) if line.part_of_kit else 0
        self._count = f"{number(line.quantity)}\u00a0×" if line.kind is LineKind.PRODUCT else ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(" ".join(filter(None, (self._count, self._title, self._amount))))
        self.setAccessibleDescription(self._detail)
        self.setToolTip(self._title[:400])
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return the room of one line."""
        return QSize(280, self._theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        painter = QPainter(self)
        left = self._paint_picture(painter)
        right = self._paint_amounts(painter)
        self._paint_words(painter, left, right)

    def _paint_picture(self, painter: QPainter) -> float:
        side = self._theme.px(_PICTURE)
        top = (self.height() - side) / 2
        if self._line.kind is LineKind.PRODUCT:
            square = QRectF(self._indent, top, side, side)
            paint_thumbnail(painter, self._theme, self._line.name, square)
        else:
            icon = self._theme.px(18)
            middle = QRectF((side - icon) / 2, (self.height() - icon) / 2, icon, icon)
            draw_icon(painter, _ICONS[self._line.kind], self._theme.tokens.text2, middle)
        return self._indent + side + _GAP

    def _paint_amounts(self, painter: QPainter) -> float:
        tokens, bold = self._theme.tokens, self._theme.font(Role.BOLD, tabular=True)
        wide = text_width(self._amount, bold)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        left = float(self.width() - wide)
        half = self.height() / 2
        top = half - 18 if self._count else half - 9
        draw_text(painter, QRectF(left, top, wide, 18), self._amount, bold, tokens.text, right)
        body = self._theme.font(Role.BODY, tabular=True)
        count = text_width(self._count, body) if self._count else 0
        area = QRectF(self.width() - count, half, count, 18)
        draw_text(painter, area, self._count, body, tokens.text2, right)
        return min(left, self.width() - count) - _GAP

    def _paint_words(self, painter: QPainter, left: float, right: float) -> None:
        tokens = self._theme.tokens
        half = self.height() / 2
        wide = max(right - left, 20)
        title = QRectF(left, half - 18 if self._detail else half - 9, wide, 18)
        draw_text(painter, title, self._title, self._theme.font(Role.STRONG), tokens.text)
        troubled = self._line.unknown or self._line.short
        ink = tokens.bad_text if troubled else tokens.text2
        detail = QRectF(left, half, wide, 18)
        draw_text(painter, detail, self._detail, self._theme.font(Role.CAPTION), ink)


def title_of(line: CardLine) -> str:
    """Return the article with its option."""
    return f"{line.name} · {line.option_text}" if line.option_text else line.name


def detail_of(line: CardLine) -> str:
    """Return the SKU, the bins, and what is wrong or gone already."""
    if line.unknown:
        return _("{sku} · inconnu ici").format(sku=line.sku or _("Sans référence"))
    if line.kind is not LineKind.PRODUCT:
        return ""
    parts = [line.sku]
    if line.due:
        parts.append(", ".join(line.bins))
    if line.short:
        have = _("{have} en rayon pour {wanted} promis")
        parts.append(have.format(have=number(line.on_hand), wanted=number(line.reserved)))
    if line.shipped and line.due:
        parts.append(_("{n} expédié(s)").format(n=number(line.shipped)))
    if line.cancelled:
        parts.append(_("{n} annulé(s)").format(n=number(line.cancelled)))
    return " · ".join(filter(None, parts))
