"""What is still to come of one article, for its sheet: « 12 attendus le 3 décembre »."""

from merchant_desk.queries.on_order import OnOrder, coming_of
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.ids import ProductId


class ComingLabel(TextLabel):
    """Hidden while nothing is on order."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(theme, "", ink=Ink.INFO, wraps=True)
        self._desk = desk
        self._product_id: ProductId | None = None
        self.hide()

    def show_product(self, product_id: ProductId) -> None:
        """Ask what is to come of this article."""
        self._product_id = product_id
        self._desk.read(self._show, coming_of, product_id)

    def _show(self, coming: OnOrder | None) -> None:
        if coming is not None and coming.product_id != self._product_id:
            return
        self.setText("" if coming is None else coming.words)
        self.setVisible(coming is not None)
