"""« 3 pour 2 », « le 2e à -50 % », « dès 3 articles », « +20 % offert », lots."""

from collections.abc import Mapping
from typing import Any

import msgspec
from PySide6.QtWidgets import QWidget

from merchant_desk.rules.legal.items import (
    Bundle,
    ExtraQuantity,
    Lot,
    NForM,
    NthReduced,
    Threshold,
)
from merchant_desk.rules.promotion_draft import PromotionDraft
from merchant_desk.ui.promotions.draft_inputs import (
    AmountInput,
    ChoiceInput,
    CountInput,
    PercentInput,
    TickInput,
)
from merchant_desk.ui.promotions.draft_part import DraftPart, Inputs, needed
from merchant_desk.ui.promotions.law_words import BUNDLES
from merchant_desk.ui.theme import Theme
from merchant_desk.values.texts import _

_RECORDS: dict[str, type[Bundle]] = {
    "n_for_m": NForM,
    "nth_reduced": NthReduced,
    "threshold": Threshold,
    "extra_quantity": ExtraQuantity,
    "lot": Lot,
}
_TWO = 2


class BundlePart(DraftPart):
    """An advantage that hangs on a quantity."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(("bundle",), ("bundle",))
        self.inputs = Inputs(
            {
                "type": ChoiceInput(theme, _("Avantage"), BUNDLES),
                "get": CountInput(theme, _("Articles emportés"), least=_TWO),
                "pay": CountInput(theme, _("Articles payés"), least=1),
                "nth": CountInput(theme, _("Rang de l’article réduit"), least=_TWO),
                "min_quantity": CountInput(theme, _("À partir de (articles)"), least=_TWO),
                "percent": PercentInput(theme, _("Avantage, en\u00a0%")),
                "quantity": CountInput(theme, _("Articles du lot"), least=_TWO),
                "lot_price": AmountInput(theme, _("Prix du lot")),
                "unit_price_alone": AmountInput(theme, _("Prix d’un article seul")),
                "claimed_instead_of": AmountInput(theme, _("«\u00a0Au lieu de\u00a0» annoncé")),
                "composition_shown": TickInput(theme, _("La composition du lot est affichée")),
            },
            {
                "get": ("type", ("n_for_m",)),
                "pay": ("type", ("n_for_m",)),
                "nth": ("type", ("nth_reduced",)),
                "min_quantity": ("type", ("threshold",)),
                "percent": ("type", ("nth_reduced", "threshold", "extra_quantity")),
                **dict.fromkeys(
                    (
                        "quantity",
                        "lot_price",
                        "unit_price_alone",
                        "claimed_instead_of",
                        "composition_shown",
                    ),
                    ("type", ("lot",)),
                ),
            },
        )
        self.column.addWidget(self.inputs)
        self.inputs.edited.connect(self.on_edited)

    def place_of(self, field: str) -> QWidget | None:
        """Return the input that tells a field."""
        return self.inputs.first if field == "bundle" else None

    def show_values(self, draft: PromotionDraft) -> None:
        """Show the advantage, « 3 pour 2 » where there is none yet."""
        bundle = draft.bundle
        if bundle is None:
            self.inputs.show_values({"type": "n_for_m", "get": 3, "pay": 2, "nth": _TWO})
            return
        told = msgspec.structs.asdict(bundle)
        self.inputs.show_values({**told, "type": bundle.__struct_config__.tag})

    def values(self, draft: PromotionDraft) -> Mapping[str, Any]:
        """Return the advantage, none while a number it needs is not told."""
        told = self.inputs.entered()
        record = _RECORDS[told.pop("type")]
        if not needed(record) <= told.keys():
            return {"bundle": None}
        return {"bundle": record(**told)}
