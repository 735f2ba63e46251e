"""Goods that come in: a receipt with its dates, on sale at once or put aside during soldes."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.law_facts import Batch
from merchant_desk.operations.change_cost import LateCost, change_cost
from merchant_desk.operations.find_record import find_bin, find_product
from merchant_desk.operations.post_move import Move, post_move
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.queries.law_shop import shop_today
from merchant_desk.queries.soldes_now import Season, season_of
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import CostReason, ProductKind
from merchant_desk.values.ids import (
    BatchId,
    DeliveryId,
    LotId,
    PlaceId,
    ProductId,
    PurchaseLineId,
    RecordId,
    new_id,
)
from merchant_desk.values.places import SUPPLIER
from merchant_desk.values.texts import _
from merchant_desk.values.words import MoveReason

MOST_UNITS = 1_000_000
TRANSFER = "transfer"
"""From another shop of the same company; any other receipt is of a supplier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What came in. ``paid_known`` without a date says that the supplier is not paid yet.

    ``on_sale_since`` is told of a transfer: when the other shop of the company put it on sale.
    """

    product_id: ProductId
    place_id: PlaceId
    quantity: int
    source: str = "supplier"
    supplier: str = ""
    on_sale_since: date | None = None
    paid_on: date | None = None
    paid_known: bool = False
    cost_tenthousandths: int | None = None
    note: str = ""
    joins: bool = False
    """Scanned unit by unit: joins what came in today under the same facts, as one receipt."""
    delivery_id: DeliveryId | None = None
    purchase_line_id: PurchaseLineId | None = None
    lot_id: LotId | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """The receipt, and the soldes for which its units were put aside."""

    batch_id: BatchId
    quantity: int
    aside: Season | None


def receive_units(session: Session, gesture: Gesture, receipt: Receipt) -> Received:
    """Take goods in; while an article is soldé, new units go to quarantine, not on sale.

    Restocking soldé goods is forbidden (C. com. L310-3, L310-5 3°): the units wait until the
    season is over. Units carried over from another shop of the company, on sale and paid for in
    time, are no restocking. A cost becomes that of the article, unless it was a gift. Raises
    RefusedError for a quantity that is none and for a day to come.
    """
    product = find_product(session, receipt.product_id)
    if product.kind is ProductKind.KIT:
        raise RefusedError(
            _("Rien n’a été reçu\u00a0: «\u00a0{name}\u00a0» est un kit.").format(
                name=product.name
            ),
            _("Recevez les articles dont il est fait\u00a0: son stock est le leur."),
        )
    find_bin(session, receipt.place_id)
    today = shop_today(session, gesture.at)
    _check(receipt, today)
    season = season_of(session, product.id, gesture.at)
    aside = season if season is not None and season.running(today) else None
    if aside is not None and _was_ours_in_time(receipt, aside.limit):
        aside = None
    card_cost = product.cost_tenthousandths
    if receipt.cost_tenthousandths or (
        receipt.cost_tenthousandths is not None and product.cost_tenthousandths is None
    ):
        product.cost_tenthousandths = receipt.cost_tenthousandths
    batch = _joined(session, receipt, today, aside=aside is not None) or _new_batch(
        receipt, gesture, today, card_cost, aside=aside is not None
    )
    session.add(batch)
    session.flush()
    if aside is None:
        _put_on_sale(session, gesture, batch, receipt.place_id, receipt.quantity)
    return Received(batch.id, receipt.quantity, aside)


def release_batch(session: Session, gesture: Gesture, batch_id: BatchId, place_id: PlaceId) -> None:
    """Put the units of a receipt back on sale when the soldes are over.

    Raises RefusedError while they run, or for units that are on sale already.
    """
    batch = session.get(Batch, batch_id)
    find_bin(session, place_id)
    if batch is None or not batch.quarantined:
        raise RefusedError(
            _("Rien n’a été remis en rayon\u00a0: ces unités n’étaient pas en quarantaine."),
            _("Le stock de l’article est déjà juste."),
        )
    today = shop_today(session, gesture.at)
    season = season_of(session, batch.product_id, gesture.at)
    if season is not None and season.running(today):
        raise RefusedError(
            _("Rien n’a été remis en rayon\u00a0: l’article est soldé, son réassort est interdit."),
            _("Attendez la fin des soldes, ou retirez d’abord l’article de l’opération."),
        )
    batch.quarantined = False
    batch.on_sale_since = today
    session.flush()
    _put_on_sale(session, gesture, batch, place_id, batch.quantity)
    if batch.landed_tenthousandths:
        change_cost(
            session,
            gesture,
            LateCost(
                product_id=batch.product_id,
                units=batch.quantity,
                amount=batch.landed_tenthousandths,
                reason=CostReason.LANDED,
                batch_id=batch.id,
            ),
        )


def _check(receipt: Receipt, today: date) -> None:
    if not 1 <= receipt.quantity <= MOST_UNITS:
        raise RefusedError(
            _("Rien n’a été reçu\u00a0: la quantité n’est pas possible."),
            _("Écrivez un nombre d’unités, 1 au moins."),
        )
    told = (receipt.paid_on, receipt.on_sale_since)
    if any(day is not None and day > today for day in told):
        raise RefusedError(
            _("Rien n’a été reçu\u00a0: une des dates est à venir."),
            _("Corrigez-la, ou dites que le fournisseur n’est pas encore payé."),
        )
    if receipt.cost_tenthousandths is not None and receipt.cost_tenthousandths < 0:
        raise RefusedError(
            _("Rien n’a été reçu\u00a0: le coût d’achat est négatif."), _("Corrigez le coût.")
        )


def _was_ours_in_time(receipt: Receipt, limit: date) -> bool:
    """Tell whether a transfer brings units on sale and paid for a month before the season."""
    if receipt.source != TRANSFER or receipt.on_sale_since is None or receipt.paid_on is None:
        return False
    return receipt.on_sale_since <= limit and receipt.paid_on <= limit


def _new_batch(
    receipt: Receipt, gesture: Gesture, today: date, card_cost: int | None, *, aside: bool
) -> Batch:
    return Batch(
        id=BatchId(new_id()),
        received_on=today,
        quantity=receipt.quantity,
        quarantined=aside,
        card_cost_tenthousandths=card_cost,
        note=receipt.note,
        at=gesture.at,
        by=gesture.person,
        **_facts(receipt),
    )


def _joined(session: Session, receipt: Receipt, today: date, *, aside: bool) -> Batch | None:
    """Return the receipt of today that these units belong to, with them in it."""
    if not receipt.joins:
        return None
    alike = {"received_on": today, "quarantined": aside, "note": receipt.note, **_facts(receipt)}
    wanted = select(Batch).filter_by(**alike).order_by(Batch.at.desc()).limit(1)
    batch = session.scalars(wanted).first()
    if batch is not None:
        batch.quantity += receipt.quantity
    return batch


def _facts(receipt: Receipt) -> dict[str, Any]:
    return {
        "product_id": receipt.product_id,
        "source": receipt.source,
        "supplier": " ".join(receipt.supplier.split()),
        "on_sale_since": receipt.on_sale_since,
        "paid_on": receipt.paid_on,
        "paid_known": receipt.paid_known or receipt.paid_on is not None,
        "cost_tenthousandths": receipt.cost_tenthousandths,
        "delivery_id": receipt.delivery_id,
        "purchase_line_id": receipt.purchase_line_id,
        "lot_id": receipt.lot_id,
    }


def _put_on_sale(
    session: Session, gesture: Gesture, batch: Batch, place_id: PlaceId, quantity: int
) -> None:
    cost = batch.cost_tenthousandths
    move = Move(
        batch.product_id,
        SUPPLIER,
        place_id,
        quantity,
        MoveReason.RECEIPT,
        batch.note,
        lot_id=batch.lot_id,
        value=None if cost is None else cost * quantity,
        cause_id=RecordId(batch.id),
    )
    post_move(session, gesture, move)
    queue_state(session, gesture, "stock", [batch.product_id])
