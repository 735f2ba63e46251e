"""A question with two answers, and one line that says what the chosen one will do."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from merchant_desk.ui.settings.answer import Answer
from merchant_desk.ui.settings.page import caption
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.card import Card


class Question(Card):
    """Radio buttons under each other, so that long answers stay whole."""

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        title: str,
        answers: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, title, parent=parent)
        self._buttons = {key: Answer(theme, text) for key, text in answers}
        self._said = caption(theme, "")
        for button in self._buttons.values():
            button.toggled.connect(self._on_toggled)
            self.body.addWidget(button)
        self.body.addWidget(self._said)

    @property
    def key(self) -> str:
        """Return the key of the chosen answer."""
        return next((key for key, each in self._buttons.items() if each.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose an answer, announcing nothing."""
        for name, button in self._buttons.items():
            button.blockSignals(True)
            button.setChecked(name == key)
            button.blockSignals(False)

    def say(self, key: str, text: str) -> None:
        """Change the words of an answer."""
        self._buttons[key].setText(text)
        self._buttons[key].updateGeometry()

    def explain(self, text: str) -> None:
        """Say what the chosen answer will do."""
        self._said.setText(text)

    def _on_toggled(self, checked: bool) -> None:
        if checked:
            self.changed.emit()
