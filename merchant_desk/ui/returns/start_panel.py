"""The returns desk while nothing lies on it: the ways a return begins."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.ui.returns import hero_words
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.scan_hero import ScanHero
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.texts import _


class StartPanel(QWidget):
    """A big panel to scan on, and what else may begin here."""

    code_wanted = Signal()
    declare_wanted = Signal()
    found_wanted = Signal()
    goodwill_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.hero = ScanHero(theme, hero_words.nothing())
        self.declare = Button(theme, _("Noter un retour"), icon="mail")
        self.found = Button(theme, _("Colis sans bon"), icon="package")
        self.goodwill = Button(theme, _("Geste commercial"), icon="gift")
        self.code = Button(theme, _("Saisir un code"), icon="keyboard")
        tiles = QHBoxLayout()
        tiles.setSpacing(16)
        for title, words, button, wanted in (
            (
                _("Annoncé, pas encore là"),
                _("Un e-mail, un courrier, un appel\u00a0: le délai de remboursement commence."),
                self.declare,
                self.declare_wanted.emit,
            ),
            (
                _("Revenu sans bon"),
                _("Scannez les articles\u00a0: ils attendent que la commande soit retrouvée."),
                self.found,
                self.found_wanted.emit,
            ),
            (
                _("Rien ne revient"),
                _("Rendez une somme, avec son avoir, sans toucher au stock."),
                self.goodwill,
                self.goodwill_wanted.emit,
            ),
        ):
            tiles.addWidget(self._tile(title, words, button, wanted), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.hero)
        column.addLayout(tiles)
        column.addStretch(1)
        self.code.clicked.connect(self.code_wanted)

    def _tile(self, title: str, words: str, button: Button, wanted: Callable[[], None]) -> Card:
        card = Card(self._theme, title)
        card.body.addWidget(TextLabel(self._theme, words, ink=Ink.TEXT2, wraps=True))
        card.body.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch(1)
        card.body.addLayout(row)
        button.clicked.connect(wanted)
        return card
