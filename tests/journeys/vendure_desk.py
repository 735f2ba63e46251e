"""A desk that talks to a real Vendure; the desk's clock moves, the shop's is the real one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

import keyring
from keyring.backends import fail
from sqlalchemy import func, select, update

from merchant_desk.app.storefronts import Storefronts, Synced
from merchant_desk.database.database import Database
from merchant_desk.lanes import Lanes
from merchant_desk.models.base import Model
from merchant_desk.models.order import Order
from merchant_desk.models.product import Product
from merchant_desk.models.shop import Shop
from merchant_desk.models.stock import StockLevel
from merchant_desk.operations.adjust_stock import Adjustment, adjust_stock
from merchant_desk.operations.open_parcel import ParcelOpened
from merchant_desk.operations.scan_answers import ItemScanned
from merchant_desk.operations.scan_item import Scanned, scan_at_packing
from merchant_desk.operations.set_tracking import TrackingSet
from merchant_desk.operations.take_shop_stock import take_shop_stock
from merchant_desk.queries.ledger_check import ledger_disagreements
from merchant_desk.sync.http import HttpClient, HttpLimits
from merchant_desk.sync.secrets import Secrets
from merchant_desk.values.clock import utc_now
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId, ParcelId, PlaceId, ProductId, ShopId
from merchant_desk.values.scan import scan_of_text
from merchant_desk.values.words import Master, MoveReason
from tests.connectors.shops import Clock
from tests.makers import make_profile, make_shop, make_station
from tests.storefronts.vendure_backend import VendureBackend

T = TypeVar("T", bound=Model)
_LIMITS = HttpLimits(read_s=20, whole_s=40, attempts=2)
_CODES = {
    "SAV-01": "3760001000016",
    "BOU-02": "3760001000023",
    "TAB-M": "3760001000047",
}
"""What is printed on the articles: real check digits, for a scanner takes no others."""


@dataclass
class VendureDesk:
    """The desk, the shop, and what a test does to either."""

    shop: VendureBackend
    clock: Clock
    lanes: Lanes
    storefronts: Storefronts
    shop_id: ShopId
    made_by: Gesture

    def act(self) -> Gesture:
        self.clock.forward(seconds=1)
        return Gesture(self.clock(), self.made_by.person, self.made_by.station_id)

    def sync(self, *, minutes: int = 1, sweeping: bool = False) -> Synced:
        self.clock.forward(minutes=minutes)
        return self.storefronts.sync(self.shop_id, sweeping=sweeping)

    def begin(self) -> None:
        """First exchange, opening stock taken from the shop, the desk decides from now on."""
        self.sync()
        self.lanes.write(take_shop_stock, self.act(), self.shop_id).result()
        with self.lanes.database.write() as session:
            masters = {"stock_master": Master.DESK, "price_master": Master.DESK}
            session.execute(update(Shop).where(Shop.id == self.shop_id).values(**masters))

    def order(self, number: str) -> Order:
        return next(each for each in self.all(Order) if each.remote_id == number)

    def order_id(self, number: str) -> OrderId:
        return OrderId(self.order(number).id)

    def all(self, model: type[T]) -> list[T]:
        with self.lanes.database.read() as session:
            return list(session.scalars(select(model)))

    def levels(self) -> dict[str, int]:
        with self.lanes.database.read() as session:
            rows = session.execute(
                select(Product.sku, func.sum(StockLevel.quantity))
                .join(StockLevel, StockLevel.product_id == Product.id)
                .group_by(Product.sku)
            )
            return {row[0]: int(row[1]) for row in rows}

    def disagreements(self) -> list[str]:
        with self.lanes.database.read() as session:
            return [each.sentence for each in ledger_disagreements(session)]

    def find(self, sku: str, units: int) -> None:
        """Somebody finds units on a shelf."""
        product = next(each.id for each in self.all(Product) if each.sku == sku)
        place = next(each.place_id for each in self.all(StockLevel) if each.product_id == product)
        found = Adjustment(
            product_id=ProductId(product),
            place_id=PlaceId(place),
            reason=MoveReason.FOUND,
            quantity=units,
        )
        self.lanes.write(adjust_stock, self.act(), found).result()

    def pack(self, number: str, tracking: str, *skus: str) -> None:
        """Everything by scanner: the slip, the articles, the carrier's label."""
        opened = self._scan(self.order(number).slip_code, None)
        assert isinstance(opened, ParcelOpened)
        for sku in skus:
            assert isinstance(self._scan(_CODES[sku], opened.parcel_id), ItemScanned)
        assert isinstance(self._scan(tracking, None, opened.parcel_id), TrackingSet)

    def _scan(
        self, text: str, parcel: ParcelId | None, awaiting: ParcelId | None = None
    ) -> Scanned:
        gesture = self.act()
        scan = scan_of_text(text, self.clock())
        return self.lanes.write(scan_at_packing, gesture, parcel, scan, None, awaiting).result()


@contextmanager
def open_desk(database: Database, gesture: Gesture, shop: VendureBackend) -> Iterator[VendureDesk]:
    """Open a desk that knows the address and keys of this shop, and nothing else yet."""
    for sku, code in _CODES.items():
        shop.change(sku, customFields={"ean": code})
    clock = Clock()
    clock.at = utc_now() + timedelta(seconds=1)
    with database.write() as session:
        make_station(session, gesture)
        make_profile(session)
        shop_id = make_shop(
            session,
            platform="vendure",
            url=shop.account.url,
            stock_master=Master.UNDECIDED,
            price_master=Master.UNDECIDED,
        )
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]  # keyring has no types here
    secrets = Secrets()
    secrets.keep(shop_id, shop.account.key, shop.account.secret)
    lanes = Lanes(database)
    act = lambda: Gesture(clock(), "Synchronisation", gesture.station_id)  # noqa: E731 - closes over the clock
    storefronts = Storefronts(
        lanes,
        act,
        secrets,
        lambda: HttpClient(now=clock, sleep=lambda _s: None, limits=_LIMITS),
    )
    yield VendureDesk(shop, clock, lanes, storefronts, shop_id, gesture)
    storefronts.close()
    lanes.close()
