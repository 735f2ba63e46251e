"""The strokes of the calendar: days, the soldes behind them, names of days, bars."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPainterPath, QPen

from merchant_desk.queries.promotion_calendar import CalendarBar, CalendarMark
from merchant_desk.rules.legal.soldes_periods import Period
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_icon, draw_text, focus_ring, rounded, text_width
from merchant_desk.ui.promotions.timeline import Timeline
from merchant_desk.ui.promotions.words import kind_icon, kind_tone
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.values.french import day_month
from merchant_desk.values.texts import _, later
from merchant_desk.values.words import PromotionState

_DAY = timedelta(days=1)
_WEEKEND, _SUNDAY = 5, 6
_SHOWS_DAYS, _SHOWS_WEEKS = 18.0, 6.0
_EDGE, _RADIUS, _ICON = 4, 7, 14
_MARK_ROWS, _DOT = 2, 7
_LONGEST_MONTH, _SHORTEST_MONTH = date(2030, 9, 1), 28
_MONTHS = (
    later("janvier"), later("février"), later("mars"), later("avril"), later("mai"),
    later("juin"), later("juillet"), later("août"), later("septembre"), later("octobre"),
    later("novembre"), later("décembre"),
)  # fmt: skip
_SHORT_MONTHS = (
    later("janv."), later("févr."), later("mars"), later("avr."), later("mai"), later("juin"),
    later("juil."), later("août"), later("sept."), later("oct."), later("nov."), later("déc."),
)  # fmt: skip


def month_name(day: date) -> str:
    """Return ``janvier 2027``."""
    return f"{_(_MONTHS[day.month - 1])} {day.year}"


def paint_days(painter: QPainter, theme: Theme, line: Timeline, area: QRectF, today: date) -> None:
    """Draw weekends, weeks and months behind everything, and the line of today."""
    tokens = theme.tokens
    for offset in range(line.days):
        day = line.first + timedelta(days=offset)
        x = line.x(day)
        if day.weekday() >= _WEEKEND and line.column >= _SHOWS_WEEKS:
            painter.fillRect(QRectF(x, area.top(), line.column, area.height()), tokens.sunken)
        hairline = day.day == 1 if line.column < _SHOWS_WEEKS else day.weekday() == 0
        if hairline and offset:
            painter.setPen(QPen(QColor(tokens.line), 1))
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
    if line.first <= today <= line.last:
        middle = line.x(today) + line.column / 2
        painter.setPen(QPen(QColor(tokens.accent), 1.5))
        painter.drawLine(QPointF(middle, area.top()), QPointF(middle, area.bottom()))


def paint_heads(
    painter: QPainter, theme: Theme, line: Timeline, months: QRectF, days: QRectF, today: date
) -> None:
    """Draw the names of the months and the numbers of the days or weeks."""
    _paint_months(painter, theme, line, months)
    font = theme.font(Role.CAPTION, tabular=True)
    for offset in range(line.days):
        day = line.first + timedelta(days=offset)
        if day != today and not _is_numbered(line, day, today):
            continue
        _paint_number(painter, theme, line, days, day, today=day == today)
    painter.setFont(font)


def _is_numbered(line: Timeline, day: date, today: date) -> bool:
    """Number every day where there is room, Mondays where there is some, none beside today's."""
    if line.column >= _SHOWS_DAYS:
        return True
    room = abs((day - today).days) * line.column >= _SHOWS_DAYS
    return day.weekday() == 0 and line.column >= _SHOWS_WEEKS and room


def _paint_months(painter: QPainter, theme: Theme, line: Timeline, area: QRectF) -> None:
    font, day = theme.font(Role.BOLD), line.first
    long = text_width(month_name(_LONGEST_MONTH), font) + 8 <= _SHORTEST_MONTH * line.column
    while day <= line.last:
        following = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
        left, right = line.span(day, following - _DAY)
        room = QRectF(left + 6, area.top(), max(0.0, right - left - 8), area.height())
        name = month_name(day)
        if not long or text_width(name, font) > room.width():
            name = _short_month(day, room.width(), font)
        if text_width(name, font) > room.width():
            name = ""
        draw_text(painter, room, name, font, theme.tokens.text)
        day = following


def _short_month(day: date, room: float, font: QFont) -> str:
    """Return ``févr.``, and the year with its first month."""
    name = _(_SHORT_MONTHS[day.month - 1])
    dated = f"{name} {day.year}"
    return dated if day.month == 1 and text_width(dated, font) <= room else name


def _paint_number(
    painter: QPainter, theme: Theme, line: Timeline, area: QRectF, day: date, *, today: bool
) -> None:
    middle = line.x(day) + line.column / 2
    font = theme.font(Role.CAPTION, tabular=True)
    if today:
        wide = max(24.0, text_width(str(day.day), font) + 12.0)
        pill = QRectF(middle - wide / 2, area.center().y() - 10, wide, 20)
        rounded(painter, pill, 10, fill=theme.tokens.accent)
    ink = theme.tokens.on_accent if today else theme.tokens.text2
    box = QRectF(middle - 20, area.top(), 40, area.height())
    draw_text(painter, box, str(day.day), font, ink, Qt.AlignmentFlag.AlignHCenter)


def paint_season(
    painter: QPainter, theme: Theme, line: Timeline, area: QRectF, periods: Sequence[Period]
) -> None:
    """Draw the soldes of one lane behind the operations."""
    tones = theme.tokens.tone(Tone.ACCENT)
    for period in periods:
        left, right = line.span(period.start.date(), period.end.date())
        if right <= left:
            continue
        name = _("Soldes d’hiver") if period.season == "winter" else _("Soldes d’été")
        words = f"{name}, {day_month(period.start.date())} – {day_month(period.end.date())}"
        box = QRectF(left, area.top() + 1, right - left, area.height() - 2)
        rounded(painter, box, 5, fill=tones.soft)
        font = theme.font(Role.CAPTION)
        shown = next(
            (each for each in (words, name) if text_width(each, font) < box.width() - 12),
            _("Soldes"),
        )
        inside = box.adjusted(8, 0, -4, 0)
        draw_text(painter, inside, shown, font, tones.text)


def paint_marks(
    painter: QPainter, theme: Theme, line: Timeline, area: QRectF, marks: Sequence[CalendarMark]
) -> None:
    """Draw holidays and events on two rows, those without room as a dot below them."""
    font, height = theme.font(Role.CAPTION), (area.height() - _DOT) / _MARK_ROWS
    free = [area.left() - _DOT] * _MARK_ROWS
    once = {(each.day, each.name): each for each in reversed(marks)}
    for mark in sorted(once.values(), key=lambda each: (each.day, not each.holiday)):
        middle = line.x(mark.day) + min(line.column / 2, 8)
        wide = _DOT + text_width(mark.name, font) + 2
        row = next((each for each in range(_MARK_ROWS) if middle - _DOT >= free[each]), None)
        named = row is not None and middle + wide <= area.right()
        top = area.top() + row * height if row is not None else area.bottom() - height / 2 - 3
        tone = theme.tokens.tone(Tone.BAD if mark.holiday else Tone.INFO)
        dot = QRectF(middle - 3, top + height / 2 - 3, 6, 6)
        rounded(painter, dot, 3, fill=tone.strong)
        if row is not None:
            free[row] = middle + (wide if named else _DOT) + 6
        if named:
            box = QRectF(middle + _DOT, top, wide - _DOT, height)
            draw_text(painter, box, mark.name, font, tone.text)


def paint_bar(
    painter: QPainter, theme: Theme, area: QRectF, bar: CalendarBar, *, end: float, current: bool
) -> None:
    """Draw one operation: soft fill, strong left edge, icon and title; hatched in conflict.

    A title that does not fit inside stands behind it, up to ``end``.
    """
    tokens = theme.tokens
    state = bar.row.state
    asleep = state in (PromotionState.DRAFT, PromotionState.ENDED, PromotionState.CANCELLED)
    tones = tokens.tone(Tone.MUTE if asleep else kind_tone(bar.row.kind))
    rounded(painter, area, _RADIUS, fill=tones.soft)
    shape = QPainterPath()
    shape.addRoundedRect(area, _RADIUS, _RADIUS)
    painter.save()
    painter.setClipPath(shape)
    if bar.row.conflicts:
        hatch = QColor(tokens.tone(Tone.WARN).strong)
        hatch.setAlpha(110)
        painter.fillRect(area, QBrush(hatch, Qt.BrushStyle.BDiagPattern))
    painter.fillRect(QRectF(area.left(), area.top(), _EDGE, area.height()), tones.strong)
    painter.restore()
    if state is PromotionState.DRAFT:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens.line2), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
    _paint_title(painter, theme, area, bar, tones.text, end)
    if current:
        focus_ring(painter, area.adjusted(-2, -2, 2, 2), _RADIUS + 2, tokens.accent)


def paint_hint(painter: QPainter, theme: Theme, area: QRectF) -> None:
    """Say on a calendar without operations how one is begun."""
    words = _("Cliquez deux fois sur un jour, ou Ctrl+N, pour préparer une opération.")
    centre = Qt.AlignmentFlag.AlignHCenter
    draw_text(painter, area, words, theme.font(Role.BODY), theme.tokens.text2, centre)


def _paint_title(
    painter: QPainter, theme: Theme, area: QRectF, bar: CalendarBar, ink: str, end: float
) -> None:
    font, left = theme.font(Role.SECTION), area.left() + _EDGE + 6
    if area.right() - left >= _ICON + 2:
        icon = "triangle-alert" if bar.row.conflicts else kind_icon(bar.row.kind)
        draw_icon(painter, icon, ink, QRectF(left, area.center().y() - _ICON / 2, _ICON, _ICON))
    text = QRectF(left + _ICON + 5, area.top(), area.right() - left - _ICON - 9, area.height())
    wide = text_width(bar.row.title, font)
    if wide > text.width() and area.right() + 6 + wide <= end:
        behind = QRectF(area.right() + 6, area.top(), wide + 2, area.height())
        draw_text(painter, behind, bar.row.title, font, theme.tokens.text)
    elif text.width() > _ICON:
        draw_text(painter, text, bar.row.title, font, ink)
