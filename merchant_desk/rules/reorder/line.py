"""The line of one article in a proposal: packs, cost, range, euros at risk, doubts, reason."""

from dataclasses import dataclass

from merchant_desk.rules.forecast.history import WEEK
from merchant_desk.rules.forecast.spread import Spread
from merchant_desk.rules.purchasing.prices import line_total, price_for
from merchant_desk.rules.purchasing.quantities import rounded_up
from merchant_desk.rules.reorder.article import Candidate, Need
from merchant_desk.rules.reorder.policy import PARTS, Policy, late_variance
from merchant_desk.rules.reorder.reason import Why, reason
from merchant_desk.rules.reorder.spend import Step
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.reorder import Doubt, ReorderLine

_WHOLE_BP = 10_000
_PER_CENT = 100
_TOLD_WEEKS = (4, 13, 26, 52)
_LONG_DAYS = 182
_MONTH_DAYS = 28
_STEPS = 6
_LOW, _LIKELY, _HIGH = 0.1, 0.5, 0.9


@dataclass(frozen=True, slots=True)
class Wanted:
    """A line, and the steps in which it may be bought."""

    line: ReorderLine
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class _Loss:
    """What is lost without an order: units asked for after it comes, and what each brings."""

    spread: Spread
    stock: float
    """What can serve it without the order: what is asked for before it comes and cannot be served
    is lost anyway."""
    margin: int
    """Ten-thousandths of a euro a unit, before VAT."""

    def saved(self, units: int) -> Money:
        """Return the margin that so many units save on average."""
        kept = self.spread.missing(self.stock) - self.spread.missing(self.stock + units)
        if self.margin <= 0:
            return ZERO
        whole = PARTS * _PER_CENT
        return Money((2 * round(kept * PARTS) * self.margin + whole) // (2 * whole))


def wanted(candidate: Candidate, found: Need, policy: Policy, *, steps: bool = True) -> Wanted:
    """Return the line of an article that needs ordering; ``steps`` are for a budget."""
    terms = candidate.terms
    units = rounded_up(found.units, terms.pack_units, terms.minimum_units).units
    cost = _cost(candidate, units)
    days = candidate.lead.days + policy.cover_days
    spread = _spread(candidate, days)
    margin = None if cost is None else _margin(candidate, cost)
    loss = None if margin is None else _Loss(spread, _serving(candidate), margin)
    doubts = _doubts(candidate, units, cost, margin)
    units = 0 if Doubt.SOLDES in doubts else units
    sold, weeks = _told(candidate)
    line = ReorderLine(
        product_id=candidate.product_id,
        sku=candidate.sku,
        title=candidate.title,
        supplier_id=candidate.supplier_id,
        terms=terms,
        price=candidate.price,
        rate_bp=candidate.rate_bp,
        quantity=units,
        wished=found.units,
        cost_tenthousandths=cost,
        cost=None if cost is None else line_total(cost, 0, units),
        stock=candidate.stock,
        sold=sold,
        sold_weeks=weeks,
        lead_days=candidate.lead.days,
        lead_worst=candidate.lead.worst,
        low=spread.quantile(_LOW),
        likely=spread.quantile(_LIKELY),
        high=spread.quantile(_HIGH),
        days=days,
        month=round(candidate.outlook.mean(_MONTH_DAYS)) if candidate.outlook else 0,
        estimate=candidate.estimate,
        order_at=found.levels.order_at,
        up_to=found.levels.up_to,
        at_risk=None if loss is None else loss.saved(units),
        doubts=doubts,
        reason=reason(_why(candidate, (sold, weeks), days)),
    )
    return Wanted(line, _steps(line, loss) if steps else ())


def _cost(candidate: Candidate, units: int) -> int | None:
    """Return the price of a unit for so many, else what the article usually costs."""
    cost = price_for(candidate.terms, units)
    return candidate.usual_cost if cost is None else cost


def _spread(candidate: Candidate, days: int) -> Spread:
    if candidate.outlook is None:
        return Spread(0.0, 0.0)
    late = late_variance(candidate.outlook, candidate.lead)
    return candidate.outlook.spread(days, late)


def _serving(candidate: Candidate) -> float:
    """Return the stock that serves; promises that cannot be kept wait for what comes."""
    before = 0.0 if candidate.outlook is None else candidate.outlook.mean(candidate.lead.days)
    position = candidate.stock.position
    return before + position if position < 0 else max(float(position), before)


def _margin(candidate: Candidate, cost: int) -> int:
    """Return what a unit brings, in ten-thousandths of a euro before VAT."""
    parts = candidate.price.cents * _PER_CENT * _WHOLE_BP
    whole = _WHOLE_BP + candidate.rate_bp
    return (2 * parts + whole) // (2 * whole) - cost


def _steps(line: ReorderLine, loss: _Loss | None) -> tuple[Step, ...]:
    """Return the least that can be bought, then the packs after it, some together."""
    cost = line.cost_tenthousandths
    if loss is None or cost is None:
        return ()
    pack = max(line.terms.pack_units, 1)
    least = min(rounded_up(1, pack, line.terms.minimum_units).units, line.quantity)
    if not least:
        return ()
    many = -(-(line.quantity - least) // pack)
    jump = max(-(-many // _STEPS), 1) * pack
    found, units, saved, spent = [], 0, ZERO, ZERO
    while units < line.quantity:
        more = min(least if not units else jump, line.quantity - units)
        units += more
        now, cost_now = loss.saved(units), line_total(cost, 0, units)
        found.append(Step(more, cost_now - spent, max(now - saved, ZERO)))
        saved, spent = now, cost_now
    return tuple(found)


def _doubts(
    candidate: Candidate, units: int, cost: int | None, margin: int | None
) -> tuple[Doubt, ...]:
    outlook = candidate.outlook
    large = (
        outlook is not None
        and units > candidate.terms.minimum_units
        and candidate.terms.pack_units > 1
        and outlook.mean(_LONG_DAYS) < units
    )
    told = {
        Doubt.SOLDES: candidate.soldes_until is not None,
        Doubt.NO_SUPPLIER: candidate.supplier_id is None,
        Doubt.NO_COST: cost is None,
        Doubt.ZERO_COST: cost == 0,
        Doubt.LOSS: bool(cost) and margin is not None and margin <= 0,
        Doubt.LARGE_PACK: large,
        Doubt.NO_LEAD_TIME: candidate.supplier_id is not None and not candidate.lead.known,
        Doubt.NO_HISTORY: outlook is None,
        Doubt.ESTIMATED: candidate.analogy is not None,
    }
    return tuple(doubt for doubt, holds in told.items() if holds)


def _told(candidate: Candidate) -> tuple[int, int]:
    """Return what was sold in the shortest time that tells something."""
    for weeks in _TOLD_WEEKS:
        sold = candidate.history.last(weeks)
        if sold:
            return sold, weeks
    return 0, min(candidate.history.observed, _TOLD_WEEKS[-1])


def _why(candidate: Candidate, told: tuple[int, int], days: int) -> Why:
    outlook, (sold, weeks) = candidate.outlook, told
    return Why(
        sold,
        weeks,
        candidate.stock,
        candidate.lead,
        candidate.analogy,
        candidate.kept.minimum,
        candidate.soldes_until,
        season=outlook.season.against(days / WEEK, weeks) if outlook is not None and sold else 1.0,
        planned=next(iter(candidate.planned), None),
        soldes_from=candidate.soldes_from,
        bought=candidate.supplier_id is not None,
    )
