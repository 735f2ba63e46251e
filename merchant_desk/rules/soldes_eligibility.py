"""Which units of an article may be sold as soldées, receipt by receipt (C. com. L310-3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol


class Why(StrEnum):
    """Why the units of a receipt may be soldées, or may not."""

    ELIGIBLE = "eligible"
    TOO_LATE = "too_late"  # received, or put on sale, less than a month before the season
    NOT_PAID = "not_paid"  # the supplier was paid too late, or is not yet
    UNKNOWN = "unknown"  # nobody wrote down when the supplier was paid
    ASIDE = "aside"  # in quarantine


class Receipt(Protocol):
    """What of a receipt the rule reads."""

    @property
    def received_on(self) -> date:
        """Return when it came in."""

    @property
    def quantity(self) -> int:
        """Return how many units came in."""

    @property
    def source(self) -> str:
        """Return ``supplier``, or ``transfer`` from a shop of the same company."""

    @property
    def on_sale_since(self) -> date | None:
        """Return when it was put on sale, if that was later."""

    @property
    def paid_on(self) -> date | None:
        """Return when the supplier was paid."""

    @property
    def paid_known(self) -> bool:
        """Return whether the payment was written down."""

    @property
    def quarantined(self) -> bool:
        """Return whether its units were put aside."""


@dataclass(frozen=True, slots=True)
class Share:
    """What is left of one receipt, and whether it may be soldé."""

    index: int
    left: int
    why: Why


@dataclass(frozen=True, slots=True)
class Eligibility:
    """What of the units in stock may be soldées, receipt by receipt."""

    shares: tuple[Share, ...]
    eligible: int
    undated: int
    """Units in stock that no receipt tells about: whether they may is not known."""


def eligibility(receipts: Sequence[Receipt], in_stock: int, limit: date) -> Eligibility:
    """Return which units may be soldées; ``limit`` is a month before the first official day.

    What was received first is taken to be sold first: what is in stock are the latest units.
    Units put aside are not in stock.
    """
    left = max(0, in_stock)
    shares = []
    for index, receipt in reversed(list(enumerate(receipts))):
        if receipt.quarantined:
            shares.append(Share(index, receipt.quantity, Why.ASIDE))
            continue
        units = min(left, receipt.quantity)
        left -= units
        shares.append(Share(index, units, _why(receipt, limit)))
    shares.reverse()
    eligible = sum(each.left for each in shares if each.why is Why.ELIGIBLE)
    return Eligibility(tuple(shares), eligible, left)


def _why(receipt: Receipt, limit: date) -> Why:
    if _offered(receipt) > limit:
        return Why.TOO_LATE
    if not receipt.paid_known:
        return Why.UNKNOWN
    if receipt.paid_on is None or receipt.paid_on > limit:
        return Why.NOT_PAID
    return Why.ELIGIBLE


def _offered(receipt: Receipt) -> date:
    """Return since when the company sells the units: a transfer does not begin anew."""
    if receipt.on_sale_since is None:
        return receipt.received_on
    if receipt.source == "transfer":
        return receipt.on_sale_since
    return max(receipt.received_on, receipt.on_sale_since)
