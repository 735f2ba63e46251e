"""What must hold once a world has come to rest; each sentence names what is wrong."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.order import Order, OrderLine, Payment
from merchant_desk.models.parcel import Parcel
from merchant_desk.models.shop import OutboxMessage, RemoteRecord
from merchant_desk.queries.ledger_check import ledger_disagreements
from merchant_desk.values.ids import OrderId, id_text
from merchant_desk.values.parity import Gap
from merchant_desk.values.remote import LineKind
from merchant_desk.values.words import MessageState, ParcelState, RecordState
from tests.simulator.goods_invariants import (
    chains_wrong,
    charges_wrong,
    counts_wrong,
    numbers_wrong,
    returned_wrong,
    values_wrong,
)
from tests.simulator.levels import levels_wrong
from tests.simulator.lot_invariants import kits_wrong, lots_wrong, parcel_shows
from tests.simulator.shop import Shop, ShownOrder
from tests.simulator.world import World

_OVER = frozenset({"cancelled", "refunded", "failed"})


@dataclass(frozen=True, slots=True)
class Wrong:
    """A rule that was broken, and the sentence that says how."""

    rule: str
    sentence: str


@dataclass(frozen=True, slots=True)
class _Seen:
    """An order on both sides."""

    shop: Shop
    there: ShownOrder
    here: Order


def find_wrong(world: World) -> tuple[list[Wrong], int]:
    """Check every rule; return what is wrong and how many rules were checked."""
    found: list[Wrong] = []
    for rule, check in RULES.items():
        found += [Wrong(rule, sentence) for sentence in check(world)]
    return found, len(RULES)


def _both(world: World) -> Iterator[_Seen]:
    here = {(each.shop_id, each.remote_id): each for each in world.desk.read(_orders)}
    for name, shop in world.shops.items():
        for there in shop.orders():
            known = here.get((world.desk.shops[name], there.remote_id))
            if known is not None:
                yield _Seen(shop, there, known)


def _orders(session: Session) -> list[Order]:
    return list(session.scalars(select(Order).order_by(Order.row)))


def _orders_wrong(world: World) -> Iterator[str]:
    """Every order of every shop is at the desk, once."""
    here = Counter((each.shop_id, each.remote_id) for each in world.desk.read(_orders))
    for name, shop in world.shops.items():
        for there in shop.orders():
            count = here[world.desk.shops[name], there.remote_id]
            if count != 1:
                yield f"order {there.remote_id} of {name} is {count} times at the desk"


def _lines_wrong(world: World) -> Iterator[str]:
    for each in _both(world):
        lines = world.desk.read(_goods, each.here.id)
        if lines != dict(each.there.lines):
            yield (
                f"order {each.there.remote_id} of {each.shop.name} has {lines} at the desk, "
                f"{dict(each.there.lines)} in the shop"
            )


def _goods(session: Session, order_id: OrderId) -> dict[str, tuple[str, int]]:
    rows = session.scalars(
        select(OrderLine).where(
            OrderLine.order_id == order_id,
            OrderLine.kind == LineKind.PRODUCT,
            OrderLine.kit_line_id.is_(None),  # a shop knows the kit, not its parts
        )
    )
    return {each.remote_id: (each.sku, each.quantity) for each in rows}


def _news_wrong(world: World) -> Iterator[str]:
    """The last that the shop said of an order is what the desk knows of it."""
    packed = world.desk.read(_with_parcels)
    for each in _both(world):
        name = f"order {each.there.remote_id} of {each.shop.name}"
        if each.there.word is not None and each.here.remote_state_word != each.there.word:
            yield (
                f"{name} is « {each.there.word} » in the shop, "
                f"the desk knows « {each.here.remote_state_word} »"
            )
        elif each.here.id not in packed and each.there.note not in (None, each.here.note):
            yield f"the note of {name} is « {each.there.note} », not « {each.here.note} »"


def _with_parcels(session: Session) -> set[OrderId]:
    return set(session.scalars(select(Parcel.order_id)))


def _payments_wrong(world: World) -> Iterator[str]:
    noted = world.desk.read(_payments)
    for each in _both(world):
        mine = noted.get(each.here.id, {})
        back = {key.partition(":")[2]: -cents for key, cents in mine.items() if "refund:" in key}
        name = f"order {each.there.remote_id} of {each.shop.name}"
        if back != dict(each.there.refunds):
            yield f"{name} gave back {dict(each.there.refunds)}, the desk noted {back}"
        came_in = sum(cents for key, cents in mine.items() if "refund:" not in key)
        if came_in != (each.there.total if each.there.paid else 0):
            yield f"{name} costs {each.there.total}, paid: {each.there.paid}; noted {came_in}"


def _payments(session: Session) -> dict[OrderId, dict[str, int]]:
    found: dict[OrderId, dict[str, int]] = {}
    for each in session.scalars(select(Payment)):
        if each.order_id is None:  # given back from here: the shop knows nothing of it
            continue
        found.setdefault(each.order_id, {})[each.remote_key] = each.amount.cents
    return found


def _shipments_wrong(world: World) -> Iterator[str]:
    """A shop was told of each parcel, once; no customer reads the same number twice."""
    for each in _both(world):
        told = world.desk.read(_told_of, each.here.id)
        name = f"order {each.there.remote_id} of {each.shop.name}"
        sent = sum(state is MessageState.SENT for state in told.values())
        if each.there.parcels is not None and not sent <= each.there.parcels <= len(told):
            yield f"{name}: {sent} of {len(told)} parcels told, {each.there.parcels} in the shop"
        if each.there.ship_keys is None:
            continue
        for sentence in (*_parcels_wrong(each.there, told), *_words_wrong(each.there, len(told))):
            yield f"{name}: {sentence}"
        whole = set(told.values()) == {MessageState.SENT}
        called = each.there.word in {"completed", *_OVER, None}
        if whole and not called and world.desk.read(_all_left, each.here.id):
            yield f"{name}: all of it left, the shop still says « {each.there.word} »"


def _parcels_wrong(there: ShownOrder, told: Mapping[str, MessageState]) -> Iterator[str]:
    keys = Counter(there.ship_keys or ())
    for key, state in told.items():
        if keys[key] > 1 or (state is MessageState.SENT and keys[key] != 1):
            yield f"parcel {key[-6:]} is {state}, the shop holds it {keys[key]} times"
    for key in set(keys) - set(told):
        yield f"the shop was told of a parcel {key[-6:]} that never left"


def _words_wrong(there: ShownOrder, parcels: int) -> Iterator[str]:
    for words, times in Counter(there.messages).items():
        if times > (1 if "6A" in words else max(1, parcels)):
            yield f"its customer was told {times} times « {words} »"


def _told_of(session: Session, order_id: OrderId) -> dict[str, MessageState]:
    """Return what became of telling each parcel, by the key that the shop keeps.

    Parts of a kit that another parcel completes are nothing to a shop.
    """
    closed = select(Parcel.id).where(
        Parcel.order_id == order_id, Parcel.state == ParcelState.CLOSED
    )
    parcels = [each for each in session.scalars(closed) if parcel_shows(session, each)]
    rows = session.scalars(
        select(OutboxMessage).where(
            OutboxMessage.kind == "shipped",
            OutboxMessage.subject.in_([id_text(each) for each in parcels]),
        )
    )
    return {id_text(each.id): each.state for each in rows}


def _all_left(session: Session, order_id: OrderId) -> bool:
    rows = session.scalars(
        select(OrderLine).where(OrderLine.order_id == order_id, OrderLine.kind == LineKind.PRODUCT)
    )
    return all(each.shipped == each.quantity for each in rows)


def _refunds_wrong(world: World) -> Iterator[str]:
    told = world.desk.read(_refund_messages)
    held = Counter(
        key for shop in world.shops.values() for order in shop.orders() for key in order.refund_keys
    )
    telling = {each.here.id for each in _both(world) if each.shop.platform == "woocommerce"}
    for key, (state, order_id) in told.items():
        gone = order_id not in telling
        if held[key] > 1 or (state is MessageState.SENT and held[key] != 1 and not gone):
            yield f"refund {key[-6:]} is {state}, the shop gave it back {held[key]} times"
    for key in set(held) - set(told):
        yield f"the shop gave back {key[-6:]}, which nobody asked for"


def _refund_messages(session: Session) -> dict[str, tuple[MessageState, OrderId]]:
    rows = session.scalars(select(OutboxMessage).where(OutboxMessage.kind == "refund"))
    return {id_text(each.id): (each.state, OrderId(bytes.fromhex(each.subject))) for each in rows}


def _ledger_wrong(world: World) -> Iterator[str]:
    """Stock, numbering of invoices, parcels and promises agree with each other."""
    for each in world.desk.read(ledger_disagreements):
        yield f"{each.check}: {each.sentence}"


def _parked_wrong(world: World) -> Iterator[str]:
    for record in world.desk.read(_records):
        if record.state is RecordState.PARKED and not (record.reason and record.trouble):
            yield f"record {record.kind} {record.remote_id} is put aside without a reason"
        if record.state is RecordState.WAITING:
            yield f"record {record.kind} {record.remote_id} was never taken in"
    for message in world.desk.read(_messages):
        if message.state is MessageState.PARKED and not (message.problem and message.advice):
            yield f"message {message.kind} is put aside without a reason"
        if message.state is MessageState.WAITING:
            yield f"message {message.kind} still waits after {message.attempts} attempts"
    yield from world.bugs


def _records(session: Session) -> list[RemoteRecord]:
    return list(session.scalars(select(RemoteRecord)))


def _messages(session: Session) -> list[OutboxMessage]:
    return list(session.scalars(select(OutboxMessage)))


def _parity_wrong(world: World) -> Iterator[str]:
    for name in world.shops:
        report = world.desk.storefronts.compare(world.desk.shops[name])
        for each in report.differences:
            thrown = each.gap is Gap.ORDER_ONLY_HERE and (name, each.remote_id) in world.thrown_away
            if not thrown:
                yield f"{name}: {each.gap} {each.name}: {each.here} here, {each.there} there"


RULES: dict[str, Callable[[World], Iterator[str]]] = {
    "orders": _orders_wrong,
    "lines": _lines_wrong,
    "news": _news_wrong,
    "payments": _payments_wrong,
    "shipments": _shipments_wrong,
    "refunds": _refunds_wrong,
    "levels": levels_wrong,
    "writes": lambda world: iter(world.watch.wrong),
    "ledger": _ledger_wrong,
    "parked": _parked_wrong,
    "parity": _parity_wrong,
    "values": values_wrong,
    "lots": lots_wrong,
    "kits": kits_wrong,
    "returned": returned_wrong,
    "counts": counts_wrong,
    "charges": charges_wrong,
    "numbers": numbers_wrong,
    "chains": chains_wrong,
}
"""Every rule by its name, with the sentences that name what breaks it."""
