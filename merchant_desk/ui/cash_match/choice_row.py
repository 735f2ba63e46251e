"""Another thing that a line may be: its digit, its name, how sure it is."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from merchant_desk.ui.cash_match.words import parts_label, sureness_chip
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_text, focus_ring, rounded
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.chip import chip_size, paint_chip
from merchant_desk.values.cash_match import MatchProposal
from merchant_desk.values.cash_words import Sureness

_HEIGHT, _KEY, _GAP = 34, 20, 10
_MIDDLE = Qt.AlignmentFlag.AlignHCenter


class ChoiceRow(QPushButton):
    """Pressed, it is looked at; it never asks for more room than there is."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self._theme = theme
        self._number = number
        self._words = ""
        self._chip = sureness_chip(Sureness.POSSIBLE)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_proposal(self, proposal: MatchProposal) -> None:
        """Say what it is."""
        self._words = parts_label(proposal.parts)
        self._chip = sureness_chip(proposal.sureness)
        self.setAccessibleName(f"{self._number}, {self._words}, {self._chip.text}")
        self.setToolTip(self._words)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of one line."""
        return QSize(200, self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Elide rather than push the panel wide."""
        return QSize(120, self._theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the key cap, the words and the chip."""
        painter = QPainter(self)
        tokens, theme = self._theme.tokens, self._theme
        area = QRectF(self.rect())
        if self.underMouse() or self.isDown():
            rounded(painter, area, 8, fill=tokens.hover)
        side = theme.px(_KEY)
        cap = QRectF(6, (area.height() - side) / 2, side, side)
        rounded(painter, cap, 5, fill=tokens.sunken, edge=tokens.border)
        draw_text(painter, cap, str(self._number), theme.font(Role.KEY), tokens.text2, _MIDDLE)
        chip = chip_size(self._chip, theme).width()
        words = area.adjusted(6 + side + _GAP, 0, -chip - 2 * _GAP, 0)
        draw_text(painter, words, self._words, theme.font(Role.BODY), tokens.text)
        paint_chip(painter, theme, self._chip, area.right() - chip - 6, area.height() / 2)
        if self.hasFocus():
            focus_ring(painter, area, 8, tokens.accent)
