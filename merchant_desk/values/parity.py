"""What a full comparison of the desk with a storefront found; kept as JSON, shown as it is."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

MOST = 500
"""Differences kept of each kind; the counts are of all."""


class Gap(StrEnum):
    """What kind of difference."""

    STOCK = "stock"
    PRICE = "price"
    ONLY_HERE = "only_here"  # linked, and the shop no longer lists it
    ONLY_THERE = "only_there"  # the shop lists it, no product here is linked to it
    ORDER_ONLY_HERE = "order_only_here"
    ORDER_ONLY_THERE = "order_only_there"


ORDER_GAPS = frozenset({Gap.ORDER_ONLY_HERE, Gap.ORDER_ONLY_THERE})


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: of what, the value here, the value there.

    Amounts are cents, stocks are units. ``waits`` says that the desk has already written down that
    the shop is to be told: the next exchange should make them agree.
    """

    gap: Gap
    remote_id: str
    name: str
    here: int | None = None
    there: int | None = None
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Parity:
    """The whole report; nothing was repaired by it."""

    articles: int
    orders: int
    requests: int
    counts: Mapping[str, int]
    differences: tuple[Difference, ...]

    @property
    def agrees(self) -> bool:
        """Tell whether nothing differs that is not on its way."""
        return all(each.waits for each in self.differences)

    def text(self) -> str:
        """Return the report as it is kept."""
        return json.dumps(asdict(self), sort_keys=True)


def parity_of(articles: int, orders: int, requests: int, differences: list[Difference]) -> Parity:
    """Count all differences, keep the first of each kind."""
    counts = {gap.value: sum(each.gap is gap for each in differences) for gap in Gap}
    kept: list[Difference] = []
    for gap in Gap:
        kept += [each for each in differences if each.gap is gap][:MOST]
    return Parity(articles, orders, requests, counts, tuple(kept))


def read_parity(kept: str) -> Parity:
    """Return a report that was kept; raises ValueError when it cannot be read."""
    data: dict[str, Any] = json.loads(kept)
    try:
        return Parity(
            articles=data["articles"],
            orders=data["orders"],
            requests=data["requests"],
            counts=data["counts"],
            differences=tuple(
                Difference(**{**each, "gap": Gap(each["gap"])}) for each in data["differences"]
            ),
        )
    except (KeyError, TypeError) as error:
        raise ValueError("not a parity report") from error
