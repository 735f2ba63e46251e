"""What suppliers take out of the account, week by week: a bar a week."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from merchant_desk.queries.supplier_dues import WeekDue
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_text, rounded
from merchant_desk.ui.theme import Theme
from merchant_desk.values.french import day_month, euros
from merchant_desk.values.money import ZERO
from merchant_desk.values.texts import _

_HEIGHT = 108
_BAR = 46
_CENTRE = Qt.AlignmentFlag.AlignCenter


class WeekBars(QWidget):
    """Painted from what the query found; the screen reader hears every week."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._weeks: tuple[WeekDue, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("À payer aux fournisseurs, semaine par semaine"))
        theme.changed.connect(self._on_theme_changed)

    def show_weeks(self, weeks: tuple[WeekDue, ...]) -> None:
        """Show these weeks."""
        self._weeks = weeks
        told = _("semaine du {day}\u00a0: {amount}")
        self.setAccessibleDescription(
            ", ".join(
                told.format(day=day_month(each.monday), amount=euros(each.amount)) for each in weeks
            )
        )
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of the bars and their words."""
        return QSize(480, self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Let a narrow window keep them."""
        return QSize(240, self._theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a bar a week, its amount over it, its Monday under it."""
        if not self._weeks:
            return
        painter = QPainter(self)
        wide = self.width() / len(self._weeks)
        most = max(1, *(abs(each.amount.cents) for each in self._weeks))
        for place, week in enumerate(self._weeks):
            self._paint_week(painter, week, QRectF(place * wide, 0, wide, self.height()), most)

    def _paint_week(self, painter: QPainter, week: WeekDue, area: QRectF, most: int) -> None:
        tokens, line = self._theme.tokens, self._theme.px(20)
        room = area.height() - 2 * line - 8
        tall = max(room * abs(week.amount.cents) / most, 3)
        base = area.bottom() - line - 4
        side = min(self._theme.px(_BAR), area.width() * 0.6)
        bar = QRectF(area.center().x() - side / 2, base - tall, side, tall)
        back = week.amount < ZERO
        fill = tokens.line2
        if week.amount:
            fill = tokens.ok if back else tokens.accent
        rounded(painter, bar, min(5.0, tall / 2), fill=fill)
        over = QRectF(area.left(), bar.top() - line, area.width(), line)
        ink = tokens.text if week.amount else tokens.text3
        words = euros(week.amount) if week.amount else "—"
        draw_text(painter, over, words, self._theme.font(Role.CAPTION, tabular=True), ink, _CENTRE)
        under = QRectF(area.left(), area.bottom() - line, area.width(), line)
        name = _("Cette semaine") if week is self._weeks[0] else day_month(week.monday)
        draw_text(painter, under, name, self._theme.font(Role.CAPTION), tokens.text2, _CENTRE)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
