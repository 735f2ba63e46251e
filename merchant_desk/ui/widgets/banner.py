"""A message of the desk itself, inline, until it is settled: network, printer, backup."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import rounded
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.announce import announce
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.icon_button import IconButton
from merchant_desk.ui.widgets.icon_label import IconLabel
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.texts import _

_ICONS = {Tone.INFO: "info", Tone.WARN: "triangle-alert", Tone.BAD: "octagon-alert"}
_ICONS |= {Tone.OK: "circle-check"}
_INKS = {Tone.INFO: Ink.INFO, Tone.WARN: Ink.WARN, Tone.BAD: Ink.BAD, Tone.OK: Ink.OK}


@dataclass(frozen=True, slots=True)
class BannerText:
    """What happened, what to do now, and the button that does it."""

    tone: Tone
    title: str
    advice: str = ""
    action: str = ""
    closable: bool = False


class Banner(QWidget):
    """Hidden until it has something to say; ``acted`` and ``closed`` come from its buttons."""

    acted = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tone = Tone.INFO
        self._icon = IconLabel(theme, "info", Ink.INFO, 18)
        self._title = TextLabel(theme, "", Role.BOLD, wraps=True)
        self._advice = TextLabel(theme, "", Role.BODY, wraps=True)
        self._action = Button(theme, "")
        self._close = IconButton(theme, "x", _("Fermer ce message"), side=30)
        self._action.clicked.connect(self.acted)
        self._close.clicked.connect(self._on_closed)
        self._build()
        self.hide()
        theme.changed.connect(self.update)

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._advice)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 10, 10)
        row.setSpacing(12)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)

    def show_message(self, message: BannerText) -> None:
        """Say this until it is settled."""
        self._tone = message.tone
        ink = _INKS.get(message.tone, Ink.TEXT)
        self._icon.show_icon(_ICONS.get(message.tone, "info"), ink)
        self._title.setText(message.title)
        self._title.set_ink(ink)
        self._advice.set_ink(ink)
        self._advice.setText(message.advice)
        self._advice.setVisible(bool(message.advice))
        self._action.say(message.action)
        self._action.setVisible(bool(message.action))
        self._close.setVisible(message.closable)
        self.setAccessibleName(message.title)
        self.setAccessibleDescription(message.advice)
        self.show()
        self.update()
        announce(self, f"{message.title} {message.advice}".strip())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tinted ground."""
        colours = self._theme.tokens.tone(self._tone)
        edge = f"#59{colours.strong[1:]}"  # 35 % of the tone
        rounded(QPainter(self), QRectF(self.rect()), 10, fill=colours.soft, edge=edge)

    def _on_closed(self) -> None:
        self.hide()
        self.closed.emit()
