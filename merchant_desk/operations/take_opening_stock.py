"""Take in, once, what lies on the shelves the day the desk begins."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.product import Product
from merchant_desk.models.stock import Place, StockMove
from merchant_desk.operations.post_move import Move, post_moves
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ImportId, PlaceId, ProductId
from merchant_desk.values.places import OPENING
from merchant_desk.values.texts import _
from merchant_desk.values.words import MoveReason, PlaceKind

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """How many units of a product lie in a bin."""

    product_id: ProductId
    place_id: PlaceId
    quantity: int


@dataclass(frozen=True, slots=True)
class OpeningTaken:
    """How many products and units were taken in."""

    products: int
    units: int


def take_opening_stock(
    session: Session,
    gesture: Gesture,
    lines: Sequence[OpeningLine],
    import_id: ImportId | None = None,
) -> OpeningTaken:
    """Post one opening move a line; a product that already had its opening stock is refused."""
    if any(line.quantity < 0 for line in lines):
        raise _refused(_("une quantité est négative"), _("Corrigez-la dans la liste."))
    moves = [
        Move(
            line.product_id,
            OPENING,
            line.place_id,
            line.quantity,
            MoveReason.OPENING,
            import_id=import_id,
        )
        for line in lines
        if line.quantity
    ]
    products = sorted({move.product_id for move in moves})
    _check_bins(session, {move.to_place_id for move in moves})
    _check_never_opened(session, products)
    post_moves(session, gesture, moves)
    queue_state(session, gesture, "stock", products)
    return OpeningTaken(len(products), sum(move.quantity for move in moves))


def _check_bins(session: Session, places: set[PlaceId]) -> None:
    bins = select(Place.id).where(Place.id.in_(places), Place.kind == PlaceKind.BIN)
    if set(session.execute(bins).scalars()) != places:
        raise _refused(
            _("un emplacement n’existe pas"), _("Créez d’abord l’emplacement, puis recommencez.")
        )


def _check_never_opened(session: Session, products: Sequence[ProductId]) -> None:
    for start in range(0, len(products), _CHUNK):
        chunk = products[start : start + _CHUNK]
        opened = session.execute(
            select(Product.name)
            .join(StockMove, StockMove.product_id == Product.id)
            .where(Product.id.in_(chunk), StockMove.reason == MoveReason.OPENING)
            .limit(1)
        ).scalar_one_or_none()
        if opened is not None:
            raise _refused(
                _("«\u00a0{name}\u00a0» a déjà son stock d’ouverture").format(name=opened),
                _("Ajustez plutôt son stock, avec un motif."),
            )


def _refused(why: str, advice: str) -> RefusedError:
    return RefusedError(
        _("Le stock d’ouverture n’a pas été pris\u00a0: {why}.").format(why=why), advice
    )
