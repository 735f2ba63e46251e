"""The articles of a draft, as the table of the form shows them: prices, margin, verdict."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from sqlalchemy.orm import Session

from merchant_desk.queries.promotion_verdict import Verdict
from merchant_desk.rules.legal.answer import Level
from merchant_desk.rules.promotion_lines import PlannedLine, shown_percent
from merchant_desk.values.ids import ProductId
from merchant_desk.values.money import Money

_TENTHOUSANDTHS_A_CENT, _WHOLE_BP = 100, 10_000


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One article: usual price, new price, what is crossed out, what is announced."""

    product_id: ProductId
    sku: str
    name: str
    usual: Money
    price: Money | None
    prior: Money | None
    percent: int
    margin_bp: int | None
    """What is left of the price before VAT after the purchase cost; None without a cost."""
    units: int
    level: Level


@dataclass(frozen=True, slots=True)
class DraftLines:
    """The lines of a verdict, given page by page like those of any table."""

    lines: tuple[DraftLine, ...] = ()
    sort: str = ""
    descending: bool = False

    def count(self, _session: Session) -> int:
        """Return how many there are."""
        return len(self.lines)

    def fetch(self, _session: Session, offset: int, limit: int) -> Sequence[DraftLine]:
        """Return one page."""
        return self._ordered()[offset : offset + limit]

    def ids(self, _session: Session) -> Sequence[bytes]:
        """Return the id of every article."""
        return [each.product_id for each in self._ordered()]

    def sorted_by(self, key: str, *, descending: bool) -> Self:
        """Return the same lines in another order."""
        return replace(self, sort=key, descending=descending)

    def _ordered(self) -> Sequence[DraftLine]:
        key = _ORDERS.get(self.sort)
        return sorted(self.lines, key=key, reverse=self.descending) if key else self.lines


_ORDERS: dict[str, Any] = {
    "sku": lambda line: line.sku,
    "name": lambda line: line.name.casefold(),
    "usual": lambda line: line.usual.cents,
    "price": lambda line: line.price.cents if line.price else 0,
    "percent": lambda line: line.percent,
    "margin": lambda line: -_WHOLE_BP if line.margin_bp is None else line.margin_bp,
    "level": lambda line: int(line.level),
}


def draft_lines(verdict: Verdict) -> DraftLines:
    """Return the lines of a verdict; with markdowns, the price of the last one."""
    priced: dict[ProductId, PlannedLine] = {each.product_id: each for each in verdict.lines}
    levels: dict[str, Level] = {}
    for finding in verdict.answer.findings:
        for sku in finding.skus:
            levels[sku] = max(levels.get(sku, Level.PASS), finding.level)
    lines = []
    for facts in verdict.facts:
        line = priced.get(facts.product_id)
        lines.append(
            DraftLine(
                product_id=facts.product_id,
                sku=facts.sku,
                name=facts.name,
                usual=facts.price,
                price=line.price if line else None,
                prior=line.shown_prior if line else None,
                percent=shown_percent(line) if line else 0,
                margin_bp=_margin(line, facts.cost_tenthousandths, facts.rate_bp),
                units=facts.units,
                level=levels.get(facts.sku, Level.PASS),
            )
        )
    return DraftLines(tuple(lines))


def _margin(line: PlannedLine | None, cost: int | None, rate_bp: int) -> int | None:
    if line is None or cost is None or not line.price:
        return None
    before_vat = line.price.cents * _TENTHOUSANDTHS_A_CENT * _WHOLE_BP // (_WHOLE_BP + rate_bp)
    return (before_vat - cost) * _WHOLE_BP // before_vat if before_vat else None
