"""Say which product an unknown article is: search, choose, done for every order that has it."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout

from merchant_desk.operations.link_article import ArticleLinked, link_article
from merchant_desk.queries.order_lines import CardLine
from merchant_desk.queries.product_search import FoundProduct, find_products
from merchant_desk.ui.desk import Desk, Ticket
from merchant_desk.ui.orders.tint_box import TintBox
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.search_field import SearchField
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import euros, number
from merchant_desk.values.ids import OrderLineId
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _, ngettext

_SHOWN = 8
_LONGEST = 46
_SHORTEST = 3


class ArticlePicker(QObject):
    """A sheet over the sheet, with the search of all products."""

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self._line_id: OrderLineId | None = None
        self._asked: Ticket[tuple[FoundProduct, ...]] | None = None
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, _("Associer à un produit"))
        self.sheet.subtitle.setWordWrap(True)
        self.search = SearchField(theme, _("Nom, référence ou code-barres"))
        self.results = QVBoxLayout()
        self.results.setSpacing(6)
        self.none = TextLabel(theme, "", ink=Ink.TEXT2, wraps=True)
        why = _("La boutique en ligne vend cet article sous une référence inconnue ici.")
        body = self.sheet.body
        body.addWidget(TintBox(theme, Tone.INFO, "info", why))
        body.addWidget(self.search)
        body.addWidget(self.none)
        body.addLayout(self.results)
        body.addStretch(1)
        self.search.searched.connect(self._on_searched)
        self.search.returnPressed.connect(self._enter)
        self.search.went_down.connect(self._enter)

    def open_for(self, line: CardLine) -> None:
        """Open for this line, the search filled with the article's name."""
        self._line_id = line.line_id
        told = " · ".join(filter(None, (line.sku, line.name)))
        self.sheet.subtitle.setText(told[:200])
        telling = (word for word in line.name.split() if len(word) > _SHORTEST)
        self.search.setText(next(telling, line.name)[:60])
        self.search.selectAll()
        self._on_searched(self.search.text())
        self.sheet.open_sheet(self.search)

    def _on_searched(self, text: str) -> None:
        if self._asked is not None:
            self._asked.cancel()
        self._asked = self._desk.read(self._show_found, find_products, text, _SHOWN)

    def _show_found(self, found: tuple[FoundProduct, ...]) -> None:
        inside = False
        while (item := self.results.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                inside = inside or widget.hasFocus()
                widget.hide()
                widget.deleteLater()
        self.none.setVisible(not found)
        self.none.setText(_("Aucun produit pour cette recherche."))
        for each in found:
            self.results.addWidget(self._choice(each))
        if inside:
            (self._enter if found else self.search.setFocus)()

    def _enter(self) -> None:
        """Go to the first product found; Tab and the arrows go on from there."""
        first = self.results.itemAt(0)
        widget = None if first is None else first.widget()
        if widget is not None:
            widget.setFocus()

    def _choice(self, product: FoundProduct) -> Button:
        name = " · ".join(filter(None, (product.name, product.option_text)))
        short = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
        button = Button(self._shell.theme, short, icon="tag")
        price = euros(Money(product.price_cents))
        button.setAccessibleName(f"{name}, {product.sku}, {price}")
        button.setToolTip(f"{product.sku} · {price}")
        button.clicked.connect(partial(self._on_chosen, product))
        return button

    def _on_chosen(self, product: FoundProduct) -> None:
        if self._line_id is None:
            return
        self._desk.write(
            self._show_linked,
            link_article,
            self._desk.gesture(),
            self._line_id,
            product.product_id,
        )

    def _show_linked(self, linked: ArticleLinked) -> None:
        self.sheet.close_sheet()
        words = ngettext(
            "«\u00a0{product}\u00a0» associé\u00a0: {n} commande débloquée.",
            "«\u00a0{product}\u00a0» associé\u00a0: {n} commandes débloquées.",
            linked.freed,
        )
        self._shell.toast(words.format(product=linked.product[:60], n=number(linked.freed)))
