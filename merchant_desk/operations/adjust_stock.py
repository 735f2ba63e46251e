"""Say what is really in a bin, or what came in or went out, and why."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.operations.find_lot import LotRead, find_lot
from merchant_desk.operations.find_record import find_bin, find_product, level_of
from merchant_desk.operations.name_lots import name_lots
from merchant_desk.operations.post_move import Move, post_moves
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.queries.lot_choices import lot_level
from merchant_desk.values.article_name import full_name
from merchant_desk.values.french import number
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import ProductKind, Tracking
from merchant_desk.values.ids import LotId, PlaceId, ProductId
from merchant_desk.values.places import ADJUSTMENT, CUSTOMER, SUPPLIER
from merchant_desk.values.texts import _
from merchant_desk.values.words import MoveReason

MOST_UNITS = 10_000_000
_OUTSIDE_OF = {
    MoveReason.COUNT: ADJUSTMENT,
    MoveReason.CORRECTION: ADJUSTMENT,
    MoveReason.LOSS: ADJUSTMENT,
    MoveReason.BREAKAGE: ADJUSTMENT,
    MoveReason.THEFT: ADJUSTMENT,
    MoveReason.FOUND: ADJUSTMENT,
    MoveReason.RECEIPT: SUPPLIER,
    MoveReason.RETURN: CUSTOMER,
}
ADJUSTMENT_REASONS = tuple(_OUTSIDE_OF)
LOWERING = frozenset({MoveReason.LOSS, MoveReason.BREAKAGE, MoveReason.THEFT})
RAISING = frozenset({MoveReason.FOUND, MoveReason.RECEIPT, MoveReason.RETURN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """A change of ``quantity`` units, or, when ``counted``, the quantity found in the bin."""

    product_id: ProductId
    place_id: PlaceId
    reason: MoveReason
    quantity: int
    counted: bool = False
    note: str = ""
    lot: LotRead | None = None
    """Of which lot, ``quantity`` then counts its units only; None: the first to expire leave."""


@dataclass(frozen=True, slots=True)
class Adjusted:
    """What the bin held before and holds now."""

    product_id: ProductId
    place_id: PlaceId
    before: int
    after: int


def adjust_stock(session: Session, gesture: Gesture, wanted: Adjustment) -> Adjusted:
    """Post the move that brings the bin to the right quantity, and tell the storefronts."""
    product = find_product(session, wanted.product_id)
    place = find_bin(session, wanted.place_id)
    name = full_name(product.name, product.option_text)
    if not product.stocked:
        raise _refused(
            _("«\u00a0{name}\u00a0» n’est pas suivi en stock").format(name=name),
            _("Cochez «\u00a0Suivre le stock\u00a0» sur sa fiche."),
        )
    if product.kind is ProductKind.KIT:
        raise _refused(
            _("«\u00a0{name}\u00a0» est un kit, il n’a que le stock de ses articles").format(
                name=name
            ),
            _("Ajustez le stock des articles dont il est fait."),
        )
    lot_id = None
    if wanted.lot is not None and product.tracking is not Tracking.NONE:
        lot_id = find_lot(session, gesture, product.id, wanted.lot)
    before = level_of(session, wanted.product_id, wanted.place_id)
    if lot_id is not None:
        before = lot_level(session, lot_id, wanted.place_id)
    change = wanted.quantity - before if wanted.counted else wanted.quantity
    _check(wanted, change, before, place.code)
    if change:
        _post(session, gesture, wanted, change, lot_id)
    return Adjusted(wanted.product_id, wanted.place_id, before, before + change)


def _post(
    session: Session, gesture: Gesture, wanted: Adjustment, change: int, lot_id: LotId | None
) -> None:
    outside, inside = _OUTSIDE_OF[wanted.reason], wanted.place_id
    start, end = (outside, inside) if change > 0 else (inside, outside)
    move = Move(
        wanted.product_id, start, end, abs(change), wanted.reason, " ".join(wanted.note.split()),
        lot_id=lot_id,
    )  # fmt: skip
    post_moves(session, gesture, name_lots(session, gesture, [move]))
    queue_state(session, gesture, "stock", [wanted.product_id])


def _check(wanted: Adjustment, change: int, before: int, code: str) -> None:
    if wanted.reason not in _OUTSIDE_OF:
        raise _refused(
            _("ce motif est réservé aux ventes et aux transferts"), _("Choisissez un autre motif.")
        )
    if abs(wanted.quantity) > MOST_UNITS:
        raise _refused(_("la quantité est invraisemblable"), _("Corrigez la quantité."))
    if wanted.counted and wanted.quantity < 0:
        raise _refused(
            _("on ne peut pas compter moins de zéro unité"), _("Indiquez ce qui est sur l’étagère.")
        )
    if not wanted.counted and change == 0:
        raise _refused(_("la quantité est zéro"), _("Indiquez une quantité, comme −2 ou +5."))
    if change < 0 and before + change < 0:
        raise _refused(
            _("l’emplacement {code} contient {n}, on ne peut pas en retirer {out}").format(
                code=code, n=number(before), out=number(-change)
            ),
            _("Comptez ce qui s’y trouve et saisissez la quantité comptée."),
        )
    _check_direction(wanted.reason, change)


def _check_direction(reason: MoveReason, change: int) -> None:
    if change > 0 and reason in LOWERING:
        raise _refused(
            _("ce motif diminue le stock, et la quantité l’augmente"),
            _("Saisissez une quantité négative, ou choisissez un autre motif."),
        )
    if change < 0 and reason in RAISING:
        raise _refused(
            _("ce motif augmente le stock, et la quantité le diminue"),
            _("Saisissez une quantité positive, ou choisissez un autre motif."),
        )


def _refused(why: str, advice: str) -> RefusedError:
    return RefusedError(_("Le stock n’a pas changé\u00a0: {why}.").format(why=why), advice)
