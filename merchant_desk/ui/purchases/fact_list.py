"""What the data of an invoice say, to be read beside its page."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from merchant_desk.queries.supplier_invoice_card import SupplierInvoiceCard
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.orders.sheet_section import SheetSection
from merchant_desk.ui.purchases.invoice_parts import money, supplier
from merchant_desk.ui.purchases.line_box import charged_words
from merchant_desk.ui.purchases.words import kind_words
from merchant_desk.ui.stock.lines import Line, clear
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import euros, short_date
from merchant_desk.values.texts import _

_LINES_SHOWN = 60


class FactList(QWidget):
    """The facts that the shop keeps; the page is what people read."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("ground", "surface")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 20, 20, 8)
        self._column.setSpacing(4)

    def show_card(self, card: SupplierInvoiceCard) -> None:
        """Show the data of this invoice."""
        theme = self._theme
        clear(self._column)
        self._column.addWidget(TextLabel(theme, _("Données de la facture"), Role.PAGE_TITLE))
        why = _("Ce que la comptabilité retient\u00a0: la page doit dire la même chose.")
        self._column.addWidget(TextLabel(theme, why, ink=Ink.TEXT2, wraps=True))
        head = SheetSection(theme, f"{kind_words(card.kind)} {card.number}")
        head.add_pair(_("Date"), short_date(card.issue_date))
        self._column.addWidget(head)
        self._column.addWidget(supplier(theme, card))
        self._column.addWidget(money(theme, card))
        lines = SheetSection(theme, _("Articles"))
        for each in card.lines[:_LINES_SHOWN]:
            words = Line(theme, each.name, euros(each.net), charged_words(each))
            lines.body.addWidget(words)
        lines.setVisible(bool(card.lines))
        self._column.addWidget(lines)
        self._column.addStretch(1)
