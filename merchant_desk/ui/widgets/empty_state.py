"""A page with nothing on it: what belongs here, why it is empty, and what to do next."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_icon, rounded
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.text_label import Ink, TextLabel

_DRAWING = 96
_LEAST_DRAWING = 40
_WIDEST = 420
_NARROWEST = 180
_MOST_OF_IT = 100


@dataclass(frozen=True, slots=True)
class EmptyText:
    """What an empty page says; an action without words is not shown."""

    icon: str
    title: str
    text: str
    primary: str = ""
    secondary: str = ""
    also: tuple[str, ...] = ()
    """Lesser ways on, as links under the buttons."""


class _Drawing(QWidget):
    def __init__(self, theme: Theme, *, gives_way: bool) -> None:
        super().__init__()
        self._theme = theme
        self.icon = "inbox"
        self._least = 0 if gives_way else _DRAWING
        high = QSizePolicy.Policy.Maximum if gives_way else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Fixed, high)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(_DRAWING + 32, _DRAWING)

    def minimumSizeHint(self) -> QSize:
        return QSize(_DRAWING + 32, self._least)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.height() < _LEAST_DRAWING:
            return
        painter = QPainter(self)
        painter.translate((self.width() - self.height() * self.width() / _DRAWING) / 2, 0)
        painter.scale(self.height() / _DRAWING, self.height() / _DRAWING)
        tokens = self._theme.tokens
        disc = QRectF(16, 0, _DRAWING, _DRAWING)
        rounded(painter, disc, _DRAWING / 2, fill=tokens.accent_soft)
        sheet = disc.adjusted(22, 22, -22, -22)
        draw_icon(painter, self.icon, tokens.accent_text, sheet, 1.25)
        for x, y, size in ((4.0, 30.0, 6.0), (116.0, 18.0, 8.0), (108.0, 78.0, 5.0)):
            rounded(painter, QRectF(x, y, size, size), size / 2, edge=tokens.accent, width=1.5)


class EmptyState(QWidget):
    """Centred in the room it gets; ``primary`` and ``secondary`` say which button was pressed.

    ``linked`` carries the place of a link among the lesser ways on. Where the page is short the
    picture ``gives_way`` to the words.
    """

    primary = Signal()
    secondary = Signal()
    linked = Signal(int)

    def __init__(
        self,
        theme: Theme,
        words: EmptyText,
        parent: QWidget | None = None,
        *,
        gives_way: bool = False,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._drawing = _Drawing(theme, gives_way=gives_way)
        self._title = TextLabel(theme, "", Role.COUNTER)
        self._text = TextLabel(theme, "", Role.BODY, Ink.TEXT2, wraps=True)
        self._primary = Button(theme, "", kind=Kind.PRIMARY)
        self._secondary = Button(theme, "")
        self.links: list[Button] = []
        self._links = QHBoxLayout()
        self._primary.clicked.connect(self.primary)
        self._secondary.clicked.connect(self.secondary)
        self._build()
        self.show_words(words)

    def _build(self) -> None:
        centre = Qt.AlignmentFlag.AlignHCenter
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text.setMinimumWidth(_NARROWEST)
        self._text.setMaximumWidth(_WIDEST)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._text, _MOST_OF_IT)
        middle.addStretch(1)
        actions = QHBoxLayout()
        actions.setSpacing(10)
        actions.addStretch(1)
        actions.addWidget(self._secondary)
        actions.addWidget(self._primary)
        actions.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 24, 16, 24)
        column.addStretch(1)
        column.addWidget(self._drawing, 0, centre)
        column.addSpacing(12)
        column.addWidget(self._title, 0, centre)
        column.addSpacing(4)
        column.addLayout(middle)
        column.addSpacing(10)
        column.addLayout(actions)
        column.addLayout(self._links)
        column.addStretch(1)

    def show_words(self, words: EmptyText) -> None:
        """Say something else, for another reason of being empty."""
        self._drawing.icon = words.icon
        self._drawing.update()
        self._title.setText(words.title)
        self._text.setText(words.text)
        for button, text in ((self._primary, words.primary), (self._secondary, words.secondary)):
            button.say(text)
            button.setVisible(bool(text))
        self._show_links(words.also)
        self.setAccessibleName(words.title)
        self.setAccessibleDescription(words.text)

    def _show_links(self, texts: tuple[str, ...]) -> None:
        """Keep the links that are there: one may have the focus."""
        if [link.text() for link in self.links] == list(texts):
            return
        while (item := self._links.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        self.links = [Button(self._theme, text, kind=Kind.LINK) for text in texts]
        self._links.addStretch(1)
        for place, link in enumerate(self.links):
            link.clicked.connect(partial(self._on_link, place))
            self._links.addWidget(link)
        self._links.addStretch(1)

    def _on_link(self, place: int, _checked: bool = False) -> None:
        self.linked.emit(place)
