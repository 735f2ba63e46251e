"""États des commandes: what each word of the shop means here."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.errors import DeskError
from merchant_desk.operations.shop_words import choose_meanings
from merchant_desk.queries.shop_words import MEANINGS, ShopWordRow, shop_words
from merchant_desk.queries.shops import ShopRow
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.settings.page import caption, clear
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import number
from merchant_desk.values.remote import RemoteState
from merchant_desk.values.texts import _, later, ngettext

_SHORT = {
    RemoteState.UNPAID: later("Non payée"),
    RemoteState.READY: later("À préparer"),
    RemoteState.ON_HOLD: later("Bloquée"),
    RemoteState.COMPLETED: later("Déjà expédiée"),
    RemoteState.CANCELLED: later("Annulée"),
    RemoteState.REFUNDED: later("Remboursée"),
    RemoteState.UNKNOWN: later("Inconnue"),
}
_STATES = tuple(_SHORT)
_LONGEST = 60


class OrderWordsSheet(QObject):
    """A side sheet; nothing changes before « Enregistrer »."""

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self._shop: ShopRow | None = None
        self.lines: list[WordLine] = []
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, _("États des commandes"))
        self.banner = Banner(theme)
        self.note = caption(theme, "")
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.cancel = Button(theme, _("Annuler"))
        self.save = Button(theme, _("Enregistrer"), kind=Kind.PRIMARY)
        self.sheet.body.addWidget(self.banner)
        self.sheet.body.addWidget(self.note)
        self.sheet.body.addLayout(self._list)
        self.sheet.body.addStretch(1)
        self.sheet.footer.addWidget(self.cancel)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.save)
        self.cancel.clicked.connect(self.sheet.close_sheet)
        self.save.clicked.connect(self._on_save)

    def open_sheet(self, shop: ShopRow) -> None:
        """Show every word of this shop with what it means."""
        self._shop = shop
        self.banner.hide()
        self.save.setEnabled(False)
        self.sheet.subtitle.setText(shop.name)
        self._show(())
        self.note.setText(_("Lecture…"))
        self._desk.read(self._show_words, shop_words, shop.shop_id)
        self.sheet.open_sheet(self.cancel)

    def _show_words(self, rows: tuple[ShopWordRow, ...]) -> None:
        self.note.setText(
            _("Ce que vous choisissez compte pour les commandes relevées désormais.")
            if rows
            else _("Cette boutique n’a encore dit aucun état\u00a0: relevez-la d’abord.")
        )
        self._show(rows)
        self.save.setEnabled(bool(rows))
        if self.lines:
            self.lines[0].meaning.setFocus()

    def _show(self, rows: Sequence[ShopWordRow]) -> None:
        clear(self._list)
        self.lines = [WordLine(self._shell.theme, row) for row in rows]
        for line in self.lines:
            self._list.addWidget(line)

    def _on_save(self) -> None:
        if self._shop is None:
            return
        self.banner.hide()
        self.save.setEnabled(False)
        chosen = {line.row.word: line.chosen for line in self.lines if line.changed}
        ticket = self._desk.write(self._on_kept, choose_meanings, self._shop.shop_id, chosen)
        ticket.or_else(self._on_refused)

    def _on_kept(self, _nothing: None) -> None:
        self.sheet.close_sheet()
        self._shell.toast(_("États enregistrés"))

    def _on_refused(self, refusal: DeskError) -> None:
        self.save.setEnabled(True)
        self.banner.show_message(BannerText(Tone.BAD, refusal.title, refusal.advice))


class WordLine(Card):
    """One word: its label, how many orders say it, and what it means; the first is proposed."""

    def __init__(self, theme: Theme, row: ShopWordRow) -> None:
        super().__init__(theme, padding=12)
        self.row = row
        label = (row.label or row.word)[:_LONGEST]
        self.setAccessibleName(label)
        self.meaning = Select(theme, _("Sens de «\u00a0{word}\u00a0»").format(word=label))
        self._others = [state for state in _STATES if state is not row.proposed]
        self.meaning.addItems([_(_SHORT[state]) for state in (row.proposed, *self._others)])
        if row.chosen in self._others:
            self.meaning.setCurrentIndex(1 + self._others.index(row.chosen))
        orders = ngettext("{n} commande", "{n} commandes", row.orders)
        self._told = orders.format(n=number(row.orders)) if row.orders else _("aucune commande")
        self._under = TextLabel(theme, "", Role.CAPTION, Ink.TEXT3, wraps=True)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(TextLabel(theme, label, Role.STRONG, wraps=True))
        words.addWidget(self._under)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addLayout(words, 1)
        line.addWidget(self.meaning, 1)
        self.body.addLayout(line)
        self.meaning.currentIndexChanged.connect(self._explain)
        self._explain()

    def _explain(self, _index: int = 0) -> None:
        """Say whether the meaning is the proposed one, or what would be proposed."""
        proposed = _(_SHORT[self.row.proposed]).lower()
        told = (
            _("proposé")
            if self.chosen is None
            else _("proposé\u00a0: {meaning}").format(meaning=proposed)
        )
        self._under.setText(f"{self._told}  ·  {told}")
        state = self.row.proposed if self.chosen is None else self.chosen
        self.meaning.setToolTip(_(MEANINGS[state]))
        self.meaning.setAccessibleDescription(_(MEANINGS[state]))

    @property
    def chosen(self) -> RemoteState | None:
        """Return what she chose; None follows the proposal."""
        place = self.meaning.currentIndex()
        return self._others[place - 1] if place > 0 else None

    @property
    def changed(self) -> bool:
        """Tell whether this is another choice than the one that is kept."""
        kept = None if self.row.chosen is self.row.proposed else self.row.chosen
        return self.chosen is not kept
