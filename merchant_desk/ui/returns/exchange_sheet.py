"""« Échanger »: what is sent instead of what came back; the return pays for it first."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.errors import DeskError
from merchant_desk.operations.send_replacement import (
    Replacement,
    SentInstead,
    send_replacement,
)
from merchant_desk.queries.barcodes import CodeMatch, products_of_scan
from merchant_desk.queries.product_search import FoundProduct
from merchant_desk.queries.return_card import ReturnCard, return_card
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.product_search import ProductSearch
from merchant_desk.ui.scanner import Scan
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.sounds import Sound
from merchant_desk.ui.stock.lines import Line, clear
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.number_input import NumberInput
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.french import euros
from merchant_desk.values.ids import ProductId, ReturnId
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.product_names import full_name
from merchant_desk.values.texts import _

_MOST = 999


@dataclass(frozen=True, slots=True)
class _Chosen:
    product_id: ProductId
    name: str
    price: Money


class InsteadRow(QWidget):
    """An article that goes out; zero units take it off."""

    def __init__(self, theme: Theme, chosen: _Chosen) -> None:
        super().__init__()
        self.chosen = chosen
        named = _("Unités envoyées de {name}").format(name=chosen.name[:80])
        self.units = NumberInput(theme, named, least=0, most=_MOST)
        self.units.setValue(1)
        self.units.setFixedWidth(theme.px(72))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(TextLabel(theme, chosen.name, Role.STRONG, wraps=True))
        words.addWidget(TextLabel(theme, euros(chosen.price), Role.CAPTION, Ink.TEXT2))
        row.addLayout(words, 1)
        row.addWidget(self.units)


class ExchangeSheet(QObject):
    """A sheet over the page: scan or search what goes out, then one click."""

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk, self._shell = desk, shell
        self._card: ReturnCard | None = None
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, _("Échanger"))
        self.banner = Banner(theme)
        self.finder = ProductSearch(desk, theme, lists_all=False)
        self.held = QVBoxLayout()
        self.rows: list[InsteadRow] = []
        self.sums = QVBoxLayout()
        self.go = Button(theme, _("Préparer l’envoi"), kind=Kind.PRIMARY, icon="package")
        self._build()
        self.finder.chosen.connect(self._on_chosen)
        self.go.clicked.connect(self._on_go)

    def _build(self) -> None:
        theme, body = self._shell.theme, self.sheet.body
        told = _("Scannez ou cherchez ce qui part à la place.")
        body.addWidget(self.banner)
        body.addWidget(TextLabel(theme, told, ink=Ink.TEXT2, wraps=True))
        body.addWidget(self.finder)
        body.addLayout(self.held)
        body.addStretch(1)
        body.addLayout(self.sums)
        cancel = Button(theme, _("Plus tard"))
        cancel.clicked.connect(self.sheet.close_sheet)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(cancel)
        self.sheet.footer.addWidget(self.go)

    def open_for(self, return_id: ReturnId) -> None:
        """Ask what the return owes, then what goes out."""
        today = paris_date(utc_now())
        self._desk.read(self._show_card, return_card, return_id, today)

    def take_scan(self, scan: Scan) -> None:
        """Add the article of a code."""
        self._desk.read(self._show_scanned, products_of_scan, scan)

    @property
    def wanted(self) -> tuple[SentInstead, ...]:
        """Return what goes out."""
        return tuple(
            SentInstead(row.chosen.product_id, row.units.value())
            for row in self.rows
            if row.units.value()
        )

    @property
    def amount(self) -> Money:
        """Return what it costs."""
        parts = [row.chosen.price * row.units.value() for row in self.rows]
        return total(parts) if parts else ZERO

    def _show_card(self, card: ReturnCard | None) -> None:
        if card is None:
            return
        self._card = card
        self.banner.hide()
        words = _("Retour {number} · commande {order}")
        self.sheet.subtitle.setText(words.format(number=card.number, order=card.order_number))
        clear(self.held)
        self.rows = []
        self.finder.search.clear()
        self._show_sums()
        self.sheet.open_sheet(self.finder.search)

    def _show_scanned(self, found: tuple[CodeMatch, ...]) -> None:
        if len({each.product_id for each in found}) != 1:
            self._shell.sounds.play(Sound.UNKNOWN)
            self.banner.show_message(BannerText(Tone.WARN, _("Aucun article ne porte ce code.")))
            return
        match = found[0]
        name = full_name(match.name, match.option_text)
        self._shell.sounds.play(Sound.ADDED)
        self._add(_Chosen(match.product_id, name, Money(match.price_cents)))

    def _on_chosen(self, product: FoundProduct) -> None:
        name = full_name(product.name, product.option_text)
        self._add(_Chosen(product.product_id, name, Money(product.price_cents)))
        self.finder.search.clear()
        self.finder.search.setFocus()

    def _add(self, chosen: _Chosen) -> None:
        self.banner.hide()
        for row in self.rows:
            if row.chosen.product_id == chosen.product_id:
                row.units.setValue(row.units.value() + 1)
                return
        row = InsteadRow(self._shell.theme, chosen)
        row.units.valueChanged.connect(partial(self._on_units, row))
        self.rows.append(row)
        self.held.addWidget(row)
        self._show_sums()

    def _on_units(self, row: InsteadRow, units: int) -> None:
        if not units and row in self.rows:
            self.rows.remove(row)
            row.hide()
            row.deleteLater()
            self.finder.search.setFocus()
        self._show_sums()

    def _show_sums(self) -> None:
        clear(self.sums)
        due = ZERO if self._card is None else self._card.due
        theme, amount = self._shell.theme, self.amount
        self.sums.addWidget(Line(theme, _("Le retour doit"), euros(due)))
        self.sums.addWidget(Line(theme, _("Ce qui part"), euros(amount)))
        rest = (
            Line(theme, _("Reste à payer par le client"), euros(amount - due))
            if amount > due
            else Line(theme, _("Reste à rendre"), euros(due - amount))
        )
        self.sums.addWidget(rest)
        self.go.setEnabled(bool(self.wanted))

    def _on_go(self) -> None:
        if self._card is None or not self.wanted:
            return
        gesture, return_id = self._desk.gesture(), self._card.return_id
        ticket = self._desk.write(
            self._show_sent, send_replacement, gesture, return_id, self.wanted
        )
        ticket.or_else(self._show_refused)

    def _show_sent(self, sent: Replacement) -> None:
        self.sheet.close_sheet()
        words = (
            _("Commande {number} en attente\u00a0: {left} à payer d’abord")
            if sent.left
            else _("Commande {number} à préparer, payée par le retour")
        )
        self._shell.toast(words.format(number=sent.number, left=euros(sent.left)))

    def _show_refused(self, error: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))
