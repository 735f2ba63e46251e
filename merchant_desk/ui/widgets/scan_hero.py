"""The big panel that says what the last scan did, readable from two metres away."""

from PySide6.QtCore import (
    Property,
    QEasingCurve,
    QPointF,
    QPropertyAnimation,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QFontMetrics,
    QLinearGradient,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from merchant_desk.ui.painting import draw_icon, draw_text, focus_ring, hero_stops, rounded
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tokens
from merchant_desk.ui.widgets.announce import announce
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.scan_hero_layout import HeroPlan, Line, plan
from merchant_desk.ui.widgets.scan_hero_text import HeroState, HeroText

_RADIUS = 16
_LOWEST = 160
_USUAL = 236
_FLASH_MS = 90
_BUTTON_GAP = 10
_BY_KEYS = frozenset({Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason})


_ICONS = {
    HeroState.IDLE: "scan-barcode",
    HeroState.ADDED: "check",
    HeroState.WRONG: "x",
    HeroState.UNKNOWN: "circle-question-mark",
    HeroState.COMPLETE: "package-check",
}


class ScanHero(QWidget):
    """The last scan in colour, shape and words; ``acted`` carries the key of a pressed button."""

    acted = Signal(str)

    def __init__(self, theme: Theme, shown: HeroText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown = shown
        self._buttons: list[Button] = []
        self._plan = self._plan_now()
        self._flash = 0.0
        self._found_by_keys = False
        self._fade = QPropertyAnimation(self, b"flash", self)
        self._fade.setDuration(_FLASH_MS)
        self._fade.setStartValue(1.0)
        self._fade.setEndValue(0.0)
        self._fade.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._set_shown(shown)
        theme.changed.connect(self._on_theme_changed)

    @property
    def shown(self) -> HeroText:
        """Return what the panel says now."""
        return self._shown

    @property
    def title_elided(self) -> bool:
        """Say whether the name had to be cut, which no supported size should need."""
        return self._plan.title_elided

    def show_scan(self, shown: HeroText) -> None:
        """Say what the last scan did: flash, words, screen reader."""
        self._set_shown(shown)
        announce(self, shown.spoken)
        if not self._theme.still and shown.state is not HeroState.IDLE:
            self._fade.start()

    def sizeHint(self) -> QSize:
        """Return the usual size; the panel accepts down to 160 high."""
        return QSize(560, self._theme.px(_USUAL))

    def minimumSizeHint(self) -> QSize:
        """Return the smallest size that still reads."""
        return QSize(300, self._theme.px(_LOWEST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the buttons under the words."""
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, disc, words and count."""
        painter = QPainter(self)
        area = QRectF(self.rect())
        self._paint_ground(painter, area)
        self._paint_disc(painter, self._plan.disc)
        for line in self._plan.lines:
            draw_text(painter, line.area, line.text, line.font, self._ink(line))
        self._paint_count(painter, self._plan.count)
        if self._flash > 0:
            painter.setOpacity(0.45 * self._flash)
            rounded(painter, area, _RADIUS, fill=self._theme.tokens.hero_text)
            painter.setOpacity(1)
        if self.hasFocus() and self._found_by_keys:
            idle = self._shown.state is HeroState.IDLE
            ring = self._theme.tokens.accent if idle else self._theme.tokens.hero_text
            focus_ring(painter, area.adjusted(2, 2, -2, -2), _RADIUS - 2, ring)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is only to her who looks for it with Tab."""
        self._found_by_keys = event.reason() in _BY_KEYS
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def _paint_ground(self, painter: QPainter, area: QRectF) -> None:
        tokens = self._theme.tokens
        if self._shown.state is HeroState.IDLE:
            rounded(painter, area, _RADIUS, fill=tokens.surface, edge=tokens.line)
            return
        light, dark = hero_stops(_ground(self._shown.state, tokens))
        slope = QLinearGradient(area.topLeft(), area.bottomRight())
        slope.setColorAt(0, light)
        slope.setColorAt(1, dark)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(slope))
        painter.drawRoundedRect(area, _RADIUS, _RADIUS)

    def _paint_disc(self, painter: QPainter, disc: QRectF) -> None:
        tokens = self._theme.tokens
        idle = self._shown.state is HeroState.IDLE
        halo = tokens.accent_soft if idle else "#2EFFFFFF"
        rounded(painter, disc, disc.width() / 2, fill=halo)
        inset = disc.width() * 0.125
        inner = disc.adjusted(inset, inset, -inset, -inset)
        ink = tokens.accent_text if idle else _ground(self._shown.state, tokens)
        if not idle:
            rounded(painter, inner, inner.width() / 2, fill=tokens.hero_text)
        side = inner.width() * 0.48
        spot = QRectF(0, 0, side, side)
        spot.moveCenter(disc.center())
        stroke = 1.75 if idle else 2.75 if self._shown.state is not HeroState.COMPLETE else 2.0
        draw_icon(painter, _ICONS[self._shown.state], ink, spot, stroke)

    def _ink(self, line: Line) -> str:
        tokens = self._theme.tokens
        if self._shown.state is not HeroState.IDLE:
            return tokens.hero_text
        return tokens.text if line.strong else tokens.text2

    def _paint_count(self, painter: QPainter, count: tuple[Line, ...]) -> None:
        if not count:
            return
        height = QFontMetrics(count[0].font).capHeight()
        base = count[0].area.center().y() + height / 2
        for line in count:
            painter.setFont(line.font)
            painter.setPen(QColor(self._ink(line)))
            painter.drawText(QPointF(line.area.left(), base), line.text)

    def _buttons_height(self) -> int:
        return self._buttons[0].sizeHint().height() if self._buttons else 0

    def _plan_now(self) -> HeroPlan:
        return plan(self._theme, self._shown, self.size(), self._buttons_height())

    def _set_shown(self, shown: HeroText) -> None:
        self._shown = shown
        self.setAccessibleName(shown.spoken)
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        kind = Kind.SECONDARY if shown.state is HeroState.IDLE else Kind.HERO
        self._buttons = [
            Button(self._theme, action.text, kind=kind, large=True, parent=self)
            for action in shown.actions
        ]
        for button in self._buttons:
            button.clicked.connect(self._on_pressed)
            button.show()
        self._place()
        self.update()

    def _place(self) -> None:
        self._plan = self._plan_now()
        left, top = int(self._plan.buttons.x()), int(self._plan.buttons.y())
        for button in self._buttons:
            button.setGeometry(left, top, button.sizeHint().width(), self._buttons_height())
            left += button.width() + _BUTTON_GAP

    def _on_pressed(self) -> None:
        sender = self.sender()
        for button, action in zip(self._buttons, self._shown.actions, strict=True):
            if button is sender:
                self.acted.emit(action.key)
                return

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self._place()
        self.update()

    def _flash_now(self) -> float:
        return self._flash

    def _set_flash(self, value: float) -> None:
        self._flash = value
        self.update()

    flash = Property(float, _flash_now, _set_flash)


def _ground(state: HeroState, tokens: Tokens) -> str:
    return {
        HeroState.ADDED: tokens.hero_ok,
        HeroState.WRONG: tokens.hero_bad,
        HeroState.UNKNOWN: tokens.hero_warn,
        HeroState.COMPLETE: tokens.hero_done,
    }.get(state, tokens.surface)
