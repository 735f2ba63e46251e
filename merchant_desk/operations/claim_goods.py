"""Tell a supplier what is wrong with what came: a claim, written line by line, then sent."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.database.rows import next_row
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.delivery import Claim, ClaimLine, Delivery, DeliveryScan
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.purchasing import PurchaseLine
from merchant_desk.operations.find_delivery import find_delivery
from merchant_desk.operations.find_record import level_of
from merchant_desk.operations.next_number import next_number
from merchant_desk.operations.post_move import Move, post_move
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.queries.delivery_differences import worth
from merchant_desk.rules.purchasing.prices import net_cost
from merchant_desk.values.deliveries import ClaimAsked
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import ClaimKind, ClaimState
from merchant_desk.values.ids import (
    ClaimId,
    DeliveryId,
    PlaceId,
    ProductId,
    PurchaseLineId,
    RecordId,
    SupplierId,
    new_id,
)
from merchant_desk.values.money import Money
from merchant_desk.values.places import BACK_TO_SUPPLIER
from merchant_desk.values.texts import _
from merchant_desk.values.words import MoveReason

PREFIX = "RC"
_SCANS = table(DeliveryScan)
_LEAVES_ITS_BIN = frozenset({ClaimKind.DAMAGED, ClaimKind.WRONG, ClaimKind.EXPIRED})


def claim_goods(
    session: Session, gesture: Gesture, delivery_id: DeliveryId, asked: ClaimAsked
) -> ClaimId:
    """Add what is wrong to the claim about a delivery, made with the first line.

    Damaged, wrong or expired units leave their bin and wait for the supplier. Raises RefusedError
    for more units than came, and for goods of nobody known.
    """
    delivery = find_delivery(session, delivery_id)
    if asked.quantity <= 0:
        raise RefusedError(
            _("La réclamation n’a pas changé\u00a0: la quantité doit être supérieure à zéro."),
            _("Corrigez la quantité."),
        )
    batch = _batch(session, delivery_id, asked)
    if asked.kind in _LEAVES_ITS_BIN:
        _check_came(session, delivery_id, asked)
        if asked.aside and batch is not None:
            _put_aside(session, gesture, batch, asked)
    claim = claim_about(session, gesture, delivery)
    line_id = None if batch is None else batch.purchase_line_id
    amount = asked.amount
    if amount is None:
        amount = worth(_unit_amount(session, asked.kind, batch), asked.quantity)
    add_line(session, claim.id, asked, amount.cents, line_id)
    return claim.id


def _unit_amount(session: Session, kind: ClaimKind, batch: Batch | None) -> int | None:
    """Return what one unit is worth: of a wrong price, what it costs more than was ordered."""
    cost = None if batch is None else batch.cost_tenthousandths
    if kind is not ClaimKind.PRICE or batch is None or cost is None:
        return cost
    line = None
    if batch.purchase_line_id is not None:
        line = session.get(PurchaseLine, batch.purchase_line_id)
    if line is None or line.cost_tenthousandths is None:
        return 0
    return max(0, cost - net_cost(line.cost_tenthousandths, line.rebate_bp))


def claim_about(session: Session, gesture: Gesture, delivery: Delivery) -> Claim:
    """Return the claim about a delivery that is not sent yet; raises RefusedError for nobody's."""
    if delivery.supplier_id is None:
        raise RefusedError(
            _("Rien n’a été réclamé\u00a0: cette réception n’a pas de fournisseur."),
            _("Dites d’abord de qui viennent ces articles."),
        )
    return draft_claim(session, gesture, delivery.supplier_id, delivery.id)


def draft_claim(
    session: Session, gesture: Gesture, supplier_id: SupplierId, delivery_id: DeliveryId | None
) -> Claim:
    """Return the claim that is not sent yet, to a supplier about a delivery or about none."""
    wanted = select(Claim).filter_by(
        supplier_id=supplier_id, delivery_id=delivery_id, state=ClaimState.DRAFT
    )
    claim = session.scalars(wanted).first()
    if claim is None:
        claim = Claim(
            id=ClaimId(new_id()),
            row=next_row(session, table(Claim)),
            number=next_number(session, gesture, table(Claim), PREFIX),
            supplier_id=supplier_id,
            delivery_id=delivery_id,
            state=ClaimState.DRAFT,
            made_at=gesture.at,
            by=gesture.person,
            station_id=gesture.station_id,
        )
        session.add(claim)
        session.flush()
    return claim


def add_line(
    session: Session,
    claim_id: ClaimId,
    asked: ClaimAsked,
    cents: int,
    line_id: PurchaseLineId | None,
) -> None:
    """Write one line of a claim; the same thing told twice is one line."""
    known = session.scalars(
        select(ClaimLine).filter_by(
            claim_id=claim_id,
            product_id=asked.product_id,
            kind=asked.kind,
            purchase_line_id=line_id,
            note=asked.note.strip(),
        )
    ).first()
    if known is not None:
        known.quantity += asked.quantity
        known.amount = Money(known.amount.cents + cents)
    else:
        session.add(
            ClaimLine(
                claim_id=claim_id,
                product_id=asked.product_id,
                purchase_line_id=line_id,
                kind=asked.kind,
                quantity=asked.quantity,
                amount=Money(cents),
                note=asked.note.strip(),
            )
        )
    session.flush()


def _batch(session: Session, delivery_id: DeliveryId, asked: ClaimAsked) -> Batch | None:
    wanted = (
        select(Batch)
        .filter_by(delivery_id=delivery_id, product_id=asked.product_id)
        .order_by(Batch.quantity.desc(), Batch.id)
    )
    return session.scalars(wanted).first()


def claimed_units(session: Session, delivery_id: DeliveryId, product_id: ProductId) -> int:
    """Return the units of an article of a delivery that a claim took out of their bin."""
    claimed = (
        select(func.coalesce(func.sum(ClaimLine.quantity), 0))
        .join(Claim, Claim.id == ClaimLine.claim_id)
        .where(
            Claim.delivery_id == delivery_id,
            Claim.state != ClaimState.DROPPED,
            ClaimLine.product_id == product_id,
            ClaimLine.kind.in_(_LEAVES_ITS_BIN),
        )
    )
    return int(session.execute(claimed).scalar_one())


def _check_came(session: Session, delivery_id: DeliveryId, asked: ClaimAsked) -> None:
    came = select(func.coalesce(func.sum(Batch.quantity), 0)).where(
        Batch.delivery_id == delivery_id, Batch.product_id == asked.product_id
    )
    left = session.execute(came).scalar_one()
    left -= claimed_units(session, delivery_id, asked.product_id)
    if asked.quantity > left:
        raise RefusedError(
            _("Rien n’a été réclamé\u00a0: il n’est pas arrivé autant d’unités de cet article."),
            _("Scannez d’abord ce qui est arrivé, ou corrigez la quantité."),
        )


def _put_aside(session: Session, gesture: Gesture, batch: Batch, asked: ClaimAsked) -> None:
    """Take the units out of their bin, for what they came in for."""
    if batch.quarantined:
        return
    where = (
        select(_SCANS.c.place_id)
        .where(_SCANS.c.batch_id == batch.id, _SCANS.c.undone_at.is_(None))
        .order_by(_SCANS.c.row.desc())
        .limit(1)
    )
    found = session.execute(where).scalar()
    if found is None or level_of(session, batch.product_id, PlaceId(found)) < asked.quantity:
        return
    cost = batch.cost_tenthousandths
    move = Move(
        batch.product_id,
        PlaceId(found),
        BACK_TO_SUPPLIER,
        asked.quantity,
        MoveReason.BACK_TO_SUPPLIER,
        asked.note.strip(),
        lot_id=batch.lot_id,
        value=None if cost is None else cost * asked.quantity,
        cause_id=RecordId(batch.id),
    )
    post_move(session, gesture, move)
    queue_state(session, gesture, "stock", [batch.product_id])
