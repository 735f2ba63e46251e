"""What a delivery cost on the way, shared between its receipts; shared anew when they change."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.delivery import DeliveryCharge
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.product import Product
from merchant_desk.operations.change_cost import LateCost, change_cost
from merchant_desk.operations.find_delivery import batches_of, find_delivery
from merchant_desk.rules.landed_cost import Carried, spread_charge
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import CostReason, Spread
from merchant_desk.values.ids import DeliveryId, ProductId, RecordId, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _

_PARTS_PER_CENT = 100
LARGEST = Money(100_000_000)


def add_charge(
    session: Session,
    gesture: Gesture,
    delivery_id: DeliveryId,
    label: str,
    amount: Money,
    spread: Spread = Spread.VALUE,
) -> RecordId:
    """Write down a charge before VAT and share it; an amount below zero takes back.

    Raises RefusedError for an amount of zero, or one that takes back more than was charged.
    """
    find_delivery(session, delivery_id)
    charges = _charges(session, delivery_id)
    name = " ".join(label.split())
    if not amount or amount > LARGEST or not name or not name.isprintable():
        raise RefusedError(
            _("Les frais n’ont pas été ajoutés\u00a0: le nom ou le montant manque."),
            _("Dites ce que c’est (transport, douane…) et son montant HT."),
        )
    if sum(each.amount.cents for each in charges) + amount.cents < 0:
        raise RefusedError(
            _("Les frais n’ont pas été repris\u00a0: il n’y en a pas autant."),
            _("Reprenez au plus ce qui a été ajouté."),
        )
    if not batches_of(session, delivery_id):
        raise RefusedError(
            _("Les frais n’ont pas été ajoutés\u00a0: rien n’a encore été reçu."),
            _("Scannez d’abord ce qui est arrivé\u00a0; les frais s’y répartissent."),
        )
    charge = DeliveryCharge(
        id=RecordId(new_id()),
        delivery_id=delivery_id,
        label=name,
        amount=amount,
        spread=spread,
        at=gesture.at,
        by=gesture.person,
        station_id=gesture.station_id,
    )
    session.add(charge)
    session.flush()
    spread_charges(session, gesture, delivery_id)
    return charge.id


def spread_charges(session: Session, gesture: Gesture, delivery_id: DeliveryId) -> None:
    """Bring what each receipt bears of the charges to what it should, to the last fraction.

    The value of the stock follows: units still there keep their part, the rest sales bear. Units
    put aside are not in the stock yet: they bring theirs when they go on sale.
    """
    charges = _charges(session, delivery_id)
    if not charges:
        return
    session.flush()
    batches = batches_of(session, delivery_id)
    weights = _weights(session, batches)
    carried = [
        Carried(
            units=each.quantity,
            value=each.quantity * (each.cost_tenthousandths or 0),
            weight_g=_weight(weights[each.product_id], each.quantity),
        )
        for each in batches
    ]
    targets = [0] * len(batches)
    for charge in charges:
        parts = spread_charge(charge.amount.cents * _PARTS_PER_CENT, charge.spread, carried)
        targets = [whole + part for whole, part in zip(targets, parts, strict=True)]
    for batch, target in zip(batches, targets, strict=True):
        _bear(session, gesture, batch, target)
    session.flush()


def _bear(session: Session, gesture: Gesture, batch: Batch, target: int) -> None:
    late = target - batch.landed_tenthousandths
    if not late:
        return
    batch.landed_tenthousandths = target
    if not batch.quarantined:
        change_cost(
            session,
            gesture,
            LateCost(
                product_id=batch.product_id,
                units=batch.quantity,
                amount=late,
                reason=CostReason.LANDED,
                batch_id=batch.id,
                cause_id=RecordId(batch.delivery_id) if batch.delivery_id else None,
            ),
        )


def _charges(session: Session, delivery_id: DeliveryId) -> Sequence[DeliveryCharge]:
    wanted = select(DeliveryCharge).filter_by(delivery_id=delivery_id).order_by(DeliveryCharge.id)
    return session.scalars(wanted).all()


def _weights(session: Session, batches: Sequence[Batch]) -> dict[ProductId, int | None]:
    wanted = {each.product_id for each in batches}
    rows = session.execute(select(Product.id, Product.weight_g).where(Product.id.in_(wanted)))
    return {row[0]: row[1] for row in rows}


def _weight(unit: int | None, units: int) -> int | None:
    return None if unit is None else unit * units
