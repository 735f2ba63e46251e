"""Articles found by their name, and one that nobody told a price of."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from merchant_desk.queries.product_search import FoundProduct, find_products
from merchant_desk.ui.counter.form_sheet import FormSheet
from merchant_desk.ui.counter.ticket_rows import SalePainter, SaleRow
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.latest_question import LatestQuestion
from merchant_desk.ui.packing.row_list import RowList
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.search_field import SearchField
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.article_name import full_name
from merchant_desk.values.entries import read_amount
from merchant_desk.values.ids import ProductId
from merchant_desk.values.texts import _

_SHOWN = 12
_LEAST = 320


class SearchSheet(QObject):
    """Type, go down, Enter; ``picked`` carries the product."""

    picked = Signal(object)

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        self._question = LatestQuestion(desk)
        self.sheet = shell.new_sheet(screen, _("Chercher un article"))
        self.search = SearchField(shell.theme, _("Nom, référence ou code-barres"))
        self.found: RowList[SaleRow] = RowList(
            shell.theme, _("Articles trouvés"), SalePainter(shell.theme)
        )
        self.found.setMinimumHeight(_LEAST)
        self.none = TextLabel(shell.theme, _("Aucun produit pour cette recherche."), ink=Ink.TEXT2)
        for each in (self.search, self.none):
            self.sheet.body.addWidget(each)
        self.sheet.body.addWidget(self.found, 1)
        self.search.lead_to(self.found)
        self.search.searched.connect(self._ask)
        self.search.returnPressed.connect(self._on_enter)
        self.found.picked.connect(self._on_picked)

    def open(self) -> None:
        """Begin with nothing typed."""
        self.search.clear()
        self._show(())
        self.none.hide()
        self.sheet.open_sheet(self.search)

    def _ask(self, text: str) -> None:
        self._question.ask(self._show, find_products, text, _SHOWN)

    def _show(self, found: tuple[FoundProduct, ...]) -> None:
        self.none.setVisible(bool(self.search.text().strip()) and not found)
        self.found.show_rows(
            [
                SaleRow(
                    key=each.product_id,
                    name=full_name(each.name, each.option_text),
                    detail=each.sku,
                    amount="",
                )
                for each in found
            ]
        )

    def _on_enter(self) -> None:
        """Take the only article found; else go to the list."""
        if len(self.found.rows) == 1:
            self._on_picked(self.found.rows[0])
        else:
            self.found.setFocus()

    def _on_picked(self, row: SaleRow) -> None:
        self.sheet.close_sheet()
        self.picked.emit(ProductId(row.key))


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
