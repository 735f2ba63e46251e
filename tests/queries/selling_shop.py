"""A shop with orders and takings on any day, each row a copy of one that was really made."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.order import Order, OrderLine, Payment
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.queries.cash_sales import ExpectedSales, sales_flows
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, new_ids
from merchant_desk.values.money import Money
from merchant_desk.values.order_code import order_code
from merchant_desk.values.words import OrderState
from tests import makers
from tests.conftest import STATION

TODAY = date(2026, 11, 23)
LAST = date(2027, 2, 21)
_ORDERS, _LINES, _PAYMENTS = table(Order), table(OrderLine), table(Payment)


class Sales:
    """A shop with orders and takings on any day."""

    def __init__(self, session: Session, gesture: Gesture) -> None:
        self.session, self.gesture = session, gesture
        makers.make_station(session, gesture)
        makers.make_profile(session)
        self.place = makers.make_bin(session, makers.make_location(session))
        self.soap = makers.make_product(session)
        makers.put_stock(session, gesture, self.soap, self.place, 10)
        shop = makers.make_shop(session)
        accept_order(session, gesture, shop, makers.remote_order("1"))
        session.flush()
        self.first = dict(session.execute(select(_ORDERS)).one()._mapping)
        self.first_line = dict(session.execute(select(_LINES)).first()._mapping)  # type: ignore[union-attr]  # the order has one
        self.last = self.first["id"]
        long_ago = datetime(2020, 1, 2, tzinfo=UTC)
        session.execute(update(_ORDERS).values(placed_at=long_ago))
        self.count = 1

    def order(self, at: datetime, cents: int, **changes: Any) -> None:
        self.count += 1
        self.last = new_ids(1)[0]
        row = {
            **self.first, "id": self.last, "row": self.count, "number": str(self.count),
            "remote_id": str(self.count), "slip_code": order_code(str(self.count)),
            "placed_at": at, "total": Money(cents), "state": OrderState.SHIPPED, **changes,
        }  # fmt: skip
        self.session.execute(insert(_ORDERS), [row])

    def take(self, day: date, cents: int, means: str, **changes: Any) -> None:
        self.count += 1
        at = datetime(day.year, day.month, day.day, 11, tzinfo=UTC)
        row: Mapping[str, Any] = {
            "id": new_ids(1)[0], "order_id": None, "invoice_id": None, "amount": Money(cents),
            "means": means, "remote_key": str(self.count), "paid_at": at, "at": at,
            "by": "Camille", "station_id": STATION, **changes,
        }  # fmt: skip
        self.session.execute(insert(_PAYMENTS), [row])

    def every_day(self, weeks: int, cents: int) -> None:
        """Sell online on every day of some weeks, but on Sundays."""
        for each in range(1, weeks * 7 + 1):
            day = TODAY - timedelta(days=each)
            if day.weekday() < 6:
                self.order(datetime(day.year, day.month, day.day, 9, tzinfo=UTC), cents)

    def line(self, product: ProductId | None, cents: int) -> None:
        """Put something on the last order."""
        self.count += 1
        row = {
            **self.first_line, "id": new_ids(1)[0], "order_id": self.last, "product_id": product,
            "position": self.count, "total": Money(cents),
        }  # fmt: skip
        self.session.execute(insert(_LINES), [row])

    def told(self) -> ExpectedSales:
        self.session.flush()
        return sales_flows(self.session, TODAY, LAST)
