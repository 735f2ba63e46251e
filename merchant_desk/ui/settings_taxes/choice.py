"""A drop-down list of words that are stored, the first of which is not told yet."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.select import Select


class Choice(Select):
    """``picked`` carries the word of what she chose."""

    picked = Signal(str)

    def __init__(self, theme: Theme, name: str, answers: Sequence[tuple[str, str]]) -> None:
        super().__init__(theme, name)
        self._words = [word for word, _said in answers]
        self.addItems([said for _word, said in answers])
        self.activated.connect(self._on_activated)

    @property
    def word(self) -> str:
        """Return the word of what is shown."""
        return self._words[max(self.currentIndex(), 0)]

    def show_word(self, word: str) -> None:
        """Show what is kept, announcing nothing."""
        self.setCurrentIndex(self._words.index(word) if word in self._words else 0)

    def _on_activated(self, index: int) -> None:
        self.picked.emit(self._words[index])
