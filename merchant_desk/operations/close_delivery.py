"""End a delivery: what was wrong is claimed, who waited is served, labels are offered."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.delivery import Claim, ClaimLine, Delivery
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.product import PriceChange, Product
from merchant_desk.models.promotion import PriceShown
from merchant_desk.models.purchasing import Purchase, PurchaseLine
from merchant_desk.operations.claim_goods import add_line, claim_about
from merchant_desk.operations.find_delivery import batches_of, find_open_delivery
from merchant_desk.operations.find_purchase import note_purchase
from merchant_desk.operations.serve_waiting import serve_waiting
from merchant_desk.queries.delivery_differences import delivery_differences
from merchant_desk.values.deliveries import (
    ClaimAsked,
    DeliveryClosed,
    Difference,
    LabelOffer,
    Rest,
)
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import (
    ClaimKind,
    ClaimState,
    DeliveryState,
    PurchaseEventKind,
    PurchaseState,
)
from merchant_desk.values.ids import DeliveryId, LotId, ProductId, PurchaseId
from merchant_desk.values.purchase_words import units_words
from merchant_desk.values.texts import _
from merchant_desk.values.words import ShownWhere

_SHOWN, _CHANGES, _BATCHES = table(PriceShown), table(PriceChange), table(Batch)


def close_delivery(
    session: Session, gesture: Gesture, delivery_id: DeliveryId, rest: Rest = Rest.CLAIMED
) -> DeliveryClosed:
    """Say that all of it is scanned; what differs from the order becomes a claim, as a draft.

    With ``Rest.EXPECTED`` what is missing comes later and is not claimed. Raises RefusedError
    for a delivery that is over, or that brought nothing and misses nothing.
    """
    delivery = find_open_delivery(session, delivery_id)
    batches = batches_of(session, delivery_id)
    if not batches and delivery.purchase_id is None:
        raise RefusedError(
            _("La réception n’est pas terminée\u00a0: rien n’a été scanné."),
            _("Scannez ce qui est arrivé, ou laissez-la ouverte."),
        )
    differences = delivery_differences(session, delivery_id)
    claimed = [
        each for each in differences if each.kind is not ClaimKind.SHORT or rest is Rest.CLAIMED
    ]
    claim = _claim(session, gesture, delivery, claimed)
    delivery.state = DeliveryState.CLOSED
    delivery.closed_at, delivery.closed_by = gesture.at, gesture.person
    session.flush()
    _note_purchases(session, gesture, delivery, batches)
    came: dict[ProductId, int] = defaultdict(int)
    for each in batches:
        if not each.quarantined:
            came[each.product_id] += each.quantity
    return DeliveryClosed(
        delivery_id=delivery.id,
        number=delivery.number,
        units=sum(each.quantity for each in batches),
        differences=differences,
        claim_id=None if claim is None else claim.id,
        claim_number="" if claim is None else claim.number,
        served=serve_waiting(session, gesture, came),
        labels=_labels(batches),
        repriced=_repriced(session, {each.product_id for each in batches}, batches),
        purchase_state=_purchase_state(session, delivery),
    )


def _claim(
    session: Session, gesture: Gesture, delivery: Delivery, differences: Sequence[Difference]
) -> Claim | None:
    """Write the differences into the claim; return it, with what was told before by hand."""
    known = session.scalars(
        select(Claim).filter_by(delivery_id=delivery.id, state=ClaimState.DRAFT)
    ).first()
    if delivery.supplier_id is None:
        return known
    told = _told(session, delivery.id)
    fresh = [each for each in differences if (each.product_id, each.kind) not in told]
    if not fresh:
        return known
    claim = claim_about(session, gesture, delivery)
    for each in fresh:
        asked = ClaimAsked(product_id=each.product_id, kind=each.kind, quantity=each.units)
        add_line(session, claim.id, asked, each.amount.cents, each.line_id)
    return claim


def _told(session: Session, delivery_id: DeliveryId) -> set[tuple[ProductId, ClaimKind]]:
    rows = session.execute(
        select(ClaimLine.product_id, ClaimLine.kind)
        .join(Claim, Claim.id == ClaimLine.claim_id)
        .where(Claim.delivery_id == delivery_id, Claim.state != ClaimState.DROPPED)
    )
    return {(row[0], row[1]) for row in rows}


def _note_purchases(
    session: Session, gesture: Gesture, delivery: Delivery, batches: Iterable[Batch]
) -> None:
    """Tell the orders it served, once, what the delivery brought of theirs."""
    units: dict[PurchaseId, int] = defaultdict(int)
    for batch in batches:
        if batch.purchase_line_id is not None:
            line = session.get_one(PurchaseLine, batch.purchase_line_id)
            units[line.purchase_id] += batch.quantity
    told = _("Réception {number}\u00a0: {units}")
    for purchase_id, count in units.items():
        detail = told.format(number=delivery.number, units=units_words(count))
        purchase = session.get_one(Purchase, purchase_id)
        note_purchase(session, gesture, purchase, PurchaseEventKind.RECEIVED, detail)


def _labels(batches: Iterable[Batch]) -> tuple[LabelOffer, ...]:
    units: dict[tuple[ProductId, LotId | None], int] = defaultdict(int)
    for each in batches:
        units[each.product_id, each.lot_id] += each.quantity
    return tuple(LabelOffer(product, count, lot) for (product, lot), count in units.items())


def _repriced(
    session: Session, product_ids: Collection[ProductId], batches: Iterable[Batch]
) -> tuple[ProductId, ...]:
    """Return the articles whose tag no longer says their price.

    Of one that never had a tag from the desk: those whose price changed since they last came in.
    """
    mine = {each.id for each in batches}
    found = []
    for product in session.scalars(
        select(Product).where(Product.id.in_(product_ids)).order_by(Product.name, Product.id)
    ):
        tag = session.execute(
            select(_SHOWN.c.price)
            .where(_SHOWN.c.product_id == product.id, _SHOWN.c.where == ShownWhere.TAG)
            .order_by(_SHOWN.c.at.desc())
            .limit(1)
        ).scalar()
        if tag is None:
            changed = _changed_since_last(session, product.id, mine)
        else:
            changed = tag != product.price
        if changed:
            found.append(product.id)
    return tuple(found)


def _changed_since_last(session: Session, product_id: ProductId, mine: Collection[bytes]) -> bool:
    before = session.execute(
        select(_BATCHES.c.at)
        .where(_BATCHES.c.product_id == product_id, _BATCHES.c.id.not_in(mine))
        .order_by(_BATCHES.c.at.desc())
        .limit(1)
    ).scalar()
    if before is None:
        return False
    asked = select(_CHANGES.c.id).where(
        _CHANGES.c.product_id == product_id, _CHANGES.c.learned_at > before
    )
    return session.execute(asked.limit(1)).first() is not None


def _purchase_state(session: Session, delivery: Delivery) -> PurchaseState | None:
    if delivery.purchase_id is None:
        return None
    return session.get_one(Purchase, delivery.purchase_id).state
