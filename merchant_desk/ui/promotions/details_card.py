"""The conditions of an operation: only what its kind needs, and what is seldom asked for."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.rules.promotion_draft import PromotionDraft
from merchant_desk.ui.promotions import detail_parts as parts
from merchant_desk.ui.promotions.bundle_part import BundlePart
from merchant_desk.ui.promotions.draft_part import DraftPart
from merchant_desk.ui.promotions.inventory_part import InventoryPart
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.card import Card
from merchant_desk.values.texts import _


class DetailsCard(Card):
    """``edited`` when anything in it was changed by hand."""

    edited = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Conditions"))
        self._kind = ""
        self.bundle = BundlePart(theme)
        self.premium = parts.premium_part(theme)
        self.audience = parts.audience_part(theme)
        self.declaration = parts.declaration_part(theme)
        self.inventory = InventoryPart(theme)
        self.claim = parts.claim_part(theme)
        self._parts: tuple[DraftPart, ...] = (
            self.bundle,
            self.premium,
            parts.code_part(theme),
            parts.loyalty_part(theme),
            parts.launch_part(theme),
            self.audience,
            self.declaration,
            self.inventory,
            parts.covers_part(theme),
            parts.soldes_part(theme),
            parts.stock_limit_part(theme),
            self.claim,
        )
        self._rare: tuple[DraftPart, ...] = (
            parts.single_rate_part(theme),
            parts.loss_part(theme),
            parts.special_part(theme),
        )
        self.more = Button(theme, _("Cas particuliers"), icon="chevron-down")
        self._seldom = QWidget()
        self._build()

    def _build(self) -> None:
        self.body.setSpacing(12)
        for part in self._parts:
            self.body.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(self.more)
        row.addStretch(1)
        self.body.addLayout(row)
        column = QVBoxLayout(self._seldom)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in self._rare:
            column.addWidget(part)
        self.body.addWidget(self._seldom)
        self._seldom.hide()
        for part in (*self._parts, *self._rare):
            part.edited.connect(self._on_edited)
        self.more.clicked.connect(self._on_more)

    def show_draft(self, draft: PromotionDraft) -> None:
        """Show what was kept, announcing nothing."""
        for part in (*self._parts, *self._rare):
            part.show_draft(draft)
        self._kind = ""
        self.show_kind(draft.kind)
        blank = PromotionDraft(title="", kind=draft.kind, starts_at=draft.starts_at)
        self._open_rare(on=any(part.put_into(blank) != blank for part in self._rare))

    def show_kind(self, kind: str) -> None:
        """Show what this kind of operation needs."""
        if kind != self._kind:
            self._kind = kind
            for part in (*self._parts, *self._rare):
                part.show_kind(kind)

    def show_skus(self, skus: Sequence[str]) -> None:
        """Tell which articles the operation has now."""
        self.inventory.show_skus(skus)

    def place_of(self, field: str) -> QWidget | None:
        """Return the input that tells a field, opened where it lies among the rare ones."""
        for part in (*self._parts, *self._rare):
            place = part.place_of(field) if part.suits(self._kind) else None
            if place is not None:
                if part in self._rare:
                    self._open_rare(on=True)
                return place
        return None

    def put_into(self, draft: PromotionDraft) -> PromotionDraft:
        """Return the draft with what this card says."""
        self.show_kind(draft.kind)
        for part in (*self._parts, *self._rare):
            draft = part.put_into(draft)
        return draft

    def _on_more(self) -> None:
        self._open_rare(on=self._seldom.isHidden())

    def _open_rare(self, *, on: bool) -> None:
        self._seldom.setVisible(on)
        self.more.set_icon_name("chevron-up" if on else "chevron-down")

    def _on_edited(self) -> None:
        self.edited.emit()
