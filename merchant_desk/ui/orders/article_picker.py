"""Say which product an unknown article is: search, choose, done for every order that has it."""

from PySide6.QtCore import QObject

from merchant_desk.operations.link_article import ArticleLinked, link_article
from merchant_desk.queries.order_lines import CardLine
from merchant_desk.queries.product_search import FoundProduct
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.orders.tint_box import TintBox
from merchant_desk.ui.product_search import ProductSearch
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.tokens import Tone
from merchant_desk.values.french import number
from merchant_desk.values.ids import OrderLineId
from merchant_desk.values.texts import _, ngettext


class ArticlePicker(QObject):
    """A sheet over the sheet, with the search of all products."""

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self._line_id: OrderLineId | None = None
        self.sheet = shell.new_sheet(screen, _("Associer à un produit"))
        self.sheet.subtitle.setWordWrap(True)
        self.finder = ProductSearch(desk, shell.theme)
        self.search = self.finder.search
        self.results = self.finder.results
        why = _("La boutique en ligne vend cet article sous une référence inconnue ici.")
        self.sheet.body.addWidget(TintBox(shell.theme, Tone.INFO, "info", why))
        self.sheet.body.addWidget(self.finder)
        self.sheet.body.addStretch(1)
        self.finder.chosen.connect(self._on_chosen)

    def open_for(self, line: CardLine) -> None:
        """Open for this line, the search filled with the article's name."""
        self._line_id = line.line_id
        told = " · ".join(filter(None, (line.sku, line.name)))
        self.sheet.subtitle.setText(told[:200])
        self.finder.begin(line.name)
        self.sheet.open_sheet(self.search)

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
