"""A line or a paragraph of text in one role and one ink, growing with the chosen size."""

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.theme import Theme


class Ink(StrEnum):
    """The colour of a text, by its importance."""

    TEXT = "text"
    TEXT2 = "text2"
    TEXT3 = "text3"
    ACCENT = "accent"
    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    INFO = "info"
    FLOAT = "float"


class TextLabel(QLabel):
    """A text that wears its role; plain text only, so that a name is never executed."""

    def __init__(  # noqa: PLR0913 - a text is told in one line where it is placed
        self,
        theme: Theme,
        text: str = "",
        role: Role = Role.BODY,
        ink: Ink = Ink.TEXT,
        *,
        tabular: bool = False,
        wraps: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._role = role
        self._tabular = tabular
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        self.setProperty("ink", ink.value)
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def set_ink(self, ink: Ink) -> None:
        """Change the colour."""
        if self.property("ink") == ink.value:
            return
        self.setProperty("ink", ink.value)
        self.style().unpolish(self)
        self.style().polish(self)
        self._on_theme_changed()  # unpolishing gave back the font of the first look

    def _on_theme_changed(self) -> None:
        self.setFont(self._theme.font(self._role, tabular=self._tabular))
