"""Whether one article is to be ordered, and how much of it."""

from dataclasses import dataclass
from datetime import date

from merchant_desk.rules.forecast.analogy import Analogy
from merchant_desk.rules.forecast.history import History
from merchant_desk.rules.forecast.outlook import Outlook
from merchant_desk.rules.forecast.promotions import Planned
from merchant_desk.rules.reorder.lead_time import LeadTime
from merchant_desk.rules.reorder.policy import Kept, Levels, Policy, levels, until_delivery
from merchant_desk.values.ids import ProductId, SupplierId
from merchant_desk.values.money import Money
from merchant_desk.values.purchases import ArticleTerms
from merchant_desk.values.reorder import StockNow


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One article as the proposal looks at it."""

    product_id: ProductId
    sku: str
    title: str
    price: Money
    rate_bp: int
    usual_cost: int | None
    stock: StockNow
    kept: Kept
    history: History
    outlook: Outlook | None
    lead: LeadTime
    supplier_id: SupplierId | None
    terms: ArticleTerms
    soldes_until: date | None = None
    """What comes now would come while it is soldé: that day is the last of it."""
    soldes_from: date | None = None
    """Soldes that begin too soon after it comes for it to be soldé: they are not counted."""
    estimate: int | None = None
    """Units in four weeks, as a person said."""
    planned: tuple[Planned, ...] = ()
    """Operations to come that its forecast counts."""

    @property
    def analogy(self) -> Analogy | None:
        """Return what its forecast leans on, while it has hardly any sales of its own."""
        return None if self.outlook is None else self.outlook.analogy


@dataclass(frozen=True, slots=True)
class Need:
    """An article that is under its level: its levels, and the units that are wished."""

    levels: Levels
    units: int


def need(candidate: Candidate, policy: Policy) -> Need | None:
    """Return what an article needs; None when there is enough of it."""
    kept, stock = candidate.kept, candidate.stock
    if candidate.outlook is None:
        return _need_without_forecast(candidate)
    found = levels(candidate.outlook, candidate.lead, policy, kept)
    under = stock.position < found.order_at
    wish = found.up_to - stock.position
    return Need(found, wish) if under and wish > 0 else None


def _need_without_forecast(candidate: Candidate) -> Need | None:
    """Return what her own minimum and promises made ask for, where sales tell nothing."""
    kept, stock = candidate.kept, candidate.stock
    least = kept.floor if kept.minimum is None else kept.minimum
    if stock.position >= least:
        return None
    target = max(kept.target or least, least)
    return Need(Levels(least, target, 0), target - stock.position)


def has_enough(position: int, outlook: Outlook, lead: LeadTime, policy: Policy) -> bool:
    """Tell whether stock lasts until the next delivery, without working its level out."""
    return until_delivery(outlook, lead, policy).enough(position, policy.service_percent / 100)
