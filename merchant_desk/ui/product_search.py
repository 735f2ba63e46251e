"""Search of all products in a sheet: type, go down, choose."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from merchant_desk.queries.product_search import FoundProduct, find_products
from merchant_desk.ui.desk import Desk, Ticket
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.search_field import SearchField
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import euros
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _

_SHOWN = 8
_LONGEST = 46
_SHORTEST = 3


class ProductSearch(QWidget):
    """``chosen`` carries the product that was pressed; ``lists_all`` shows some for no words."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, theme: Theme, *, lists_all: bool = True) -> None:
        super().__init__()
        self._desk = desk
        self._lists_all = lists_all
        self._theme = theme
        self._asked: Ticket[tuple[FoundProduct, ...]] | None = None
        self.search = SearchField(theme, _("Nom, référence ou code-barres"))
        self.results = QVBoxLayout()
        self.results.setSpacing(6)
        self.none = TextLabel(theme, "", ink=Ink.TEXT2, wraps=True)
        self.none.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.search)
        column.addWidget(self.none)
        column.addLayout(self.results)
        self.search.searched.connect(self._on_searched)
        self.search.returnPressed.connect(self._enter)
        self.search.went_down.connect(self._enter)

    def begin(self, name: str) -> None:
        """Begin with the first telling word of this name."""
        telling = (word for word in name.split() if len(word) > _SHORTEST)
        self.search.setText(next(telling, name)[:60])
        self.search.selectAll()
        self._on_searched(self.search.text())

    def _on_searched(self, text: str) -> None:
        if self._asked is not None:
            self._asked.cancel()
        if not text and not self._lists_all:
            self._clear()
            self.none.hide()
            return
        self._asked = self._desk.read(self._show_found, find_products, text, _SHOWN)

    def _show_found(self, found: tuple[FoundProduct, ...]) -> None:
        inside = self._clear()
        self.none.setVisible(not found)
        self.none.setText(_("Aucun produit pour cette recherche."))
        for each in found:
            self.results.addWidget(self._choice(each))
        if inside:
            (self._enter if found else self.search.setFocus)()

    def _clear(self) -> bool:
        """Take the products away; return whether the focus was on one of them."""
        inside = False
        while (item := self.results.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                inside = inside or widget.hasFocus()
                widget.hide()
                widget.deleteLater()
        return inside

    def _enter(self) -> None:
        """Go to the first product found; Tab and the arrows go on from there."""
        first = self.results.itemAt(0)
        widget = None if first is None else first.widget()
        if widget is not None:
            widget.setFocus()

    def _choice(self, product: FoundProduct) -> Button:
        name = " · ".join(filter(None, (product.name, product.option_text)))
        short = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
        button = Button(self._theme, short, icon="tag")
        price = euros(Money(product.price_cents))
        button.setAccessibleName(f"{name}, {product.sku}, {price}")
        button.setToolTip(f"{product.sku} · {price}")
        button.clicked.connect(partial(self._on_chosen, product))
        return button

    def _on_chosen(self, product: FoundProduct) -> None:
        self.chosen.emit(product)
