"""The page of scenarios: the forecast, what she keeps, and what she may choose to try."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.models.purchasing import Purchase, PurchaseLine, Supplier
from merchant_desk.queries.cash_forecast import cash_forecast
from merchant_desk.queries.cash_past import cash_past
from merchant_desk.queries.cash_plans import KeptScenario, kept_scenarios
from merchant_desk.queries.forecast_memory import ForecastMemory
from merchant_desk.queries.promotions import promotions
from merchant_desk.rules.cash_scenario.trial import Trial, trial
from merchant_desk.rules.purchasing.prices import line_total
from merchant_desk.values.cash_flow import FlowSource, Forecast
from merchant_desk.values.cash_plan import Scenario
from merchant_desk.values.chart import ChartPoint
from merchant_desk.values.clock import PARIS
from merchant_desk.values.goods_words import PurchaseState
from merchant_desk.values.ids import StationId
from merchant_desk.values.money import ZERO, Money, total

_PURCHASES, _LINES = table(Purchase), table(PurchaseLine)
_SUPPLIERS, _PRODUCTS = table(Supplier), table(Product)
_OWED_BY = frozenset({FlowSource.INVOICE, FlowSource.ORDER})
_WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class DraftPurchase:
    """An order to a supplier that was not sent yet, and the terms of its supplier."""

    label: str
    amount: Money
    """All taxes included."""
    days: int
    month_end: bool


@dataclass(frozen=True, slots=True)
class DatedPromotion:
    """An operation of the calendar that is not over."""

    label: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class ScenarioChoices:
    """What a change may be about, the most pressing first."""

    purchases: tuple[DraftPurchase, ...]
    promotions: tuple[DatedPromotion, ...]
    parties: tuple[str, ...]
    """Who owes something, the most first."""


@dataclass(frozen=True, slots=True)
class ScenarioLine:
    """A scenario as the list shows it; of the plan the forecast says all."""

    kept: KeptScenario
    trial: Trial | None


@dataclass(frozen=True, slots=True)
class ScenarioPage:
    """Everything the page shows before she tries anything."""

    base: Forecast
    past: tuple[ChartPoint, ...]
    lines: tuple[ScenarioLine, ...]
    choices: ScenarioChoices


def scenario_page(
    session: Session, station_id: StationId, today: date, memory: ForecastMemory | None = None
) -> ScenarioPage:
    """Return the page of a day; ``memory`` keeps what the next one need not read again."""
    base = cash_forecast(session, station_id, today, memory=memory)
    lines = tuple(
        ScenarioLine(each, None if each.planned else trial(base, each.scenario))
        for each in kept_scenarios(session)
    )
    choices = ScenarioChoices(
        purchases=_drafts(session), promotions=_promotions(session, today), parties=_parties(base)
    )
    return ScenarioPage(base, cash_past(session, today), lines, choices)


def try_scenario(_session: Session, base: Forecast, scenario: Scenario) -> Trial:
    """Return the account under a scenario: worked out beside the window, nothing is read."""
    return trial(base, scenario)


def _parties(base: Forecast) -> tuple[str, ...]:
    owed: dict[str, int] = defaultdict(int)
    for each in base.flows:
        if each.source in _OWED_BY and each.amount > ZERO and each.party:
            owed[each.party] += each.amount.cents
    return tuple(sorted(owed, key=lambda name: (-owed[name], name)))


def _drafts(session: Session) -> tuple[DraftPurchase, ...]:
    rows = session.execute(
        select(
            _PURCHASES.c.id, _PURCHASES.c.number, _PURCHASES.c.carriage, _SUPPLIERS.c.name,
            _SUPPLIERS.c.payment_days, _SUPPLIERS.c.month_end, _SUPPLIERS.c.vat_number,
            _LINES.c.quantity, _LINES.c.cost_tenthousandths, _LINES.c.rebate_bp,
            _PRODUCTS.c.rate_bp,
        )
        .join_from(_LINES, _PURCHASES, _PURCHASES.c.id == _LINES.c.purchase_id)
        .join(_SUPPLIERS, _SUPPLIERS.c.id == _PURCHASES.c.supplier_id)
        .join(_PRODUCTS, _PRODUCTS.c.id == _LINES.c.product_id)
        .where(_PURCHASES.c.state == PurchaseState.DRAFT)
        .order_by(_PURCHASES.c.row.desc(), _LINES.c.position)
    )  # fmt: skip
    lines: dict[bytes, list[Any]] = defaultdict(list)
    for row in rows:
        lines[row.id].append(row)
    return tuple(_draft(each) for each in lines.values())


def _draft(lines: Sequence[Any]) -> DraftPurchase:
    head = lines[0]
    return DraftPurchase(
        label=f"{head.number}, {head.name}",
        amount=head.carriage + total(_line_amount(each) for each in lines),
        days=head.payment_days,
        month_end=head.month_end,
    )


def _line_amount(line: Any) -> Money:
    net = line_total(line.cost_tenthousandths or 0, line.rebate_bp, line.quantity)
    abroad = line.vat_number[:2].upper() not in {"", "FR"}
    return net if abroad else net + net.part(line.rate_bp, _WHOLE)


def _promotions(session: Session, today: date) -> tuple[DatedPromotion, ...]:
    told: Mapping[str, DatedPromotion] = {
        each.title: DatedPromotion(
            each.title,
            max(each.starts_at.astimezone(PARIS).date(), today),
            each.ends_at.astimezone(PARIS).date(),
        )
        for each in promotions(session)
        if each.ends_at is not None and each.ends_at.astimezone(PARIS).date() >= today
    }
    return tuple(sorted(told.values(), key=lambda each: each.first))
