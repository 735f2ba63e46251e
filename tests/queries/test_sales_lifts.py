"""What operations on prices add to sales to come, and what they had added to those of before."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.models.promotion import Promotion, PromotionEvent, PromotionLine
from merchant_desk.queries.cash_forecast import cash_forecast
from merchant_desk.queries.demand_rows import midnight
from merchant_desk.queries.forecast_memory import ForecastMemory
from merchant_desk.queries.sales_lifts import sales_lifts
from merchant_desk.rules.cash_sales.keys import sold_on
from merchant_desk.rules.cash_sales.outlook import ONE
from merchant_desk.rules.promotion_result import PromotionResult, result_facts
from merchant_desk.rules.promotion_uplift import MoneyRange, Range, Uplift
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, PromotionId, RecordId, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.words import PromotionEventKind, PromotionState
from tests.conftest import STATION
from tests.queries.selling_shop import LAST, TODAY, Sales

FIRST = date(2026, 12, 7)
LEARNED = PromotionResult(
    first=date(2026, 10, 5),
    last=date(2026, 10, 9),
    units=50,
    revenue=Money(1_000_00),
    uplift=Uplift(
        50,
        Money(1_000_00),
        Range(1, 2, 3),
        Range(3_000, 4_000, 5_000),
        MoneyRange(Money(0), Money(5_00), Money(9_00)),
        None,
        0,
    ),
    dip_bp=None,
    settled=True,
)


@pytest.fixture
def sales(database: Database, gesture: Gesture) -> Any:
    with database.write() as session:
        yield Sales(session, gesture)


def _promotion(
    sales: Sales, kind: str, days: tuple[date, date], state: PromotionState
) -> PromotionId:
    promotion_id = PromotionId(new_id())
    begins, ends = (midnight(day) for day in days)
    sales.session.add(
        Promotion(
            id=promotion_id, title="Semaine du savon", kind=kind, state=state, starts_at=begins,
            ends_at=ends, channels="web", plan="{}", created_at=begins, changed_at=begins,
            changed_by="Camille",
        )
    )  # fmt: skip
    sales.session.flush()
    return promotion_id


def _planned(sales: Sales, products: Sequence[ProductId], kind: str = "promotion") -> None:
    days = (FIRST, FIRST + timedelta(days=5))
    promotion_id = _promotion(sales, kind, days, PromotionState.PLANNED)
    for product in products:
        sales.session.add(
            PromotionLine(
                promotion_id=promotion_id, product_id=product, price=Money(4_00),
                starts_at=datetime(2026, 12, 7, tzinfo=UTC),
            )
        )  # fmt: skip
    sales.session.flush()


def _noted(sales: Sales) -> None:
    """Note in the book of operations that the last one was planned."""
    promotion_id = sales.session.scalars(select(Promotion.id)).one()
    sales.session.add(
        PromotionEvent(
            id=RecordId(new_id()), row=1, promotion_id=promotion_id, at=sales.gesture.at,
            kind=PromotionEventKind.PLANNED, by="Camille",
        )
    )  # fmt: skip
    sales.session.flush()


def _learn(sales: Sales) -> None:
    days = (date(2026, 10, 5), date(2026, 10, 10))
    promotion_id = _promotion(sales, "promotion", days, PromotionState.ENDED)

    sales.session.add(
        PromotionEvent(
            id=RecordId(new_id()), row=1, promotion_id=promotion_id, at=sales.gesture.at,
            kind=PromotionEventKind.LEARNED, by="Camille",
            detail=json.dumps(result_facts(LEARNED), default=str),
        )
    )  # fmt: skip
    sales.session.flush()


def _sell(sales: Sales) -> None:
    """Sell the soap for a quarter of what is sold."""
    sales.order(datetime(2026, 11, 10, 9, tzinfo=UTC), 100_00)
    sales.line(sales.soap, 25_00)
    sales.line(None, 75_00)


def test_a_planned_operation_adds_what_its_kind_brought_for_its_part_of_the_shop(
    sales: Sales,
) -> None:
    _learn(sales)
    _sell(sales)
    _planned(sales, [sales.soap])

    told = sales_lifts(sales.session, TODAY, LAST)

    assert told.ahead == {FIRST + timedelta(days=each): ONE // 10 for each in range(5)}
    assert told.unmeasured == ()


def test_a_kind_that_was_never_measured_adds_nothing_and_is_told(sales: Sales) -> None:
    _learn(sales)
    _sell(sales)
    sales.every_day(20, 50_00)
    _planned(sales, [sales.soap], kind="soldes")

    assert sales_lifts(sales.session, TODAY, LAST).ahead == {}
    assert any("Semaine du savon" in each for each in sales.told().notes)


def test_who_kept_what_is_expected_sees_an_operation_planned_since(sales: Sales) -> None:
    memory = ForecastMemory()
    sales.every_day(20, 50_00)
    before = cash_forecast(sales.session, STATION, TODAY, memory=memory)

    _planned(sales, [sales.soap], kind="soldes")
    _noted(sales)
    after = cash_forecast(sales.session, STATION, TODAY, memory=memory)

    assert not any("Semaine du savon" in each for each in before.notes)
    assert any("Semaine du savon" in each for each in after.notes)


def test_what_an_operation_had_brought_is_no_habit(sales: Sales) -> None:
    _learn(sales)

    told = sales_lifts(sales.session, TODAY, LAST)

    assert sum(told.brought.values()) == 5_00
    assert set(told.brought) == {date(2026, 10, 5) + timedelta(days=each) for each in range(5)}


def test_sales_to_come_rise_on_the_days_of_the_operation(sales: Sales) -> None:
    sales.every_day(20, 50_00)
    _learn(sales)
    _sell(sales)
    before = {each.key: each.amount.cents for each in sales.told().flows}
    _planned(sales, [sales.soap])

    after = {each.key: each for each in sales.told().flows}

    raised = {
        sold_on(each) for key, each in after.items() if each.amount.cents > before[key] * 105 // 100
    }
    assert raised == {FIRST + timedelta(days=each) for each in range(5)}
