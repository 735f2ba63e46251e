"""Articles found by their name, and one that nobody told a price of."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from merchant_desk.queries.product_search import FoundProduct
from merchant_desk.ui.counter.form_sheet import FormSheet
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.product_search import ProductSearch
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.field import Field
from merchant_desk.values.entries import read_amount
from merchant_desk.values.ids import ProductId
from merchant_desk.values.texts import _


class SearchSheet(QObject):
    """Type, go down, Enter; ``picked`` carries the product."""

    picked = Signal(object)

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        self.sheet = shell.new_sheet(screen, _("Chercher un article"))
        self.search = ProductSearch(desk, shell.theme, lists_all=False)
        self.sheet.body.addWidget(self.search)
        self.sheet.body.addStretch(1)
        self.search.chosen.connect(self._on_chosen)

    def open(self) -> None:
        """Begin with nothing typed."""
        self.search.search.clear()
        self.sheet.open_sheet(self.search.search)

    def _on_chosen(self, product: FoundProduct) -> None:
        self.sheet.close_sheet()
        self.picked.emit(product.product_id)


class PriceSheet(FormSheet):
    """The price of an article that has none; ``priced`` carries the product and the price."""

    priced = Signal(object, object)

    def __init__(self, shell: Shell, screen: QWidget) -> None:
        super().__init__(shell, screen, _("Saisir le prix"), _("Ajouter au panier"))
        self._product: ProductId | None = None
        self.price = Field(shell.theme, _("Prix à l’unité, TVA comprise"))
        self.say(_("Il vaut pour cette vente. Notez-le aussi sur la fiche de l’article."))
        self.add([self.price])

    def open_for(self, product_id: ProductId) -> None:
        """Ask for the price of this article."""
        self._product = product_id
        self.price.set_value("")
        self.open_on(self.price)

    def answer(self) -> None:
        """Hand the price over."""
        price = read_amount(self.price.value)
        if price is None or not price or self._product is None:
            self.wrong(self.price, _("Écrivez un prix comme 12,50."))
            return
        self.sheet.close_sheet()
        self.priced.emit(self._product, price)
