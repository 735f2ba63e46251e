"""A small shop in which anything may happen to goods next; what is refused changes nothing."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.count import StockCount
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.lot import Lot
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.close_delivery import close_delivery
from merchant_desk.operations.close_parcel import close_parcel
from merchant_desk.operations.count_scan import CountScan, count_scan
from merchant_desk.operations.find_lot import LotRead
from merchant_desk.operations.move_counter_stock import move_counter_stock
from merchant_desk.operations.move_stock import Transfer, move_stock
from merchant_desk.operations.open_count import NewCount, open_count
from merchant_desk.operations.open_delivery import open_delivery
from merchant_desk.operations.open_parcel import open_parcel, set_parcel_aside
from merchant_desk.operations.recall_lot import recall_lot
from merchant_desk.operations.receive_scan import receive_scan
from merchant_desk.operations.scan_item import scan_at_packing
from merchant_desk.operations.ship_orders import ship_orders
from merchant_desk.operations.spread_charges import add_charge
from merchant_desk.operations.take_return import take_return
from merchant_desk.operations.undo_count import undo_count
from merchant_desk.operations.unreceive_scan import unreceive_last
from merchant_desk.operations.validate_count import Settlement, validate_count
from merchant_desk.operations.write_down import WriteDown, write_down
from merchant_desk.values.basket import Basket, BasketLine
from merchant_desk.values.deliveries import Incoming, NewDelivery, Question
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import CountState, Grade
from merchant_desk.values.ids import (
    DeliveryId,
    DraftId,
    OrderId,
    PlaceId,
    ProductId,
    RecordId,
    ShopId,
    new_id,
)
from merchant_desk.values.money import Money
from merchant_desk.values.remote import RemoteOrder, RemoteState
from merchant_desk.values.scan import scan_of_text
from merchant_desk.values.taken_return import PayBack, ReturnTaken, TakenItem
from tests import makers

SOAP, HONEY, KIT = "SAV-LAV-100", "MIE-LAV-250", "COF-01"
EANS = {SOAP: "3760123456784", HONEY: "3760123459990", KIT: "3760123450003"}
_UNTIL = date(2027, 6, 30)
Step = tuple[str, int, int]


@dataclass
class GoodsWorld:
    """Two bins, soap, honey in lots, a kit of both, a supplier's lorry, and one storefront."""

    session: Session
    gesture: Gesture
    bins: tuple[PlaceId, PlaceId]
    products: dict[str, ProductId]
    shop_id: ShopId
    delivery: DeliveryId
    orders: list[OrderId] = field(default_factory=list)
    told: list[list[RemoteOrder]] = field(default_factory=list)
    takings: list[ReturnTaken] = field(default_factory=list)
    ticks: int = 0

    def later(self) -> Gesture:
        self.ticks += 1
        return replace(self.gesture, at=self.gesture.at + timedelta(seconds=self.ticks))

    def do(self, step: Step) -> None:
        """Do it whole, or not at all when it is refused."""
        name, first, second = step
        with suppress(RefusedError), self.session.begin_nested():
            getattr(self, name)(first, second)

    def _article(self, which: int) -> ProductId:
        return self.products[(SOAP, HONEY)[which % 2]]

    def _symbol(self, which: int, lot: int) -> str:
        if which % 2 == 0:
            return EANS[SOAP]
        return f"]d2010{EANS[HONEY]}10L{lot % 2}"

    def order(self, soaps: int, kits: int) -> None:
        lines = [makers.remote_line(SOAP, soaps)] if soaps else []
        lines += [makers.remote_line(KIT, max(1, kits), remote_id="2")] if kits or not soaps else []
        remote = makers.remote_order(str(1042 + len(self.orders)), *lines)
        self.told.append([])
        self.orders.append(self._tell(len(self.told) - 1, remote))

    def refund(self, which: int, units: int) -> None:
        """The storefront gives units of the first line back."""
        if self.orders:
            number = which % len(self.orders)
            last = self.told[number][-1]
            first = replace(last.lines[0], refunded_quantity=min(units, last.lines[0].quantity))
            self._tell(number, replace(last, lines=(first, *last.lines[1:])))

    def cancel(self, which: int, _unused: int) -> None:
        if self.orders:
            number = which % len(self.orders)
            ended = replace(self.told[number][-1], state=RemoteState.CANCELLED)
            self._tell(number, ended)

    def late(self, which: int, back: int) -> None:
        """A message of the storefront comes late, or twice."""
        if self.orders:
            sent = self.told[which % len(self.orders)]
            accept_order(self.session, self.later(), self.shop_id, sent[back % len(sent)])

    def _tell(self, number: int, remote: RemoteOrder) -> OrderId:
        gesture = self.later()
        told = replace(remote, modified_at=gesture.at)
        self.told[number].append(told)
        return accept_order(self.session, gesture, self.shop_id, told).order_id

    def pack(self, which: int, lot: int) -> None:
        """Scan what fits into the parcel of an order, and close it or leave it open."""
        if self.orders:
            order_id = self.orders[which % len(self.orders)]
            parcel_id = open_parcel(self.session, self.later(), order_id).parcel_id
            for what in range(which + 1):
                scan = scan_of_text(self._symbol(what, lot), self.gesture.at)
                scan_at_packing(self.session, self.later(), parcel_id, replace(scan, anyway=True))
            if lot % 3 == 0:
                close_parcel(self.session, self.later(), parcel_id)

    def aside(self, which: int, _unused: int) -> None:
        if self.orders:
            order_id = self.orders[which % len(self.orders)]
            opened = open_parcel(self.session, self.later(), order_id)
            set_parcel_aside(self.session, self.later(), opened.parcel_id)

    def ship(self, which: int, _unused: int) -> None:
        if self.orders:
            ship_orders(self.session, self.later(), [self.orders[which % len(self.orders)]])

    def sell(self, which: int, units: int) -> None:
        sku = (SOAP, HONEY, KIT)[which % 3]
        line = BasketLine(
            RecordId(new_id()), sku, units + 1, Money(590), 2000, self.products[sku], sku
        )
        gesture = self.later()
        basket = Basket(DraftId(new_id()), gesture.at, (line,))
        move_counter_stock(self.session, gesture, basket, "")

    def take(self, which: int, grade: int) -> None:
        """Goods come back, of any grade, and perhaps the same gesture twice."""
        if not self.orders:
            return
        if self.takings and grade % 4 == 0:
            take_return(self.session, self.later(), self.takings[-1])
            return
        item = TakenItem(product_id=self._article(which), grade=list(Grade)[grade % len(Grade)])
        taken = ReturnTaken(
            taking_id=RecordId(new_id()),
            order_id=self.orders[which % len(self.orders)],
            items=(item,),
            pay_back=PayBack.DESK,
            means="cash",
        )
        take_return(self.session, self.later(), taken)
        self.takings.append(taken)

    def carry(self, which: int, units: int) -> None:
        start, end = self.bins if which < 2 else self.bins[::-1]
        wanted = Transfer(
            product_id=self._article(which),
            from_place_id=start,
            to_place_id=end,
            quantity=units + 1,
        )
        move_stock(self.session, self.later(), wanted)

    def unload(self, which: int, units: int) -> None:
        incoming = Incoming(
            product_id=self._article(which),
            units=units + 1,
            lot=f"L{units % 2}",
            expires_on=_UNTIL,
            cost_tenthousandths=(None, 2_1000, 3_3333)[units % 3],
            place_id=self.bins[which % 2],
            accepted=frozenset(Question) - {Question.LOT},
        )
        receive_scan(self.session, self.later(), self.delivery, incoming)

    def unscan(self, _first: int, _second: int) -> None:
        unreceive_last(self.session, self.later(), self.delivery)

    def charge(self, which: int, units: int) -> None:
        amount = Money((1, 1000, 777, -300)[(which + units) % 4])
        add_charge(self.session, self.later(), self.delivery, "Transport", amount)

    def next_lorry(self, _first: int, _second: int) -> None:
        close_delivery(self.session, self.later(), self.delivery)
        new = NewDelivery()
        self.delivery = open_delivery(self.session, self.later(), new).delivery_id

    def write_down(self, which: int, units: int) -> None:
        asked = WriteDown(self._article(which), Money(units * 7 + 1), "Abîmé")
        write_down(self.session, self.later(), asked)

    def recall(self, which: int, _unused: int) -> None:
        lots = self.session.scalars(select(Lot.id).order_by(Lot.id)).all()
        if lots:
            recall_lot(self.session, self.later(), lots[which % len(lots)])

    def count(self, which: int, units: int) -> None:
        """Count units in a bin, in the count that goes on or in a new one."""
        opened = self._counts(CountState.OPEN)
        count_id = (
            opened[0].id if opened else open_count(self.session, self.later(), NewCount()).count_id
        )
        lot = LotRead(f"L{units % 2}", _UNTIL) if which % 2 else None
        code = scan_of_text(EANS[(SOAP, HONEY)[which % 2]], self.gesture.at)
        place = self.bins[which // 2]
        scan = CountScan(count_id, place, code, units, lot=lot, sure=True)
        count_scan(self.session, self.later(), scan)

    def validate(self, which: int, _unused: int) -> None:
        for each in self._counts(CountState.OPEN):
            settled = Settlement(zero_uncounted=which == 0, leave_doubtful=True)
            validate_count(self.session, self.later(), each.id, settled)

    def undo(self, which: int, _unused: int) -> None:
        done = self._counts(CountState.DONE)
        if done:
            undo_count(self.session, self.later(), done[which % len(done)].id)

    def _counts(self, state: CountState) -> Sequence[StockCount]:
        wanted = select(StockCount).where(StockCount.state == state).order_by(StockCount.row)
        return self.session.scalars(wanted).all()


def batches_of_lorries(session: Session) -> Sequence[Batch]:
    """Return what lorries brought."""
    return session.scalars(select(Batch).where(Batch.delivery_id.is_not(None))).all()
