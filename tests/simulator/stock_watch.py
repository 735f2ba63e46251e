"""Stock is written after looking, and never while an order that was there is not read."""

from collections.abc import Mapping
from functools import partial

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from merchant_desk.models.order import Order
from merchant_desk.models.shop import RemoteRecord
from merchant_desk.values.ids import ShopId
from tests.simulator.desk import Desk
from tests.simulator.network import Network
from tests.simulator.shop import Shop


class StockWatch:
    """Looks on when the desk writes a stock to a shop."""

    def __init__(self, desk: Desk, shops: Mapping[str, Shop], network: Network) -> None:
        self._desk = desk
        self._network = network
        self._shops = shops
        self._there: dict[str, frozenset[str]] = {}
        self.wrong: list[str] = []
        for name, shop in shops.items():
            shop.stock_written = partial(self._written, name)
        desk.on_exchange = self._begins

    def _begins(self, name: str) -> None:
        """Remember which orders a shop has when the desk begins to talk to it."""
        self._there[name] = frozenset(each.remote_id for each in self._shops[name].orders())

    def _written(self, name: str, sku: str, looked: bool) -> None:
        if self._network.arriving:
            return  # it was right when it was sent
        if not looked:
            self.wrong.append(f"the stock of {sku} was written to {name} without looking first")
        known = self._desk.read(_received, self._desk.shops[name])
        live = {each.remote_id for each in self._shops[name].orders()}
        for number in sorted((self._there.get(name, frozenset()) & live) - known):
            self.wrong.append(
                f"the stock of {sku} was written to {name} before order {number} of it was read"
            )


def _received(session: Session, shop_id: ShopId) -> set[str]:
    orders = select(Order.remote_id).where(Order.shop_id == shop_id)
    records = select(RemoteRecord.remote_id).where(
        RemoteRecord.shop_id == shop_id, RemoteRecord.kind == "order"
    )
    return {str(each) for each in session.scalars(union(orders, records))}
