"""What must be asked before units of a delivery come in."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.lot import Lot, LotLevel
from merchant_desk.models.product import Product
from merchant_desk.queries.law_shop import shop_today
from merchant_desk.queries.scanned_goods import GoodsRead
from merchant_desk.values.deliveries import MANY_UNITS, ArticleMeant, Incoming, Question
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import Tracking
from merchant_desk.values.ids import DeliveryId
from merchant_desk.values.texts import _


@dataclass(frozen=True, slots=True)
class Goods:
    """An article that came, what was read of it, and what she said."""

    product: Product
    read: GoodsRead
    meant: ArticleMeant
    incoming: Incoming

    @property
    def units(self) -> int:
        """Return the units: a carton is as many as its code says."""
        return self.meant.units * self.incoming.units


def question_of(
    session: Session,
    gesture: Gesture,
    delivery_id: DeliveryId,
    goods: Goods,
    left: int,
    costs: Sequence[int | None],
) -> Question | None:
    """Return the first question that she has not answered; None when the units may come in.

    ``left`` units are still expected. What she accepted once of a lot or of a free article is not
    asked again in this delivery. Raises RefusedError for a serial number that is there already.
    """
    product, read, units = goods.product, goods.read, goods.units
    accepted = goods.incoming.accepted
    if not units or (units >= MANY_UNITS and units > left and Question.UNITS not in accepted):
        return Question.UNITS
    lot = _known_lot(session, product, read)
    if product.tracking is not Tracking.NONE:
        asked = _about_lot(session, product, read, units, lot)
        if asked is Question.LOT or (asked is not None and asked not in accepted):
            return asked
    expires_on = read.expires_on or (None if lot is None else lot.expires_on)
    came = list(
        session.scalars(select(Batch).filter_by(delivery_id=delivery_id, product_id=product.id))
    )
    if expires_on is not None and expires_on < shop_today(session, gesture.at):
        known = lot is not None and any(each.lot_id == lot.id for each in came)
        if not known and Question.EXPIRED not in accepted:
            return Question.EXPIRED
    gift = any(each.cost_tenthousandths == 0 for each in came)
    if 0 in costs and not gift and Question.NO_COST not in accepted:
        return Question.NO_COST
    return None


def _known_lot(session: Session, product: Product, read: GoodsRead) -> Lot | None:
    if product.tracking is Tracking.NONE:
        return None
    number = " ".join(_number(product, read).split()).upper()
    wanted = select(Lot).filter_by(product_id=product.id, number=number)
    return session.scalars(wanted).first()


def _number(product: Product, read: GoodsRead) -> str:
    return read.serial if product.tracking is Tracking.SERIAL else read.lot


def _about_lot(
    session: Session, product: Product, read: GoodsRead, units: int, lot: Lot | None
) -> Question | None:
    if not _number(product, read):
        return Question.LOT
    if product.tracking is Tracking.SERIAL:
        _check_serial(session, read, units, lot)
        return None
    if read.expires_on is None and lot is None:
        return Question.NO_DATE
    return None


def _check_serial(session: Session, read: GoodsRead, units: int, lot: Lot | None) -> None:
    if units > 1:
        raise RefusedError(
            _("Rien n’a été reçu\u00a0: un numéro de série est celui d’une seule unité."),
            _("Scannez chaque unité avec son numéro."),
        )
    there = (
        lot is not None
        and session.scalars(
            select(LotLevel).where(LotLevel.lot_id == lot.id, LotLevel.quantity > 0)
        ).first()
    )
    if there:
        raise RefusedError(
            _("Rien n’a été reçu\u00a0: le numéro de série {serial} est déjà en stock.").format(
                serial=read.serial
            ),
            _("Vérifiez l’étiquette\u00a0; deux unités n’ont jamais le même numéro."),
        )
