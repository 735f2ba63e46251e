"""Whether the prices of an operation are practised « à l’égard de tous les consommateurs »."""

from typing import Literal

from merchant_desk.rules.promotion_draft import PromotionDraft

_LARGE_PERCENT = 25
"""A segment of a quarter of the customers counts as everybody (a reading of the product)."""


def history_audience(draft: PromotionDraft) -> Literal["all", "segment"]:
    """Return to whom the prices are open, as the price ledger keeps it (C. conso. L112-1-1)."""
    if draft.kind == "loyalty" or draft.bundle is not None:
        return "segment"
    audience = draft.audience
    open_to_all = audience.who == "all" or (
        audience.who == "segment" and audience.share_percent >= _LARGE_PERCENT
    )
    return "all" if open_to_all else "segment"


def shown_to_everybody(draft: PromotionDraft) -> bool:
    """Tell whether a storefront may show the prices to every visitor.

    A price for some customers, behind a code or a card, or on a quantity is no sale price.
    """
    conditional = draft.kind in {"promo_code", "loyalty", "bundle", "premium"}
    return draft.audience.who == "all" and not conditional and draft.bundle is None
