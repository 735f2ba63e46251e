"""The top bar: where she is, the search for everything, the scanner, what to check, who works."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_icon, draw_text, focus_ring, rounded
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.avatar import Avatar
from merchant_desk.ui.widgets.chip import ChipText
from merchant_desk.ui.widgets.icon_button import IconButton
from merchant_desk.ui.widgets.kbd import Kbd
from merchant_desk.ui.widgets.pill_button import PillButton
from merchant_desk.ui.widgets.text_label import TextLabel
from merchant_desk.values.french import number
from merchant_desk.values.texts import _

HEIGHT = 64


class SearchButton(QAbstractButton):
    """Looks like a field; pressing it opens the palette, where the typing is done."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._words = _("Rechercher, scanner ou lancer une action")
        self._keys = Kbd(theme, "Ctrl K", self)
        self.setAccessibleName(self._words)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(theme.px(380))
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return the room of the words."""
        return QSize(self._theme.px(380), self._theme.px(36))

    def minimumSizeHint(self) -> QSize:
        """Keep the magnifier and the keys."""
        return QSize(self._theme.px(130), self._theme.px(36))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press it too."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field."""
        painter = QPainter(self)
        tokens = self._theme.tokens
        area = QRectF(self.rect())
        rounded(painter, area, 8, fill=tokens.surface, edge=tokens.border)
        side = self._theme.px(16)
        top = (self.height() - side) / 2
        draw_icon(painter, "search", tokens.text2, QRectF(12, top, side, side))
        keys = self._keys.sizeHint()
        self._keys.setGeometry(
            self.width() - keys.width() - 8,
            (self.height() - keys.height()) // 2,
            keys.width(),
            keys.height(),
        )
        words = QRectF(22 + side, 0, self.width() - side - keys.width() - 38, self.height())
        draw_text(painter, words, self._words, self._theme.font(Role.BODY), tokens.text2)
        if self.hasFocus():
            focus_ring(painter, area, 8, tokens.accent)


class TopBar(QWidget):
    """One line above every page."""

    search_wanted = Signal()
    scanner_wanted = Signal()
    checks_wanted = Signal()
    theme_wanted = Signal()
    person_wanted = Signal(QPoint)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.title = TextLabel(theme, "", Role.PAGE_TITLE)
        self._search = SearchButton(theme)
        self._actions = QHBoxLayout()
        self._scanner = PillButton(theme, _scanner_state(muted=False))
        self._look = IconButton(theme, "moon", "")
        self._bell = IconButton(theme, "bell", _("Rien à vérifier"))
        self._person = Avatar(theme, _("Choisir qui travaille"))
        self.setAccessibleName(_("Barre du haut"))
        self._build()
        self._connect()
        self._wear()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(8)
        self._actions.setSpacing(8)
        self.title.setMinimumWidth(60)
        row.addWidget(self.title, 2)
        row.addWidget(self._search, 3)
        row.addStretch(1)
        row.addLayout(self._actions)
        for each in (self._scanner, self._look, self._bell, self._person):
            row.addWidget(each)

    def _connect(self) -> None:
        self._search.clicked.connect(self.search_wanted)
        self._scanner.clicked.connect(self.scanner_wanted)
        self._look.clicked.connect(self.theme_wanted)
        self._bell.clicked.connect(self.checks_wanted)
        self._person.clicked.connect(self._on_person)
        self._theme.changed.connect(self._wear)

    def _wear(self) -> None:
        self.setFixedHeight(self._theme.px(HEIGHT))
        dark = self._theme.tokens.dark
        name = _("Passer en clair") if dark else _("Passer en sombre")
        self._look.show_as("sun" if dark else "moon", name)

    def show_page(self, title: str, actions: Sequence[QWidget]) -> None:
        """Show where she is, with the controls this page wants here."""
        self.title.setText(title)
        while (item := self._actions.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
        for each in actions:
            self._actions.addWidget(each)
            each.show()

    def show_to_check(self, count: int) -> None:
        """Show whether something waits to be checked."""
        waiting = _("À vérifier ({n})").format(n=number(count))
        self._bell.show_as("bell", waiting if count else _("Rien à vérifier"))
        self._bell.set_marked(count > 0)

    def show_person(self, name: str) -> None:
        """Show who works now."""
        self._person.show_person(name or _("Choisir qui travaille"))
        if not name:
            self._person.setText("?")

    def show_muted(self, *, muted: bool) -> None:
        """Never hide that the sounds are off."""
        self._scanner.show_state(_scanner_state(muted=muted))

    def _on_person(self) -> None:
        self.person_wanted.emit(self._person.mapToGlobal(QPoint(0, self._person.height() + 4)))


def _scanner_state(*, muted: bool) -> ChipText:
    if muted:
        return ChipText(_("Scanner muet"), Tone.WARN, icon="volume-x")
    return ChipText(_("Scanner prêt"), Tone.OK, icon="scan-barcode")
