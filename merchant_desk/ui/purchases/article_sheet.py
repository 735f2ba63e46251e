"""Say which article a line of a supplier's invoice is, and which of its receipts it charges."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout

from merchant_desk.errors import DeskError
from merchant_desk.operations.match_supplier_line import match_supplier_line
from merchant_desk.queries.product_search import FoundProduct
from merchant_desk.queries.supplier_lines import SupplierLineRow, line_receipts
from merchant_desk.queries.supplier_receipts import ReceiptChoice
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.product_search import ProductSearch
from merchant_desk.ui.purchases.words import quantity_words
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import clear
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.values.french import items, short_date
from merchant_desk.values.ids import BatchId, ProductId
from merchant_desk.values.texts import _


class ArticleSheet(QObject):
    """A sheet over the invoice's, with the receipts of the article and the search of all."""

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self._line: SupplierLineRow | None = None
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, _("Article de la ligne"))
        self.sheet.subtitle.setWordWrap(True)
        self.banner = Banner(theme)
        self.receipts = Card(theme, _("Réceptions de cet article"))
        self.choices = QVBoxLayout()
        self.finder = ProductSearch(desk, theme)
        self.undo = Button(theme, _("Ne pas rapprocher cette ligne"), icon="undo-2")
        self.receipts.body.addLayout(self.choices)
        for part in (self.banner, self.receipts, self.finder):
            self.sheet.body.addWidget(part)
        self.sheet.body.addStretch(1)
        self.sheet.footer.addWidget(self.undo)
        self.sheet.footer.addStretch(1)
        self.finder.chosen.connect(self._on_chosen)
        self.undo.clicked.connect(partial(self._match, None, None))

    def open_for(self, line: SupplierLineRow) -> None:
        """Open for this line, the search filled with its name."""
        self._line = line
        words = f"{quantity_words(line.quantity)} × {line.name}"
        self.sheet.subtitle.setText(words[:200])
        self.banner.hide()
        self.undo.setVisible(line.product_id is not None)
        self.receipts.hide()
        self.finder.begin(line.name)
        self.sheet.open_sheet(self.finder.search)
        if line.product_id is not None:
            self._desk.read(self._show_receipts, line_receipts, line.line_id)

    def _show_receipts(self, choices: tuple[ReceiptChoice, ...]) -> None:
        clear(self.choices)
        self.receipts.setVisible(bool(choices))
        for each in choices:
            self.choices.addWidget(self._choice(each))

    def _choice(self, choice: ReceiptChoice) -> Button:
        words = _("{day}\u00a0: {items}").format(
            day=short_date(choice.received_on), items=items(choice.quantity)
        )
        mine = self._line is not None and choice.batch_id == self._line.batch_id
        if choice.taken and not mine:
            words = _("{words} (déjà facturée)").format(words=words)
        button = Button(
            self._shell.theme,
            words,
            kind=Kind.PRIMARY if mine else Kind.SECONDARY,
            icon="check" if mine else "package-check",
        )
        button.clicked.connect(partial(self._on_receipt, choice.batch_id))
        return button

    def _on_receipt(self, batch_id: BatchId) -> None:
        if self._line is not None:
            self._match(self._line.product_id, batch_id)

    def _on_chosen(self, product: FoundProduct) -> None:
        self._match(ProductId(product.product_id), None)

    def _match(self, product_id: ProductId | None, batch_id: BatchId | None) -> None:
        if self._line is None:
            return
        self._desk.write(
            self._show_matched,
            match_supplier_line,
            self._desk.gesture(),
            self._line.line_id,
            product_id,
            batch_id,
        ).or_else(self._show_refused)

    def _show_matched(self, _nothing: None) -> None:
        self.sheet.close_sheet()
        self._shell.toast(_("Ligne rapprochée"))

    def _show_refused(self, error: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))
