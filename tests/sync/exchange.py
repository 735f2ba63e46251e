"""A desk and a storefront that really talk to each other over the loopback."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import keyring
import pytest
from keyring.backends import fail
from sqlalchemy import func, select, update

from merchant_desk.app.storefronts import Storefronts, Synced
from merchant_desk.database.database import Database
from merchant_desk.demo.buyers import BUYERS
from merchant_desk.demo.catalogue import DemoProduct, demo_catalogue
from merchant_desk.demo.orders import DemoItem, DemoOrder
from merchant_desk.demo.shop_answers import Answer
from merchant_desk.demo.shop_keys import Call
from merchant_desk.demo.storefront import DEMO_KEY, DEMO_SECRET, Storefront
from merchant_desk.errors import CancelledError
from merchant_desk.lanes import Lanes
from merchant_desk.models.base import Model
from merchant_desk.models.order import Order
from merchant_desk.models.parcel import Parcel
from merchant_desk.models.product import Product, ProductCode
from merchant_desk.models.shop import Conflict, OutboxMessage, RemoteRecord, Shop
from merchant_desk.models.stock import Reservation, StockLevel
from merchant_desk.operations.adjust_stock import Adjustment, adjust_stock
from merchant_desk.operations.close_parcel import ParcelClosed, close_parcel
from merchant_desk.operations.open_parcel import open_parcel
from merchant_desk.operations.scan_answers import ItemScanned
from merchant_desk.operations.scan_item import scan_at_packing
from merchant_desk.operations.set_tracking import set_tracking
from merchant_desk.operations.take_shop_stock import take_shop_stock
from merchant_desk.sync.http import HttpClient, HttpLimits
from merchant_desk.sync.secrets import Secrets
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId, ParcelId, PlaceId, ProductId, ShopId
from merchant_desk.values.scan import scan_of_text
from merchant_desk.values.words import Master, MoveReason
from tests.connectors.shops import NOW, Clock
from tests.makers import make_profile, make_shop, make_station

T = TypeVar("T", bound=Model)
LIMITS = HttpLimits(read_s=10, whole_s=20, attempts=2)
_FEW = ("SAV-0", "BOG-0", "TSH-BLELAV-")


def few_products() -> tuple[DemoProduct, ...]:
    """Eighteen soaps and candles, and a T-shirt in five sizes."""
    return tuple(each for each in demo_catalogue() if each.sku.startswith(_FEW))


@dataclass
class Exchange:
    """The desk, the storefront, and everything a test does to either."""

    front: Storefront
    clock: Clock
    lanes: Lanes
    storefronts: Storefronts
    shop_id: ShopId
    made_by: Gesture

    def act(self) -> Gesture:
        return Gesture(self.clock(), self.made_by.person, self.made_by.station_id)

    def sync(self, **by: float) -> Synced:
        """Let time pass (a second at least), then exchange once."""
        self.clock.forward(**(by or {"seconds": 2}))
        return self.storefronts.sync(self.shop_id)

    def begin(self) -> Synced:
        """First exchange, opening stock taken from the shop, the desk decides from now on."""
        synced = self.sync()
        taken = self.lanes.write(take_shop_stock, self.act(), self.shop_id).result()
        assert taken.after is None
        self.change_shop(stock_master=Master.DESK, price_master=Master.DESK)
        return synced

    def change_shop(self, **values: Any) -> None:
        with self.lanes.database.write() as session:
            session.execute(update(Shop).where(Shop.id == self.shop_id).values(**values))

    def place(self, *items: DemoItem, **changes: Any) -> str:
        """A customer orders; returns the number of the order."""
        facts = {"placed_at": self.clock(), "buyer": BUYERS[0], "items": items, **changes}
        return str(self.front.place_order(DemoOrder(**facts))["id"])

    def shop(self) -> Shop:
        return self.all(Shop)[0]

    def order(self, number: str) -> Order:
        return next(each for each in self.all(Order) if each.remote_id == number)

    def records(self) -> list[RemoteRecord]:
        return sorted(self.all(RemoteRecord), key=lambda each: each.row)

    def messages(self) -> list[OutboxMessage]:
        return sorted(self.all(OutboxMessage), key=lambda each: each.row)

    def conflicts(self) -> list[tuple[str, str, str]]:
        return [(each.field, each.desk_value, each.shop_value) for each in self.all(Conflict)]

    def all(self, model: type[T]) -> list[T]:
        with self.lanes.database.read() as session:
            return list(session.scalars(select(model)))

    def count(self, model: type[Model]) -> int:
        return len(self.all(model))

    def product(self, sku: str) -> ProductId:
        return next(each.id for each in self.all(Product) if each.sku == sku)

    def levels(self) -> dict[str, int]:
        with self.lanes.database.read() as session:
            rows = session.execute(
                select(Product.sku, func.sum(StockLevel.quantity))
                .join(StockLevel, StockLevel.product_id == Product.id)
                .group_by(Product.sku)
            )
            return {row[0]: int(row[1]) for row in rows}

    def promised(self, sku: str) -> int:
        wanted = self.product(sku)
        return sum(each.quantity for each in self.all(Reservation) if each.product_id == wanted)

    def adjust(self, sku: str, change: int) -> None:
        """Somebody finds or loses units at the desk."""
        self.clock.forward(seconds=1)
        product = self.product(sku)
        place = next(each.place_id for each in self.all(StockLevel) if each.product_id == product)
        reason = MoveReason.FOUND if change > 0 else MoveReason.LOSS
        wanted = Adjustment(
            product_id=product, place_id=PlaceId(place), reason=reason, quantity=change
        )
        self.lanes.write(adjust_stock, self.act(), wanted).result()

    def open_parcel(self, number: str) -> ParcelId:
        self.clock.forward(seconds=1)
        order_id = OrderId(self.order(number).id)
        return self.lanes.write(open_parcel, self.act(), order_id).result().parcel_id

    def scan(self, parcel_id: ParcelId, sku: str) -> ItemScanned:
        product = self.product(sku)
        code = next(each.code for each in self.all(ProductCode) if each.product_id == product)
        scan = scan_of_text(code.lstrip("0"), self.clock())
        said = self.lanes.write(scan_at_packing, self.act(), parcel_id, scan).result()
        assert isinstance(said, ItemScanned)
        return said

    def pack(self, number: str, *skus: str) -> ParcelClosed:
        """Scan these articles into a parcel of the order and close it."""
        parcel_id = self.open_parcel(number)
        for sku in skus:
            said = self.scan(parcel_id, sku)
        if said.closed is not None:
            return said.closed
        return self.lanes.write(close_parcel, self.act(), parcel_id).result()

    def track(self, parcel_id: ParcelId, number: str) -> None:
        self.clock.forward(seconds=1)
        self.lanes.write(set_tracking, self.act(), parcel_id, number).result()

    @contextmanager
    def answer_lost(self, method: str, path_end: str) -> Iterator[list[str]]:
        """The shop does what is asked, then the connection breaks; yields what it did so."""
        routes, lost = self.front._routes, list[str]()
        answer = routes.answer

        def done_then_cut(call: Call, body: object) -> Answer:
            answered = answer(call, body)
            if call.method == method and call.path.endswith(path_end):
                lost.append(call.path)
                raise ConnectionResetError
            return answered

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(routes, "answer", done_then_cut)
            yield lost

    def parcels(self) -> list[Parcel]:
        return self.all(Parcel)


class StopAfter:
    """Progress of somebody who presses « Arrêter » after some steps; four keep every page."""

    def __init__(self, steps: int) -> None:
        self.steps = steps

    def report(self, done: int, total: int | None, label: str) -> None:
        """Tell nobody."""

    def check_cancelled(self) -> None:
        self.steps -= 1
        if self.steps < 0:
            raise CancelledError


@contextmanager
def open_exchange(
    database: Database,
    gesture: Gesture,
    catalogue: Sequence[DemoProduct] | None = None,
    limits: HttpLimits = LIMITS,
) -> Iterator[Exchange]:
    """Run a storefront and a desk that knows its address and keys, and nothing else yet."""
    clock = Clock()
    assert clock() == NOW
    sold = few_products() if catalogue is None else catalogue
    with Storefront(catalogue=sold, now=clock) as front:
        clock.forward(minutes=1)
        with database.write() as session:
            make_station(session, gesture)
            make_profile(session)
            shop_id = make_shop(
                session,
                url=front.url,
                stock_master=Master.UNDECIDED,
                price_master=Master.UNDECIDED,
            )
        keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]  # keyring has no types here
        secrets = Secrets()
        secrets.keep(shop_id, DEMO_KEY, DEMO_SECRET)
        lanes = Lanes(database)
        act = lambda: Gesture(clock(), "Synchronisation", gesture.station_id)  # noqa: E731 - closes over the clock
        storefronts = Storefronts(
            lanes, act, secrets, lambda: HttpClient(now=clock, sleep=_no_wait, limits=limits)
        )
        yield Exchange(front, clock, lanes, storefronts, shop_id, gesture)
        storefronts.close()
        lanes.close()


def _no_wait(_seconds: float) -> None:
    """Retries come at once in tests."""
