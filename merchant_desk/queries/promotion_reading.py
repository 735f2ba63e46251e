"""What the desk knows of the articles of an operation, read once and kept while she types."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta, tzinfo

from sqlalchemy.orm import Session

from merchant_desk.queries.law_items import LawFacts, law_facts
from merchant_desk.queries.law_shop import law_shop
from merchant_desk.queries.price_history import (
    DayReading,
    ledger_lines,
    planned_lines,
    price_histories,
)
from merchant_desk.rules.legal.items import PriceEntry
from merchant_desk.rules.legal.parts import Shop
from merchant_desk.rules.legal.words_of_law import Channel
from merchant_desk.rules.legal.zones import clock_of
from merchant_desk.rules.price_ledger import PriceLine
from merchant_desk.rules.promotion_draft import PromotionDraft
from merchant_desk.values.ids import ProductId, PromotionId, parse_id

_HISTORY = timedelta(days=120)
"""No rule looks further back than 75 days before the start."""


@dataclass(frozen=True, slots=True)
class Past:
    """The past prices of one article: by channel, as days, and the first day there was one."""

    entries: Mapping[Channel, tuple[PriceEntry, ...]]
    known_since: date | None

    @property
    def whole(self) -> tuple[PriceEntry, ...]:
        """Return the entries of all channels, once where they are the same."""
        if len({id(each) for each in self.entries.values()}) <= 1:
            return next(iter(self.entries.values()), ())
        every = dict.fromkeys(self.entries.values())
        return tuple(entry for each in every for entry in each)


@dataclass(frozen=True, slots=True)
class PromotionReading:
    """The shop, the articles and their past, good for every draft with the same articles."""

    products: tuple[str, ...]
    promotion_id: PromotionId | None
    shop: Shop
    clock: tzinfo
    facts: tuple[LawFacts, ...]
    _lines: Mapping[ProductId, Sequence[tuple[str, PriceLine]]]
    _pasts: dict[tuple[tuple[Channel, ...], date], list[Past]] = field(default_factory=dict)

    def suits(self, draft: PromotionDraft, promotion_id: PromotionId | None) -> bool:
        """Tell whether a draft is about the articles that were read."""
        return self.products == draft.products and self.promotion_id == promotion_id

    def pasts(self, draft: PromotionDraft) -> list[Past]:
        """Return the past of each article, in the order of the facts."""
        since = draft.starts_at.date() - _HISTORY
        key = (draft.channels, since)
        found = self._pasts.get(key)
        if found is None:
            days = DayReading(self.clock, since)
            found = [self._past(each.product_id, draft.channels, days) for each in self.facts]
            self._pasts.clear()  # only the latest dates are asked for again and again
            self._pasts[key] = found
        return found

    def _past(self, product_id: ProductId, channels: Sequence[Channel], days: DayReading) -> Past:
        lines = self._lines[product_id]
        first = min((line.from_at for _channel, line in lines), default=None)
        return Past(price_histories(lines, channels, days), days.day(first) if first else None)


def read_articles(
    session: Session, draft: PromotionDraft, promotion_id: PromotionId | None
) -> PromotionReading:
    """Read everything that questions about the articles of a draft need.

    Raises RefusedError while the shop's address is not known.
    """
    shop = law_shop(session)
    ids = [ProductId(known) for text in draft.products if (known := parse_id(text)) is not None]
    ledger, planned = ledger_lines(session, ids), planned_lines(session, ids, promotion_id)
    return PromotionReading(
        products=draft.products,
        promotion_id=promotion_id,
        shop=shop,
        clock=clock_of(shop.zone),
        facts=law_facts(session, ids),
        _lines={each: [*ledger[each], *planned[each]] for each in ids},
    )
