"""The card of a product beside the list: price, stock, bins, codes, prices."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from merchant_desk.errors import DeskError
from merchant_desk.operations.add_code import NewCode, add_code
from merchant_desk.operations.remove_code import remove_code
from merchant_desk.queries.product_card import (
    BinLine,
    PriceLine,
    ProductCard,
    code_owners,
    product_card,
)
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.labels.labels_print import LabelsPrint
from merchant_desk.ui.levels.minimum_line import MinimumLine
from merchant_desk.ui.products.codes_card import CodesCard
from merchant_desk.ui.products.goods_part import GoodsPart
from merchant_desk.ui.purchase_orders.coming_label import ComingLabel
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.figures import Figures
from merchant_desk.ui.stock.lines import Line, clear
from merchant_desk.ui.stock.stock_chip import stock_chip
from merchant_desk.ui.stock.stock_sheets import StockSheets
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.chip import Chip, ChipText
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.ui.widgets.thumbnail import Thumbnail
from merchant_desk.values.barcode import spoken_code
from merchant_desk.values.clock import paris_date
from merchant_desk.values.french import day_month, euros, number, rate
from merchant_desk.values.goods_words import ProductKind
from merchant_desk.values.ids import ProductId
from merchant_desk.values.texts import _, later

TABLES = frozenset(
    {
        "product",
        "product_code",
        "stock_level",
        "reservation",
        "price_change",
        "purchase_line",
        "stock_rule",
    }
)
_SOURCES = {
    "desk": later("ici"),
    "storefront": later("boutique en ligne"),
    "import": later("import"),
}


class ProductSheet(QObject):
    """A side sheet kept up to date; ``edit_wanted`` and ``law_wanted`` carry the card."""

    edit_wanted = Signal(object)
    law_wanted = Signal(object)

    def __init__(self, desk: Desk, shell: Shell, screen: Screen, sheets: StockSheets) -> None:
        super().__init__(screen)
        self._desk, self._shell, self._sheets = desk, shell, sheets
        self._card: ProductCard | None = None
        self._proposed = ""
        self._removed: NewCode | None = None
        self.product_id: ProductId | None = None
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, "")
        self.sheet.title.setWordWrap(True)
        self.picture = Thumbnail(theme, "", 56)
        self.price = TextLabel(theme, "", Role.MONEY, tabular=True)
        self.price_note = TextLabel(theme, "", Role.CAPTION, Ink.TEXT2)
        self.state = Chip(theme, ChipText(""))
        self.figures = Figures(theme)
        self.coming = ComingLabel(desk, theme)
        self.stock = Card(theme, _("Stock"))
        self.bins = QVBoxLayout()
        self.minimum = MinimumLine(desk, shell, screen)
        self.adjust = Button(theme, _("Ajuster"), icon="pencil")
        self.carry = Button(theme, _("Transférer"), icon="move-right")
        self.why = Button(theme, "", kind=Kind.LINK)
        self.goods = GoodsPart(desk, shell, screen)
        self.codes = CodesCard(theme)
        self.labels = LabelsPrint(desk, shell, self.sheet)
        self.prices = Card(theme, _("Prix pratiqués"))
        self.law = Button(theme, _("Fiche légale"), icon="scale")
        self.edit = Button(theme, _("Modifier la fiche"), icon="pencil", kind=Kind.PRIMARY)
        self._build()
        self._connect()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self.picture)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.price)
        words.addWidget(self.price_note)
        head.addLayout(words, 1)
        head.addWidget(self.state, 0, Qt.AlignmentFlag.AlignTop)
        self.bins.setSpacing(0)
        actions = QHBoxLayout()
        actions.setSpacing(8)
        actions.addWidget(self.adjust)
        actions.addWidget(self.carry)
        actions.addStretch(1)
        self.stock.add_action(self.why)
        self.stock.body.addWidget(self.figures)
        self.stock.body.addWidget(self.coming)
        self.stock.body.addLayout(self.bins)
        self.stock.body.addLayout(self.minimum.column)
        self.stock.body.addLayout(actions)
        body = self.sheet.body
        body.addLayout(head)
        for button in (self.labels.change, self.labels.go):
            self.codes.add_action(button)
        for card in (self.stock, self.goods.card, self.codes, self.prices):
            body.addWidget(card)
        body.addStretch(1)
        self.sheet.footer.addWidget(self.law)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.edit)

    def _connect(self) -> None:
        self.edit.clicked.connect(self._on_edit)
        self.law.clicked.connect(self._on_law)
        self.adjust.clicked.connect(self._on_adjust)
        self.carry.clicked.connect(self._on_transfer)
        self.why.clicked.connect(self._on_why)
        self.codes.add_wanted.connect(self._on_add_code)
        self.codes.change_wanted.connect(self._on_change_code)
        self.codes.remove_wanted.connect(self._on_remove_code)
        self.codes.give_wanted.connect(self._on_give_code)
        self.goods.product_wanted.connect(self.open_product)
        self._desk.changed.connect(self._on_changed)

    @property
    def is_open(self) -> bool:
        """Tell whether she sees it."""
        return self.sheet.isVisible()

    def open_product(self, product_id: ProductId) -> None:
        """Show this product."""
        self.product_id = product_id
        self._proposed = ""
        self._desk.read(self.codes.show_suppliers, code_owners)
        self._desk.read(self._show_card, product_card, product_id)
        self.goods.show_product(product_id)
        self.labels.offer([(product_id, 1, None)], _("Étiquettes…"), _("Imprimer l’étiquette"))

    def propose_code(self, text: str) -> None:
        """Offer to add a code that no product has, to the product that is open."""
        self.codes.propose(text)

    def _show_card(self, card: ProductCard | None) -> None:
        if card is None or card.product_id != self.product_id:
            return
        first = not self.is_open
        if self._card is None or self._card.product_id != card.product_id:
            self.codes.show_added()
        self._card = card
        self.sheet.title.setText(card.title)
        self.sheet.subtitle.setText(" · ".join(filter(None, (card.sku, card.category))))
        self.picture.show_product(card.name)
        self.price.setText(euros(card.price))
        self.price_note.setText(_("TTC, TVA {rate}").format(rate=rate(card.rate_bp)))
        chip = stock_chip(card.on_hand, card.available, card.blocked, stocked=card.stocked)
        self.state.show_chip(chip)
        self._show_stock(card)
        self.codes.show_codes(card.codes)
        clear(self.prices.body)
        self.prices.setVisible(bool(card.prices))
        for each in card.prices:
            self.prices.body.addWidget(self._price_line(each))
        if first:
            self.sheet.open_sheet(self.edit)

    def _show_stock(self, card: ProductCard) -> None:
        self.figures.show_stock(card.on_hand, card.reserved, card.blocked)
        self.coming.show_product(card.product_id)
        self.minimum.show_product(card.product_id)
        self.why.say(_("Pourquoi {n}\u00a0?").format(n=number(card.on_hand)))
        clear(self.bins)
        for each in card.bins:
            self.bins.addWidget(self._bin_line(each))
        self.stock.setVisible(card.stocked)
        self.carry.setEnabled(bool(card.bins))
        for widget in (self.adjust, self.carry, self.why):
            widget.setVisible(card.kind is not ProductKind.KIT)  # its parts have the stock

    def _bin_line(self, each: BinLine) -> Line:
        note = each.location
        if each.allocated:
            note = _("{location}, dont {n} à prendre pour des commandes").format(
                location=each.location, n=number(each.allocated)
            )
        return Line(self._shell.theme, each.code, number(each.quantity), note)

    def _price_line(self, each: PriceLine) -> Line:
        day = day_month(paris_date(each.from_at))
        words = _("Depuis le {day}").format(day=day)
        source = _(_SOURCES[each.source]) if each.source in _SOURCES else each.source
        return Line(self._shell.theme, words, euros(each.price), source)

    def _on_changed(self, tables: frozenset[str]) -> None:
        if self.product_id is not None and self.is_open and tables & TABLES:
            self._desk.read(self._show_card, product_card, self.product_id)

    def _on_edit(self) -> None:
        if self._card is not None:
            self.edit_wanted.emit(self._card)

    def _on_law(self) -> None:
        if self._card is not None:
            self.law_wanted.emit(self._card)

    def _on_adjust(self) -> None:
        if self._card is not None:
            self._sheets.adjust(self._card.product_id, self._card.title)

    def _on_transfer(self) -> None:
        if self._card is not None:
            self._sheets.transfer(self._card.product_id, self._card.title)

    def _on_why(self) -> None:
        if self._card is not None:
            self._sheets.tell(self._card.product_id, self._card.title)

    def _on_add_code(self, new: NewCode) -> None:
        if self.product_id is None:
            return
        gesture = self._desk.gesture()
        ticket = self._desk.write(self._show_code_added, add_code, gesture, self.product_id, new)
        ticket.or_else(self._show_code_refused)

    def _on_change_code(self, new: NewCode) -> None:
        from merchant_desk.operations.change_code import change_code  # noqa: PLC0415 - on first use

        if self.product_id is not None:
            gesture = self._desk.gesture()
            ticket = self._desk.write(
                self._show_code_changed, change_code, gesture, self.product_id, new
            )
            ticket.or_else(self._show_code_refused)

    def _show_code_changed(self, _nothing: None) -> None:
        self.codes.show_added()
        self._shell.toast(_("Code changé."))

    def _show_code_added(self, _code: str) -> None:
        self.codes.show_added()
        self._shell.toast(_("Code ajouté."))

    def _on_give_code(self) -> None:
        from merchant_desk.operations.give_internal_code import (  # noqa: PLC0415 - on first use
            give_internal_code,
        )

        if self.product_id is not None:
            gesture = self._desk.gesture()
            self._desk.write(self._show_given, give_internal_code, gesture, self.product_id)

    def _show_given(self, code: str) -> None:
        self._shell.toast(_("Code interne donné\u00a0: {code}").format(code=spoken_code(code)))

    def _show_code_refused(self, error: DeskError) -> None:
        self.codes.show_refused(error.title, error.advice)

    def _on_remove_code(self, code: str) -> None:
        if self.product_id is None:
            return
        gesture = self._desk.gesture()
        ticket = self._desk.write(
            self._show_code_removed, remove_code, gesture, self.product_id, code
        )
        ticket.or_else(self._show_code_refused)

    def _show_code_removed(self, removed: NewCode) -> None:
        self._removed = removed
        self._shell.toast(_("Code retiré."), self._put_back)

    def _put_back(self) -> None:
        if self._removed is not None:
            self._on_add_code(self._removed)
