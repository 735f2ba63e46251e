"""« Recevoir »: each scan brings units in; of soldé articles they are put aside at once."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout

from merchant_desk.errors import DeskError
from merchant_desk.operations.receive_units import Receipt, Received, receive_units
from merchant_desk.operations.undo_receipt import undo_receipt
from merchant_desk.queries.product_search import FoundProduct
from merchant_desk.queries.receiving import Receivable, receivable, receivable_scanned
from merchant_desk.queries.stock import BinChoice, bins
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.product_search import ProductSearch
from merchant_desk.ui.receiving.delivery_form import DeliveryForm
from merchant_desk.ui.scanner import Scan
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.sounds import Sound
from merchant_desk.ui.stock.lines import Line, clear
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.chip import Chip, ChipText
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.french import long_date, number
from merchant_desk.values.ids import ProductId
from merchant_desk.values.texts import _, ngettext


@dataclass(frozen=True, slots=True)
class _Entry:
    article: Receivable
    receipt: Receipt
    received: Received


class ReceiveSheet(QObject):
    """A side sheet that takes scans while it is open; ``places_wanted`` when there is no bin."""

    places_wanted = Signal()

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self._cost_of: ProductId | None = None
        self._pending: list[tuple[Receivable, Receipt]] = []
        self.entries: list[_Entry] = []
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, _("Recevoir"))
        self.sheet.subtitle.setText(_("Scannez les articles, un scan par unité."))
        self.banner = Banner(theme)
        self.last = TextLabel(theme, "", Role.COUNTER, wraps=True)
        self.form = DeliveryForm(theme)
        self.search = ProductSearch(desk, theme)
        self.list_card = Card(theme, _("Reçu dans cette session"))
        self.lines = QVBoxLayout()
        self.undo = Button(theme, _("Annuler la dernière entrée"), icon="undo-2")
        self.done = Button(theme, _("Terminer"), kind=Kind.PRIMARY)
        self._build()
        self.banner.acted.connect(self.places_wanted)
        self.search.chosen.connect(self._on_chosen)
        self.form.cost.edited.connect(self._on_cost)
        self.undo.clicked.connect(self._on_undo)
        self.done.clicked.connect(self.sheet.close_sheet)

    def _build(self) -> None:
        body = self.sheet.body
        self.lines.setSpacing(0)
        self.list_card.body.addLayout(self.lines)
        by_hand = Card(self._shell.theme, _("Sans scanner"))
        by_hand.body.addWidget(self.search)
        for part in (self.banner, self.last, self.form, self.list_card, by_hand):
            body.addWidget(part)
        body.addStretch(1)
        self.sheet.footer.addWidget(self.undo)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.done)

    @property
    def is_open(self) -> bool:
        """Tell whether scans are for this sheet."""
        return self.sheet.isVisible()

    def open_sheet(self) -> None:
        """Begin a delivery."""
        self.entries.clear()
        self.banner.hide()
        self.form.begin(self._today())
        self._show_entries()
        self._desk.read(self._show_bins, bins)
        self.sheet.open_sheet(self.form.supplier.input)

    def take_scan(self, scan: Scan) -> None:
        """Bring in what was scanned."""
        self._desk.read(self._show_scanned, receivable_scanned, scan)

    def _today(self) -> date:
        return paris_date(utc_now())

    def _show_bins(self, found: tuple[BinChoice, ...]) -> None:
        self.form.show_bins(found)
        if not found:
            self._say(
                Tone.WARN,
                _("Il n’y a pas encore d’emplacement."),
                _("Le stock se range dans des emplacements, comme A1."),
                _("Créer un emplacement"),
            )

    def _show_scanned(self, found: tuple[Receivable, ...]) -> None:
        if len({each.product_id for each in found}) == 1:
            self._receive(found[0])
            return
        self._shell.sounds.play(Sound.UNKNOWN)
        if found:
            self._say(
                Tone.WARN,
                _("Ce code est celui de plusieurs produits\u00a0: rien n’a été reçu."),
                _("Choisissez le bon sous «\u00a0Sans scanner\u00a0»."),
            )
            return
        self._say(
            Tone.WARN,
            _("Ce code n’appartient à aucun produit\u00a0: rien n’a été reçu."),
            _("Ajoutez-le à la fiche du produit, puis scannez de nouveau."),
        )

    def _on_chosen(self, product: FoundProduct) -> None:
        self._desk.read(self._show_chosen, receivable, product.product_id)

    def _show_chosen(self, found: Receivable | None) -> None:
        if found is not None:
            self._receive(found)

    def _on_cost(self, _text: str) -> None:
        self._cost_of = None  # it is that of the next article

    def _receive(self, article: Receivable) -> None:
        if self._cost_of not in (None, article.product_id):
            self.form.cost.set_value("")
        wrong = self.form.first_wrong()
        receipt = None if wrong is not None else self.form.receipt(article)
        if receipt is None:
            self._shell.sounds.play(Sound.WRONG)
            title = _("Rien n’a été reçu\u00a0: corrigez d’abord le champ en rouge.")
            if wrong is None:
                title = _("Rien n’a été reçu\u00a0: il n’y a pas encore d’emplacement.")
            self._say(Tone.BAD, title)
            (wrong.input if wrong is not None else self.done).setFocus()
            return
        self._pending.append((article, receipt))
        self._desk.write(self._show_received, receive_units, self._desk.gesture(), receipt).or_else(
            self._show_refused
        )

    def _show_received(self, received: Received) -> None:
        article, receipt = self._pending.pop(0)  # answers come in the order of the writer
        self.entries.append(_Entry(article, receipt, received))
        self._cost_of = article.product_id
        aside = received.aside
        if aside is None:
            self._shell.sounds.play(Sound.ADDED)
            self.banner.hide()
        else:
            self._shell.sounds.play(Sound.WRONG)
            words = _(
                "Mis en quarantaine jusqu’au {day}\u00a0: réassort interdit pendant les soldes, "
                "C.\u00a0com. L310-3"
            )
            self._say(
                Tone.BAD,
                words.format(day=long_date(aside.last)),
                _("{article}\u00a0: mettez ces unités à part, elles ne sont pas en vente.").format(
                    article=article.title
                ),
            )
        self._show_entries()

    def _show_refused(self, error: DeskError) -> None:
        self._pending.pop(0)
        self._shell.sounds.play(Sound.WRONG)
        self._say(Tone.BAD, error.title, error.advice)

    def _say(self, tone: Tone, title: str, advice: str = "", action: str = "") -> None:
        self.banner.show_message(BannerText(tone, title, advice, action))
        self.sheet.to_top()

    def _show_entries(self) -> None:
        clear(self.lines)
        self.list_card.setVisible(bool(self.entries))
        self.undo.setEnabled(bool(self.entries))
        totals: dict[tuple[ProductId, bool], int] = {}
        titles: dict[tuple[ProductId, bool], str] = {}
        for each in reversed(self.entries):
            key = (each.article.product_id, each.received.aside is not None)
            totals[key] = totals.get(key, 0) + each.receipt.quantity
            titles.setdefault(key, each.article.title)
        for key, units in totals.items():
            line = Line(self._shell.theme, titles[key], number(units))
            if key[1]:
                chip = ChipText(_("Quarantaine"), Tone.BAD)
                line.add(Chip(self._shell.theme, chip))
            self.lines.addWidget(line)
        self.last.setText(self._last_words(totals))
        self.last.set_ink(Ink.TEXT if self.entries else Ink.TEXT3)

    def _last_words(self, totals: dict[tuple[ProductId, bool], int]) -> str:
        if not self.entries:
            return _("Scannez le premier article")
        last = self.entries[-1]
        units = totals[last.article.product_id, last.received.aside is not None]
        words = ngettext("{n} unité", "{n} unités", units).format(n=number(units))
        return f"{last.article.title} — {words}"

    def _on_undo(self) -> None:
        if not self.entries:
            return
        last = self.entries[-1]
        self._desk.write(
            self._show_undone,
            undo_receipt,
            self._desk.gesture(),
            last.received.batch_id,
            last.receipt.place_id,
            last.receipt.quantity,
        ).or_else(self._show_not_undone)

    def _show_undone(self, _nothing: None) -> None:
        if self.entries:
            self.entries.pop()
        self.banner.hide()
        self._show_entries()

    def _show_not_undone(self, error: DeskError) -> None:
        self._say(Tone.BAD, error.title, error.advice)
