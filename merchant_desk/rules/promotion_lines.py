"""The prices of an operation, article by article and step by step, with what is crossed out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Protocol

from merchant_desk.rules.legal.items import PriceEntry
from merchant_desk.rules.legal.words_of_law import Channel
from merchant_desk.rules.promotion_draft import OwnPrice, Pricing, PromotionDraft
from merchant_desk.rules.promotion_prices import new_price
from merchant_desk.values.ids import ProductId, id_text
from merchant_desk.values.money import Money, round_half_up

_WINDOW = timedelta(days=30)
_DAY = timedelta(days=1)


class PricedArticle(Protocol):
    """What of an article its new price hangs on."""

    @property
    def product_id(self) -> ProductId:
        """Return which article it is."""

    @property
    def price(self) -> Money:
        """Return its usual price, VAT included."""

    @property
    def cost_tenthousandths(self) -> int | None:
        """Return its cost before VAT."""

    @property
    def rate_bp(self) -> int:
        """Return its rate of VAT, in hundredths of a percent."""


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """The price of one article in one step; ``shown_prior`` is what is crossed out."""

    product_id: ProductId
    step: int
    starts_at: datetime
    ends_at: datetime | None
    usual: Money
    price: Money
    shown_prior: Money | None


OwnPrices = Mapping[str, Mapping[int, OwnPrice]]


def own_prices(draft: PromotionDraft) -> OwnPrices:
    """Return what she chose herself, by article and step."""
    found: dict[str, dict[int, OwnPrice]] = {}
    for each in draft.own_prices:
        found.setdefault(each.product, {})[each.step] = each
    return found


def planned_prices(
    draft: PromotionDraft,
    article: PricedArticle,
    histories: Mapping[Channel, Sequence[PriceEntry]],
    own: OwnPrices,
    clock: tzinfo,
) -> tuple[PlannedLine, ...]:
    """Return the prices of an article; none where the operation sets no price.

    What is crossed out is the lawful prior price: the lowest of the thirty days before the first
    step, on the cheapest of the channels (C. conso. L112-1-1), kept through all the steps.
    """
    mine = own.get(id_text(article.product_id), {})
    day = draft.starts_at.astimezone(clock).date()
    prior = _prior(mine.get(0), histories, day)
    steps = _steps(draft)
    lines = []
    for index, (starts_at, pricing) in enumerate(steps):
        price = _price(mine.get(index), pricing, article)
        if price is not None:
            ends_at = steps[index + 1][0] if index + 1 < len(steps) else draft.ends_at
            lines.append(
                PlannedLine(
                    article.product_id, index, starts_at, ends_at, article.price, price, prior
                )
            )
    return tuple(lines)


def shown_percent(line: PlannedLine) -> int:
    """Return the percentage to announce: the true one, rounded down; 0 where there is none."""
    if not line.shown_prior or line.price >= line.shown_prior:
        return 0
    prior = line.shown_prior.cents
    return 100 * (prior - line.price.cents) // prior


def lowest_before(entries: Sequence[PriceEntry], day: date) -> Money | None:
    """Return the lowest price open to all on the thirty days before a day."""
    first, last = day - _WINDOW, day - _DAY
    prices = [
        each.price
        for each in entries
        if each.audience == "all" and each.from_ <= last and (each.to is None or each.to >= first)
    ]
    return Money(round_half_up(min(prices) * 100)) if prices else None


def _prior(
    own: OwnPrice | None, histories: Mapping[Channel, Sequence[PriceEntry]], day: date
) -> Money | None:
    if own is not None and own.prior is not None:
        return Money(own.prior)
    told = {id(each): each for each in histories.values()}  # channels may share one history
    found = [low for each in told.values() if (low := lowest_before(each, day)) is not None]
    return min(found, default=None)


def _steps(draft: PromotionDraft) -> list[tuple[datetime, Pricing]]:
    later = sorted(draft.steps, key=lambda each: each.starts_at)
    return [(draft.starts_at, draft.pricing), *((each.starts_at, each.pricing) for each in later)]


def _price(own: OwnPrice | None, pricing: Pricing, article: PricedArticle) -> Money | None:
    if own is not None and own.price is not None:
        return Money(own.price)
    return new_price(pricing, article.price, article.cost_tenthousandths, article.rate_bp)
