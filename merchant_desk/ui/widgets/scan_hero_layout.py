"""Where the parts of the big scan panel go, from the room there is."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import text_width
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.scan_hero_text import HeroText

_ROOMY_HEIGHT = 210
_ROOMY_WIDTH = 560
_NARROW_WIDTH = 420
_MOST_LINES = 2
_GAP = 8
_COUNT_GAP = 8


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text in its place; ``strong`` for what must be read first."""

    text: str
    font: QFont
    area: QRectF
    strong: bool


@dataclass(frozen=True, slots=True)
class HeroPlan:
    """Everything in its place: disc, lines, the big count (empty when under), the buttons."""

    disc: QRectF
    lines: tuple[Line, ...]
    count: tuple[Line, ...]
    buttons: QPointF
    title_elided: bool


@dataclass(frozen=True, slots=True)
class _Words:
    text: str
    font: QFont
    height: float
    strong: bool = False
    after: float = _GAP


def plan(theme: Theme, shown: HeroText, size: QSize, buttons_height: int) -> HeroPlan:
    """Place everything; a narrow panel puts the count under the name."""
    roomy = size.width() >= _ROOMY_WIDTH
    tall = size.height() >= _ROOMY_HEIGHT
    disc = _disc(size, roomy=roomy and tall)
    margin = disc.left()
    left = disc.right() + (28 if roomy else 18)
    count = _count(theme, shown, size, margin, tall=tall) if shown.total and roomy else ()
    right = count[0].area.left() - 24 if count else size.width() - margin
    words, elided = _words(theme, shown, max(right - left, 1), under=not roomy, tall=tall)
    height = sum(each.height + each.after for each in words) - _GAP
    if buttons_height:
        height += buttons_height + _GAP + 4
    top = (size.height() - height) / 2
    lines = []
    for each in words:
        area = QRectF(left, top, max(right - left, 1), each.height)
        lines.append(Line(each.text, each.font, area, each.strong))
        top += each.height + each.after
    return HeroPlan(disc, tuple(lines), count, QPointF(left, top + 4), elided)


def _disc(size: QSize, *, roomy: bool) -> QRectF:
    side, margin = (112.0, 36.0) if roomy else (76.0, 24.0)
    if size.width() < _NARROW_WIDTH:
        side, margin = 56.0, 18.0
    return QRectF(margin, (size.height() - side) / 2, side, side)


def _count(
    theme: Theme, shown: HeroText, size: QSize, margin: float, *, tall: bool
) -> tuple[Line, ...]:
    big = theme.font(Role.HERO_COUNT if tall else Role.HERO_TOTAL, tabular=True)
    small = theme.font(Role.HERO_TOTAL if tall else Role.ORDER_NAME, tabular=True)
    done, total = str(shown.done), f"/ {shown.total}"
    done_width, total_width = text_width(done, big), text_width(total, small)
    left = size.width() - margin - done_width - _COUNT_GAP - total_width
    first = QRectF(left, 0, done_width, size.height())
    second = QRectF(left + done_width + _COUNT_GAP, 0, total_width, size.height())
    return (Line(done, big, first, strong=True), Line(total, small, second, strong=False))


def _words(
    theme: Theme, shown: HeroText, width: float, *, under: bool, tall: bool
) -> tuple[list[_Words], bool]:
    line = theme.font(Role.HERO_LINE)
    height = float(theme.px(20))
    lines, font, elided = _title(theme, shown.title, width, tall=tall)
    step = font.pixelSize() * 1.2
    words = [_Words(shown.caption, line, height)] if shown.caption else []
    words += [_Words(each, font, step, strong=True, after=0) for each in lines[:-1]]
    words.append(_Words(lines[-1], font, step, strong=True))
    if shown.total and under:
        counter = theme.font(Role.ORDER, tabular=True)
        text = f"{shown.done} / {shown.total}"
        words.append(_Words(text, counter, float(theme.px(26)), strong=True))
    if shown.detail:
        words.append(_Words(shown.detail, line, height))
    return words, elided


def _title(
    theme: Theme, title: str, width: float, *, tall: bool
) -> tuple[tuple[str, ...], QFont, bool]:
    """Wrap a name on two lines, in a smaller font before anything is cut."""
    roles = (Role.HERO_PRODUCT, Role.ORDER, Role.COUNTER)
    for role in roles if tall else roles[1:]:
        font = theme.font(role)
        lines = _wrapped(title, QFontMetrics(font), width)
        if lines:
            return lines, font, False
    font = theme.font(Role.COUNTER)
    metrics = QFontMetrics(font)
    cut = metrics.elidedText(title, Qt.TextElideMode.ElideRight, int(width))
    return (cut,), font, True


def _wrapped(title: str, metrics: QFontMetrics, width: float) -> tuple[str, ...]:
    lines: list[str] = []
    for word in title.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    fits = all(metrics.horizontalAdvance(line) <= width for line in lines)
    return tuple(lines) if fits and len(lines) <= _MOST_LINES else ()
