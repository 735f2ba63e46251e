"""The steps at the left: where she is, what is done; each is a way to its page."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_icon, draw_text, focus_ring, rounded
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.values.first_start import Step
from merchant_desk.values.texts import _

_HEIGHT = 40
_DISC = 24
_LEFT = 10
_GAP = 10
_WIDE = 208


class _StepItem(QAbstractButton):
    """A number in a disc, or a tick once it is done, and its words."""

    def __init__(self, theme: Theme, place: int, title: str) -> None:
        super().__init__()
        self._theme = theme
        self._place = place
        self._done = False
        self.setText(title)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_done(done=False)
        theme.changed.connect(self.update)

    def show_done(self, *, done: bool) -> None:
        """Show a tick in place of the number, and say so."""
        self._done = done
        words = _("Étape {n}\u00a0: {title}, fait") if done else _("Étape {n}\u00a0: {title}")
        self.setAccessibleName(words.format(n=self._place, title=self.text()))
        self.update()

    def nextCheckState(self) -> None:  # noqa: N802 - Qt's name
        """Leave the mark to the page that is shown."""

    def sizeHint(self) -> QSize:
        """Return one line."""
        return QSize(self._theme.px(_WIDE), self._theme.px(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press it too."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the disc and the words."""
        painter = QPainter(self)
        tokens, area = self._theme.tokens, QRectF(self.rect())
        if self.isChecked() or self.underMouse():
            ground = tokens.accent_soft if self.isChecked() else tokens.hover
            rounded(painter, area, 8, fill=ground)
        side = self._theme.px(_DISC)
        disc = QRectF(_LEFT, (self.height() - side) / 2, side, side)
        self._paint_disc(painter, disc)
        left = disc.right() + _GAP
        role = Role.BOLD if self.isChecked() else Role.ITEM
        ink = tokens.accent_text if self.isChecked() else tokens.text
        words = QRectF(left, 0, self.width() - left - 8, self.height())
        draw_text(painter, words, self.text(), self._theme.font(role), ink)
        if self.hasFocus():
            focus_ring(painter, area, 8, tokens.accent)

    def _paint_disc(self, painter: QPainter, disc: QRectF) -> None:
        tokens = self._theme.tokens
        half = disc.width() / 2
        if self._done:
            rounded(painter, disc, half, fill=tokens.tone(Tone.OK).soft)
            inset = disc.width() * 0.2
            draw_icon(
                painter,
                "check",
                tokens.tone(Tone.OK).text,
                disc.adjusted(inset, inset, -inset, -inset),
            )
            return
        edge = tokens.accent if self.isChecked() else tokens.line2
        rounded(painter, disc, half, fill=tokens.surface, edge=edge, width=1.5)
        ink = tokens.accent_text if self.isChecked() else tokens.text2
        font = self._theme.font(Role.CHIP)
        draw_text(painter, disc, str(self._place), font, ink, Qt.AlignmentFlag.AlignHCenter)


class StepList(QWidget):
    """``chosen`` carries the step she picked."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.items: dict[Step, _StepItem] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 6, 0, 22)
        self._column.setSpacing(4)
        for place, (step, title) in enumerate(step_titles().items(), 1):
            item = _StepItem(theme, place, title)
            item.clicked.connect(partial(self._on_clicked, step))
            self.items[step] = item
            self._column.addWidget(item)
        self._column.addStretch(1)
        self.setFixedWidth(_WIDE + 24)
        self.setAccessibleName(_("Étapes de la mise en route"))

    def add_under(self, widget: QWidget) -> None:
        """Put something at the foot of the list."""
        self._column.addWidget(widget)

    def show_current(self, current: Step) -> None:
        """Mark where she is."""
        for step, item in self.items.items():
            item.setChecked(step is current)

    def show_done(self, done: Mapping[Step, bool]) -> None:
        """Tick what is done."""
        for step, item in self.items.items():
            item.show_done(done=done.get(step, False))

    def _on_clicked(self, step: Step, _checked: bool = False) -> None:
        self.chosen.emit(step)


def step_titles() -> Mapping[Step, str]:
    """Return the steps in a word or two."""
    return {
        Step.SHOP: _("Votre boutique"),
        Step.GOODS: _("Vos articles"),
        Step.SCANNER: _("Votre scanner"),
        Step.PRINTER: _("Vos imprimantes"),
        Step.READY: _("C’est prêt"),
    }
