"""One group of the day: its lines, or the quiet word that there are none."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from merchant_desk.queries.today import TodayLine
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.today.today_line import TodayButton
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.icon_label import IconLabel
from merchant_desk.ui.widgets.text_label import Ink, TextLabel


class DayCard(Card):
    """A card whose lines open their fixes; ``opened`` carries the line."""

    opened = Signal(object)

    def __init__(self, theme: Theme, title: str, calm: str) -> None:
        super().__init__(theme, title, padding=12)
        self.lines: list[TodayButton] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.body.setSpacing(2)
        self.title.setContentsMargins(8, 0, 0, 0)
        self._quiet = QWidget()
        row = QHBoxLayout(self._quiet)
        row.setContentsMargins(8, 6, 8, 8)
        row.setSpacing(10)
        row.addWidget(IconLabel(theme, "check", Ink.OK))
        row.addWidget(TextLabel(theme, calm, ink=Ink.TEXT2, wraps=True), 1)
        self.body.addWidget(self._quiet)

    def show_lines(self, lines: Sequence[TodayLine]) -> None:
        """Show these lines; those already there stay, with the focus."""
        while len(self.lines) > len(lines):
            gone = self.lines.pop()
            gone.hide()
            gone.deleteLater()
        for place, line in enumerate(lines):
            if place < len(self.lines):
                self.lines[place].show_line(line)
                continue
            button = TodayButton(self._theme, line, self)
            button.clicked.connect(self._on_clicked)
            self.lines.append(button)
            self.body.addWidget(button)
        self._quiet.setVisible(not lines)

    def minimumSizeHint(self) -> QSize:
        """Let the page decide the width."""
        return QSize(240, super().minimumSizeHint().height())

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, TodayButton):
            self.opened.emit(button.line)
