"""The line of the account, what its strokes mean, and the weeks below it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_text, text_width
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.cash_line import CashLine
from merchant_desk.ui.widgets.cash_line_paint import seen_through
from merchant_desk.ui.widgets.icon_button import IconButton
from merchant_desk.ui.widgets.segmented_choice import SegmentedChoice
from merchant_desk.ui.widgets.week_bars import WeekBars
from merchant_desk.values.cash_flow import Reading
from merchant_desk.values.chart import CashChart
from merchant_desk.values.texts import _

_STROKE, _GAP, _BETWEEN = 22, 7, 16
_HEIGHT = 20


class LineLegend(QWidget):
    """The strokes and their names; the table twin says the same in words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Ask for all the names on one line."""
        font = self._theme.font(Role.CAPTION)
        words = sum(text_width(name, font) for name in _names())
        wide = words + len(_names()) * (_STROKE + _GAP + _BETWEEN)
        return QSize(wide, self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Let a narrow window cut the last ones."""
        return QSize(160, self._theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw each stroke and its name."""
        painter, tokens = QPainter(self), self._theme.tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font, left, middle = self._theme.font(Role.CAPTION), 0.0, self.height() / 2
        for place, name in enumerate(_names()):
            start = left
            left += _STROKE + _GAP
            wide = text_width(name, font)
            if left + wide > self.width():
                break  # a stroke without its name says nothing
            self._paint_stroke(painter, place, start, middle)
            draw_text(painter, QRectF(left, 0, wide + 2, self.height()), name, font, tokens.text2)
            left += wide + _BETWEEN

    def _paint_stroke(self, painter: QPainter, place: int, left: float, middle: float) -> None:
        tokens = self._theme.tokens
        if place == 2:  # noqa: PLR2004 - the band, between the lines
            band = QRectF(left, middle - 5, _STROKE, 10)
            painter.fillRect(band, seen_through(tokens.accent, 34))
        pens = (
            QPen(QColor(tokens.text2), 2),
            QPen(QColor(tokens.accent), 2.4),
            QPen(QColor(tokens.accent), 1.2, Qt.PenStyle.DotLine),
            QPen(QColor(tokens.text3), 1.2),
            QPen(QColor(tokens.bad), 1.2, Qt.PenStyle.DashLine),
        )
        painter.setPen(pens[place])
        level = middle + 5 if place == 2 else middle  # noqa: PLR2004 - as above
        painter.drawLine(QPointF(left, level), QPointF(left + _STROKE, level))


def _names() -> tuple[str, ...]:
    return (_("Connu"), _("Probable"), _("Prudent"), _("Certain"), _("Seuil"))


class LineCard(Card):
    """``reading_chosen`` says which line is looked at, ``table_wanted`` asks for the twin.

    ``review_wanted`` asks for the page that is printed.
    """

    reading_chosen = Signal(str)
    table_wanted = Signal()
    review_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setAccessibleName(_("Le compte, jour par jour"))
        self.legend = LineLegend(theme)
        self.reading = SegmentedChoice(
            theme,
            _("Lecture"),
            (
                (Reading.LIKELY, _("Probable")),
                (Reading.CAUTIOUS, _("Prudent")),
                (Reading.CERTAIN, _("Certain")),
            ),
        )
        self.as_table = Button(theme, _("Voir en tableau"), icon="list")
        self.paper = IconButton(theme, "printer", _("Revue de la semaine (Ctrl+P)"))
        self.line = CashLine(theme)
        self.bars = WeekBars(theme)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.legend, 1)
        head.addWidget(self.reading)
        head.addWidget(self.as_table)
        head.addWidget(self.paper)
        self.body.addLayout(head)
        self.body.addWidget(self.line, 1)
        self.body.addWidget(self.bars)
        self.reading.chosen.connect(self.reading_chosen)
        self.as_table.clicked.connect(self.table_wanted)
        self.paper.clicked.connect(self.review_wanted)

    def show_chart(self, chart: CashChart) -> None:
        """Show this account."""
        self.line.show_chart(chart)
        self.bars.show_chart(chart)
