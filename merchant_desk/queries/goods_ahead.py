"""The goods that expected sales make her buy, at the terms of those who sell them to us."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.queries.reorder_offers import Offer, best_offers, suppliers_of
from merchant_desk.queries.reorder_stock import stock_facts
from merchant_desk.queries.suppliers_abroad import suppliers_abroad
from merchant_desk.queries.valuation.sales_pace import sales_paces
from merchant_desk.rules.cash_days.bank import next_bank_day
from merchant_desk.rules.cash_sales.goods import ArticlePace, goods_to_buy
from merchant_desk.rules.reorder.terms import due_day
from merchant_desk.values.cash_flow import Flow, FlowSource
from merchant_desk.values.cash_words import CashCategory
from merchant_desk.values.french import short_date
from merchant_desk.values.goods_words import ProductKind
from merchant_desk.values.ids import SupplierId
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _

_PRODUCTS = table(Product)
_WEEK = 7
_PACE_DAYS = 91
_LEAST_DAYS = 14
"""An article on sale for less says little: it is taken over so many days."""
_NOBODY = b""
_COSTS = Prepared(
    select(_PRODUCTS.c.id, _PRODUCTS.c.cost_tenthousandths, _PRODUCTS.c.rate_bp).where(
        _PRODUCTS.c.active, _PRODUCTS.c.stocked, _PRODUCTS.c.kind != ProductKind.KIT
    )
)


def goods_flows(
    session: Session, today: date, last: date, factors: Sequence[int]
) -> Iterator[Flow]:
    """Return what will be paid for goods that stock and orders under way do not cover.

    ``factors`` say, in millionths, what each week to come sells of what the last ones did.
    """
    suppliers = suppliers_of(session)
    wanted = goods_to_buy(_articles(session, today), factors)
    for (supplier, week), cents in wanted.items():
        needed = today + timedelta(days=1 + week * _WEEK)
        terms = suppliers.get(SupplierId(supplier))
        paid = (
            needed
            if terms is None
            else due_day(needed, terms.payment_days, month_end=terms.month_end)
        )
        day = next_bank_day(paid)
        if day > last or not cents:
            continue
        name = _("fournisseur à trouver") if terms is None else terms.name
        yield _flow(supplier, name, (needed, day), cents)


def _articles(session: Session, today: date) -> Iterator[ArticlePace]:
    paces = sales_paces(session, today, _PACE_DAYS)
    if not any(each.sold > 0 for each in paces.values()):
        return
    stock, offers = stock_facts(session), best_offers(session, None)
    abroad = suppliers_abroad(session)
    for product, cost, rate_bp in _COSTS.rows(session):
        pace = paces.get(product)
        if pace is None or pace.sold <= 0:
            continue
        offer = offers.get(product)
        supplier = _NOBODY if offer is None else bytes(offer.supplier_id)
        yield ArticlePace(
            supplier=supplier,
            sold=pace.sold,
            days=max(pace.days_on_sale, _LEAST_DAYS),
            position=stock.position(product),
            cost_tenthousandths=_cost(offer, cost),
            rate_bp=0 if supplier in abroad else int(rate_bp),
        )


def _cost(offer: Offer | None, own: int | None) -> int:
    told = None if offer is None else offer.terms.cost_tenthousandths
    return int((own if told is None else told) or 0)


def _flow(supplier: bytes, name: str, days: tuple[date, date], cents: int) -> Flow:
    needed, day = days
    why = _(
        "Ce que les ventes prévues demandent la semaine du {week}, une fois vendus le stock et ce "
        "qui est commandé\u00a0; payé aux conditions du fournisseur."
    )
    return Flow(
        key=f"goods:{supplier.hex()}:{needed.isoformat()}",
        source=FlowSource.GOODS,
        category=CashCategory.GOODS,
        label=_("Achats à prévoir, {supplier}").format(supplier=name),
        why=why.format(week=short_date(needed)),
        day=day,
        amount=Money(-cents),
        certain=False,
        cautious_day=day,
        cautious_amount=Money(-cents),
        party=name,
    )
