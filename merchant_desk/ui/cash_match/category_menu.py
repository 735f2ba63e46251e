"""The menu that says what a line is for by one letter."""

from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.menu import Menu
from merchant_desk.values.cash_categories import CATEGORY_LETTERS, category_words
from merchant_desk.values.cash_words import CashCategory
from merchant_desk.values.texts import _

_IN = (
    CashCategory.SALES, CashCategory.DEPOSIT, CashCategory.PAYOUT, CashCategory.TRANSFER,
    CashCategory.OWNER, CashCategory.LOAN, CashCategory.RENT, CashCategory.INSURANCE,
    CashCategory.SOCIAL, CashCategory.VAT, CashCategory.OTHER_TAXES, CashCategory.OTHER,
)  # fmt: skip
_ONLY_IN = frozenset({CashCategory.SALES, CashCategory.PAYOUT, CashCategory.DEPOSIT})
_OUT = (*(each for each in CashCategory if each not in _ONLY_IN), CashCategory.SALES)
"""Sales last: what goes out for them is given back to a customer."""


class CategoryMenu(Menu):
    """``chosen`` carries the category; each letter chooses its own at once."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget, *, incoming: bool) -> None:
        super().__init__(theme, _("Catégories"), parent)
        for category in _IN if incoming else _OUT:
            words = f"&{CATEGORY_LETTERS[category]}   {category_words(category)}"
            action = self.add(words)
            action.triggered.connect(partial(self._on_chosen, category))

    def open_over(self, widget: QWidget) -> None:
        """Open over the proposal, the first entry under the keyboard."""
        self.popup(widget.mapToGlobal(QPoint(16, 16)))
        self.setActiveAction(self.actions()[0])

    def _on_chosen(self, category: CashCategory, _checked: bool = False) -> None:
        self.chosen.emit(category)
