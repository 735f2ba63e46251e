"""What to order, worked out for the whole shop in a few statements and one walk over its rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.column_types import to_micros
from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.models.station import Setting
from merchant_desk.queries.demand_rows import changes_of_today, midnight, stock_days, window_start
from merchant_desk.queries.part_prices import part_prices
from merchant_desk.queries.reorder_campaigns import SOLDES, campaigns, soldes_seasons
from merchant_desk.queries.reorder_offers import (
    NO_TERMS,
    Delays,
    Offer,
    best_offers,
    delays,
    suppliers_of,
)
from merchant_desk.queries.reorder_stock import (
    StockFacts,
    estimates,
    kept_levels,
    lead_times,
    stock_facts,
)
from merchant_desk.rules.forecast.analogy import Traits
from merchant_desk.rules.forecast.history import StockDays, history
from merchant_desk.rules.forecast.outlook import Outlook
from merchant_desk.rules.forecast.promotions import Campaign, planned
from merchant_desk.rules.forecast.shop import ShopOutlook, Sold, shop_outlook
from merchant_desk.rules.legal.moment import month_before
from merchant_desk.rules.reorder.article import Candidate, has_enough, need
from merchant_desk.rules.reorder.lead_time import LeadTime
from merchant_desk.rules.reorder.line import Wanted, wanted
from merchant_desk.rules.reorder.policy import Kept, Policy
from merchant_desk.rules.reorder.proposal import Asked, put_together
from merchant_desk.values.article_name import full_name
from merchant_desk.values.clock import paris_date
from merchant_desk.values.goods_words import ProductKind
from merchant_desk.values.ids import ProductId, SupplierId
from merchant_desk.values.many_objects import many_objects
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.progress import Progress
from merchant_desk.values.reorder import Proposal
from merchant_desk.values.settings import (
    REORDER_COVER_DAYS,
    REORDER_LEAD_DAYS,
    REORDER_REVIEW_DAYS,
    REORDER_SERVICE,
)
from merchant_desk.values.texts import _

_PRODUCTS, _SETTINGS = table(Product), table(Setting)
_DAY = 86_400_000_000
_STEP = 1_000
_MOST_DAYS = 365
_FREE = Kept()
_NOBODY = SupplierId(b"")
_STILL = StockDays()
_ROWS = Prepared(
    select(
        _PRODUCTS.c.id,
        _PRODUCTS.c.sku,
        _PRODUCTS.c.name,
        _PRODUCTS.c.option_text,
        _PRODUCTS.c.family,
        _PRODUCTS.c.category,
        _PRODUCTS.c.price,
        _PRODUCTS.c.cost_tenthousandths,
        _PRODUCTS.c.rate_bp,
        _PRODUCTS.c.created_at,
    )
    .where(_PRODUCTS.c.active, _PRODUCTS.c.stocked, _PRODUCTS.c.kind != ProductKind.KIT)
    .order_by(_PRODUCTS.c.row)
)
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Demand:
    """Every article with what it sold, and what it is expected to sell."""

    rows: Sequence[Row]
    sold: Mapping[bytes, Sold]
    outlook: ShopOutlook
    stock: StockFacts
    offers: Mapping[bytes, Offer]
    delays: Delays
    parts: Mapping[bytes, Money]
    """What parts of kits bring that are not sold alone."""


def reorder_policy(session: Session) -> Policy:
    """Return what she chose for the whole shop; what makes no sense counts as not chosen."""
    chosen = (REORDER_COVER_DAYS, REORDER_REVIEW_DAYS, REORDER_SERVICE, REORDER_LEAD_DAYS)
    rows = session.execute(
        select(_SETTINGS.c.key, _SETTINGS.c.value).where(
            _SETTINGS.c.station == "", _SETTINGS.c.key.in_([each.key for each in chosen])
        )
    )
    stored = {row.key: row.value for row in rows}
    cover, review, service, lead = (each.read(stored.get(each.key)) for each in chosen)
    usual = Policy()
    return Policy(
        cover if 1 <= cover <= _MOST_DAYS else usual.cover_days,
        review if 1 <= review <= _MOST_DAYS else usual.review_days,
        service if 50 <= service <= 99 else usual.service_percent,  # noqa: PLR2004 - below half is no service
        lead if 0 <= lead <= _MOST_DAYS else usual.usual_lead_days,
    )


def reorder_proposal(session: Session, asked: Asked, now: datetime, progress: Progress) -> Proposal:
    """Return what to order now; ``progress`` tells how far it is, and may stop it."""
    with many_objects():
        return _proposal(session, asked, now, progress)


def _proposal(session: Session, asked: Asked, now: datetime, progress: Progress) -> Proposal:
    today, policy = paris_date(now), reorder_policy(session)
    suppliers = suppliers_of(session)
    demand = shop_demand(session, today, progress, asked.supplier_id)
    kept, seasons = kept_levels(session), soldes_seasons(session, today)
    found: list[Wanted] = []
    for number, row in enumerate(demand.rows):
        if number % _STEP == 0:
            progress.report(number, len(demand.rows), _("Réassort"))
            progress.check_cancelled()
        product = row[0]
        offer = demand.offers.get(product)
        if asked.supplier_id is not None and offer is None:
            continue
        lead = demand.delays.of(offer.supplier_id if offer else None, product)
        outlook = demand.outlook.outlooks.get(product)
        position = demand.stock.position(product)
        if (
            outlook is not None
            and product not in kept
            and has_enough(position, outlook, lead, policy)
        ):
            continue
        candidate = _candidate(row, demand, offer, lead, kept.get(product, _FREE))
        wish = need(candidate, policy)
        if wish is not None:
            told = _with_operations(
                candidate, demand.sold[product], seasons.get(product, ()), (today, policy, demand)
            )
            found.append(wanted(told, wish, policy, steps=asked.budget is not None))
    proposal = put_together(found, suppliers, asked, today)
    return replace(proposal, articles=len(demand.rows))


def shop_demand(
    session: Session, today: date, progress: Progress, only: SupplierId | None = None
) -> Demand:
    """Return what every article sold and will sell, with where it stands."""
    policy = reorder_policy(session)
    moved, later = stock_days(session, today, progress), changes_of_today(session, today)
    rows, stock = _ROWS.rows(session), stock_facts(session)
    told, said = campaigns(session, today), estimates(session)
    offers = best_offers(session, only)
    waits = delays(suppliers_of(session), lead_times(session), policy, today)
    start = to_micros(midnight(window_start(today)))
    sold = []
    for number, row in enumerate(rows):
        if number % _STEP == 0:
            progress.report(number, len(rows), _("Lecture des ventes"))
            progress.check_cancelled()
        product = row[0]
        on_hand = stock.on_hand.get(product, 0) - later.get(product, 0)
        own = moved.get(product, _STILL)
        first = (row[9] - start) // _DAY
        if own.days:
            first = min(first, own.days[0])
        offer = offers.get(product)
        supplier = offer.supplier_id if offer else _NOBODY
        sold.append(
            Sold(
                product,
                history(own, on_hand, first),
                Traits(row[4], row[5], supplier, Money(row[6])),
                _counted(told[product], waits.of(supplier or None, product), today)
                if product in told
                else (),
                said.get(product),
            )
        )
    found = shop_outlook(sold, today, progress)
    return Demand(
        rows, {each.key: each for each in sold}, found, stock, offers, waits, part_prices(session)
    )


def _counted(told: tuple[Campaign, ...], lead: LeadTime, today: date) -> tuple[Campaign, ...]:
    """Return the operations on an article that what is ordered now may be sold in."""
    arrives = today + timedelta(days=lead.days)
    return tuple(
        each for each in told if each.kind != SOLDES or not _too_soon(each.first, today, arrives)
    )


def _too_soon(first: date, today: date, arrives: date) -> bool:
    """Tell whether soldes begin less than a month after goods come: those may not be soldés."""
    return first > today and month_before(first) < arrives < first


def _with_operations(
    candidate: Candidate,
    sold: Sold,
    seasons: Sequence[tuple[date, date]],
    known: tuple[date, Policy, Demand],
) -> Candidate:
    """Return the article with the operations that its line tells."""
    today, policy, demand = known
    if not seasons and not sold.campaigns:
        return candidate
    arrives = today + timedelta(days=candidate.lead.days)
    days = candidate.lead.days + policy.cover_days
    soon = [first for first, _last in seasons if _too_soon(first, today, arrives)]
    return replace(
        candidate,
        soldes_until=max(
            (last for first, last in seasons if first <= arrives <= last), default=None
        ),
        soldes_from=min(soon, default=None),
        planned=planned(sold.promoted, demand.outlook.uplifts, today, days),
    )


def _candidate(
    row: Row, demand: Demand, offer: Offer | None, lead: LeadTime, kept: Kept
) -> Candidate:
    product = row[0]
    outlook: Outlook | None = demand.outlook.outlooks.get(product)
    return Candidate(
        product_id=ProductId(product),
        sku=row[1],
        title=full_name(row[2], row[3]),
        price=Money(row[6]) or demand.parts.get(product, ZERO),
        rate_bp=row[8],
        usual_cost=row[7],
        stock=demand.stock.of(product),
        kept=kept,
        history=demand.sold[product].history,
        estimate=demand.sold[product].estimate,
        outlook=outlook,
        lead=lead,
        supplier_id=offer.supplier_id if offer else None,
        terms=offer.terms if offer else NO_TERMS,
    )
