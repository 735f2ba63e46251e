"""Whether the lots read at the counter may be sold: neither expired nor recalled."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.lot import Lot
from merchant_desk.queries.kits import Kits, parts_of
from merchant_desk.queries.lot_shelves import LotInBin
from merchant_desk.queries.unfit_lots import unfit_instead
from merchant_desk.rules.kit_stock import Part
from merchant_desk.values.basket import Basket
from merchant_desk.values.clock import paris_date
from merchant_desk.values.french import short_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId
from merchant_desk.values.texts import _


@dataclass(frozen=True, slots=True)
class LotFault:
    """Why a lot is not sold: it is recalled, else its last day is over."""

    recalled: bool
    expires_on: date | None


def lot_fault(
    session: Session, product_id: ProductId | None, number: str, today: date
) -> LotFault | None:
    """Return why units of this lot are not sold, or None; a lot nobody knows is not held up."""
    if product_id is None or not number:
        return None
    wanted = " ".join(number.split()).upper()
    lot = session.scalars(select(Lot).filter_by(product_id=product_id, number=wanted)).first()
    if lot is None:
        return None
    if lot.recalled_at is not None:
        return LotFault(recalled=True, expires_on=lot.expires_on)
    over = lot.expires_on is not None and lot.expires_on < today
    return LotFault(recalled=False, expires_on=lot.expires_on) if over else None


def unread_fault(
    session: Session, wanted: Mapping[ProductId, int], basket: Basket, today: date
) -> LotInBin | None:
    """Return a lot that units must be of which nobody read, and that may not be sold; or None.

    What lies on the counter already is taken off what may be sold; a kit is asked by its parts.
    """
    before = Counter[ProductId]()
    for line in basket.lines:
        if line.product_id is not None:
            before[line.product_id] += line.quantity
    kits = parts_of(session, {*wanted, *before})
    return unfit_instead(session, _apart(wanted, kits), today, _apart(before, kits))


def _apart(units: Mapping[ProductId, int], kits: Kits) -> Counter[ProductId]:
    found = Counter[ProductId]()
    for product_id, count in units.items():
        for part in kits.get(product_id, (Part(product_id, 1),)):
            found[part.product_id] += part.quantity * count
    return found


def check_lots(session: Session, gesture: Gesture, basket: Basket) -> None:
    """Raise RefusedError for a lot of the basket that may no longer be sold."""
    for line in basket.lines:
        fault = lot_fault(session, line.product_id, line.lot, paris_date(gesture.at))
        if fault is None:
            continue
        why = _("le lot {lot} de «\u00a0{name}\u00a0» est rappelé")
        if not fault.recalled and fault.expires_on is not None:
            why = _("le lot {lot} de «\u00a0{name}\u00a0» est périmé depuis le {day}").replace(
                "{day}", short_date(fault.expires_on)
            )
        raise RefusedError(
            _("La vente n’a pas été enregistrée\u00a0: {why}.").format(
                why=why.format(lot=line.lot, name=line.full_name)
            ),
            _("Retirez-le du panier et mettez-le à part."),
        )
