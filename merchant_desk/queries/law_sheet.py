"""What is known of articles for the law, with their receipts and every price they ever had."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.law_facts import CategoryLaw, ProductLaw
from merchant_desk.models.product import Product
from merchant_desk.queries.law_items import LawFacts, law_facts
from merchant_desk.queries.law_shop import shop_zone
from merchant_desk.queries.price_history import ledger_lines
from merchant_desk.queries.soldes_now import Season, season_of
from merchant_desk.rules.price_ledger import price_at
from merchant_desk.rules.soldes_eligibility import Eligibility, eligibility
from merchant_desk.values.folding import folded
from merchant_desk.values.ids import ProductId
from merchant_desk.values.money import Money

_LAW, _CATEGORIES, _PRODUCTS = table(ProductLaw), table(CategoryLaw), table(Product)


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One line of the price ledger: what was practised when, and since when it is known."""

    price: Money
    channel: str
    from_at: datetime
    until_at: datetime | None
    learned_at: datetime
    source: str
    promotion: str
    corrected: bool
    """A line learnt later says otherwise about its beginning."""


@dataclass(frozen=True, slots=True)
class LawSheetCard:
    """The articles, what their own sheet says they are, and for one alone its dates and prices."""

    articles: tuple[LawFacts, ...]
    own_categories: tuple[str, ...]
    """As their sheets say, in the same order; empty where the catalogue's category decides."""
    season: Season | None
    eligibility: Eligibility | None
    ledger: tuple[LedgerRow, ...]
    zone: str | None
    """Where the shop is: by its clock days begin and end."""

    @property
    def alike(self) -> bool:
        """Tell whether all the sheets say the same."""
        return len({_told(each, own) for each, own in self._pairs()}) <= 1

    def _pairs(self) -> Sequence[tuple[LawFacts, str]]:
        return tuple(zip(self.articles, self.own_categories, strict=True))


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """A category of the catalogue, how many articles it has, and what it is before the law."""

    category: str
    articles: int
    law_category: str


def law_sheet(session: Session, product_ids: Sequence[ProductId], now: datetime) -> LawSheetCard:
    """Return the sheets of articles; receipts and prices only of one alone."""
    articles = law_facts(session, product_ids)
    rows = session.execute(
        select(_LAW.c.product_id, _LAW.c.law_category).where(
            _LAW.c.product_id.in_([each.product_id for each in articles])
        )
    )
    own = {row.product_id: row.law_category for row in rows}
    zone = shop_zone(session)
    named = tuple(own.get(each.product_id, "") for each in articles)
    if len(articles) != 1:
        return LawSheetCard(articles, named, None, None, (), zone)
    (article,) = articles
    season = season_of(session, article.product_id, now)
    found = None if season is None else eligibility(article.batches, article.units, season.limit)
    ledger = _ledger(session, article.product_id)
    return LawSheetCard(articles, named, season, found, ledger, zone)


def category_laws(session: Session) -> tuple[CategoryRow, ...]:
    """Return every category of the catalogue with what it is before the law."""
    laws = {
        row.category: row.law_category
        for row in session.execute(select(_CATEGORIES.c.category, _CATEGORIES.c.law_category))
    }
    counts: dict[str, int] = {}
    wanted = select(_PRODUCTS.c.category).where(_PRODUCTS.c.category != "")
    for category in session.scalars(wanted):
        counts[category] = counts.get(category, 0) + 1
    return tuple(
        CategoryRow(category, counts[category], laws.get(category, ""))
        for category in sorted(counts, key=folded)
    )


def _ledger(session: Session, product_id: ProductId) -> tuple[LedgerRow, ...]:
    lines = ledger_lines(session, [product_id])[product_id]
    rows = []
    for channel, line in lines:
        heard = [
            other
            for named, other in lines
            if named in ("", channel) and other.audience == line.audience
        ]
        right = price_at(heard, line.from_at)
        rows.append(
            LedgerRow(
                line.price, channel, line.from_at, line.until_at, line.learned_at, line.source,
                line.promotion, right is not line,
            )
        )  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (row.from_at, row.learned_at), reverse=True))


def _told(facts: LawFacts, own: str) -> tuple[object, ...]:
    return (
        own, facts.flags, facts.acquisition, facts.supplier, facts.offered_since,
        facts.other_advantages_bp, facts.transport_tenthousandths,
        facts.specific_taxes_tenthousandths, facts.excise_tenthousandths,
        tuple(sorted(facts.details.items())),
    )  # fmt: skip
