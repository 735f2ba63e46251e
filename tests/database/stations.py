"""A shop on a server with two stations that look at the same picture of the data."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from threading import Barrier
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database, open_database
from merchant_desk.errors import RefusedError
from merchant_desk.models.count import StockCount
from merchant_desk.models.delivery import Delivery
from merchant_desk.models.purchasing import Purchase
from merchant_desk.models.stock import StockLevel
from merchant_desk.operations.find_supplier import supplier_named
from merchant_desk.operations.save_settings import register_station
from merchant_desk.queries.ledger_check import ledger_disagreements
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import (
    PlaceId,
    ProductId,
    StationId,
    SupplierId,
    new_id,
)
from tests import makers

SOAP, CANDLE = "3760123456784", "3760123450003"
EACH = 6
_LONGEST_S = 60
P = ParamSpec("P")
T = TypeVar("T")


@dataclass
class Station:
    """One computer of the shop, with its own connection."""

    database: Database
    gesture: Gesture
    rank: int
    meeting: Barrier | None = None
    """Where the next gesture waits for the other station, once it has looked at the data."""

    def do(
        self, operation: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        def overlapping(session: Session) -> T:
            meeting, self.meeting = self.meeting, None
            if meeting is not None:
                session.execute(select(StockLevel.quantity)).all()
                meeting.wait(_LONGEST_S)
            return operation(session, *args, **kwargs)

        return self.database.gesture(overlapping).answer


@dataclass
class Shop:
    """Two stations, two articles in one bin, and a supplier."""

    stations: tuple[Station, Station]
    bin: PlaceId
    soap: ProductId
    candle: ProductId
    supplier: SupplierId
    numbers: Iterator[int] = field(default_factory=lambda: count(1042))

    @property
    def first(self) -> Station:
        return self.stations[0]

    def at_once(self, work: Callable[[Station], T]) -> list[T | str]:
        """Let both stations work on the same picture of the data; who is refused tells so."""
        meeting = Barrier(2)

        def start(station: Station) -> T | str:
            station.meeting = meeting
            try:
                return work(station)
            except RefusedError as refused:
                return refused.title

        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(start, self.stations))

    def level(self, product_id: ProductId) -> int:
        with self.first.database.read() as session:
            wanted = select(func.sum(StockLevel.quantity)).filter_by(product_id=product_id)
            return int(session.execute(wanted).scalar_one() or 0)

    def agrees(self) -> bool:
        with self.first.database.read() as session:
            return ledger_disagreements(session) == ()


def _furnish(session: Session, gesture: Gesture) -> tuple[PlaceId, ProductId, ProductId]:
    makers.make_profile(session)
    shelf = makers.make_bin(session, makers.make_location(session))
    soap = makers.make_product(session, ean=SOAP)
    candle = makers.make_product(session, "BOU-MIE-120", name="Bougie", ean=CANDLE)
    for product in (soap, candle):
        makers.put_stock(session, gesture, product, shelf, 100)
    return shelf, soap, candle


@contextmanager
def two_stations(first: Database, url: str, gesture: Gesture) -> Iterator[Shop]:
    """Open the shop on the server at two stations."""
    other = open_database(url)
    second = replace(gesture, station_id=StationId(new_id()), person="Hugo")
    stations = (Station(first, gesture, 0), Station(other, second, 1))
    for each in stations:
        who = each.gesture
        each.do(register_station, who.station_id, who.person, who.at)
    furnished = stations[0].do(_furnish, gesture)
    supplier = stations[0].do(supplier_named, gesture, "Savonnerie du Luberon")
    yield Shop(stations, *furnished, supplier)
    other.close()


def numbers(shop: Shop, numbered: type[Purchase | Delivery | StockCount]) -> list[int]:
    """Return the numbers that were given, in order."""
    with shop.first.database.read() as session:
        numbers = session.scalars(select(numbered.number)).all()
    return sorted(int(each.partition("-")[2]) for each in numbers)
