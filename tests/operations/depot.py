"""A shop of three articles in two bins, and the orders it receives."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.order import Order
from merchant_desk.models.parcel import ParcelLine
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.open_parcel import open_parcel
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import (
    OrderId,
    ProductId,
    ShopId,
)
from merchant_desk.values.money import Money
from merchant_desk.values.remote import LineKind, RemoteLine
from merchant_desk.values.words import OrderState
from tests import makers
from tests.makers import remote_line, remote_order

SKUS = ("SAV-LAV-100", "BOU-MIE-120", "MIE-LAV-250")


@dataclass
class Depot:
    """A shop of three articles in two bins."""

    session: Session
    gesture: Gesture
    shop: ShopId
    products: list[ProductId]
    count: int = 0

    def receive(self, *lines: RemoteLine, **changes: Any) -> OrderId:
        self.count += 1
        told = remote_order(f"{self.count:04d}", *lines, **changes)
        return accept_order(self.session, self.gesture, self.shop, told).order_id

    def state(self, order_id: OrderId) -> OrderState:
        return self.session.execute(select(Order.state).where(Order.id == order_id)).scalar_one()

    def fill(self, order_id: OrderId, units: list[int]) -> Any:
        """Open a parcel and put so many of each line into it, as far as they are due."""
        parcel_id = open_parcel(self.session, self.gesture, order_id).parcel_id
        query = select(ParcelLine).where(ParcelLine.parcel_id == parcel_id).order_by(ParcelLine.id)
        lines = self.session.scalars(query).all()
        for place, line in enumerate(lines):
            line.packed = min(units[place % len(units)], line.wanted)
        lines[0].packed = max(lines[0].packed, 1)
        self.session.flush()
        return parcel_id


def depot(session: Session, gesture: Gesture, first: int = 50, second: int = 50) -> Depot:
    makers.make_station(session, gesture)
    makers.make_profile(session)
    place = makers.make_location(session)
    bins = [makers.make_bin(session, place, code) for code in ("A1", "A2")]
    products = [makers.make_product(session, sku, ean=None) for sku in SKUS]
    for product in products:
        for bin_id, units in zip(bins, (first, second), strict=True):
            if units:
                makers.put_stock(session, gesture, product, bin_id, units)
    return Depot(session, gesture, makers.make_shop(session), products)


def carriage(cents: int) -> RemoteLine:
    return remote_line(
        "", kind=LineKind.SHIPPING, remote_id="port", name="Port", total=Money(cents)
    )
