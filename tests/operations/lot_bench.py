"""A shop with soaps followed by lot, in two bins."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.lot import Lot, LotLevel
from merchant_desk.models.stock import PickAllocation, Place
from merchant_desk.operations.find_lot import LotRead, find_lot
from merchant_desk.operations.open_parcel import open_parcel
from merchant_desk.operations.post_move import Move, post_move
from merchant_desk.operations.scan_answers import ItemScanned
from merchant_desk.operations.scan_item import scan_at_packing
from merchant_desk.operations.set_goods_kind import follow_lots
from merchant_desk.values.clock import paris_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import Tracking
from merchant_desk.values.ids import LotId, ParcelId, PlaceId
from merchant_desk.values.places import OPENING
from merchant_desk.values.scan import scan_of_text
from merchant_desk.values.words import MoveReason
from tests import makers
from tests.makers import remote_line
from tests.operations.kit_bench import KitBench, kit_bench

_SKU, _GTIN = "SAV-LAV-100", "03760123456784"


@dataclass
class LotBench:
    """Soaps followed by lot, in two bins."""

    shop: KitBench
    bins: Mapping[str, PlaceId]

    @property
    def session(self) -> Session:
        return self.shop.session

    @property
    def today(self) -> date:
        return paris_date(self.shop.gesture.at)

    def put(self, code: str, number: str, units: int, days: int | None) -> LotId:
        expires = None if days is None else self.today + timedelta(days=days)
        read = LotRead(number, expires)
        lot = find_lot(self.session, self.shop.later(), self.shop.soap, read)
        move = Move(self.shop.soap, OPENING, self.bins[code], units, MoveReason.OPENING, lot_id=lot)
        post_move(self.session, self.shop.later(), move)
        return lot

    def parcel(self, units: int, number: str = "1042") -> ParcelId:
        order = self.shop.receive(remote_line(_SKU, units), number=number)
        return open_parcel(self.session, self.shop.later(), order).parcel_id

    def scan(
        self, parcel: ParcelId, lot: str, days: int | None = None, *, anyway: bool = False
    ) -> ItemScanned:
        expiry = "" if days is None else f"17{self.today + timedelta(days=days):%y%m%d}"
        text = f"]d201{_GTIN}{expiry}10{lot}"
        scan = replace(scan_of_text(text, self.shop.gesture.at), anyway=anyway)
        said = scan_at_packing(self.session, self.shop.later(), parcel, scan)
        assert isinstance(said, ItemScanned)
        return said

    def chosen(self) -> dict[str, int]:
        rows = self.session.execute(
            select(Place.code, PickAllocation.quantity).join(
                Place, Place.id == PickAllocation.place_id
            )
        )
        return {row[0]: row[1] for row in rows}

    def left(self) -> dict[tuple[str, str], int]:
        """Return what lies of each lot in each bin."""
        rows = self.session.execute(
            select(Lot.number, Place.code, LotLevel.quantity)
            .join(LotLevel, LotLevel.lot_id == Lot.id)
            .join(Place, Place.id == LotLevel.place_id)
            .where(LotLevel.quantity != 0)
        )
        return {(row[0], row[1]): row[2] for row in rows}


def lot_bench(session: Session, gesture: Gesture) -> LotBench:
    shop = kit_bench(session, gesture, soaps=0, candles=0)
    follow_lots(session, gesture, shop.soap, Tracking.LOT)
    location = session.get_one(Place, shop.shelf).location_id
    assert location is not None
    return LotBench(shop, {"B2": shop.shelf, "C9": makers.make_bin(session, location, "C9")})
