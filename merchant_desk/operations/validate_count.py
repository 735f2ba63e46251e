"""Validate a count: the stock takes what was counted, by moves that say so."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from merchant_desk.database.bulk import insert_rows
from merchant_desk.database.column_types import to_micros
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.count import CountLine
from merchant_desk.operations.fix_packed_bins import fix_packed_bins
from merchant_desk.operations.open_count import open_count_of
from merchant_desk.operations.post_move import Move, post_moves
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.queries.count_review import VarianceRow, count_review
from merchant_desk.queries.shelf_now import shelves_now
from merchant_desk.values.french import number
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import CountState
from merchant_desk.values.ids import CountId, RecordId, new_ids
from merchant_desk.values.money import Money
from merchant_desk.values.places import ADJUSTMENT
from merchant_desk.values.texts import _, ngettext
from merchant_desk.values.words import MoveReason

_LINES = table(CountLine)
_COLUMNS = (
    "id", "count_id", "place_id", "product_id", "lot_id", "expected", "counted", "unit_cost",
    "move_id", "at", '"by"',
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settlement:
    """What she decided about what is not sure."""

    zero_uncounted: bool = False
    """What nobody counted is gone; else its stock stays as it is."""
    leave_doubtful: bool = False
    """What should be counted again keeps its stock; else the count is not validated."""


@dataclass(frozen=True, slots=True)
class CountValidated:
    """What the count changed."""

    number: str
    lines: int
    corrected: int
    """Articles in bins whose stock changed."""
    units: int
    worth: Money
    left: int
    """Articles in bins that keep their stock: doubtful, or not counted."""


def validate_count(
    session: Session, gesture: Gesture, count_id: CountId, settlement: Settlement | None = None
) -> CountValidated:
    """Post a move for every variance, and keep what was expected and counted for ever.

    The variance is what is posted: what moved since the count began stays as it is. Raises
    RefusedError for a count that is closed, empty, or has articles to count again.
    """
    settlement = settlement or Settlement()
    count = open_count_of(session, count_id)
    review = count_review(session, count_id, gone=settlement.zero_uncounted)
    assert review is not None  # noqa: S101 - the count was read just above
    if review.doubtful and not settlement.leave_doubtful:
        raise _refuse_doubtful(review.doubtful)
    gone = review.uncounted if settlement.zero_uncounted else ()
    rows = (*review.sure, *gone)
    if not rows:
        raise RefusedError(
            _("Le comptage n’a pas été validé\u00a0: rien n’y est compté."),
            _("Comptez au moins un article, ou abandonnez ce comptage."),
        )
    _post(session, gesture, count.number, count_id, rows)
    count.state = CountState.DONE
    count.closed_at, count.closed_by = gesture.at, gesture.person
    session.flush()
    corrected = [each for each in rows if each.variance]
    left = len(review.doubtful) + len(review.uncounted) - len(gone)
    return CountValidated(
        number=count.number,
        lines=len(rows),
        corrected=len(corrected),
        units=sum(each.variance for each in corrected),
        worth=Money(sum(each.worth.cents for each in corrected)),
        left=left,
    )


def _post(
    session: Session,
    gesture: Gesture,
    number_of_count: str,
    count_id: CountId,
    rows: Sequence[VarianceRow],
) -> None:
    products = sorted({each.key.product_id for each in rows if each.variance})
    fix_packed_bins(session, shelves_now(session, products).items())
    ids = [RecordId(each) for each in new_ids(len(rows))]
    note = _("Comptage {number}").format(number=number_of_count)
    moving = [(line_id, each) for line_id, each in zip(ids, rows, strict=True) if each.variance]
    moves = post_moves(session, gesture, [_move(line_id, each, note) for line_id, each in moving])
    move_of = {line_id: move for (line_id, _each), move in zip(moving, moves, strict=True)}
    at = to_micros(gesture.at)
    lines = [
        (
            line_id, count_id, *each.key, each.expected, each.counted or 0, each.unit_cost,
            move_of.get(line_id), at, gesture.person,
        )
        for line_id, each in zip(ids, rows, strict=True)
    ]  # fmt: skip
    insert_rows(session, _LINES, _COLUMNS, lines)
    if products:
        queue_state(session, gesture, "stock", products)


def _move(line_id: RecordId, row: VarianceRow, note: str) -> Move:
    key = row.key
    ends = (ADJUSTMENT, key.place_id) if row.variance > 0 else (key.place_id, ADJUSTMENT)
    return Move(
        key.product_id, *ends, abs(row.variance), MoveReason.COUNT, note,
        lot_id=key.lot_id, cause_id=line_id,
    )  # fmt: skip


def _refuse_doubtful(rows: Sequence[VarianceRow]) -> RefusedError:
    first = rows[0]
    return RefusedError(
        ngettext(
            "Le comptage n’a pas été validé\u00a0: {n} article est à recompter.",
            "Le comptage n’a pas été validé\u00a0: {n} articles sont à recompter.",
            len(rows),
        ).format(n=number(len(rows))),
        _("Recomptez «\u00a0{name}\u00a0» en {bin}, ou validez sans ces articles.").format(
            name=first.title, bin=first.bin
        ),
    )
