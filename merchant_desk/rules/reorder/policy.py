"""When an article is to be ordered and up to what: from its outlook, its lead time, her choices."""

from dataclasses import dataclass

from merchant_desk.rules.forecast.history import WEEK
from merchant_desk.rules.forecast.outlook import Outlook
from merchant_desk.rules.forecast.spread import Spread
from merchant_desk.rules.reorder.lead_time import LeadTime

PARTS = 1000
"""Units missing on average are rounded to thousandths before they meet money."""
_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Policy:
    """What she chose for the whole shop."""

    cover_days: int = 28
    """How long what comes is to last."""
    review_days: int = 7
    """How long until orders are looked at again."""
    service_percent: int = 95
    """How often stock is to be enough until the next delivery."""
    usual_lead_days: int = 14
    """For a supplier of which nothing is known."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What stock is kept of an article: set by hand it holds, None leaves it to the forecast."""

    minimum: int | None = None
    target: int | None = None
    floor: int = 0
    """What she accepted, or set for some places only: more is kept where sales ask for it."""


@dataclass(frozen=True, slots=True)
class Levels:
    """From what stock on to order, up to what, and how much of it is for safety."""

    order_at: int
    up_to: int
    safety: int


def until_delivery(outlook: Outlook, lead: LeadTime, policy: Policy) -> Spread:
    """Return how the units are spread that stock must last for: until what is ordered next."""
    return outlook.spread(lead.days + policy.review_days, late_variance(outlook, lead))


def levels(outlook: Outlook, lead: LeadTime, policy: Policy, kept: Kept) -> Levels:
    """Return the levels of one article; what a person set holds, whatever sales say.

    What sells more is never kept less of: the safety is that of the time until the next delivery,
    and what the days after it sell comes on top.
    """
    until = until_delivery(outlook, lead, policy)
    enough = until.quantile(policy.service_percent / _PERCENT)
    covered = outlook.mean(lead.days + policy.cover_days)
    target = max(enough + round(max(covered - until.mean, 0.0)), round(covered))
    order_at = max(enough, kept.floor) if kept.minimum is None else kept.minimum
    up_to = max(target, order_at) if kept.target is None else max(kept.target, order_at)
    return Levels(order_at, up_to, max(enough - round(until.mean), 0))


def late_variance(outlook: Outlook, lead: LeadTime) -> float:
    """Return the variance that an uncertain lead time adds."""
    if lead.worst <= lead.days:
        return 0.0
    return (outlook.mean(WEEK) * lead.deviation / WEEK) ** 2
