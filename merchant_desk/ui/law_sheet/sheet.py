"""« Fiche légale »: what the rules on prices ask about one article, or about several at once."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from merchant_desk.errors import DeskError
from merchant_desk.operations.record_prices import LatePrice, record_prices
from merchant_desk.operations.save_law_facts import note_payment, save_law_sheet
from merchant_desk.queries.law_sheet import LawSheetCard, law_sheet
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.law_sheet.form import LawForm
from merchant_desk.ui.law_sheet.history_card import HistoryCard
from merchant_desk.ui.law_sheet.receipts_card import ReceiptsCard
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.values.clock import utc_now
from merchant_desk.values.french import number
from merchant_desk.values.ids import BatchId, ProductId
from merchant_desk.values.texts import _, ngettext

_TABLES = frozenset({"batch", "price_change", "promotion", "stock_level"})


class LawFactsSheet(QObject):
    """A side sheet; ``saved`` once it is kept, ``aside_wanted`` for the units in quarantine."""

    saved = Signal()
    aside_wanted = Signal()

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self._ids: tuple[ProductId, ...] = ()
        self.card: LawSheetCard | None = None
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, _("Fiche légale"))
        self.sheet.subtitle.setWordWrap(True)
        self.banner = Banner(theme)
        self.form = LawForm(theme)
        self.receipts = ReceiptsCard(theme)
        self.history = HistoryCard(theme)
        self.save = Button(theme, _("Enregistrer"), kind=Kind.PRIMARY)
        self._build()
        self._connect()

    def _build(self) -> None:
        for part in (self.banner, self.form, self.receipts, self.history):
            self.sheet.body.addWidget(part)
        self.sheet.body.addStretch(1)
        cancel = Button(self._shell.theme, _("Annuler"))
        cancel.clicked.connect(self.sheet.close_sheet)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(cancel)
        self.sheet.footer.addWidget(self.save)

    def _connect(self) -> None:
        self.save.clicked.connect(self._on_save)
        self.receipts.paid.connect(self._on_paid)
        self.receipts.aside_wanted.connect(self.aside_wanted)
        self.history.noted.connect(self._on_noted)
        self._desk.changed.connect(self._on_changed)

    def open_for(self, product_ids: Sequence[bytes]) -> None:
        """Show what is known of these articles."""
        self._ids = tuple(ProductId(each) for each in product_ids)
        self.banner.hide()
        self._desk.read(self._show_card, law_sheet, self._ids, utc_now())

    def _show_card(self, card: LawSheetCard) -> None:
        if not card.articles or not self._show_parts(card):
            return
        names = card.articles[0].name
        if len(card.articles) > 1:
            words = ngettext("{n} produit", "{n} produits", len(card.articles))
            names = words.format(n=number(len(card.articles)))
        self.sheet.subtitle.setText(names)
        self.form.show_facts(card.articles[0], card.own_categories[0])
        if not card.alike:
            self.banner.show_message(
                BannerText(
                    Tone.WARN,
                    _("Leurs fiches diffèrent\u00a0: voici celle du premier."),
                    _("Enregistrer donne cette fiche à tous."),
                )
            )
        self.sheet.open_sheet(self.form.category)

    def _show_parts(self, card: LawSheetCard) -> bool:
        """Show what changes by itself; False for an answer that is no longer asked for."""
        if tuple(each.product_id for each in card.articles) != self._ids:
            return False
        self.card = card
        alone = len(card.articles) == 1
        self.receipts.setVisible(alone)
        self.history.setVisible(alone)
        if alone:
            self.receipts.show_card(card)
            self.history.show_card(card)
        return True

    def _show_again(self, card: LawSheetCard) -> None:
        self._show_parts(card)

    def _on_changed(self, tables: frozenset[str]) -> None:
        if self._ids and self.sheet.isVisible() and tables & _TABLES:
            self._desk.read(self._show_again, law_sheet, self._ids, utc_now())

    def _on_save(self) -> None:
        wrong = self.form.first_wrong()
        if wrong is not None or self.card is None:
            if wrong is not None:
                wrong.input.setFocus()
            return
        sheet = self.form.sheet(self.card.articles[0].details)
        gesture = self._desk.gesture()
        self._desk.write(self._show_saved, save_law_sheet, gesture, self._ids, sheet).or_else(
            self._show_refused
        )

    def _show_saved(self, _nothing: None) -> None:
        self.sheet.close_sheet()
        self._shell.toast(_("Fiche légale enregistrée."))
        self.saved.emit()

    def _on_paid(self, batch_id: BatchId, paid_on: date | None) -> None:
        gesture = self._desk.gesture()
        self._desk.write(self._show_noted, note_payment, gesture, batch_id, paid_on).or_else(
            self._show_refused
        )

    def _on_noted(self, price: LatePrice) -> None:
        gesture = self._desk.gesture()
        self._desk.write(self._show_price_noted, record_prices, gesture, (price,)).or_else(
            self._show_refused
        )

    def _show_price_noted(self, _nothing: None) -> None:
        self.history.show_noted()
        self._show_noted(None)

    def _show_noted(self, _nothing: None) -> None:
        self.banner.hide()
        self._shell.toast(_("C’est noté."))

    def _show_refused(self, error: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))
        self.sheet.to_top()
