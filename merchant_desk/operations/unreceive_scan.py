"""Take back the last scan of a delivery: units counted by mistake."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.delivery import DeliveryScan
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.purchasing import PurchaseLine
from merchant_desk.operations.claim_goods import claimed_units
from merchant_desk.operations.find_delivery import find_delivery
from merchant_desk.operations.find_record import find_product
from merchant_desk.operations.receive_scan import received_here
from merchant_desk.operations.settle_purchase import settle_purchase
from merchant_desk.operations.undo_receipt import undo_receipt
from merchant_desk.values.article_name import full_name
from merchant_desk.values.deliveries import ScanUndone
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import DeliveryState
from merchant_desk.values.ids import BatchId, DeliveryId, ProductId
from merchant_desk.values.texts import _


def unreceive_last(session: Session, gesture: Gesture, delivery_id: DeliveryId) -> ScanUndone:
    """Take back all that the last scan brought, for what it came in for.

    Raises RefusedError when nothing is left to take back, the delivery is over, or some of these
    units are claimed: they left their bin already.
    """
    delivery = find_delivery(session, delivery_id)
    if delivery.state is not DeliveryState.OPEN:
        raise RefusedError(
            _("Rien n’a été annulé\u00a0: la réception {number} est terminée.").format(
                number=delivery.number
            ),
            _("Réclamez ce qui ne va pas, ou ajustez le stock s’il est faux."),
        )
    scans = _last_scans(session, delivery_id)
    _refuse_claimed(session, delivery_id, scans)
    purchases = set()
    for scan in scans:
        batch = session.get(Batch, BatchId(scan.batch_id))
        if batch is not None and batch.purchase_line_id is not None:
            line = session.get_one(PurchaseLine, batch.purchase_line_id)
            purchases.add(line.purchase_id)
        undo_receipt(session, gesture, BatchId(scan.batch_id), scan.place_id, scan.units)
        scan.undone_at = gesture.at
    for purchase_id in sorted(purchases):
        settle_purchase(session, gesture, purchase_id, noted=False)
    product = find_product(session, scans[0].product_id)
    return ScanUndone(
        product.id,
        full_name(product.name, product.option_text),
        sum(each.units for each in scans),
        received_here(session, delivery_id, product.id),
    )


def _refuse_claimed(
    session: Session, delivery_id: DeliveryId, scans: Sequence[DeliveryScan]
) -> None:
    product_id = ProductId(scans[0].product_id)
    left = received_here(session, delivery_id, product_id) - sum(each.units for each in scans)
    if left < claimed_units(session, delivery_id, product_id):
        raise RefusedError(
            _("Rien n’a été annulé\u00a0: une réclamation porte sur ces unités."),
            _("Abandonnez d’abord la réclamation, ou ajustez le stock s’il est faux."),
        )


def _last_scans(session: Session, delivery_id: DeliveryId) -> Sequence[DeliveryScan]:
    """Return what the last scan counted, in as many parts as it went into receipts."""
    last = (
        select(func.max(DeliveryScan.row))
        .where(DeliveryScan.delivery_id == delivery_id, DeliveryScan.undone_at.is_(None))
        .scalar_subquery()
    )
    of_scan = select(DeliveryScan.scan_id).where(DeliveryScan.row == last).scalar_subquery()
    scans = session.scalars(
        select(DeliveryScan)
        .where(DeliveryScan.delivery_id == delivery_id, DeliveryScan.scan_id == of_scan)
        .order_by(DeliveryScan.row.desc())
    ).all()
    if not scans:
        raise RefusedError(
            _("Rien n’a été annulé\u00a0: cette réception n’a pas de scan à annuler."),
            _("Ajustez le stock s’il est faux."),
        )
    return scans
