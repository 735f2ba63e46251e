"""The inventory filed with a liquidation: its columns, and the articles it lists."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from merchant_desk.rules.legal.parts import Inventory, InventoryEntry
from merchant_desk.rules.promotion_draft import PromotionDraft
from merchant_desk.ui.promotions.draft_inputs import SetInput, TickInput
from merchant_desk.ui.promotions.draft_part import DraftPart
from merchant_desk.ui.promotions.law_words import COLUMNS
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import number
from merchant_desk.values.texts import _, ngettext


class InventoryPart(DraftPart):
    """What was filed stays as it is, whatever is added to the operation afterwards."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(("inventory",), ("liquidation",))
        self._entries: tuple[InventoryEntry, ...] = ()
        self._skus: tuple[str, ...] = ()
        self.gate = TickInput(theme, _("L’inventaire est joint à la déclaration"))
        self.columns = SetInput(theme, _("L’inventaire indique"), COLUMNS)
        self.counted = TextLabel(theme, "", ink=Ink.TEXT2, tabular=True)
        self.take = Button(theme, _("Y mettre les articles de l’opération"), icon="clipboard-list")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.take)
        row.addWidget(self.counted, 1)
        self.column.addWidget(self.gate)
        self.column.addWidget(self.columns)
        self.column.addLayout(row)
        self.gate.edited.connect(self._on_changed)
        self.columns.edited.connect(self._on_changed)
        self.take.clicked.connect(self._on_take)

    def show_skus(self, skus: Sequence[str]) -> None:
        """Tell which articles the operation has now."""
        self._skus = tuple(skus)
        self.take.setEnabled(bool(skus))

    def place_of(self, field: str) -> QWidget | None:
        """Return the gate for the inventory, the columns for one of them."""
        if field == "inventory" or (field in self.columns.boxes and not self.gate.entered):
            return self.gate
        return self.columns.boxes.get(field)

    def show_values(self, draft: PromotionDraft) -> None:
        """Show the inventory that was filed."""
        inventory = draft.inventory
        self.gate.show_value(inventory is not None)
        self.columns.show_value(inventory.columns if inventory else None)
        self._entries = inventory.entries if inventory else ()
        self._show_count()

    def values(self, _draft: PromotionDraft) -> Mapping[str, Any]:
        """Return the inventory."""
        if not self.gate.entered:
            return {"inventory": None}
        columns: Any = self.columns.entered or ()
        return {"inventory": Inventory(columns=columns, entries=self._entries)}

    def _on_take(self) -> None:
        known = {each.sku: each for each in self._entries}
        self._entries = tuple(known.get(sku, InventoryEntry(sku=sku)) for sku in self._skus)
        self._on_changed()

    def _on_changed(self) -> None:
        self._show_count()
        self.on_edited()

    def _show_count(self) -> None:
        filed = bool(self.gate.entered)
        for each in (self.columns, self.take, self.counted):
            each.setVisible(filed)
        count = len(self._entries)
        words = ngettext("{n} article y est inscrit", "{n} articles y sont inscrits", count)
        self.counted.setText(words.format(n=number(count)))
