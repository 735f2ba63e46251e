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
_COUNT_MARGIN = 28.0
_NAME_GAP = 16


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


@dataclass(frozen=True, slots=True)
class _Title:
    lines: tuple[str, ...]
    font: QFont
    elided: bool


@dataclass(frozen=True, slots=True)
class _Room:
    """One way of sharing the width: the count big, small, or under the words (empty)."""

    left: float
    width: float
    count: tuple[Line, ...]
    title: _Title


def plan(theme: Theme, shown: HeroText, size: QSize, buttons_height: int) -> HeroPlan:
    """Place everything; the count shrinks, then goes under the name, before a name is cut."""
    disc = _disc(size)
    room = _room(theme, shown, size, disc)
    buttons = buttons_height + _GAP + 4 if buttons_height else 0
    words = _fitting(_words(theme, shown, room), size.height() - buttons - 2 * _GAP)
    top = (size.height() - _height(words) - buttons) / 2
    lines = []
    for each in words:
        area = QRectF(room.left, top, room.width, each.height)
        lines.append(Line(each.text, each.font, area, each.strong))
        top += each.height + each.after
    return HeroPlan(disc, tuple(lines), room.count, QPointF(room.left, top + 4), room.title.elided)


def _height(words: list[_Words]) -> float:
    return sum(each.height + each.after for each in words) - _GAP


def _fitting(words: list[_Words], height: float) -> list[_Words]:
    """Leave out the small lines, the last first, when the panel is too low for all."""
    kept = list(words)
    for each in reversed(words):
        if _height(kept) > height and not each.strong:
            kept.remove(each)
    return kept


def _room(theme: Theme, shown: HeroText, size: QSize, disc: QRectF) -> _Room:
    roomy = size.width() >= _ROOMY_WIDTH
    tall = size.height() >= _ROOMY_HEIGHT
    left = disc.right() + (28 if roomy else 18)
    counts: list[tuple[Line, ...]] = [()]
    if shown.counted and roomy:
        ways = (True, False) if tall else (False,)
        counts = [*(_count(theme, shown, size, tall=way) for way in ways), ()]
    for count in counts:
        right = count[0].area.left() - _NAME_GAP if count else size.width() - disc.left()
        width = max(right - left, 1.0)
        title = _title(theme, shown.title, width, tall=tall, last=not count)
        if not title.elided:
            break
    return _Room(left, width, count, title)


def _disc(size: QSize) -> QRectF:
    roomy = size.width() >= _ROOMY_WIDTH and size.height() >= _ROOMY_HEIGHT
    side, margin = (112.0, 36.0) if roomy else (76.0, 24.0)
    if size.width() < _NARROW_WIDTH:
        side, margin = 56.0, 18.0
    return QRectF(margin, (size.height() - side) / 2, side, side)


def _count(theme: Theme, shown: HeroText, size: QSize, *, tall: bool) -> tuple[Line, ...]:
    if not shown.total:
        return _figure(theme, shown, size, tall=tall)
    big = theme.font(Role.HERO_COUNT if tall else Role.HERO_TOTAL, tabular=True)
    small = theme.font(Role.HERO_TOTAL if tall else Role.ORDER_NAME, tabular=True)
    done, total = str(shown.done), f"/ {shown.total}"
    done_width, total_width = text_width(done, big), text_width(total, small)
    left = size.width() - _COUNT_MARGIN - done_width - _COUNT_GAP - total_width
    first = QRectF(left, 0, done_width, size.height())
    second = QRectF(left + done_width + _COUNT_GAP, 0, total_width, size.height())
    return (Line(done, big, first, strong=True), Line(total, small, second, strong=False))


def _figure(theme: Theme, shown: HeroText, size: QSize, *, tall: bool) -> tuple[Line, ...]:
    font = theme.font(Role.HERO_FIGURE if tall else Role.MONEY, tabular=True)
    width = text_width(shown.figure, font)
    left = size.width() - _COUNT_MARGIN - width
    return (Line(shown.figure, font, QRectF(left, 0, width, size.height()), strong=True),)


def _words(theme: Theme, shown: HeroText, room: _Room) -> list[_Words]:
    line = theme.font(Role.HERO_LINE)
    height = float(theme.px(20))
    title = room.title
    step = title.font.pixelSize() * 1.2
    words = [_Words(shown.caption, line, height)] if shown.caption else []
    words += [_Words(each, title.font, step, strong=True, after=0) for each in title.lines[:-1]]
    words.append(_Words(title.lines[-1], title.font, step, strong=True))
    if shown.counted and not room.count:
        counter = theme.font(Role.ORDER, tabular=True)
        words.append(_Words(shown.counted, counter, float(theme.px(26)), strong=True))
    return words + _detail(shown.detail, line, height, room.width)


def _detail(text: str, font: QFont, height: float, width: float) -> list[_Words]:
    """Wrap the small line on two lines; only a longer one is cut."""
    if not text:
        return []
    lines = _wrapped(text, QFontMetrics(font), width)
    if not 1 <= len(lines) <= _MOST_LINES:
        return [_Words(text, font, height)]
    return [
        *(_Words(each, font, height, after=0) for each in lines[:-1]),
        _Words(lines[-1], font, height),
    ]


def _title(theme: Theme, title: str, width: float, *, tall: bool, last: bool) -> _Title:
    """Wrap a name on two lines, in a smaller font before anything is cut."""
    roles = (Role.HERO_PRODUCT, Role.ORDER) if tall else (Role.ORDER,)
    ways = [(role, _MOST_LINES) for role in roles]
    if last:
        ways += [(Role.COUNTER, _MOST_LINES), (Role.COUNTER, _MOST_LINES + 1)]
    for role, most in ways:
        font = theme.font(role)
        lines = _wrapped(title, QFontMetrics(font), width)
        if lines and len(lines) <= most:
            return _Title(lines, font, elided=False)
    font = theme.font(Role.COUNTER)
    cut = QFontMetrics(font).elidedText(title, Qt.TextElideMode.ElideRight, int(width))
    return _Title((cut,), font, elided=True)


def _wrapped(title: str, metrics: QFontMetrics, width: float) -> tuple[str, ...]:
    lines: list[str] = []
    for word in title.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    fits = all(metrics.horizontalAdvance(line) <= width for line in lines)
    return tuple(lines) if fits else ()
