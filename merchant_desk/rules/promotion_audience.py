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
