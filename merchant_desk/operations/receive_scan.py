"""Everything a scan can do while a delivery is unloaded, in one gesture."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.database.rows import next_row
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.delivery import Delivery, DeliveryScan
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.product import Product
from merchant_desk.models.purchasing import Supplier
from merchant_desk.operations import arrival_words as words
from merchant_desk.operations.arrival_questions import Goods, question_of
from merchant_desk.operations.find_delivery import find_open_delivery
from merchant_desk.operations.find_lot import LotRead, find_lot
from merchant_desk.operations.find_record import find_bin, find_product
from merchant_desk.operations.receive_units import Receipt, Received, receive_units
from merchant_desk.operations.settle_purchase import settle_purchase
from merchant_desk.operations.spread_charges import spread_charges
from merchant_desk.queries.arrival_place import arrival_place
from merchant_desk.queries.expected_goods import ExpectedLine, expected_lines
from merchant_desk.queries.scanned_goods import goods_read
from merchant_desk.queries.supplier_articles import terms_of_articles
from merchant_desk.rules.purchasing.prices import price_for
from merchant_desk.values.deliveries import Arrival, Incoming, ScanTaken
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import ProductKind, Tracking
from merchant_desk.values.ids import (
    DeliveryId,
    LotId,
    PlaceId,
    ProductId,
    PurchaseLineId,
    RecordId,
    new_id,
)
from merchant_desk.values.texts import _

_SCANS, _BATCHES = table(DeliveryScan), table(Batch)


@dataclass(frozen=True, slots=True)
class _Part:
    """Units of one scan that go to one line, or to none."""

    line: ExpectedLine | None
    units: int
    cost: int | None


def receive_scan(
    session: Session, gesture: Gesture, delivery_id: DeliveryId, incoming: Incoming
) -> ScanTaken:
    """Take in what was scanned: to the lines that wait for it, and told when none does.

    The lines of the delivery's own order are filled first, then those of other orders to the same
    supplier. A question comes back where one must be answered first, and nothing is taken in then.
    Raises RefusedError for what cannot come in at all.
    """
    delivery = find_open_delivery(session, delivery_id)
    if incoming.units < 0:
        raise RefusedError(
            _("Rien n’a été reçu\u00a0: la quantité est négative."),
            _("Annulez le dernier scan pour retirer ce qui a été compté."),
        )
    read = goods_read(session, delivery_id, incoming)
    if not read.meanings:
        return words.unknown(delivery_id, read)
    if len(read.meanings) > 1:
        return words.ambiguous(delivery_id, read)
    meant = read.meanings[0]
    product = find_product(session, meant.product_id)
    if product.kind is ProductKind.KIT:
        raise RefusedError(
            _("Rien n’a été reçu\u00a0: «\u00a0{name}\u00a0» est un lot composé.").format(
                name=meant.name
            ),
            _("Recevez les articles qui le composent\u00a0: un lot composé n’a pas de stock."),
        )
    return _take(session, gesture, delivery, Goods(product, read, meant, incoming))


def _take(session: Session, gesture: Gesture, delivery: Delivery, goods: Goods) -> ScanTaken:
    lines = expected_lines(session, delivery.id, goods.product.id)
    parts = _parts(session, delivery, goods, lines)
    left = sum(each.left for each in lines)
    costs = tuple(part.cost for part in parts)
    asked = question_of(session, gesture, delivery.id, goods, left, costs)
    if asked is not None:
        return words.asked(delivery.id, goods.read, goods.meant, asked, goods.units)
    lot_id = _lot(session, gesture, goods)
    place_id = goods.incoming.place_id
    if place_id is None:
        place_id = arrival_place(session, delivery.id, goods.product.id, delivery.location_id)
    place = find_bin(session, place_id)
    supplier = _supplier_name(session, delivery)
    got = [
        receive_units(session, gesture, _receipt(delivery, goods, part, place_id, lot_id, supplier))
        for part in parts
    ]
    _keep_scan(session, gesture, delivery.id, goods.product.id, place_id, got)
    for purchase_id in sorted({part.line.purchase_id for part in parts if part.line}):
        settle_purchase(session, gesture, purchase_id, noted=False)
    spread_charges(session, gesture, delivery.id)
    return _told(session, delivery, goods, got, lot_id, place.code)


def _parts(
    session: Session, delivery: Delivery, goods: Goods, lines: Sequence[ExpectedLine]
) -> list[_Part]:
    """Share the units between the lines that wait; what is too much stays with the last one."""
    left, parts = goods.units, list[_Part]()
    told = goods.incoming.cost_tenthousandths
    for line in lines:
        units = min(left, line.left)
        if units:
            left -= units
            parts.append(_Part(line, units, line.cost_tenthousandths if told is None else told))
    if not left:
        return parts
    own = [line for line in lines if line.own]
    last = own[-1] if own else (parts[-1].line if parts else None)
    cost = told if told is not None else last.cost_tenthousandths if last else None
    if cost is None and told is None:
        cost = _usual_cost(session, delivery, goods.product, left)
    for place, part in enumerate(parts):
        if last is not None and part.line is not None and part.line.line_id == last.line_id:
            parts[place] = _Part(last, part.units + left, part.cost)
            return parts
    return [*parts, _Part(last, left, cost)]


def _usual_cost(session: Session, delivery: Delivery, product: Product, units: int) -> int | None:
    """Return what the supplier asks for so many; else nothing is known but the average."""
    if delivery.supplier_id is None:
        return None
    terms = terms_of_articles(session, delivery.supplier_id, [product.id]).get(product.id)
    return None if terms is None else price_for(terms, units)


def _lot(session: Session, gesture: Gesture, goods: Goods) -> LotId | None:
    tracking = goods.product.tracking
    if tracking is Tracking.NONE:
        return None
    number = goods.read.serial if tracking is Tracking.SERIAL else goods.read.lot
    return find_lot(session, gesture, goods.product.id, LotRead(number, goods.read.expires_on))


def _receipt(
    delivery: Delivery,
    goods: Goods,
    part: _Part,
    place_id: PlaceId,
    lot_id: LotId | None,
    supplier: str,
) -> Receipt:
    return Receipt(
        product_id=goods.product.id,
        place_id=place_id,
        quantity=part.units,
        supplier=supplier,
        paid_on=goods.incoming.paid_on,
        paid_known=goods.incoming.paid_known,
        cost_tenthousandths=part.cost,
        joins=True,
        delivery_id=delivery.id,
        purchase_line_id=None if part.line is None else PurchaseLineId(part.line.line_id),
        lot_id=lot_id,
    )


def _supplier_name(session: Session, delivery: Delivery) -> str:
    if delivery.supplier_id is None:
        return ""
    return session.get_one(Supplier, delivery.supplier_id).name


def _keep_scan(
    session: Session,
    gesture: Gesture,
    delivery_id: DeliveryId,
    product_id: ProductId,
    place_id: PlaceId,
    got: Sequence[Received],
) -> None:
    first, scan_id = next_row(session, _SCANS, len(got)), RecordId(new_id())
    session.add_all(
        DeliveryScan(
            row=first + offset,
            delivery_id=delivery_id,
            scan_id=scan_id,
            product_id=product_id,
            batch_id=each.batch_id,
            place_id=place_id,
            units=each.quantity,
            at=gesture.at,
            by=gesture.person,
            station_id=gesture.station_id,
        )
        for offset, each in enumerate(got)
    )
    session.flush()


def received_here(session: Session, delivery_id: DeliveryId, product_id: ProductId) -> int:
    """Return the units of an article that this delivery brought."""
    asked = select(func.coalesce(func.sum(_BATCHES.c.quantity), 0)).where(
        _BATCHES.c.delivery_id == delivery_id, _BATCHES.c.product_id == product_id
    )
    return int(session.execute(asked).scalar_one())


def _told(
    session: Session,
    delivery: Delivery,
    goods: Goods,
    got: Sequence[Received],
    lot_id: LotId | None,
    place: str,
) -> ScanTaken:
    lines = expected_lines(session, delivery.id, goods.product.id)
    waited = [each for each in lines if each.own or each.here]
    expected = sum(each.expected for each in waited) if waited else None
    received = received_here(session, delivery.id, goods.product.id)
    if expected is None and delivery.purchase_id is not None:
        arrival, title, advice = words.unordered(goods.meant.name, received)
    else:
        arrival, title, advice = words.taken(goods.meant.name, goods.units, received, expected)
    until = next((each.aside.last for each in got if each.aside is not None), None)
    return ScanTaken(
        arrival=arrival,
        delivery_id=delivery.id,
        title=title,
        advice=advice if until is None else f"{words.aside(until)} {advice}",
        code=goods.read.code,
        meant=goods.meant,
        units=goods.units,
        received=received,
        expected=expected or 0,
        batch_ids=tuple(each.batch_id for each in got),
        lot_id=lot_id,
        place=place,
        aside_until=until,
    )


__all__ = ["Arrival", "receive_scan", "received_here"]
