"""The articles of a delivery; in their place, a choice to make with a digit or the arrows."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from merchant_desk.queries.delivery_view import DeliveryView
from merchant_desk.ui.deliveries.goods_rows import GoodsPainter, GoodsRow, goods_rows
from merchant_desk.ui.packing.choice_rows import ChoicePainter, ChoiceRow
from merchant_desk.ui.packing.row_list import RowList
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.announce import announce
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.deliveries import ArticleMeant
from merchant_desk.values.french import number
from merchant_desk.values.ids import ProductId
from merchant_desk.values.texts import _, ngettext

_INDENT = 10


class GoodsCard(Card):
    """Lists what is expected and what came; ``chosen`` carries the article picked.

    ``picked`` carries an article of the list, ``by_hand`` asks for one without scanner.
    """

    chosen = Signal(object)
    picked = Signal(object)
    by_hand = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Articles"), padding=10, parent=parent)
        self.lines: RowList[GoodsRow] = RowList(
            theme, _("Articles de la livraison"), GoodsPainter(theme)
        )
        self.choices: RowList[ChoiceRow] = RowList(theme, _("Choix"), ChoicePainter(theme))
        self.choices.takes_digits = True
        self._empty = TextLabel(
            theme, _("Ce qui est scanné s’affichera ici."), ink=Ink.TEXT2, wraps=True
        )
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages = QStackedWidget()
        for page in (self._empty, self.lines, self.choices):
            self._pages.addWidget(page)
        self.body.addWidget(self._pages, 1)
        self._hand = Button(theme, _("Sans scanner"), kind=Kind.QUIET, icon="keyboard")
        self.title.setContentsMargins(_INDENT, 0, 0, 0)
        self.add_action(self._hand)
        self._hand.clicked.connect(self.by_hand)
        self.choices.picked.connect(self._on_chosen)
        self.lines.picked.connect(self._on_picked)

    @property
    def choosing(self) -> bool:
        """Tell whether a choice is asked for."""
        return self._pages.currentWidget() is self.choices

    def show_goods(self, view: DeliveryView | None, fresh: ProductId | None) -> None:
        """Show the lines, the one just scanned first."""
        lines = () if view is None else view.lines
        self.lines.show_rows(goods_rows(lines, fresh))
        left = 0 if view is None else view.left
        words = ngettext("{n} unité attendue", "{n} unités attendues", left)
        self.note.setText(words.format(n=number(left)) if left else "")
        self._hand.setEnabled(view is not None and view.open)
        if not self.choosing:
            self._pages.setCurrentWidget(self.lines if lines else self._empty)

    def ask_article(self, choices: Sequence[ArticleMeant]) -> None:
        """Ask which article she holds."""
        rows = [
            ChoiceRow(place, each.name, each.sku, "", each.product_id)
            for place, each in enumerate(choices, 1)
        ]
        self.choices.show_rows(rows)
        self._pages.setCurrentWidget(self.choices)
        self.choices.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self.choices, _("Quel article\u00a0?"))

    def end_choice(self) -> None:
        """Go back to the lines."""
        if self.choosing:
            self._pages.setCurrentWidget(self.lines if self.lines.rows else self._empty)

    def _on_chosen(self, row: ChoiceRow) -> None:
        self.end_choice()
        self.chosen.emit(ProductId(row.value))

    def _on_picked(self, row: GoodsRow) -> None:
        if row.line is not None:
            self.picked.emit(row.line)
