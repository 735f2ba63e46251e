"""Units that come back over the counter: at what they had left for, sale by sale."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from merchant_desk.models.product import Product
from merchant_desk.operations.find_lot import LotRead, find_lot
from merchant_desk.operations.post_move import Move
from merchant_desk.operations.take_from_bins import usual_bin
from merchant_desk.queries.valuation.ticket_sales import SoldMove, sales_of_ticket
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import Tracking
from merchant_desk.values.ids import InvoiceId, LotId, ProductId, RecordId
from merchant_desk.values.places import ADJUSTMENT, CUSTOMER
from merchant_desk.values.stock_cost import share_of
from merchant_desk.values.words import MoveReason


@dataclass(frozen=True, slots=True)
class Coming:
    """Units that come back; those that are broken go no further.

    ``ticket_id`` is the sale they come from; without one they come in at the average.
    """

    product_id: ProductId
    units: int
    restock: bool
    ticket_id: InvoiceId | None = None
    lot: str = ""
    """The lot she read on them; empty: the one they left with."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Units of one sale, and what they left for."""

    units: int
    value: int | None
    cause_id: RecordId | None
    lot_id: LotId | None = None


def bring_back(
    session: Session, gesture: Gesture, coming: Sequence[Coming], note: str
) -> list[Move]:
    """Return the moves of what comes back; what is broken leaves the shelf again, as a loss."""
    moves = []
    out: dict[tuple[InvoiceId, ProductId], list[SoldMove]] = {}
    for each in coming:
        place = usual_bin(session, each.product_id)
        read = _read(session, gesture, each)
        for part in _parts(session, each, out):
            moves.append(
                Move(
                    each.product_id, CUSTOMER, place, part.units, MoveReason.RETURN, note,
                    lot_id=read or part.lot_id, value=part.value, cause_id=part.cause_id,
                )
            )  # fmt: skip
            if not each.restock:
                moves.append(
                    Move(
                        each.product_id, place, ADJUSTMENT, part.units, MoveReason.BREAKAGE, note,
                        lot_id=read or part.lot_id, value=part.value, cause_id=part.cause_id,
                    )
                )  # fmt: skip
    return moves


def _read(session: Session, gesture: Gesture, each: Coming) -> LotId | None:
    """Return the lot she read; an article that is followed by none keeps none."""
    if not each.lot or session.get_one(Product, each.product_id).tracking is Tracking.NONE:
        return None
    return find_lot(session, gesture, each.product_id, LotRead(each.lot))


def _parts(
    session: Session, each: Coming, out: dict[tuple[InvoiceId, ProductId], list[SoldMove]]
) -> list[_Part]:
    """Return the units by the sale they left with; several lines of a basket share its sales."""
    if each.ticket_id is None:
        return [_Part(each.units, None, None)]
    key = (each.ticket_id, each.product_id)
    if key not in out:
        sales = sales_of_ticket(session, each.ticket_id, [each.product_id])
        out[key] = list(sales.get(each.product_id, ()))
    parts, wanted, sold = [], each.units, out[key]
    while sold and wanted:
        sale = sold.pop(0)
        units = min(sale.units, wanted)
        value = share_of(sale.value, units, sale.units)
        parts.append(_Part(units, value, sale.move_id, sale.lot_id))
        wanted -= units
        if sale.units > units:
            left = replace(sale, units=sale.units - units, value=sale.value - value)
            sold.insert(0, left)
    if wanted:
        parts.append(_Part(wanted, None, None))
    return parts
