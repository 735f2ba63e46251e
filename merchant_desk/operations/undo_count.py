"""Take a validated count back by counter-entries, but for what was corrected since."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.count import CountLine, StockCount
from merchant_desk.models.stock import StockMove
from merchant_desk.operations.open_count import state_words
from merchant_desk.operations.post_move import Move, post_moves
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.operations.value_moves import worths_of
from merchant_desk.queries.count_moves import LEDGER_ONLY
from merchant_desk.queries.kits import parts_of
from merchant_desk.rules.valuation.moving_average import Worth
from merchant_desk.values.count_key import CountKey
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import CountState
from merchant_desk.values.ids import CountId, ProductId, RecordId
from merchant_desk.values.texts import _
from merchant_desk.values.words import MoveReason

_LINES, _POSTED = table(CountLine), table(StockMove)
_LATER, _AGAIN = _POSTED.alias("later"), _LINES.alias("again")
_MINE = _LINES.c.count_id == bindparam("count")
_MOVED = Prepared(
    select(
        _LINES.c.id,
        _LINES.c.place_id,
        _LINES.c.product_id,
        _LINES.c.lot_id,
        _POSTED.c.from_place_id,
        _POSTED.c.to_place_id,
        _POSTED.c.quantity,
        _POSTED.c.change,
        _POSTED.c.value,
        _POSTED.c.lot_id.label("moved_lot"),
    )
    .join(_POSTED, _POSTED.c.id == _LINES.c.move_id)
    .where(_MINE)
    .order_by(_LINES.c.id)
)
_TOLD = Prepared(
    select(_LINES.c.id, _LATER.c.reason, _LINES.c.lot_id, _LATER.c.lot_id.label("moved_lot"))
    .join(_POSTED, _POSTED.c.id == _LINES.c.move_id)
    .join(
        _LATER,
        (_LATER.c.product_id == _LINES.c.product_id)
        & (_LATER.c.row > _POSTED.c.row)
        & or_(
            _LATER.c.from_place_id == _LINES.c.place_id, _LATER.c.to_place_id == _LINES.c.place_id
        ),
    )
    .where(_MINE)
)
_RECOUNTED = Prepared(
    select(_LINES.c.id)
    .join(
        _AGAIN,
        (_AGAIN.c.product_id == _LINES.c.product_id)
        & (_AGAIN.c.at > _LINES.c.at)
        & (_AGAIN.c.place_id == _LINES.c.place_id)
        & _AGAIN.c.lot_id.is_not_distinct_from(_LINES.c.lot_id),
    )
    .where(_MINE, _LINES.c.move_id.is_not(None))
)


@dataclass(frozen=True, slots=True)
class CountUndone:
    """What was taken back, and what stays because it was corrected since."""

    number: str
    taken_back: int
    kept: tuple[CountKey, ...]


def undo_count(session: Session, gesture: Gesture, count_id: CountId) -> CountUndone:
    """Post the contrary of each move of the count; what was corrected since stays.

    Raises RefusedError for a count that is not validated, or of which everything was corrected.
    """
    count = session.get(StockCount, count_id)
    if count is None or count.state is not CountState.DONE:
        raise _not_validated(count)
    lines = _MOVED.typed(session, count=count_id)
    again = _corrected(session, count_id)
    kits = parts_of(session, {each.product_id for each in lines})  # they have no stock any more
    corrected = [each for each in lines if each.id in again or each.product_id in kits]
    kept = {each.id for each in corrected}
    back = [each for each in lines if each.id not in kept]
    if lines and not back:
        raise RefusedError(
            _("Le comptage {number} n’a pas été annulé\u00a0: tout a été corrigé depuis.").format(
                number=count.number
            ),
            _("Le stock d’aujourd’hui vient de corrections plus récentes\u00a0: recomptez."),
        )
    note = _("Annulation du comptage {number}").format(number=count.number)
    post_moves(session, gesture, _contrary(session, back, note))
    products = sorted({each.product_id for each in back})
    if products:
        queue_state(session, gesture, "stock", products)
    count.state = CountState.UNDONE
    count.closed_at, count.closed_by = gesture.at, gesture.person
    session.flush()
    return CountUndone(
        count.number,
        len(back),
        tuple(CountKey(each.place_id, each.product_id, each.lot_id) for each in corrected),
    )


def _corrected(session: Session, count_id: CountId) -> set[RecordId]:
    """Return the lines of whose bin the ledger was told since what lies there."""
    told = {row[0] for row in _RECOUNTED.rows(session, count=count_id)}
    return told | {
        line
        for line, reason, lot, moved in _TOLD.rows(session, count=count_id)
        if reason in LEDGER_ONLY and (moved is None or moved == lot)
    }


def _contrary(session: Session, lines: Sequence[Any], note: str) -> list[Move]:
    """Return the moves back; units that come back are worth what they left for.

    Units that the count had found leave with what they were worth then, so that the value becomes
    what it was; where they were sold since, at the average.
    """
    worths, _known = worths_of(session, sorted({each.product_id for each in lines}))
    after: dict[ProductId, Worth] = {}
    for each in lines:
        worth = after.get(each.product_id, worths[each.product_id])
        after[each.product_id] = worth.after(-each.change, -each.value)
    return [
        Move(
            each.product_id, each.to_place_id, each.from_place_id, each.quantity,
            MoveReason.COUNT, note, lot_id=each.moved_lot, cause_id=each.id,
            value=_value(each, after[each.product_id]),
        )
        for each in lines
    ]  # fmt: skip


def _value(line: Any, after: Worth) -> int | None:
    if line.change < 0:
        return -int(line.value)
    whole = after.value > 0 if after.quantity > 0 else after == Worth()
    return int(line.value) if whole else None


def _not_validated(count: StockCount | None) -> RefusedError:
    if count is None:
        return RefusedError(
            _("Rien n’a été annulé\u00a0: ce comptage n’existe pas."),
            _("Choisissez un comptage de la liste."),
        )
    return RefusedError(
        _("Le comptage {number} n’a pas été annulé\u00a0: il est {state}.").format(
            number=count.number, state=state_words(count.state)
        ),
        _("Seul un comptage validé s’annule\u00a0; un comptage en cours s’abandonne."),
    )
